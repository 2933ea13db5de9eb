"""One person twice: found, made one with the history of both, undone for thirty days; or two."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.world import NOW, TODAY, diary, knows, seeker

from fifteen.actions import exchange, imports, jobs, journal, letters, merging, people, tags, twice
from fifteen.actions._rebuild import rebuild
from fifteen.actions._write import Done
from fifteen.actions.campaigns import delete_everything
from fifteen.method.facts import clean
from fifteen.method.words import LetterKind, Refusal, Verb
from fifteen.store import find, scope
from fifteen.store.models import Campaign, Job, Merged, Pair, Person

pytestmark = pytest.mark.django_db


def two(mira: Campaign) -> tuple[Person, Person]:
    """Ana, typed in twice."""
    ana = knows(mira, "Ana Ruiz", organisation="Acme", role="Counsel", email="ana@acme.example")
    again = knows(mira, "Ana M. Ruiz", organisation="Acme", role="", phone="0170 1234567", via="")
    return ana, again


def merged(stays: Person, goes: Person, **choices: str) -> Done:
    done = merging.merge(stays, goes, choices, NOW)
    assert isinstance(done, Done), done
    stays.refresh_from_db()
    return done


def undone(mira: Campaign, act: str) -> None:
    assert isinstance(journal.withdraw(mira, act, NOW), Done)


def test_whoever_is_typed_in_twice_is_noticed_at_once(mira: Campaign) -> None:
    knows(mira, "Robert Jones", organisation="Acme")
    answer = people.add(mira, clean(name="Bob Jones", organisation="Acme"), NOW)
    assert not isinstance(answer, Refusal)
    assert "One person twice?" in answer[1].message
    pair = scope.pairs(mira).get()
    assert pair.sure
    assert pair.why == "Robert and Bob are forms of one name; the same organisation."


def test_the_whole_book_is_looked_through_after_an_import(mira: Campaign) -> None:
    text = b"Name,Company\nAna Ruiz,Acme\nPriya Raman,Beta\nAna Vega Ruiz,Acme\n"
    brought = imports.read(imports.bring(mira, "a.csv", text, NOW), NOW)
    imports.say_yes(brought, {4: "new"}, NOW)
    for _ in range(3):
        if job := jobs.claim("w", NOW):
            jobs.run(job, NOW)
    assert not Job.objects.filter(done_at=None).exists()
    assert (scope.people(mira).count(), brought.counts["unsure"]) == (3, 1)
    assert (scope.pairs(mira).count(), scope.apart(mira).count()) == (0, 1)


def test_a_look_keeps_what_was_decided_and_drops_what_is_over(mira: Campaign) -> None:
    ana, again = two(mira)
    knows(mira, "Tom Lee", organisation="Beta")
    assert twice.look(mira) == 1
    twice.apart(mira, again, ana, NOW)
    assert twice.look(mira) == 0
    assert scope.pair(mira, ana, again) is not None
    twice.ask_again(mira, ana, again)
    assert scope.pairs(mira).count() == 1
    people.change(again, {"name": "Zoe Nowak", "organisation": "Gamma"}, NOW)
    assert twice.look(mira) == 0
    assert not Pair.objects.exists()


def test_made_one_they_have_the_facts_and_the_history_of_both(mira: Campaign) -> None:
    ana, again = two(mira)
    diary(ana, "16 Nov asked")
    diary(again, "12 Nov noted text=likes-chess")
    tags.tag([again], "mentor", NOW)
    letter = letters.begin(again, LetterKind.CONFIRMATION, NOW)
    people.change(again, {"note": "Met at the fair"}, NOW)
    people.change(ana, {"note": "From Tom"}, NOW)
    merged(ana, again)
    assert scope.people(mira).get() == ana
    assert (ana.email, ana.phone, ana.role) == ("ana@acme.example", "0170 1234567", "Counsel")
    assert ana.note == "From Tom\nMet at the fair"
    assert ana.extra["Also called"] == "Ana M. Ruiz"
    verbs = set(scope.entries_of(ana).values_list("verb", flat=True))
    assert {"asked", "noted", "tagged", "merged"} <= verbs
    assert list(scope.tags(mira).values_list("person", "name")) == [(ana.pk, "mentor")]
    assert scope.letters(mira).get(key=letter.key).person == ana
    mira.refresh_from_db()
    assert mira.people_count == 1
    assert find.ids(mira, "ana chess", 9) == [ana.pk]
    assert scope.merged(mira, again.key) == ana
    assert rebuild(mira, NOW) == 0


def test_a_chosen_fact_is_taken_and_a_second_address_is_kept(mira: Campaign) -> None:
    ana, again = two(mira)
    people.change(again, {"email": "ana@home.example", "role": "General counsel"}, NOW)
    again.refresh_from_db()
    merged(ana, again, role="other", email="other")
    assert (ana.role, ana.email) == ("General counsel", "ana@home.example")
    assert ana.extra["E-mail 2"] == "ana@acme.example"


def test_undone_they_are_two_as_they_were(mira: Campaign) -> None:
    ana, again = two(mira)
    diary(ana, "16 Nov asked")
    diary(again, "12 Nov noted text=likes-chess")
    tags.tag([again], "mentor", NOW)
    tags.tag([ana], "mentor", NOW)
    before = everything(mira)
    done = merged(ana, again, name="other")
    assert ana.name == "Ana M. Ruiz"
    journal.record(ana, Verb.NOTED, NOW, data={"text": "since then"})
    undone(mira, done.act)
    assert everything(mira) == before
    again.refresh_from_db()
    assert set(scope.entries_of(again).values_list("verb", flat=True)) == {
        *("added", "noted", "tagged")
    }
    assert find.ids(mira, "chess", 9) == [again.pk]
    assert scope.merged(mira, again.key) is None
    assert rebuild(mira, NOW) == 0


def everything(mira: Campaign) -> list[dict[str, object]]:
    rows = scope.people(mira).order_by("pk").values()
    return [{k: v for k, v in row.items() if k != "heard"} for row in rows]


def test_after_thirty_days_it_stays_and_nothing_more_is_kept_of_the_row(mira: Campaign) -> None:
    ana, again = two(mira)
    done = merged(ana, again)
    later = NOW + timedelta(days=31)
    answer = journal.withdraw(mira, done.act, later)
    assert isinstance(answer, Refusal)
    assert "thirty days" in answer.message
    jobs.daily(later)
    assert Merged.objects.get().was == {}
    assert scope.merged(mira, again.key) == ana


def test_two_agreed_talks_are_not_thrown_together(mira: Campaign) -> None:
    ana, again = two(mira)
    for person in (ana, again):
        diary(person, "16 Nov asked\n18 Nov said-yes")
        person.stage = "booked"
        person.save()
    answer = merging.merge(ana, again, {}, NOW)
    assert isinstance(answer, Refusal)
    assert scope.people(mira).count() == 2


def test_a_stranger_is_no_part_of_it(mira: Campaign) -> None:
    ana, _ = two(mira)
    other = knows(seeker("Somebody Else"), "Ana Ruiz", organisation="Acme")
    assert isinstance(merging.merge(ana, other, {}, NOW), Refusal)
    assert twice.look(mira) == 1


def test_out_and_in_again_pairs_and_merges_are_there_and_deleting_takes_them(
    mira: Campaign,
) -> None:
    ana, again = two(mira)
    third = knows(mira, "Ana Ruiz", organisation="Beta", via="")
    twice.apart(mira, ana, third, NOW)
    done = merged(ana, again)
    data = exchange.export_zip(mira, NOW)
    delete_everything(mira)
    assert not Pair.objects.exists()
    assert not Merged.objects.exists()
    assert isinstance(exchange.restore_zip(data, NOW), Done)
    back = scope.campaigns().get()
    assert scope.apart(back).count() == 1
    undone(back, done.act)
    assert scope.people(back).count() == 3


def test_whom_the_seeker_called_new_at_an_import_is_not_offered_again(mira: Campaign) -> None:
    ana = knows(mira, "Ana Ruiz", organisation="Acme")
    brought = imports.read(imports.bring(mira, "a.csv", b"Name,Company\nAna Ruiz,Beta\n", NOW), NOW)
    assert brought.counts["unsure"] == 1
    imports.say_yes(brought, {}, NOW)
    imports.write(brought, {"2": "new"}, NOW)
    twice.look(mira)
    assert not scope.pairs(mira).exists()
    assert scope.apart(mira).get().one == ana
    assert scope.apart(mira).get().apart_on == TODAY
