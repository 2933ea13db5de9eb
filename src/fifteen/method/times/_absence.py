"""An absence that ends: "I'm on leave till the 19th. Monday at 10?" is the Monday after it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from fifteen.method.times._lexicon import Lexicon
from fifteen.method.times._scan import items
from fifteen.method.times._walk import DAYS
from fifteen.method.times._zones import zone
from fifteen.method.times.words import Span, Time, TimeKind, Unclear, Understood

_WEEK = timedelta(days=7)
_LONGEST = 60  # weeks


def after_absence(
    told: Understood, text: str, words: Lexicon, begins: Callable[[str], datetime | None]
) -> Understood:
    """What was told, its weekdays moved behind the absence that the text tells of.

    Only weekdays that are said without a date are moved. `begins` is when a day, as it was said,
    begins; None where that is open. `text` has been prepared by `plain`.
    """
    away = words.away.search(text)
    if away is None or not told.times:
        return told
    rest = f"{text[: away.start()]} {text[away.end() :]}"
    named = {item.kind for item in items(rest, words, False) if item.kind in DAYS}
    until = next(day for day in away.groupdict().values() if day)
    back = begins(until) if named == {"weekday"} else None
    if back is None:
        return told
    times = sorted((_moved(time, back) for time in told.times), key=_start)
    if any(
        t.span.start < out.end and out.start < t.span.end for t in times for out in told.ruled_out
    ):
        raise Unclear("odd")
    return replace(told, times=tuple(times))


def _moved(time: Time, back: datetime) -> Time:
    if time.kind is TimeKind.OFFERED or time.span.end > back:
        return time
    there = zone(time.zone)
    weeks = next((n for n in range(1, _LONGEST) if time.span.end + n * _WEEK > back), 0)
    start, end = (
        (moment.astimezone(there) + weeks * _WEEK).astimezone(moment.tzinfo)
        for moment in (time.span.start, time.span.end)
    )
    return replace(time, span=Span(start, end))


def _start(time: Time) -> datetime:
    return time.span.start
