"""Weeks as they went: people asked, conversations held, the pace (C4). Many weeks are months."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from fifteen.method.progress.lives import Life

MOST_WEEKS = 26  # so many bars can be told apart on a phone
MOST_MONTHS = 40
_WEEKS_A_MONTH = 52 / 12


@dataclass(frozen=True, slots=True)
class Span:
    """A week, a month or a quarter: from its first day to the day before the next."""

    start: date
    end: date
    asked: int
    met: int


@dataclass(frozen=True, slots=True)
class Weeks:
    """The spans from the first happening to today, without a gap."""

    unit: str  # week, month, quarter
    spans: tuple[Span, ...]
    pace: float  # people to ask in a span


def monday(day: date) -> date:
    """The first day of a week."""
    return day - timedelta(days=day.weekday())


def of(lives: Sequence[Life], today: date, pace: int) -> Weeks:
    """Counted by week, by month from half a year on, by quarter from some three years on."""
    asked = [day for life in lives for day in life.asked]
    met = [day for life in lives for day in life.met]
    first = min([*asked, *met, today])
    weeks = (monday(today) - monday(first)).days // 7 + 1
    months = (today.year - first.year) * 12 + today.month - first.month + 1
    if weeks <= MOST_WEEKS:
        starts = [monday(first) + timedelta(days=7 * n) for n in range(weeks + 1)]
        return Weeks("week", _spans(starts, asked, met), pace)
    step = 1 if months <= MOST_MONTHS else 3
    start = first.year * 12 + (first.month - 1) // step * step
    last = today.year * 12 + today.month - 1
    starts = [_month(n) for n in range(start, last + step + 1, step)]
    unit = "month" if step == 1 else "quarter"
    return Weeks(unit, _spans(starts, asked, met), pace * _WEEKS_A_MONTH * step)


def _month(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


def _spans(starts: Sequence[date], asked: Sequence[date], met: Sequence[date]) -> tuple[Span, ...]:
    """The spans between these days; the last day only ends the one before."""
    counts = [Counter(_place(starts, day) for day in days) for days in (asked, met)]
    return tuple(
        Span(start, end - timedelta(days=1), counts[0][n], counts[1][n])
        for n, (start, end) in enumerate(pairwise(starts))
    )


def _place(starts: Sequence[date], day: date) -> int:
    low, high = 0, len(starts)
    while low < high:
        middle = (low + high) // 2
        if starts[middle] <= day:
            low = middle + 1
        else:
            high = middle
    return low - 1
