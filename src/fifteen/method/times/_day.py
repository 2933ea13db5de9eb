"""A day as it was said, and the calendar it is counted on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Day:
    """A day, several days or a week as they were said."""

    kind: str  # weekday, date, dates, slashed, day, week, weekend, anyday, month, range, open
    data: Mapping[str, Any] = field(default_factory=dict)
    ends: tuple[Day, ...] = ()  # of a range: its first and last day; of an open one: its edge
    week: Day | None = None  # the week it was said to be in
    weekday: int | None = None  # said beside a date: "Tuesday the 24th"
    apart: bool = False  # an "or" stands before it
    gap: str = ""  # words before it that say nothing about times


@dataclass(frozen=True, slots=True)
class Calendar:
    """What days are counted from: the host's day of writing, and how they write dates."""

    today: date
    month_first: bool | None = None  # None: not known
