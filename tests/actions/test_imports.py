"""Bringing an address book: shown first, written as one, undone as one, nobody twice."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

import pytest
from tests.world import NOW, diary, knows

from fifteen.actions import _import_write, imports, journal, people
from fifteen.actions._write import Done
from fifteen.method.words import Refusal, TieKind, Verb
from fifteen.store import bulk, find, scope
from fifteen.store.models import Campaign, Import, Job

pytestmark = pytest.mark.django_db

HEAD = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
ANA = "Ana,Ruiz,https://www.linkedin.com/in/ana-ruiz,,Harbour Museum,Developer,07 Feb 2024\n"
TOM = (
    "Tom,Lee,https://www.linkedin.com/in/tom-lee,tom@lee.example,Tidewater School,Cook,1 Mar 2020\n"
)
NOTES = 'Notes:\n"Some addresses are missing."\n\n'


def bring(campaign: Campaign, text: str) -> Import:
    brought = imports.bring(campaign, "Connections.csv", text.encode(), NOW)
    return imports.read(brought, NOW)


def written(campaign: Campaign, text: str, decisions: dict[str, str] | None = None) -> Import:
    brought = bring(campaign, text)
    assert not isinstance(imports.say_yes(brought, {}, NOW), Refusal)
    return imports.write(brought, decisions or {}, NOW)


def names(campaign: Campaign) -> list[str]:
    return list(scope.people(campaign).order_by("name_fold").values_list("name", flat=True))


def test_nothing_is_written_before_the_yes(mira: Campaign) -> None:
    brought = bring(mira, NOTES + HEAD + ANA + TOM)
    assert brought.counts == {"new": 2, "same": 0, "changed": 0, "unsure": 0, "unreadable": 0}
    assert names(mira) == []


def test_after_the_yes_they_are_in_the_book_and_found(mira: Campaign) -> None:
    brought = written(mira, NOTES + HEAD + ANA + TOM)
    assert brought.status == "done"
    assert names(mira) == ["Ana Ruiz", "Tom Lee"]
    assert len(find.ids(mira, "harb", 9)) == 1
    mira.refresh_from_db()
    assert mira.people_count == 2
    assert bytes(brought.data) == b""


def test_a_past_employer_makes_a_former_colleague(mira: Campaign) -> None:
    written(mira, HEAD + TOM)
    tom = scope.people(mira).get()
    assert (tom.tie_kind, tom.tie_via) == (TieKind.COLLEAGUE, "Tidewater School")


def test_the_same_file_again_adds_nothing(mira: Campaign) -> None:
    text = NOTES + HEAD + ANA + TOM
    written(mira, text)
    before = list(scope.people(mira).values())
    again = written(mira, text)
    assert again.counts["same"] == 2
    assert (again.counts["added"], again.counts["updated"]) == (0, 0)
    assert list(scope.people(mira).values()) == before


def test_a_newer_file_updates_what_was_not_edited_by_hand(mira: Campaign) -> None:
    written(mira, HEAD + ANA)
    ana = scope.people(mira).get()
    people.change(ana, {"role": "Senior developer"}, NOW)
    newer = written(
        mira, HEAD + ANA.replace("Harbour Museum", "Reef Hall").replace("Developer", "Boss")
    )
    ana.refresh_from_db()
    assert newer.counts["changed"] == 1
    assert (ana.organisation, ana.role) == ("Reef Hall", "Senior developer")


def test_the_same_file_after_a_name_was_mended_by_hand_adds_nobody(mira: Campaign) -> None:
    without_url = "Ana,Ruis,,,Harbour Museum,Developer,07 Feb 2024\n"
    written(mira, HEAD + without_url)
    people.change(scope.people(mira).get(), {"name": "Ana Ruiz"}, NOW)
    assert written(mira, HEAD + without_url).counts["new"] == 0
    assert names(mira) == ["Ana Ruiz"]


def test_an_import_is_undone_as_one_act(mira: Campaign) -> None:
    kept = knows(mira, "Priya Raman")
    brought = written(mira, HEAD + ANA + TOM)
    assert isinstance(journal.withdraw(mira, brought.act, NOW), Done)
    assert names(mira) == [kept.name]
    assert find.ids(mira, "ana", 9) == []
    assert isinstance(journal.withdraw(mira, brought.act, NOW), Refusal)


def test_undo_puts_changed_facts_back(mira: Campaign) -> None:
    written(mira, HEAD + ANA)
    newer = written(mira, HEAD + ANA.replace("Harbour Museum", "Reef Hall"))
    journal.withdraw(mira, newer.act, NOW)
    assert scope.people(mira).get().organisation == "Harbour Museum"


def test_whoever_was_asked_since_stays_when_the_import_is_undone(mira: Campaign) -> None:
    brought = written(mira, HEAD + ANA + TOM)
    diary(scope.person(mira, "ana-ruiz"), "20 Nov asked")
    journal.withdraw(mira, brought.act, NOW)
    assert names(mira) == ["Ana Ruiz"]


UNSURE = "Ana,Ruiz,,,Elsewhere,Baker,07 Feb 2024\n"


def test_unsure_rows_are_left_out_unless_the_seeker_decides(mira: Campaign) -> None:
    written(mira, HEAD + ANA)
    assert written(mira, HEAD + UNSURE).counts["unsure"] == 1
    assert len(names(mira)) == 1
    written(mira, HEAD + UNSURE, {"2": "new"})
    assert sorted(p.key for p in scope.people(mira)) == ["ana-ruiz", "ana-ruiz-2"]


def test_a_file_that_is_no_address_book_is_refused_with_a_sentence(mira: Campaign) -> None:
    brought = imports.bring(mira, "Connections.csv", b"\xff\xd8\xff\xe0" + bytes(500), NOW)
    brought = imports.read(brought, NOW)
    assert brought.status == "failed"
    assert brought.message.endswith(".")
    assert names(mira) == []


def test_a_stopped_import_keeps_nothing_of_the_file(mira: Campaign) -> None:
    brought = bring(mira, HEAD + ANA)
    imports.leave(brought)
    brought.refresh_from_db()
    assert (brought.status, bytes(brought.data), bytes(brought.plan)) == ("left", b"", b"")
    assert isinstance(imports.say_yes(brought, {}, NOW), Refusal)


def test_writing_again_after_a_crash_writes_nothing_twice(mira: Campaign) -> None:
    brought = written(mira, HEAD + ANA)
    imports.write(brought, {}, NOW)
    assert names(mira) == ["Ana Ruiz"]
    assert scope.entries(mira).filter(verb=Verb.ADDED, person=None).count() == 1


def test_a_whole_archive_tells_where_the_seeker_worked_and_that_is_undone_with_it(
    mira: Campaign,
) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("Connections.csv", HEAD + ANA + TOM)
        packed.writestr("Positions.csv", "Company Name,Title\nHarbour Museum,Clerk\n")
        packed.writestr("Profile.csv", "First Name,Last Name\nMira,Halonen\n")
        packed.writestr(
            "messages.csv",
            "FROM,SENDER PROFILE URL,TO,DATE\n"
            "Ana Ruiz,https://www.linkedin.com/in/ana-ruiz,Mira Halonen,2024-05-06 10:00:00\n",
        )
    written(mira, HEAD + ANA)
    brought = imports.read(imports.bring(mira, "archive.zip", out.getvalue(), NOW), NOW)
    assert (brought.counts["new"], brought.counts["changed"]) == (1, 1)
    imports.say_yes(brought, {}, NOW)
    brought = imports.write(brought, {}, NOW)
    mira.refresh_from_db()
    assert mira.employers == ["Tidewater School", "Harbour Museum"]
    ana = scope.people(mira).get(name="Ana Ruiz")
    assert ana.extra["Last message"] == "2024-05-06, from them"
    assert isinstance(journal.withdraw(mira, brought.act, NOW), Done)
    mira.refresh_from_db()
    ana.refresh_from_db()
    assert mira.employers == ["Tidewater School"]
    assert "Last message" not in ana.extra


def test_stopped_while_it_is_written_nothing_is_in_the_book_and_the_file_waits(
    mira: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_import_write, "_BATCH", 1)
    brought = bring(mira, HEAD + ANA + TOM)
    assert not isinstance(imports.say_yes(brought, {}, NOW), Refusal)
    insert, so_far = bulk.insert, []

    def stopping(people: list[bulk.Columns], same: bulk.Columns) -> None:
        insert(people, same)
        so_far.append(len(names(mira)))
        brought.refresh_from_db()
        assert not isinstance(imports.stop(brought), Refusal)

    monkeypatch.setattr(bulk, "insert", stopping)
    stopped = imports.write(brought, {}, NOW)
    assert so_far == [1]
    assert names(mira) == []
    assert stopped.status == "ready"
    monkeypatch.setattr(bulk, "insert", insert)
    assert not isinstance(imports.say_yes(stopped, {}, NOW), Refusal)
    assert imports.write(stopped, {}, NOW).status == "done"
    assert names(mira) == ["Ana Ruiz", "Tom Lee"]


def test_a_worker_elsewhere_hears_that_it_is_to_stop(mira: Campaign) -> None:
    brought = bring(mira, HEAD + ANA)
    imports.say_yes(brought, {}, NOW)
    for job in Job.objects.filter(kind="write-import"):
        Job.objects.filter(pk=job.pk).update(data={**job.data, "stop": True})
    assert imports.write(brought, {}, NOW).status == "ready"
    assert names(mira) == []


def test_an_import_is_undone_for_thirty_days_and_no_longer(mira: Campaign) -> None:
    brought = written(mira, HEAD + ANA)
    late = journal.withdraw(mira, brought.act, NOW + timedelta(days=31))
    assert isinstance(late, Refusal)
    assert "thirty days" in late.message
    assert names(mira) == ["Ana Ruiz"]
    in_time = journal.withdraw(mira, brought.act, NOW + timedelta(days=29))
    assert not isinstance(in_time, Refusal)
    assert names(mira) == []
