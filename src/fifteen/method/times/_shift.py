"""An offered time that is moved: "the second, but half an hour later", "at ten past instead".

The words before name one offered time; what is moved is its start, and its length stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from fifteen.method.times._lexicon import Lexicon
from fifteen.method.times._zones import zone
from fifteen.method.times.words import Span, Time, TimeKind, Unclear, Understood

_HALF = 30
_HOUR = 60


def moved(text: str, words: Lexicon, read: Callable[[str], Understood]) -> Understood | None:
    """The offered time that a text names and moves; None where it moves none.

    `read` tells what a part of the text means. Raises Unclear where several may be the one that is
    moved, or where an hour is named beside it that does not agree.
    """
    found = words.shift.search(text)
    if found is None:
        return None
    rest = text[: found.start()] + text[found.end() :]
    told = read(text[: found.start()])
    if not told.times:
        told = read(rest)
    if {time.kind for time in told.times} != {TimeKind.OFFERED}:
        return None
    if len(told.times) > 1:
        raise Unclear("odd")
    time = told.times[0]
    start = _moved(time, found, words)
    others = [one.span.start for one in read(rest).times if one.kind is TimeKind.EXACT]
    if others not in ([], [start]):
        raise Unclear("odd")  # "the second, 15 minutes later, so 9:30", which was at nine
    span = Span(start, start + (time.span.end - time.span.start))
    return replace(told, times=(replace(time, kind=TimeKind.EXACT, span=span),))


def _moved(time: Time, found: re.Match[str], words: Lexicon) -> datetime:
    told = found.groupdict()
    start = time.span.start
    if past := told.get("past"):
        minutes = int(words.lists["minutes"].get(past, _HALF))
        return start.astimezone(zone(time.zone)).replace(minute=minutes).astimezone(start.tzinfo)
    if told["n"]:
        minutes = int(told["n"]) * (1 if told["unit"].startswith("m") else _HOUR)
    else:
        minutes = int(words.lists["amount"][told["amount"] or told["amount2"]])
    ahead = words.lists["moves"][told["way"] or told["way2"]]
    return start + timedelta(minutes=minutes * int(ahead))
