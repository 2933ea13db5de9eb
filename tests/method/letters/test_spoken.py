"""Which names a letter as a whole speaks of as the host's organisation."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.method.letters.frames import ELENA, found, framed, request

from fifteen.method.letters import _organisations, _spoken, _whose
from fifteen.method.letters._reading import Reading
from fifteen.method.letters._spoken import LEAST, Told
from fifteen.method.words import LetterContext

LEARNED = _whose.whose("en")
assert LEARNED is not None
PLAIN = Told(2.0, 2.0, 2.0, -6.0, False, False, False, False, True, 0.0, False)


def at(organisation: str) -> LetterContext:
    """Elena at another place."""
    return replace(ELENA, host_organisation=organisation)


def names(sentence: str, organisation: str = "Ardmore Group") -> list[str]:
    """The names that are told as wrong."""
    return [f.quote for f in found(framed(sentence), "wrong-name", at(organisation))]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("What I like about Kilcoyne Partners is how it trains its young people.",
         "Kilcoyne Partners"),
        ("I admire how Larnaca Freight treats its drivers.", "Larnaca Freight"),
        ("You have been running the fund at Northside Credit Union since you left the bank.",
         "Northside Credit Union"),
        ("I'd love to hear how you came back at Telluric Motors as a lead.", "Telluric Motors"),
        ("Everybody at Larnaca Freight was so kind to me on the open day.", "Larnaca Freight"),
    ],
)  # fmt: skip
def test_a_firm_is_spoken_of_as_the_hosts_without_a_word_to_the_host(
    sentence: str, name: str
) -> None:
    assert names(sentence) == [name]
    assert names(sentence, name) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "My niece Ada, who now packs parcels at Larnaca Freight, told me of you.",
        "You and I both sorted parcels at Larnaca Freight.",
        "They say you once spoke about night shifts at Larnaca Freight.",
        "My cousin first met you on the stairs at Larnaca Freight.",
        "Since last week I know that Larnaca Freight has hired me.",
        "Larnaca Freight offered me a post in the spring.",
    ],
)
def test_where_somebody_of_the_seekers_is_or_where_they_met_is_not_the_hosts(
    sentence: str,
) -> None:
    assert names(sentence) == []


def test_a_name_that_is_the_seekers_in_one_place_is_so_in_all() -> None:
    said = "Larnaca Freight treats its drivers well, and I admire how Larnaca Freight trains them."
    own = f"I drive for Larnaca Freight, where I do the nights. {said}"
    assert names(said) == ["Larnaca Freight", "Larnaca Freight"]
    assert names(own) == []


def test_capitals_of_a_title_tell_no_names() -> None:
    body = framed("").body
    title = request(body, "Inspired By Your Leadership In Sustainability")
    assert found(title, "wrong-name", at("Ardmore Group")) == []
    shouted = request(body, "HOW LARNACA FREIGHT TRAINS ITS DRIVERS")
    assert found(shouted, "wrong-name", at("Ardmore Group")) == []
    plain = request(body, "How Larnaca Freight trains its drivers")
    assert [f.quote for f in found(plain, "wrong-name", at("Ardmore Group"))] == ["Larnaca Freight"]


def test_what_only_begins_a_sentence_is_no_name() -> None:
    letter = framed("Could I ask how it began? Winters are long here. Meridian Freight is near.")
    said = [one.name[0] for one in _spoken.names(Reading(letter, at("Ardmore Group")))]
    assert "Meridian Freight" in said
    assert not {"Could", "Winters", "I"} & set(said)


def test_the_hosts_own_name_the_school_and_people_are_not_asked_of() -> None:
    letter = framed("At Ardmore Group, Mr Hale said, Elena Vega knows Larnaca Freight.")
    said = [one.name[0] for one in _spoken.names(Reading(letter, at("Ardmore Group")))]
    assert said == ["Delta", "Larnaca Freight"]


@pytest.mark.parametrize(
    ("change", "surer"),
    [
        ({"odds": 3.0, "best": 3.0, "least": 3.0}, True),
        ({"phrase": True}, True),
        ({"other": 3.0}, False),
        ({"named": True}, False),
        ({"surely": False}, False),
        ({"single": True}, False),
    ],
)
def test_what_a_letter_tells_makes_a_name_surer_or_less_sure(
    change: dict[str, float], surer: bool
) -> None:
    assert LEARNED is not None
    plain, other = (_spoken.weighed(LEARNED, t) for t in (PLAIN, PLAIN._replace(**change)))
    assert (other > plain) is surer
    assert plain != other


def test_of_a_letter_of_names_only_the_first_are_looked_at() -> None:
    many = " ".join(f"I admire how Larnaca{chr(97 + n % 26) * (2 + n // 26)} Freight is run."
                    for n in range(400))  # fmt: skip
    told = names(many)
    assert 0 < len(told) <= 100


def test_nothing_is_told_where_nothing_was_learned(monkeypatch: pytest.MonkeyPatch) -> None:
    said = "I admire how Larnaca Freight treats its drivers."
    assert names(said)
    monkeypatch.setattr(_spoken, "whose", lambda _: None)
    assert names(said) == []


def test_a_name_just_below_the_least_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    said = "I admire how Larnaca Freight treats its drivers."
    for odds, told in ((LEAST, True), (LEAST - 0.01, False)):
        monkeypatch.setattr(_spoken, "weighed", lambda _, __, odds=odds: odds)
        assert ("Larnaca Freight" in names(said)) is told


def test_where_phrases_speak_of_another_is_told_by_field() -> None:
    letter = request(
        framed("I know your work at Larnaca Freight.").body, "Your work at Solvane Works"
    )
    reading = Reading(letter, at("Ardmore Group"))
    said = _organisations.phrased(reading, named=False)
    cased = {field.name: field.anatomy.cased for field in (reading.subject, reading.body)}
    told = {name: [cased[name][start:end] for start, end in spans] for name, spans in said.items()}
    assert told == {"subject": ["Solvane Works"], "body": ["Larnaca Freight"]}
    reading = Reading(letter, at("Solvane Works"))
    assert not _organisations.phrased(reading, named=True)["subject"]
