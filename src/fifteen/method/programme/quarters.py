"""The periods a programme is counted in: the quarters of the calendar, each once and for good (O2).

A quarter opens a month after its end, with what had come of its requests by then, and stays as it
is. Quarters do not overlap, so of any two stretches of time that are shown the difference is whole
quarters, never the one request by which two windows differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

SHOWN = 4
"""So many quarters are shown at a time."""
_MONTHS = 3
_SETTLES = 1  # months from the end of a quarter until it opens


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of the calendar, by its first day."""

    first: date

    @property
    def end(self) -> date:
        """The day after its last."""
        return _later(self.first, _MONTHS)

    @property
    def opens(self) -> date:
        """The day it is counted, with what had come before; shown from then on."""
        return _later(self.first, _MONTHS + _SETTLES)

    @property
    def called(self) -> str:
        """Such as "Jan to Mar 2026"."""
        return f"{self.first:%b} to {_later(self.first, _MONTHS - 1):%b %Y}"


def open_on(today: date, count: int = SHOWN) -> list[Quarter]:
    """The latest quarters that are open on a day, the oldest first."""
    latest = _later(today.replace(day=1), -_MONTHS - _SETTLES)
    first = of(latest).first
    return [Quarter(_later(first, -_MONTHS * back)) for back in reversed(range(count))]


def of(day: date) -> Quarter:
    """The quarter that a day is in."""
    return Quarter(day.replace(month=(day.month - 1) // _MONTHS * _MONTHS + 1, day=1))


def _later(first: date, months: int) -> date:
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)
