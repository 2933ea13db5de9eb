"""Employers with their years: read as typed, and used where they say who was there when."""

from __future__ import annotations

import pytest

from fifteen.method.past import STILL, Past, at, kept, past
from fifteen.method.ways_in import Acquaintance, own_link, ways_in
from fifteen.method.words import Host, Seeker, Tie, TieKind


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Acme", Past("Acme")),
        ("Acme (2014-2019)", Past("Acme", 2014, 2019)),
        ("Acme & Sons (2014 \u2013 2019)", Past("Acme & Sons", 2014, 2019)),
        ("Acme (2014-)", Past("Acme", 2014, STILL)),
        ("Acme (since 2014)", Past("Acme", 2014, STILL)),
        ("Acme (2014 to today)", Past("Acme", 2014, STILL)),
        ("Acme (2014)", Past("Acme", 2014, 2014)),
        ("Acme (Europe)", Past("Acme (Europe)")),
        ("Studio 2000", Past("Studio 2000")),
        ("(2014-2019)", Past("(2014-2019)")),
    ],
)
def test_years_stand_in_brackets_behind_the_name(text: str, said: Past) -> None:
    assert past(text) == said


def test_what_is_kept_is_read_again() -> None:
    assert past(kept("Acme", 2014, 2019)) == Past("Acme", 2014, 2019)
    assert past(kept("Acme", 2014, 0)) == Past("Acme", 2014, STILL)
    assert past(kept("Acme", 0, 0)) == Past("Acme")


SEEKER = Seeker(name="Mira", employers=("Reef Hall",), years=(Past("Reef Hall", 2014, 2019),))
TARGET = Acquaintance("t", Host("Ana Ruiz", organisation="Reef Hall Ltd", tie=Tie()))


def _met(name: str, year: int, kind: TieKind = TieKind.WEAK) -> Acquaintance:
    host = Host(name, organisation="Reef Hall", tie=Tie(kind))
    return Acquaintance(name, host, since=year)


def test_whoever_was_there_in_the_same_years_comes_first_with_the_year() -> None:
    ways = ways_in(TARGET, [_met("Bo", 2022), _met("Cy", 2016), _met("Di", 0)], SEEKER)
    assert [way.name for way in ways] == ["Cy", "Bo", "Di"]
    assert "2016" in ways[0].sentence
    assert "while you were there" in ways[0].sentence
    assert "while you were there" not in ways[1].sentence


def test_a_colleague_of_those_years_is_before_one_of_others() -> None:
    def was(name: str, year: int) -> Acquaintance:
        tie = Tie(TieKind.COLLEAGUE, "Reef Hall")
        return Acquaintance(name, Host(name, organisation="Elsewhere", tie=tie), since=year)

    ways = ways_in(TARGET, [was("Bo", 2022), was("Cy", 2016)], SEEKER)
    assert [way.name for way in ways] == ["Cy", "Bo"]


def test_ones_own_years_there_are_said() -> None:
    assert own_link(TARGET, SEEKER).startswith("You worked at Reef Hall yourself from 2014 to 2019")
    nobody = Seeker(employers=("Reef Hall",))
    assert own_link(TARGET, nobody).startswith("You worked at Reef Hall yourself:")


def test_the_latest_time_at_a_place_counts() -> None:
    assert at([Past("Acme", 2001, 2003), Past("ACME", 2010, 2012)], "acme") == Past(
        "ACME", 2010, 2012
    )
    assert at([Past("Acme", 2001, 2003)], "") is None
