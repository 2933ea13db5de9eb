"""The times that stood in a letter: read back from its own lines, as a draft writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from fifteen.method.free.slots import moment
from fifteen.method.times.words import Span

_MONTHS = "January February March April May June July August September October November December"
_MONTH = {name: number for number, name in enumerate(_MONTHS.split(), 1)}
_LINE = re.compile(
    rf"^\s*(?:[-*•]\s*)?\w+ (?P<day>\d{{1,2}}) (?P<month>{'|'.join(_MONTH)})"
    r"(?: (?P<year>\d{4}))?, (?P<hour>\d{1,2}):(?P<minute>\d\d)(?: your time\b.*)?\s*$",
    re.MULTILINE,
)
MOST = 12  # lines that are looked at


def offered_in(body: str, sent: date, theirs: ZoneInfo, minutes: int = 15) -> tuple[Span, ...]:
    """The times a letter of ours offered, in the order they stand in, on the host's clock.

    A day without a year is the first one after the letter left. What was changed so that it is no
    such line any more is left out; a line twice counts once.
    """
    found = dict.fromkeys(_spans(body, sent, theirs, minutes))
    return tuple(found)


def _spans(body: str, sent: date, theirs: ZoneInfo, minutes: int) -> Iterator[Span]:
    for match in list(_LINE.finditer(body))[:MOST]:
        start = _start(match, sent, theirs)
        if start is not None:
            yield Span(start, start + timedelta(minutes=minutes))


def _start(match: re.Match[str], sent: date, theirs: ZoneInfo) -> datetime | None:
    year = int(match["year"] or sent.year)
    try:
        day = date(year, _MONTH[match["month"]], int(match["day"]))
        if not match["year"] and day < sent - timedelta(days=1):
            day = day.replace(year=year + 1)
        shown = datetime.combine(day, time(int(match["hour"]), int(match["minute"])))
    except ValueError:
        return None
    there = moment(shown, theirs)
    return there.astimezone(UTC) if there is not None else None
