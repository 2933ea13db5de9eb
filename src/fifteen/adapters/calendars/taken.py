"""A calendar file -> what is taken, and nothing else: no title, no name, no place is kept.

What counts: events that are opaque and not cancelled, tentative ones too, unless the seeker has
declined them; free-busy components. Whole days stay days, and hours without a zone stay hours on
the clock of wherever the seeker is: the method knows where that will be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import recurring_ical_events

from fifteen.adapters.calendars.parsing import Parsed, value
from fifteen.adapters.documents.calendar import KEY
from fifteen.method.free.slots import joined
from fifteen.method.free.words import Taken
from fifteen.method.times.words import Span

_ONE = timedelta(days=1)
_MOST_DAYS = 400  # of one entry: a longer one is a mistake, or an attack


@dataclass(frozen=True, slots=True)
class Read:
    """What is taken between two days, and what of the file was left out."""

    taken: Taken
    entries: int  # that were looked at
    left_out: int = 0  # rules that repeat without end


def read(parsed: Parsed, first: date, last: date, me: str = "") -> Read:
    """What a calendar says is taken from `first` to `last`; `me` is the seeker's mail address."""
    spans: list[Span] = []
    days: set[date] = set()
    floating: list[tuple[datetime, datetime]] = []
    entries = left_out = 0
    for calendar in parsed.calendars:
        found, broken = _expanded(calendar, first, last)
        left_out += broken
        for event in found:
            entries += 1
            if not _counts(event, me):
                continue
            start, end = _ends(event)
            if isinstance(start, datetime) and isinstance(end, datetime):
                if start.tzinfo is None or end.tzinfo is None:
                    floating.append((start.replace(tzinfo=None), end.replace(tzinfo=None)))
                else:
                    spans.append(Span(start.astimezone(UTC), end.astimezone(UTC)))
            elif isinstance(start, date):
                days.update(_days(start, end, first, last))
        spans.extend(_free_busy(calendar))
    window = _window(first, last)
    kept = [span for span in joined(spans) if span.end > window.start and span.start < window.end]
    return Read(
        Taken(tuple(kept), frozenset(days), tuple(floating)), entries, left_out + parsed.left_out
    )


def _window(first: date, last: date) -> Span:
    begin = datetime(first.year, first.month, first.day, tzinfo=UTC) - _ONE
    over = datetime(last.year, last.month, last.day, tzinfo=UTC) + 2 * _ONE
    return Span(begin, over)


def _expanded(
    calendar: icalendar.Calendar, first: date, last: date
) -> tuple[list[icalendar.Component], int]:
    """The occurrences between two days; and how many entries could not be expanded."""
    try:
        query = recurring_ical_events.of(calendar, components=["VEVENT"], skip_bad_series=True)
        return query.between(first - _ONE, last + 2 * _ONE), 0
    except (ValueError, TypeError, KeyError, OverflowError, AttributeError, RecursionError):
        return _one_by_one(calendar, first, last)


def _one_by_one(
    calendar: icalendar.Calendar, first: date, last: date
) -> tuple[list[icalendar.Component], int]:
    """The same for a file in which something breaks the library: each series alone."""
    series: dict[str, list[icalendar.Component]] = {}
    for event in calendar.walk("VEVENT"):
        series.setdefault(str(event.get("UID", "")), []).append(event)
    found: list[icalendar.Component] = []
    broken = 0
    for events in series.values():
        alone = icalendar.Calendar()
        alone.subcomponents = [*calendar.walk("VTIMEZONE"), *events]
        try:
            query = recurring_ical_events.of(alone, components=["VEVENT"])
            found.extend(query.between(first - _ONE, last + 2 * _ONE))
        except Exception:
            broken += 1
    return found, broken


def _counts(event: icalendar.Component, me: str) -> bool:
    if KEY.fullmatch(str(event.get("UID", "")).strip()):
        return False  # a talk of ours that stands there too: the journal knows it better
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return False
    if str(event.get("TRANSP", "")).upper() == "TRANSPARENT":
        return False
    if str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper() == "FREE":
        return False
    return not (me and _answer_of(event, me) == "DECLINED")


def _answer_of(event: icalendar.Component, me: str) -> str:
    guests = event.get("ATTENDEE", [])
    for guest in guests if isinstance(guests, list) else [guests]:
        if str(guest).lower().removeprefix("mailto:") == me.lower():
            return str(getattr(guest, "params", {}).get("PARTSTAT", "")).upper()
    return ""


def _ends(event: icalendar.Component) -> tuple[Any, Any]:
    """Start and end as the file has them; a day without an end is one day, an hour none."""
    start, end = value(event, "DTSTART"), value(event, "DTEND")
    if end is None and start is not None:
        long = value(event, "DURATION")
        whole = not isinstance(start, datetime)
        end = start + (long if isinstance(long, timedelta) else _ONE if whole else timedelta())
    return start, end


def _days(start: date, end: Any, first: date, last: date) -> Iterator[date]:
    end = end.date() if isinstance(end, datetime) else end if isinstance(end, date) else start
    day = max(start, first - _ONE)
    stop = min(max(end, start + _ONE), last + 2 * _ONE)
    for _ in range(_MOST_DAYS):
        if day >= stop:
            return
        yield day
        day += _ONE


def _free_busy(calendar: icalendar.Calendar) -> Iterator[Span]:
    for component in calendar.walk("VFREEBUSY"):
        lines = component.get("FREEBUSY", [])
        for line in lines if isinstance(lines, list) else [lines]:
            if str(getattr(line, "params", {}).get("FBTYPE", "BUSY")).upper() == "FREE":
                continue
            if not isinstance(line, icalendar.vPeriod):
                continue
            start, end = line.start, line.end
            end = start + end if isinstance(end, timedelta) else end
            if isinstance(start, datetime) and start.tzinfo and end.tzinfo and start < end:
                yield Span(start.astimezone(UTC), end.astimezone(UTC))
