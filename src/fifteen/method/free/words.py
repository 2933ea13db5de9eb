"""When the seeker has time, as facts: the hours of a week, days that differ, journeys, what is
taken. All of it is handed in; nothing here knows a calendar or a clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from fifteen.method.times.words import Span

DAY = 24 * 60  # minutes of a day on the clock


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """From when until when on the clock of a day, in minutes since midnight; the end may be
    midnight itself (1440)."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Away:
    """Days on which the seeker lives by the clock of another place, both included."""

    first: date
    last: date
    zone: str


USUAL = (Stretch(9 * 60, 12 * 60), Stretch(14 * 60, 17 * 60))
"""The hours of a working day until the seeker says otherwise."""


@dataclass(frozen=True, slots=True)
class Hours:
    """When the seeker has time, on their own clock.

    `weekly` begins with Monday; `days` differ from their weekday (none: not at all). `notice` is
    in hours, `gap` in minutes on both sides of what is taken, `ahead` in days.
    """

    zone: str
    weekly: tuple[tuple[Stretch, ...], ...] = (*([USUAL] * 5), (), ())
    days: Mapping[date, tuple[Stretch, ...]] = field(default_factory=dict)
    away: tuple[Away, ...] = ()
    notice: int = 24
    gap: int = 15
    most_a_day: int = 2
    ahead: int = 28

    def zone_on(self, day: date) -> ZoneInfo:
        """The zone the seeker lives in on a day of theirs."""
        for one in self.away:
            if one.first <= day <= one.last:
                return ZoneInfo(one.zone)
        return ZoneInfo(self.zone)

    def on(self, day: date) -> tuple[Stretch, ...]:
        """When they have time on a day."""
        return self.days[day] if day in self.days else self.weekly[day.weekday()]


@dataclass(frozen=True, slots=True)
class Taken:
    """What is taken: moments in UTC, whole days, and hours on the clock of wherever one is
    ("floating" in a calendar). Whole days are the seeker's own, never days in UTC."""

    spans: tuple[Span, ...] = ()
    days: frozenset[date] = frozenset()
    floating: tuple[tuple[datetime, datetime], ...] = ()  # naive

    def __add__(self, other: Taken) -> Taken:
        return Taken(
            self.spans + other.spans, self.days | other.days, self.floating + other.floating
        )
