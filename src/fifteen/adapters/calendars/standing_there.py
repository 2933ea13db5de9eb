"""A talk of ours as it stands in somebody's calendar: what a program may have changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import icalendar

from fifteen.adapters.calendars import parsing
from fifteen.adapters.calendars.parsing import NoCalendar, value
from fifteen.adapters.documents.calendar import KEY
from fifteen.method.folding import tidy

LONGEST = 500  # characters of a place


@dataclass(frozen=True, slots=True)
class There:
    """Start in UTC, minutes (0 where none are said), place on one line; `off`: kept there as
    called off."""

    start: datetime
    minutes: int
    place: str
    off: bool


def read(data: bytes, key: str) -> There | None:
    """A talk by a calendar file; None where it is not in it, or at no hour."""
    try:
        found = parsing.parse(data)
    except NoCalendar:
        return None
    for event in found.walk("VEVENT"):
        match = KEY.fullmatch(str(event.get("UID", "")).strip())
        start = value(event, "DTSTART")
        if match and match[1] == key and isinstance(start, datetime) and start.tzinfo:
            off = str(event.get("STATUS", "")).upper() == "CANCELLED"
            place = tidy(str(event.get("LOCATION", "")), LONGEST)
            return There(start.astimezone(UTC), _minutes(event, start), place, off)
    return None


def _minutes(event: icalendar.Component, start: datetime) -> int:
    end, long = value(event, "DTEND"), value(event, "DURATION")
    if isinstance(end, datetime) and end.tzinfo:
        long = end - start
    return round(long.total_seconds() / 60) if isinstance(long, timedelta) else 0
