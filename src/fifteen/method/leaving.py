"""When a letter leaves the seeker's own mailbox, and when it is tried again (EVIDENCE.md, C2).

What asks for something leaves on a business day, in the morning of whoever receives it, not on a
Friday afternoon; the evidence is weak, so nothing waits long for it. What answers or thanks leaves
at once.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from fifteen.method import workdays
from fifteen.method.words import LetterKind

UNDO = timedelta(seconds=20)  # in which a letter that was sent can be called back
MORNING = (time(8), time(12))  # of the receiver
LONGEST_WAIT = timedelta(days=3)  # from Friday noon to Monday morning; not over a row of holidays
NO_LONGER = timedelta(days=2)  # than this after it was decided it waits for a missed morning
_WAITS = (1, 5, 15, 60, 240, 720)  # minutes before the next try, after each failed one


class Out(StrEnum):
    """Where a letter stands on its way out."""

    WAITING = "waiting"
    CLAIMED = "claimed"  # a worker has it; the server has not got the whole of it yet
    HANDING = "handing"  # the last line is being said: from here on it may have left
    UNCERTAIN = (
        "uncertain"  # the line broke just then: looked for in Sent, else the seeker is asked
    )
    SENT = "sent"
    BACK = "back"  # called back by the seeker, or because they wrote meanwhile
    FAILED = "failed"  # it cannot leave like this; it is on Today again


UNDER_WAY = (Out.WAITING, Out.CLAIMED, Out.HANDING, Out.UNCERTAIN)
"""In these the letter itself cannot be changed."""

_ASKS = frozenset(
    {
        *(LetterKind.REQUEST, LetterKind.INTRODUCTION_REQUEST, LetterKind.REMINDER),
        *(LetterKind.PROMISE_THEIRS, LetterKind.PROMISE_MINE),
        *(LetterKind.KEEP_IN_TOUCH, LetterKind.WHAT_CAME_OF_IT),
    }
)


def leaves(kind: LetterKind, now: datetime, zone: ZoneInfo, country: str = "") -> datetime:
    """The moment this kind of letter should leave; `zone` and `country` are the receiver's."""
    if kind not in _ASKS:
        return now
    there = now.astimezone(zone)
    begins, ends = MORNING
    day = there.date()
    if workdays.is_workday(day, country) and begins <= there.time() < ends:
        return now
    if there.time() >= begins:
        day += timedelta(days=1)
    day = workdays.on_or_after(day, country)
    morning = datetime.combine(day, begins, zone)
    return morning.astimezone(now.tzinfo) if morning - now <= LONGEST_WAIT else now


def after_all(
    kind: LetterKind, now: datetime, decided: datetime, zone: ZoneInfo, country: str = ""
) -> datetime:
    """When this kind of letter leaves that could not at its moment, because nothing ran or a server
    was away: now, or in the next morning of the receiver, but not for that more than two days after
    it was decided."""
    later = leaves(kind, now, zone, country)
    return later if later - decided <= NO_LONGER else now


def next_day(moment: datetime, zone: ZoneInfo, country: str = "") -> datetime:
    """The morning of the next business day: where a day holds no more requests."""
    day = workdays.on_or_after(moment.astimezone(zone).date() + timedelta(days=1), country)
    return datetime.combine(day, MORNING[0], zone).astimezone(moment.tzinfo)


def again_after(tries: int) -> timedelta | None:
    """How long to wait after so many failed tries; None: give up, about seventeen hours on."""
    return timedelta(minutes=_WAITS[tries - 1]) if 0 < tries <= len(_WAITS) else None
