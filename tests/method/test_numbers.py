"""Numbers and assumptions stand in data, each with its range, reason, source and certainty."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from fifteen.method import numbers, priors
from fifteen.method.priors import Bond
from fifteen.method.rows import ROWS
from fifteen.method.words import Refusal, TieKind


@pytest.mark.parametrize("name", list(numbers.table()))
def test_every_number_says_how_sure_it_is(name: str) -> None:
    assert numbers.table()[name]["certainty"] in numbers.CERTAINTY


def test_the_numbers_are_those_of_the_file() -> None:
    assert {f.name for f in fields(numbers.Numbers)} == set(numbers.table())


def test_no_number_stands_there_that_nothing_uses() -> None:
    """A number that can be changed in Settings and moves nothing would be a lie."""
    source = Path(numbers.__file__).parents[1]
    code = "".join(
        p.read_text("utf-8")
        for p in source.rglob("*.py")
        if p.name not in ("numbers.py", "_limits.py") or p.parent.name == "actions"
    )
    used = set(re.findall(r"numbers(?:_of\(\w+\))?\.(\w+)|\"(words_\w+)\"", code))
    names = {name for pair in used for name in pair} | {"touch_1", "touch_2", "touch_3", "touch_4"}
    assert set(numbers.table()) <= names
    assert "touch_first" in names


def test_keeping_in_touch_follows_the_months_whatever_their_order() -> None:
    assert numbers.default().touch_first == (1, 3, 6, 12)
    assert numbers.with_own({"touch_1": 3, "touch_2": 2}).touch_first == (2, 3, 6, 12)


@pytest.mark.parametrize("name", list(numbers.studies()))
def test_every_finding_has_a_source_and_a_row(name: str) -> None:
    study = numbers.studies()[name]
    assert study.sentence.endswith(".")
    assert study.source
    assert study.certainty in numbers.CERTAINTY
    assert study.row in ROWS


@pytest.mark.parametrize("part", ["tie", "share", "wait"])
def test_every_assumption_has_a_reason_a_source_and_a_certainty(part: str) -> None:
    for line in priors.table()[part].values():
        assert line["why"].endswith(".")
        assert line["source"]
        assert line["certainty"] in numbers.CERTAINTY


def test_the_assumptions_are_those_of_the_evidence() -> None:
    told = priors.default()
    assert {b: (t.answered, t.yes, t.days, t.spread) for b, t in told.ties} == {
        Bond.CLOSE: ((8, 2), (9, 1), 0.25, 1.2),
        Bond.REFERRED: ((5.5, 4.5), (8, 2), 0.8, 1.3),
        Bond.DORMANT: ((5, 5), (8, 2), 1.2, 1.3),
        Bond.ALUMNI: ((3.1, 6.9), (7, 3), 1.6, 1.3),
        Bond.WEAK: ((2.4, 7.6), (7, 3), 1.6, 1.3),
        Bond.COLD: ((2.6, 17.4), (6.5, 3.5), 1.6, 1.3),
        Bond.GENERIC: ((0.9, 19.1), (5, 5), 1.6, 1.3),
    }
    assert (told.held, told.reminder, told.name) == ((9, 1), (6, 4), (7, 4))


def test_every_tie_is_seen_by_the_forecast() -> None:
    assert {priors.bond(kind, True) for kind in TieKind} == set(Bond) - {Bond.GENERIC}
    assert priors.bond(TieKind.NONE, False) is Bond.GENERIC
    assert priors.bond(TieKind.WEAK, False) is Bond.WEAK


def test_a_share_of_ones_own_keeps_the_weight_of_ours() -> None:
    moved = priors.with_own({"close.answered": 60}).of(Bond.CLOSE).answered
    assert moved == pytest.approx((6, 4))


@pytest.mark.parametrize(
    ("name", "value"), [("close.yes", 0), ("close.yes", 100), ("talk.days", 0), ("talk.days", 99)]
)
def test_what_lies_outside_its_range_is_refused(name: str, value: float) -> None:
    refusal = priors.allowed(name, value)
    assert isinstance(refusal, Refusal)
    assert refusal.field == name
