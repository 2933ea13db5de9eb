"""A reading that is whole and may still be wrong: then it is asked back.

On sayings by hands that had not been learned from, most wrong readings took a time that was told
for one that was offered: "Tuesday I am refereeing from 10 till 3. Any time that day before or
after." Two signs of it were worth a question there; every other one cost more right readings.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from fifteen.method.times._hours import WHOLE_DAY, Hours
from fifteen.method.times._lexicon import Lexicon
from fifteen.method.times.words import TimeKind, Unclear, Understood

_CLAUSE = re.compile(r"(?<=[.!?;:\n])\s+|\n+|, | - | – |\((?=\w)|\)")
_WORDS = re.compile(r"[^\W\d_]{2,}")
TALKATIVE = 5
"""Words of a clause that says more than a time: below, lists of times are meant."""

FEW_WORDS = 8
"""Words of a text that is about nothing but a time."""

_MOMENT = timedelta(minutes=15)

Alone = Callable[[str], Understood | None]
"""Reads a clause by itself; None where it is asked back."""


def is_doubtful(told: Understood, text: str, words: Lexicon, alone: Alone) -> bool:
    """Whether times were understood that the text may only tell of."""
    if not told.times:
        return False
    if not told.ruled_out and words.clauses.leaves_out.search(text):
        return True  # "... otherwise that day is open", and nothing was left out
    return _stand_apart(told, text, words, alone)


def leaves_an_hour_out(told: Understood, hours: Callable[[], list[Hours]]) -> bool:
    """Whether whole days were understood although an hour was named: "I always walk between 12 and
    1. Join me Thursday?"; `hours` gives all that the text names."""
    if not told.times or told.ruled_out:
        return False
    whole = all(
        time.kind is TimeKind.WINDOW and time.span.end - time.span.start == _WHOLE
        for time in told.times
    )
    clocks = [one for one in hours() if one.op != "part"] if whole else []
    return bool(clocks) and not any(_is_an_edge(one) for one in clocks)


def _is_an_edge(hours: Hours) -> bool:
    """Whether it begins or ends as a whole day does: "I'll be in from 8"."""
    named = [clock.hour % 12 for clock in (hours.first, hours.last) if clock is not None]
    return bool({*named} & {edge // 60 % 12 for edge in WHOLE_DAY})


_WHOLE = timedelta(minutes=WHOLE_DAY[1] - WHOLE_DAY[0])


def only_rules_out_a_moment(told: Understood) -> bool:
    """Whether nothing suits, and what does not is one moment: "9am on the 20th, I'm travelling"."""
    return not told.times and any(span.end - span.start <= _MOMENT for span in told.ruled_out)


def takes_up_a_time(text: str, words: Lexicon) -> bool:
    """Whether a short answer takes up a time that was said before: "that time's fine for me"."""
    return len(text.split()) <= FEW_WORDS and bool(words.clauses.refers.search(text))


def _stand_apart(told: Understood, text: str, words: Lexicon, alone: Alone) -> bool:
    """Whether two clauses, one of them talkative, tell different times that nothing joins."""
    clauses = [one for one in words.clauses.goes_on.sub("\n", text).split("\n") if one.strip()]
    clauses = [part for one in clauses for part in _CLAUSE.split(one) if part and part.strip()]
    if len(clauses) < 2 or not any(_is_talkative(one) for one in clauses):
        return False
    before: tuple[int, frozenset[int]] | None = None
    for place, clause in enumerate(clauses):
        try:
            times = _touched(alone(clause), told)
        except Unclear:
            continue
        if not times:
            continue
        if before is not None and not (times <= before[1] or before[1] <= times):
            joined = any(words.clauses.joins.search(one) for one in clauses[before[0] : place + 1])
            if not joined and (_is_talkative(clauses[before[0]]) or _is_talkative(clause)):
                return True
        before = place, times
    return False


def _is_talkative(clause: str) -> bool:
    return len(_WORDS.findall(clause)) >= TALKATIVE


def _touched(alone: Understood | None, told: Understood) -> frozenset[int]:
    """Which of the times that were understood a clause tells of by itself, by their places."""
    spans = [time.span for time in alone.times] if alone else []
    return frozenset(
        place
        for place, time in enumerate(told.times)
        if any(one.start < time.span.end and time.span.start < one.end for one in spans)
    )
