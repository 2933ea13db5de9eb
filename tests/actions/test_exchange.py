"""Everything out and in again, with nothing lost."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from tests.world import NOW, diary, knows, seeker

from fifteen.actions import campaigns, exchange, letters, meetings, papers
from fifteen.actions._write import Done
from fifteen.demo import load
from fifteen.method.words import LetterKind, Refusal
from fifteen.store import find, scope
from fifteen.store.models import (
    Belief,
    Campaign,
    Conversation,
    Entry,
    Field,
    Letter,
    Person,
)

pytestmark = pytest.mark.django_db
TABLES = (Field, Belief, Person, Entry, Letter, Conversation)


def everything() -> dict[str, list[dict[str, object]]]:
    """All rows in their order, numbers by their place among the numbers of their column: which
    number a row has is the database's, what it points at is not."""
    return {t.__name__: placed(list(t.objects.order_by("pk").values())) for t in TABLES}


def placed(rows: list[dict[str, Any]]) -> list[dict[str, object]]:
    numbers = [n for n in (rows[0] if rows else ()) if n == "id" or n.endswith("_id")]
    places = {n: sorted({row[n] for row in rows} - {None}) for n in numbers}
    return [
        {k: places[k].index(v) if k in places and v is not None else v for k, v in row.items()}
        for row in rows
    ]


def lived_in() -> Campaign:
    """The demo as if it were one's own: letters, talks, promises, beliefs, notes."""
    campaign = load.load(NOW)
    Campaign.objects.filter(pk=campaign.pk).update(is_demo=False)
    campaign.refresh_from_db()
    return campaign


def test_a_campaign_comes_back_whole() -> None:
    campaign = lived_in()
    before, archive = everything(), exchange.export_zip(campaign, NOW)
    campaigns.delete_everything(campaign)
    assert not Person.objects.exists()
    answer = exchange.restore_zip(archive, NOW)
    assert isinstance(answer, Done), answer
    assert everything() == before
    back = scope.campaigns().get()
    assert back.seeker_name == "Mira Halonen"
    assert find.ids(back, "ruiz", 5)


def test_what_is_read_back_is_the_readers_own_and_takes_nobodys_place() -> None:
    theirs = seeker("Otto Elsewhere")
    Campaign.objects.filter(pk=theirs.pk).update(owner="otto")
    knows(theirs, "Zacharias Elsewhere")
    archive = exchange.export_zip(theirs, NOW)
    answer = exchange.restore_zip(archive, NOW, "mira")
    assert isinstance(answer, Done), answer
    (back,) = scope.campaigns("mira")
    assert back.pk != theirs.pk and back.key != theirs.key
    assert [p.name for p in scope.people(back)] == ["Zacharias Elsewhere"]
    assert [p.name for p in scope.people(theirs)] == ["Zacharias Elsewhere"]
    assert not set(scope.people(back)) & set(scope.people(theirs))


def test_a_campaign_of_another_account_gets_a_key_of_its_own_and_ones_own_keeps_it() -> None:
    theirs = seeker("Otto Elsewhere")
    Campaign.objects.filter(pk=theirs.pk).update(owner="otto")
    theirs.refresh_from_db()
    archive = exchange.export_zip(theirs, NOW)
    campaigns.delete_everything(theirs)  # as behind the wall: nobody can see that it is there
    assert isinstance(exchange.restore_zip(archive, NOW, "mira"), Done)
    assert scope.campaigns("mira").get().key != theirs.key
    assert isinstance(exchange.restore_zip(archive, NOW, "otto"), Done)
    assert scope.campaigns("otto").get().key == theirs.key


def test_what_stands_twice_is_said_as_that_and_changes_nothing(mira: Campaign) -> None:
    knows(mira, "Ana Ruiz")
    archive = exchange.export_zip(mira, NOW)
    with zipfile.ZipFile(io.BytesIO(archive)) as inside:
        row = inside.read("data/person.jsonl").decode()
    campaigns.delete_everything(mira)
    answer = exchange.restore_zip(broken(archive, "data/person.jsonl", row + row), NOW)
    assert isinstance(answer, Refusal)
    assert "stands twice" in answer.message and "damaged" not in answer.message
    assert not Person.objects.exists()


def test_the_zip_has_the_people_as_csv_and_the_letters_as_text() -> None:
    archive = zipfile.ZipFile(io.BytesIO(exchange.export_zip(lived_in(), NOW)))
    assert "Ana Ruiz" in archive.read("people.csv").decode()
    sent = [n for n in archive.namelist() if n.startswith("letters/ana-ruiz")]
    assert any("Subject:" in archive.read(n).decode() for n in sent)


def test_a_formula_in_a_name_comes_out_harmless(mira: Campaign) -> None:
    knows(mira, "=cmd|' /C calc'!A0")
    archive = zipfile.ZipFile(io.BytesIO(exchange.export_zip(mira, NOW)))
    assert "'=cmd|" in archive.read("people.csv").decode()


def test_reading_back_never_mixes_two_campaigns(mira: Campaign) -> None:
    archive = exchange.export_zip(mira, NOW)
    before = everything()
    assert isinstance(exchange.restore_zip(archive, NOW), Refusal)
    assert everything() == before


def broken(archive: bytes, name: str, text: str | None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info))
            elif text is not None:
                new.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("data/person.jsonl", "{not json\n"),
        ("data/person.jsonl", None),
        ("about.json", json.dumps({"fifteen": 99})),
        ("about.json", "[]"),
        ("data/entry.jsonl", json.dumps({"model": "sessions.session", "pk": "x", "fields": {}})),
    ],
)
def test_a_damaged_zip_changes_nothing(mira: Campaign, name: str, text: str | None) -> None:
    knows(mira, "Ana Ruiz")
    archive = broken(exchange.export_zip(mira, NOW), name, text)
    campaigns.delete_everything(mira)
    assert isinstance(exchange.restore_zip(archive, NOW), Refusal)
    assert not Person.objects.exists()


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"hello", bytes(1000)])
def test_what_is_no_zip_is_refused(db: None, data: bytes) -> None:
    assert isinstance(exchange.restore_zip(data, NOW), Refusal)


def test_deleting_everything_leaves_no_row_and_no_word_in_the_search(mira: Campaign) -> None:
    ana = diary(knows(mira, "Ana Ruiz"), "16 Nov asked")
    letters.begin(ana, LetterKind.REMINDER, NOW)
    talk = meetings.prepare(ana, NOW)
    papers.catch(talk, "insight", "cardboard first", NOW)
    other = seeker("Somebody Else")
    kept = knows(other, "Ben Kept")
    campaigns.delete_everything(mira)
    assert list(Person.objects.values_list("name", flat=True)) == [kept.name]
    assert not Letter.objects.exists()
    assert find.ids(mira, "ana", 5) == []
