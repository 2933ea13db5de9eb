"""One thing for several people: tags, fields, rest; each undone as one act."""

from __future__ import annotations

import pytest
from tests.world import NOW, diary, knows, seeker

from fifteen.actions import _rebuild, exchange, journal, several, tags
from fifteen.actions._write import Done
from fifteen.method.words import Refusal, Stage, TieKind
from fifteen.store import scope
from fifteen.store.models import Campaign, Person, Rehearsed, Tag

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(mira: Campaign) -> list[Person]:
    return [knows(mira, "Ana Ruiz", field=""), knows(mira, "Tom Lee", TieKind.FRIEND, "", field="")]


def words(person: Person) -> list[str]:
    return list(scope.tags(person.campaign).filter(person=person).values_list("name", flat=True))


def undo(mira: Campaign, done: object) -> None:
    assert isinstance(done, Done) and done.act, done
    assert isinstance(journal.withdraw(mira, done.act, NOW), Done)


def test_a_tag_is_put_on_once_and_taken_off_again(mira: Campaign, two: list[Person]) -> None:
    ana, tom = two
    tags.tag([ana], "mentor", NOW)
    done = tags.tag(two, " Mentor ", NOW)
    assert isinstance(done, Done) and done.message == "Tagged “mentor”: Tom Lee."
    assert words(ana) == words(tom) == ["mentor"]
    tags.untag([ana], "mentor", NOW)
    assert (words(ana), words(tom)) == ([], ["mentor"])


def test_tagging_several_is_undone_as_one(mira: Campaign, two: list[Person]) -> None:
    undo(mira, tags.tag(two, "mentor", NOW))
    assert not Tag.objects.exists()


def test_taking_a_tag_off_is_undone_too(mira: Campaign, two: list[Person]) -> None:
    tags.tag(two, "mentor", NOW)
    undo(mira, tags.untag(two, "mentor", NOW))
    assert [words(p) for p in two] == [["mentor"], ["mentor"]]


def test_an_empty_tag_and_one_too_many_are_refused(two: list[Person]) -> None:
    assert isinstance(tags.tag(two, " , ", NOW), Refusal)
    for number in range(tags.MOST):
        tags.tag([two[0]], f"tag {number}", NOW)
    assert isinstance(tags.tag(two, "one more", NOW), Refusal)
    assert words(two[1]) == []


def test_a_tag_of_another_campaign_is_not_touched(two: list[Person]) -> None:
    other = knows(seeker("Otto Fremd"), "Secret Host")
    tags.tag([other], "mine", NOW)
    tags.tag(two, "Mine", NOW)
    assert words(two[0]) == ["Mine"] and words(other) == ["mine"]


def test_the_rows_of_tags_are_what_the_journal_says(mira: Campaign, two: list[Person]) -> None:
    tags.tag(two, "mentor", NOW)
    Tag.objects.all().delete()
    Tag.objects.create(campaign=mira, person=two[0], name="never said")
    _rebuild.rebuild(mira, NOW)
    assert [words(p) for p in two] == [["mentor"], ["mentor"]]


def test_the_field_of_several_is_set_as_one_act_and_ranks_anew(
    mira: Campaign, two: list[Person]
) -> None:
    before = [p.rank for p in two]
    done = several.set_field(mira, {p.key: "grid modelling" for p in two}, NOW)
    assert isinstance(done, Done) and done.message == "Two people in “grid modelling” now."
    assert {p.field for p in scope.people(mira)} == {"grid modelling"}
    undo(mira, done)
    for person in two:
        person.refresh_from_db()
    assert ([p.field for p in two], [p.rank for p in two]) == (["", ""], before)


def test_several_are_let_rest_but_for_those_with_a_talk_or_at_rest(
    mira: Campaign, two: list[Person]
) -> None:
    ana = diary(two[0], "20 Nov asked\n21 Nov said-yes\n24 Nov rested")
    done = several.let_rest([ana, two[1]], NOW)
    assert done.message == "One person rests."
    undo(mira, done)
    two[1].refresh_from_db()
    assert two[1].stage == Stage.TO_ASK


def test_several_are_forgotten_for_good(mira: Campaign, two: list[Person]) -> None:
    tags.tag(two, "mentor", NOW)
    done = several.forget(mira, two, NOW)
    assert done.message == "Two people are erased: facts, letters and notes."
    mira.refresh_from_db()
    assert (scope.people(mira).count(), mira.people_count, Tag.objects.count()) == (0, 0, 0)


def test_tags_and_rehearsed_answers_come_back_with_everything(
    mira: Campaign, two: list[Person]
) -> None:
    tags.tag(two, "mentor", NOW)
    Rehearsed.objects.create(campaign=mira, key="yourself", text="Four sentences", changed=NOW)
    data = exchange.export_zip(mira, NOW)
    exchange.delete_everything(mira)
    assert isinstance(exchange.restore_zip(data, NOW), Done)
    assert Tag.objects.count() == 2
    assert Rehearsed.objects.get().text == "Four sentences"
