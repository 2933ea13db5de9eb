"""The search over the book: who is found, and who first."""

from __future__ import annotations

import pytest
from tests import world

from fifteen.actions import journal, letters
from fifteen.actions._write import Done
from fifteen.method.words import Channel, LetterKind, Refusal
from fifteen.store import find
from fifteen.store.models import Campaign

pytestmark = pytest.mark.django_db


def names(campaign: Campaign, text: str, limit: int = 9) -> list[str]:
    people = {p.pk: p.name for p in campaign.person_set.all()}
    return [people[pk] for pk in find.ids(campaign, text, limit)]


def test_a_whole_name_comes_before_a_beginning_and_that_before_where_somebody_works(
    mira: Campaign,
) -> None:
    world.knows(mira, "Tom Lee", organisation="Ana Instruments")
    world.knows(mira, "Anabel Osei", organisation="Reef Hall")
    world.knows(mira, "Zoe Ana", organisation="Lumen")
    assert names(mira, "ana") == ["Zoe Ana", "Anabel Osei", "Tom Lee"]
    assert names(mira, "ana", 2) == ["Zoe Ana", "Anabel Osei"]


def test_every_word_must_fit_wherever_it_stands(mira: Campaign) -> None:
    world.knows(mira, "Ana Ruiz", organisation="Northgrid", role="Counsel")
    world.knows(mira, "Ana Lee", organisation="Acme", role="Counsel")
    assert names(mira, "ruiz counsel north") == ["Ana Ruiz"]
    assert names(mira, "zebra ana") == []
    assert names(mira, "  ") == []


def test_nobody_is_named_twice_though_they_fit_in_several_ways(mira: Campaign) -> None:
    world.knows(mira, "Ana Ruiz", organisation="Ana and Partners", role="Ana Fellow")
    assert names(mira, "ana") == ["Ana Ruiz"]


def test_signs_of_the_search_language_are_plain_words(mira: Campaign) -> None:
    world.knows(mira, "Ana Ruiz")
    for text in ('ana"', "ana* OR tom", "name:ana", "NOT (ana", "-ana^2", "ana NEAR ruiz"):
        find.ids(mira, text, 9)
    assert names(mira, 'ana "ruiz" *') == ["Ana Ruiz"]


def test_around_are_those_of_the_organisation_or_the_name(mira: Campaign) -> None:
    ana = world.knows(mira, "Ana Ruiz", organisation="Acme, Inc.")
    tom = world.knows(mira, "Tom Lee", organisation="Reef Hall")
    world.knows(mira, "Lee Tomson", organisation="Acacia")
    assert {*find.around(mira, "Acme", "Tom Lee", 9)} == {ana.pk, tom.pk}
    assert find.around(mira, "", "", 9) == []


def test_a_stranger_is_never_found(mira: Campaign) -> None:
    other = world.seeker("Somebody Else")
    world.knows(other, "Ana Ruiz", organisation="Acme")
    assert find.ids(mira, "ana", 9) == []
    assert find.around(mira, "Acme", "Ana Ruiz", 9) == []


def test_where_nobody_fits_a_name_that_is_nearly_so_is_found(mira: Campaign) -> None:
    world.knows(mira, "Anabel Osei")
    world.knows(mira, "Tom Lee")
    other = world.seeker("Somebody Else")
    world.knows(other, "Anabell Osei")
    assert names(mira, "annabel") == ["Anabel Osei"]
    assert names(mira, "zebra") == []


def test_a_name_of_another_script_is_found_in_latin_letters_and_the_other_way_round(
    mira: Campaign,
) -> None:
    world.knows(mira, "Иван Петров", organisation="Acme")
    world.knows(mira, "Olga Belova", organisation="Acme")
    assert names(mira, "ivan") == names(mira, "petr iv") == ["Иван Петров"]
    assert names(mira, "Ольга") == ["Olga Belova"]


def test_umlauts_are_found_however_they_are_typed(mira: Campaign) -> None:
    world.knows(mira, "Jürgen Müller", organisation="Øresund")
    for text in ("muller", "mueller", "müller", "MÜLL", "juerg", "oresund", "øre"):
        assert names(mira, text) == ["Jürgen Müller"], text


def test_a_word_mistyped_by_a_letter_finds_who_was_meant(mira: Campaign) -> None:
    world.knows(mira, "Anabel Underwood", organisation="Reef Hall")
    world.knows(mira, "Priya Raman", organisation="Acme")
    for text in ("underwod", "udnerwood", "underwooed", "anabal underwood", "Undervood"):
        assert names(mira, text) == ["Anabel Underwood"], text
    assert names(mira, "overwhelm") == []


def test_of_equals_whoever_is_due_comes_first(mira: Campaign) -> None:
    for number in range(12):
        world.knows(mira, f"Ana Number{number}", organisation="")
    asked = world.knows(mira, "Ana Late", organisation="")
    world.diary(asked, "2 Nov asked")
    assert names(mira, "ana", 5)[0] == "Ana Late"
    assert names(mira, "ana", 99)[0] == "Ana Late"


def test_a_letter_is_found_once_it_left(mira: Campaign) -> None:
    ana = world.knows(mira, "Ana Ruiz", email="ana@acme.example", why="Your talk on tides")
    letter = letters.begin(ana, LetterKind.REQUEST, world.NOW)
    ours = letters.keep(letter, letter.revision, "Minutes", "About the kittiwake colony", world.NOW)
    assert not isinstance(ours, Refusal)
    assert names(mira, "kittiwake") == []
    letter.refresh_from_db()
    rules = {f.rule for f in letters.findings(letter, world.NOW)}
    done = letters.sent(letter, Channel.MAIL, world.NOW, overrule=rules)
    assert isinstance(done, Done), done
    assert names(mira, "kittiwake") == ["Ana Ruiz"]
    journal.withdraw(mira, done.act, world.NOW)
    assert names(mira, "kittiwake") == []
