"""A forecast is held against what came; a stall is read from figures, never from a feeling."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from fifteen.method.forecast import said
from fifteen.method.forecast.counts import Range
from fifteen.method.forecast.frozen import Check, Frozen, Kept, frozen, of, scored, stall
from fifteen.method.forecast.requests import Record, Request
from fifteen.method.priors import Bond

MADE = date(2026, 11, 2)
BY = date(2026, 11, 23)
SAID = Range(3, 4, 5, 6, 7, 5, 3, 5.0)
CHECK = Check(date(2026, 11, 16), sent=10, answers=3, yeses=2, talks=2)
KEPT = Kept(100, frozen(MADE, BY, SAID, [CHECK]))
TODAY = date(2026, 11, 18)
LIST = (Bond.REFERRED,) * 12


def asked(count: int, answered: int = 0, yes: int = 0) -> tuple[Request, ...]:
    on = MADE + timedelta(days=1)
    return tuple(
        Request(
            Bond.REFERRED,
            on,
            answered_on=on if n < answered else None,
            agreed_on=on if n < yes else None,
        )
        for n in range(count)
    )


def short_of(record: Record) -> str:
    found = stall([KEPT], record, 5)
    assert found is not None
    return found.short


def test_a_frozen_forecast_comes_back_from_the_journal_as_it_was() -> None:
    assert of(KEPT.forecast.data()) == KEPT.forecast


def test_a_damaged_one_is_told_apart() -> None:
    with pytest.raises(KeyError):
        of({"made": "2026-11-02"})


def test_what_came_after_the_forecast_and_by_its_day_counts() -> None:
    talks = [
        (99, date(2026, 11, 2)),  # written down before the forecast was made
        (101, date(2026, 11, 5)),
        (120, BY),
        (130, BY + timedelta(days=1)),
    ]
    (score,) = scored([KEPT], talks, date(2026, 11, 24))
    assert (score.came, score.hit) == (2, False)
    assert scored([KEPT], talks, BY) == []


def test_the_score_in_a_sentence() -> None:
    assert said.between(6, 14) == "6 to 14"  # never half in words, half in figures
    assert said.between(6, 12) == "six to twelve"
    assert said.between(14, 20) == "14 to 20"
    told = said.was_said(MADE, 3, 7, BY, 5, BY)
    assert told == "On 2 November it said three to seven by the 23rd. There were five."


def test_no_stall_while_what_came_is_what_nine_in_ten_forecasts_hold() -> None:
    enough = ((101, date(2026, 11, 5)), (102, date(2026, 11, 12)))
    assert stall([KEPT], Record(TODAY, asked(10), enough, LIST), 5) is None


def test_a_forecast_is_given_two_weeks_before_it_is_doubted() -> None:
    early = Record(MADE + timedelta(days=13), asked(1), (), LIST)
    assert stall([KEPT], early, 5) is None
    late = Record(MADE + timedelta(days=29), asked(1), (), LIST)
    assert stall([KEPT], late, 5) is None


def test_a_forecast_of_perhaps_nothing_is_never_missed_from_below() -> None:
    modest = replace(KEPT, forecast=replace(KEPT.forecast, checks=(replace(CHECK, talks=0),)))
    assert stall([modest], Record(TODAY, (), (), ()), 5) is None


def test_the_first_short_link_of_the_chain_is_named() -> None:
    assert short_of(Record(TODAY, asked(2), (), (Bond.WEAK,))) == "list"
    assert short_of(Record(TODAY, asked(2), (), LIST)) == "pace"
    assert short_of(Record(TODAY, asked(10, answered=2), (), LIST)) == "answers"
    assert short_of(Record(TODAY, asked(10, answered=6, yes=1), (), LIST)) == "yeses"
    assert short_of(Record(TODAY, asked(10, answered=6, yes=5), (), LIST)) == "times"


def test_no_sentence_about_a_stall_blames_anybody() -> None:
    for sentence in said.SHORT.values():
        assert not {"your fault", "you failed", "wrong", "bad"} & set(sentence.lower().split())


@pytest.mark.parametrize(
    ("said_range", "sentence"),
    [
        (SAID, "Three to seven more conversations by 23 November, most likely five."),
        (
            Range(0, 0, 1, 1, 3, 1, 0, 1.0),
            "Up to three more conversations by 23 November, most likely one.",
        ),
        (Range(2, 2, 2, 2, 2, 2, 2, 2.0), "Two more conversations by 23 November."),
        (Range(1, 1, 1, 1, 1, 1, 1, 1.0), "One more conversation by 23 November."),
        (
            Range(0, 0, 0, 0, 0, 0, 0, 0.0),
            "Nothing is on its way that would bring a conversation by 23 November.",
        ),
        (
            Range(0, 0, 0, 1, 1, 0, 0, 0.3),
            "Up to one more conversation by 23 November, and perhaps none yet.",
        ),
    ],
)
def test_the_forecast_in_a_sentence(said_range: Range, sentence: str) -> None:
    assert said.outlook(said_range, BY, TODAY) == sentence


def test_the_frozen_ranges_are_those_that_were_said() -> None:
    assert KEPT.forecast == Frozen(MADE, BY, 3, 4, 5, 6, 7, (CHECK,))
