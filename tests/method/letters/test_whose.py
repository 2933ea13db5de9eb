"""Whose organisation a sentence speaks of, as it was learned; and which names it is asked of."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.method.letters.frames import ELENA, found, framed
from tools import whose_data

from fifteen.method.letters import _whose
from fifteen.method.letters._classes import text_of
from fifteen.method.letters._named import told_by
from fifteen.method.letters._whose import SCALE, features
from fifteen.method.words import LetterContext, Tie, TieKind

LEARNED = _whose.whose("en")
assert LEARNED is not None


def of(organisation: str, role: str | None = None, via: str | None = None) -> LetterContext:
    """Elena at another place; perhaps once somebody's colleague."""
    tie = Tie(TieKind.COLLEAGUE, via) if via else ELENA.tie
    return replace(ELENA, host_organisation=organisation, host_role=role, tie=tie)


def names(sentence: str, context: LetterContext) -> list[str]:
    """The names that are told as wrong."""
    return [finding.quote for finding in found(framed(sentence), "wrong-name", context)]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("I'd like to hear how you find it at Kilcoyne Construction.", "Kilcoyne Construction"),
        ("I know that Kilcoyne Construction keeps you busy.", "Kilcoyne Construction"),
        ("I understand that you plan routes for Larnaca Freight.", "Larnaca Freight"),
        ("Thank you for all that you and your team do at Larnaca Freight.", "Larnaca Freight"),
        ("You are the head of claims at Larnaca Freight, I'm told.", "Larnaca Freight"),
    ],
)
def test_another_firm_spoken_of_as_the_hosts_in_words_that_no_list_has(
    sentence: str, name: str
) -> None:
    assert names(sentence, of("Ardmore Group")) == [name]


@pytest.mark.parametrize(
    ("sentence", "theirs", "name"),
    [
        ("I'd like to hear how you worked your way up at Halden Building Society from the counter.",
         "Greenfield Building Society", "Halden Building Society"),
        ("As a guide of the Red Lantern Tours you must have heard every question.",
         "Blue Lantern Tours", "Red Lantern Tours"),
        ("I know Westmoor NHS Trust keeps you run off your feet.",
         "Eastfield NHS Trust", "Westmoor NHS Trust"),
    ],
)  # fmt: skip
def test_a_name_with_a_word_of_the_hosts_own_does_not_name_it(
    sentence: str, theirs: str, name: str
) -> None:
    assert names(sentence, of(theirs)) == [name]


@pytest.mark.parametrize("name", ["Cool Springs Bottling", "CoolSprings Nord", "Cool & Springs"])
def test_a_name_that_tells_it_is_a_firms_is_surer(name: str) -> None:
    assert LEARNED is not None
    said = f"Your campaign for the ginger drink at {name} was the talk of my whole street."
    assert names(said, of("Ardmore Group")) == [name]
    around = ("your campaign for the ginger drink at ", " was the talk of my whole street.")
    assert LEARNED.of(*around, "Cool Springs Bottling") > LEARNED.of(*around, "Cool Springs")


def test_a_wrong_name_is_told_wherever_it_stands_again() -> None:
    said = "I know that Larnaca Freight keeps you busy. Larnaca Freight must move much by night."
    assert names(said, of("Ardmore Group")) == ["Larnaca Freight", "Larnaca Freight"]
    quoted = 'I know that Larnaca Freight keeps you busy. A van said "Why Larnaca Freight sings".'
    assert names(quoted, of("Ardmore Group")) == ["Larnaca Freight"]


def test_how_one_came_to_a_place_and_not_from_it() -> None:
    said = "I would like to hear how you changed from sailing to class society at Hull Register."
    assert names(said, of("Vessel Bureau")) == ["Hull Register"]
    said = "I'd like to hear about the years when you worked at Hull Register as a clerk."
    assert names(said, of("Vessel Bureau")) == []


def test_a_name_ends_before_what_the_seeker_goes_on_with() -> None:
    said = "I understand that you plan routes for Larnaca Freight and I've seen your vans."
    assert names(said, of("Ardmore Group")) == ["Larnaca Freight"]


def test_the_name_of_a_house_may_begin_with_a_first_name() -> None:
    said = "I love what you've done at the Rose and Crown; the garden is a picture."
    assert names(said, of("The Plough")) == ["Rose and Crown"]


@pytest.mark.parametrize(
    "sentence",
    [
        "I price crop insurance at Fenland Mutual.",
        "The footbridge you designed for Vedder Creek is on my running route.",
        "You gave the talk at Payments Week to which I stayed until the end.",
        "Before you came to the trade you were six years at Price & Marlow.",
        "For comparison I've also written to Larnaca Freight.",
        "My aunt, who runs the mail room at Larnaca Freight, sends her regards.",
    ],
)
def test_what_is_not_spoken_of_as_the_hosts_is_left_alone(sentence: str) -> None:
    assert names(sentence, of("Ardmore Group")) == []


