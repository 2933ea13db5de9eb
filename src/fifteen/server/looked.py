"""The log of a coach's looks as a client reads it: one line for a day, not one for each page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from fifteen.method import spoken


@dataclass(frozen=True, slots=True)
class Looked:
    """Looks of one coach at the same things on one day."""

    who: str
    what: str
    when: str  # "29 November, 18:36 to 19:02"
    times: str  # "four times"; empty for one


def told(looks: Iterable[tuple[str, str, datetime]]) -> list[Looked]:
    """From who looked at what and when (on the client's clock), the latest first: the same, those
    of one coach at the same things on one day as one."""
    groups: dict[tuple[str, str, object], list[datetime]] = {}
    for who, what, at in looks:
        groups.setdefault((who, what, at.date()), []).append(at)
    return [
        Looked(who, what, _when(min(ats), max(ats)), _times(len(ats)))
        for (who, what, _), ats in groups.items()
    ]


def _when(first: datetime, last: datetime) -> str:
    hours = dict.fromkeys((f"{first:%H:%M}", f"{last:%H:%M}"))  # one where they are the same
    return f"{first.day} {first:%B}, {' to '.join(hours)}"


def _times(count: int) -> str:
    return {1: "", 2: "twice"}.get(count, f"{spoken.in_words(count)} times")
