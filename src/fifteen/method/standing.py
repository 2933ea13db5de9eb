"""Journal -> standing: where a person stands, from the entries alone.

`of` folds the entries in the order they were written. An entry that a later one withdrew leaves
no trace. What may be recorded next is asked of `permitted.refusal`, by actions and pages alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from fifteen.method._folds import ANSWERS, FOLDS, HEARD, OUR_ANSWERS
from fifteen.method.words import Entry, Stage, Standing, Verb

__all__ = ["ANSWERS", "HEARD", "OUR_ANSWERS", "UNREAD", "counting", "of"]

UNREAD = frozenset(Verb) - {*FOLDS, Verb.WITHDRAWN}
"""The verbs that no standing depends on: their entries may be left aside."""


def counting(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that count: without the withdrawn acts and without the withdrawals."""
    entries = list(entries)
    withdrawn = {e.data.get("act") for e in entries if e.verb is Verb.WITHDRAWN}
    return [e for e in entries if e.verb is not Verb.WITHDRAWN and e.act not in withdrawn]


def of(entries: Iterable[Entry]) -> Standing:
    """The standing that the entries, oldest first, add up to."""
    standing = Standing()
    for entry in counting(entries):
        fold = FOLDS.get(entry.verb)
        if fold is not None:
            standing = fold(standing, entry)
    return replace(standing, stage=_stage(standing))


def _stage(s: Standing) -> Stage:
    if s.rest is not None:
        return Stage.RESTING
    if s.booking is not None:
        return Stage.BOOKED
    if s.met_on is not None:
        return Stage.THANKED if s.thanked_on is not None else Stage.MET
    if s.asked_on is None:
        return Stage.TO_ASK
    if s.open_answer in (Verb.SAID_YES, Verb.OFFERED_PHONE):
        return Stage.YES
    agreed = s.open_answer is None and (s.wants_phone or s.last_sent is Verb.TIMES_SENT)
    return Stage.YES if agreed else Stage.ASKED