@pytest.mark.parametrize(
    ("theirs", "sentence", "name"),
    [
        (
            "Maison Corbel",
            "I'd like to hear how the morning goes for your team at Maison Delorme.",
            "Maison Delorme",
        ),
        (
            "HMP Corsham Vale",
            "What makes a teacher last in your classrooms at HMP Erlestone Park?",
            "HMP Erlestone Park",
        ),
    ],
)
def test_two_of_a_kind_that_share_a_word_are_told_apart(
    theirs: str, sentence: str, name: str
) -> None:
    assert names(sentence, of(theirs)) == [name]


@pytest.mark.parametrize(
    ("theirs", "sentence"),
    [
        ("Maison Corbel", "I'd like to hear how the morning goes for your team at Maison C."),
        ("Deloitte Touche", "I'd like to hear about your days at Deloitte Ireland."),
        ("Corbel Group", "I'd like to hear about your days at Corbel Marine Insurance."),
        ("Port of Dunmarra", "I'd like to hear about your days at Elm Road."),
    ],
)
def test_a_short_form_a_branch_a_sister_or_a_street_may_be_theirs(
    theirs: str, sentence: str
) -> None:
    assert names(sentence, of(theirs)) == []


def test_a_firm_where_both_once_worked_is_not_the_hosts_now() -> None:
    sentence = "It is four years since you and I shared the office at Mophane Motors."
    assert names(sentence, of("Revenue Office", via="Mophane Motors")) == []


def test_where_the_letter_names_the_hosts_own_more_is_asked() -> None:
    sentence = "I read about Ardmore Group. I'd like to learn how your days at Solvane go."
    assert names(sentence, of("Ardmore Group")) == []


def test_the_odds_are_the_sum_of_the_weights_of_all_features() -> None:
    assert LEARNED is not None
    _, bias, *lines = text_of("whose_en.txt").splitlines()
    weights = dict(line.split("\t") for line in lines)
    for before, behind, name in (
        ("how your team at ", " plans a week, and how your days go.", "Acme Foods"),
        ("", "'s depot, which you run, is the first of the kind.", "Acme's"),
        ("", "", "Acme"),
    ):
        told = features(before, behind, name, LEARNED.lexicon, LEARNED.words)
        total = int(bias) + sum(int(weights.get(feature, 0)) for feature in told)
        assert LEARNED.of(before, behind, name) == pytest.approx(total / SCALE)


def test_features_tell_of_whom_is_spoken_nearest_to_the_name() -> None:
    assert LEARNED is not None
    told = features(
        "i know your team at ", "'s depot, and my own", "Acme's", LEARNED.lexicon, LEARNED.words
    )
    assert {"near you me", "you", "'s", "order you me", "order + me", "you does team"} <= set(told)
    assert "you far 2" in told


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Dunmore & Pyke Freight", {"n freight", "n last freight", "n firm", "n with &"}),
        ("Friends of the Elm", {"n with of", "n with the", "n last elm"}),
        ("CareWheels", {"n camel", "n words 1", "n last -els", "n strange 1 of 1"}),
        ("Bo Lind", {"n of somebody 2"}),
        ("Sälen's", {"n marks", "n salen"}),
    ],
)
def test_what_a_name_tells_itself(name: str, told: set[str]) -> None:
    assert LEARNED is not None
    assert told <= set(told_by(name, LEARNED.lexicon, LEARNED.words))


def test_a_language_without_learned_weights_has_none() -> None:
    assert _whose.whose("de") is None


def test_what_an_organisation_is_may_stand_between_its_name_and_the_host() -> None:
    sentence = "They say that the Medyk-Plus hospital where you work needs assistants."
    assert names(sentence, of("Clinic Pod Lipami")) == ["Medyk-Plus"]


def test_a_letter_to_learn_from_is_read_to_another_host_as_well(tmp_path: Path) -> None:
    """What it says of the host's organisation is then of another one."""
    told = framed("I admire how Larnaca Freight treats its drivers. Acme Foods has none.")
    host = {"name": "Elena Vega", "role": "planner", "organisation": "Larnaca Freight"}
    other = {"name": "Elena Vega", "role": "planner", "organisation": "Blue Ox Haulage"}
    rows = [
        {"body": told.body, "context": {"host": host}, "labels": []},
        {"body": framed("").body, "context": {"host": other}, "labels": []},
    ]
    path = tmp_path / "some.jsonl"
    kinds = [{"id": str(n), "kind": "request", "subject": "x", **row} for n, row in enumerate(rows)]
    path.write_text("\n".join(map(json.dumps, kinds)), "utf-8")
    plain, again, last = whose_data.letters([path])
    assert [read.elsewhere for read in (plain, again, last)] == [False, True, False]
    assert again.reading.context.host_organisation == "Blue Ox Haulage"
    assert (plain.named, again.named) == (True, False)
    by_name = {said.name[0]: theirs for said, theirs in zip(again.said, again.theirs, strict=True)}
    assert by_name["Larnaca Freight"]
    assert not by_name["Acme Foods"]
    assert not any(plain.theirs)
