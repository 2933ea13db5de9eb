"""When somebody has to go: "Friday from ten, and I'm off at twelve" ends at twelve."""

from __future__ import annotations

from dataclasses import replace

from fifteen.method.times._hours import Hours, minutes
from fifteen.method.times._lexicon import Lexicon
from fifteen.method.times._nodes import nodes
from fifteen.method.times._scan import items
from fifteen.method.times._zones import instant, zone
from fifteen.method.times.words import Span, TimeKind, Understood


def until_they_leave(told: Understood, text: str, words: Lexicon) -> Understood:
    """What was understood, its only window cut where its writer says they have to go.

    `text` is in small letters. Raises Unclear for an hour that may be in either half of the day.
    """
    found = words.leaves.search(text)
    if found is None or len(told.times) != 1 or told.times[0].kind is not TimeKind.WINDOW:
        return told
    time = told.times[0]
    said = next(group for group in found.groups() if group)
    hours = [n for n in nodes(items(f"@ {said}", words, False)) if isinstance(n, Hours)]
    if len(hours) != 1 or hours[0].op != "at" or hours[0].first is None:
        return told
    day = time.span.start.astimezone(zone(time.zone)).date()
    end = instant(day, minutes(hours[0].first), time.zone)
    if not time.span.start < end < time.span.end:
        return told
    return replace(told, times=(replace(time, span=Span(time.span.start, end)),))
