"""People and their lives for the tests of progress, told in a diary."""

from __future__ import annotations

from datetime import date

from tests.world import entries

from fifteen.method import standing
from fifteen.method.progress import lives
from fifteen.method.progress.lives import Known, Life
from fifteen.method.words import Entry, Stage, Tie, TieKind, Verb


def life(
    name: str, diary: str = "", tie: TieKind = TieKind.FRIEND, via: str = "", key: str = ""
) -> Life:
    """Somebody and what happened, in lines of "16 Nov  asked"."""
    told = standing.counting(entries(diary))
    stage = standing.of(told).stage if told else Stage.TO_ASK
    who = Known(key or name.lower().replace(" ", "-"), name, Tie(tie, via), stage, 0)
    return lives.of(who, told)


def written(on: date, **data: object) -> Entry:
    """A debrief of that day."""
    at = entries(f"{on.day} {on:%b}  met", on.year)
    return Entry(next(at).at, on, Verb.DEBRIEFED, dict(data))
