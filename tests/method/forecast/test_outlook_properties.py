"""What must hold for every record: more asking never brings fewer, silence never raises, ..."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from fifteen.method import priors
from fifteen.method.forecast.belief import learn
from fifteen.method.forecast.outlook import Outlook, Plan
from fifteen.method.forecast.requests import LONGEST, Request
from fifteen.method.priors import Bond

DAY = date(2026, 11, 2)
PRIORS = priors.default()
BONDS = some.sampled_from([b for b in Bond if b is not Bond.GENERIC])
LESS = 1e-6  # of a conversation
FEW = settings(max_examples=12, deadline=None)


@some.composite
def requests(draw: some.DrawFn) -> Request:
    age = draw(some.integers(0, LONGEST))
    sent = (0, 7) if age > 7 and draw(some.booleans()) else (0,)
    if draw(some.booleans()):
        return Request(draw(BONDS), DAY, sent, age)
    answered = draw(some.integers(0, age))
    sent = tuple(day for day in sent if day <= answered)
    known = Request(draw(BONDS), DAY, sent, age, answered=answered)
    fate = draw(some.sampled_from(["open", "no", "yes", "booked", "met"]))
    since = age - answered
    if fate == "no":
        return replace(known, yes=False, over=True)
    if fate == "met":
        return replace(known, yes=True, agreed=since, held=True, talk_after=since, over=True)
    if fate == "yes":
        return replace(known, yes=True, agreed=since)
    if fate == "booked":
        soon = draw(some.integers(0, 15))
        return replace(known, yes=True, agreed=since, booked_in=soon, talk_after=since + soon)
    return known


RECORDS = some.lists(requests(), max_size=12)


def ahead(record: list[Request], new: tuple[tuple[Bond, int], ...] = ()) -> Outlook:
    return Outlook(learn(record, PRIORS), record, Plan(new))


@FEW
@given(RECORDS, BONDS, some.integers(1, 20))
def test_a_forecast_is_a_distribution(record: list[Request], bond: Bond, days: int) -> None:
    found = ahead(record, ((bond, 1),) * 3).talks(days)
    assert sum(found.chances) == pytest.approx(1)
    assert min(found.chances) >= 0
    said = found.range
    assert said.low90 <= said.low50 <= said.median <= said.high50 <= said.high90
    assert said.low90 <= said.low10 <= said.low50
    assert said.low90 <= said.likely <= said.high90


@FEW
@given(RECORDS, BONDS, some.integers(1, 20))
def test_more_requests_never_bring_fewer_talks(
    record: list[Request], bond: Bond, days: int
) -> None:
    fewer = ahead(record, ((bond, 1),) * 2).talks(days).mean
    more = ahead(record, ((bond, 1),) * 5).talks(days).mean
    assert more >= fewer - LESS


@FEW
@given(RECORDS, some.integers(0, 20), some.integers(1, 20))
def test_a_later_day_never_holds_fewer(record: list[Request], days: int, further: int) -> None:
    outlook = ahead(record)
    assert outlook.talks(days + further).mean >= outlook.talks(days).mean - LESS


@FEW
@given(BONDS, some.integers(0, 12), some.integers(1, 8))
def test_longer_silence_never_raises_what_is_to_come(bond: Bond, age: int, longer: int) -> None:
    # No reminder is planned: sending one does raise it, that is what reminders are for.
    quiet = Plan((), 7, 0)
    means = [
        Outlook(learn([r], PRIORS), [r], quiet).answers(10).mean
        for r in (Request(bond, DAY, (0,), age), Request(bond, DAY, (0,), age + longer))
    ]
    assert means[1] <= means[0] + LESS


@FEW
@given(RECORDS, BONDS)
def test_a_silent_request_never_makes_its_tie_look_better(
    record: list[Request], bond: Bond
) -> None:
    before = learn(record, PRIORS).moments(bond)[0]
    after = learn([*record, Request(bond, DAY, (0, 7), 30)], PRIORS).moments(bond)[0]
    assert after <= before + LESS


@FEW
@given(RECORDS, BONDS)
def test_an_answer_never_makes_its_tie_look_worse(record: list[Request], bond: Bond) -> None:
    answer = Request(bond, DAY, (0,), 5, answered=1, yes=False, over=True)
    before = learn(record, PRIORS).moments(bond)[0]
    # The pace of answers is learned from the same answer, hence the small allowance.
    assert learn([*record, answer], PRIORS).moments(bond)[0] >= before - 0.01


@FEW
@given(RECORDS)
def test_the_order_of_the_requests_does_not_matter(record: list[Request]) -> None:
    there, back = ahead(record).talks(12), ahead(record[::-1]).talks(12)
    assert there.mean == pytest.approx(back.mean, abs=1e-9)


def test_the_same_question_has_the_same_answer() -> None:
    record = [Request(Bond.REFERRED, DAY, (0,), 3)] * 4
    assert ahead(record).talks(10).chances == ahead(record).talks(10).chances


def test_a_person_who_is_reminded_late_is_still_waited_for() -> None:
    old = Request(Bond.REFERRED, DAY, (0,), 20)
    just_reminded = replace(old, sent=(0, 20))
    means = [
        Outlook(learn([r], PRIORS), [r], Plan((), 7, 0)).answers(10).mean
        for r in (old, just_reminded)
    ]
    assert means[1] > 3 * means[0]
