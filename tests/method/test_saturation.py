"""When a field has been heard."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from fifteen.method import numbers, saturation
from fifteen.method.fieldbook import Claim, FieldNotes, Insight, Talk, Voice, Who
from fifteen.method.words import Slot, Stance

DAY = date(2026, 11, 2)
NUMBERS = numbers.default()
NAMES = ("Grace", "Tom", "Ana", "Priya", "Lars", "Kenji", "Hana", "Yusuf")


def who(name: str) -> Who:
    return Who(name.lower(), name)


def field(*talks: str, names: tuple[str, ...] = NAMES) -> FieldNotes:
    """Talks, one a day; each letter is a claim that was spoken for, in capitals against."""
    held = [
        Talk(f"t{n}", who(name), DAY + timedelta(days=n))
        for n, name in zip(range(len(talks)), names, strict=False)
    ]
    claims = []
    for letter in sorted(set("".join(talks).lower())):
        voices = tuple(
            Voice(
                talk.who, talk.on, Stance.FOR if letter in said else Stance.AGAINST, talk=talk.key
            )
            for talk, said in zip(held, talks, strict=True)
            if letter in said.lower()
        )
        claims.append(Claim(letter, "f", f"claim {letter}", DAY, False, Slot.PAY, voices))
    return FieldNotes("f", "museums", DAY, tuple(claims), talks=tuple(held))


def told(*talks: str) -> str:
    there = field(*talks)
    return " ".join(saturation.sentences(there, saturation.heard(there, NUMBERS), NUMBERS))


def test_before_the_first_talk_it_says_how_many_tell_most() -> None:
    assert told() == "Nobody has talked with you about this yet. Six talks tell most of it."


def test_each_talk_counts_what_nobody_had_said_before() -> None:
    turns = saturation.heard(field("abc", "abd", "ad"), NUMBERS).turns
    assert [(t.said, t.new) for t in turns] == [(3, 3), (3, 1), (2, 0)]


def test_three_talks_are_no_run_yet_for_nothing_was_known_before() -> None:
    assert saturation.heard(field("abc", "abc", "abc"), NUMBERS).run_new is None


def test_three_talks_in_a_row_that_bring_nothing_new_are_enough() -> None:
    assert saturation.heard(field("abcd", "abc", "bcd", "ad"), NUMBERS).full
    assert told("abcd", "abc", "bcd", "ad") == (
        "Four talks. Two more, and you will have heard most of it. The last three brought "
        "nothing new. You have heard most of what there is to hear."
    )


def test_one_new_thing_in_twenty_is_still_next_to_nothing() -> None:
    twenty = "abcdefghijklmnopqrst"
    assert saturation.heard(field(twenty, "ab", "cu", "de"), NUMBERS).full
    assert not saturation.heard(field(twenty[:19], "ab", "cu", "de"), NUMBERS).full


def test_a_run_that_brought_something_says_how_much() -> None:
    assert "The last three brought two new things beside the four you knew: ask on." in told(
        "abcd", "abe", "af", "cd"
    )


def test_a_talk_without_a_written_word_does_not_say_that_nothing_was_new() -> None:
    there = saturation.heard(field("abcd", "", "", ""), NUMBERS)
    assert (there.full, there.unwritten) == (False, 3)
    assert "Of three talks nothing is written down yet" in told("abcd", "", "", "")


def test_six_talks_are_the_first_milestone_and_twelve_enough() -> None:
    assert told(*["ab"] * 6).startswith("Six talks: the first milestone. By twelve")
    many = field(*["ab"] * 12, names=tuple("abcdefghijkl"))
    assert "as many as one needs" in " ".join(
        saturation.sentences(many, saturation.heard(many, NUMBERS), NUMBERS)
    )


def test_something_tied_to_no_claim_counts_as_new_and_is_named() -> None:
    talk = Talk("t0", who("Grace"), DAY)
    line = Insight("i", "f", who("Grace"), DAY, "Half is waiting", talk="t0")
    there = FieldNotes("f", "museums", DAY, insights=(line,), talks=(talk,))
    assert saturation.heard(there, NUMBERS).turns[0].new == 1
    assert saturation.loose(there) == (line,)


def test_people_who_contradict_each_other_are_named() -> None:
    there = field("ab", "Ab", "a")
    (claim,) = saturation.contradictions(there)
    assert saturation.against_each_other(claim) == "Grace and Ana say yes, Tom says no."


@pytest.mark.parametrize(("talks", "people"), [(("a", "a", "b"), 3), (("a",), 1), ((), 0)])
def test_a_slot_counts_people_not_lines(talks: tuple[str, ...], people: int) -> None:
    spoken = saturation.spoken_of(field(*talks))
    assert (spoken[Slot.PAY], spoken[Slot.TASKS]) == (people, 0)
