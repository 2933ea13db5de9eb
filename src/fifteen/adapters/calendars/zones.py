"""A zone's rules as a calendar file carries them (RFC 5545, 3.6.5), for the time around a talk.

Written here and not by the library: its transitions are an hour off, and a file for one talk needs
two changes of the clock, not those of a century.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

_AROUND = timedelta(days=370)
_STEP = timedelta(days=7)  # no clock is put forward and back again within a week


def lines(zone: ZoneInfo, at: datetime) -> Iterator[str]:
    """The lines of the VTIMEZONE of a zone, right for a year before and after a moment."""
    first, last = at - _AROUND, at + _AROUND
    yield "BEGIN:VTIMEZONE"
    yield f"TZID:{zone.key}"
    before = first.astimezone(zone)
    yield from _observance(before, "19700101T000000", _offset(before))
    for moment in _changes(zone, first, last):
        old, new = (moment - timedelta(seconds=1)).astimezone(zone), moment.astimezone(zone)
        shown = (moment + _offset(old)).replace(tzinfo=None)  # as the clock stood when it changed
        yield from _observance(new, f"{shown:%Y%m%dT%H%M%S}", _offset(old))
    yield "END:VTIMEZONE"


def _observance(local: datetime, onset: str, before: timedelta) -> Iterator[str]:
    kind = "DAYLIGHT" if local.dst() else "STANDARD"
    yield f"BEGIN:{kind}"
    yield f"DTSTART:{onset}"
    yield f"TZOFFSETFROM:{_told(before)}"
    yield f"TZOFFSETTO:{_told(_offset(local))}"
    yield f"TZNAME:{local.tzname()}"
    yield f"END:{kind}"


def _changes(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[datetime]:
    """The moments at which the clock of a zone is changed, to the second."""
    at = first
    while at < last:
        following = at + _STEP
        if _offset(at.astimezone(zone)) != _offset(following.astimezone(zone)):
            low, high = at, following
            while high - low > timedelta(seconds=1):
                middle = (low + (high - low) / 2).replace(microsecond=0)
                same = _offset(middle.astimezone(zone)) == _offset(at.astimezone(zone))
                low, high = (middle, high) if same else (low, middle)
            yield high.astimezone(UTC)
        at = following


def _offset(local: datetime) -> timedelta:
    offset = local.utcoffset()
    assert offset is not None
    return offset


def _told(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
