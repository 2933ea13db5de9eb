"""How a field fits Mira, by her own weights."""

from __future__ import annotations

from datetime import date

import pytest

from fifteen.method import fit
from fifteen.method.fieldbook import Criterion, FieldNotes, Insight, Who
from fifteen.method.words import Slot

DAY = date(2026, 11, 2)
HOME = Criterion("home", "Home by six", 1, Slot.HOURS)
PEOPLE = Criterion("people", "Work with people", 3)
GRACE = Who("grace", "Grace")


def field(name: str = "museums", /, said: tuple[Insight, ...] = (), **scores: int) -> FieldNotes:
    return FieldNotes(name, name, DAY, insights=said, scores=scores)


def line(key: str, slot: Slot | None = None, criterion: str = "") -> Insight:
    return Insight(key, "museums", GRACE, DAY, "words", slot=slot, criterion=criterion)


def test_the_mean_goes_by_weight_and_leaves_blanks_out() -> None:
    assert fit.of(field(home=1, people=5), (HOME, PEOPLE)).mean == 4.0
    assert fit.of(field(people=5), (HOME, PEOPLE)).mean == 5.0
    assert fit.of(field(), (HOME, PEOPLE)).mean is None


def test_what_is_said_of_a_slot_speaks_to_its_criterion() -> None:
    there = field(said=(line("a", Slot.HOURS), line("b", Slot.PAY), line("c", None, "people")))
    heaviest, lighter = fit.of(there, (HOME, PEOPLE)).lines
    assert [i.key for i in heaviest.said] == ["c"]
    assert [i.key for i in lighter.said] == ["a"]
    assert lighter.hosts == 1


def test_a_score_that_nobody_spoke_to_is_called_so() -> None:
    (only,) = fit.of(field(home=4), (HOME,)).lines
    assert only.unfounded


@pytest.mark.parametrize(
    ("scores", "said", "sentence"),
    [
        ({}, (), "You have given no score yet."),
        (
            {"home": 4},
            (),
            "4.0 of 5 by one of your two criteria. Nobody was asked yet about “Work with people” "
            "and “Home by six”.",
        ),
        (
            {"home": 4, "people": 4},
            (line("a", Slot.HOURS), line("b", None, "people")),
            "4.0 of 5 by all of your criteria. Somebody who does the work spoke to each.",
        ),
    ],
)
def test_it_says_what_the_score_rests_on(
    scores: dict[str, int], said: tuple[Insight, ...], sentence: str
) -> None:
    assert fit.sentence(fit.of(field(said=said, **scores), (HOME, PEOPLE))) == sentence


def test_without_criteria_it_asks_for_them() -> None:
    assert fit.sentence(fit.of(field(), ())) == "You have not said yet what matters to you."


def test_two_fields_are_compared_where_both_have_a_score() -> None:
    one, other = field("museums", home=2, people=5), field("grids", home=5)
    assert fit.apart(fit.of(one, (HOME, PEOPLE)), fit.of(other, (HOME, PEOPLE))) == (
        "Home by six: grids has five of five, museums two.",
        "Not to be compared yet: “Work with people”.",
    )


def test_a_blank_criterion_becomes_a_question() -> None:
    assert fit.question(HOME, field()) == "When does it get hard: which weeks, which hours?"
    assert fit.question(PEOPLE, field()) == (
        "“Work with people” matters to me. How is that in museums, for you?"
    )
