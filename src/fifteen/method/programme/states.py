"""Where a request stands by what the seeker's journal says since they asked (O2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from fifteen.method.programme.words import AGREED, BY_VERB, State
from fifteen.method.words import Entry, Verb

EXPIRED = "expired"
"""Why somebody rests who did not answer in time."""


def since_asked(lines: Sequence[Entry]) -> Sequence[Entry]:
    """What counts since the last request, that with it; nothing where there is none."""
    asked = [place for place, line in enumerate(lines) if line.verb is Verb.ASKED]
    return lines[asked[-1] :] if asked else ()


def state_of(told: Sequence[Entry]) -> tuple[State, datetime | None]:
    """Where a request stands by what was written since, and when its answer came."""
    state, answered = State.BACK, None
    for line in told:
        if state is State.TALKED:
            break  # whatever comes later, they talked
        if line.verb in BY_VERB:
            state = BY_VERB[line.verb]
            if state is not State.OPEN and answered is None:
                answered = line.at
        elif line.verb is Verb.RESTED and state is State.OPEN:
            state = State.EXPIRED if line.data.get("why") == EXPIRED else State.BACK
    return state, answered


def talk_on(told: Sequence[Entry], zone: ZoneInfo) -> date | None:
    """The day of the talk on the host's calendar; None where none is agreed."""
    day: date | None = None
    for line in told:
        start = line.data.get("start")
        if line.verb in (Verb.BOOKED, Verb.MOVED, Verb.MET) and start:
            day = datetime.fromisoformat(str(start)).astimezone(zone).date()
        elif line.verb in (Verb.CANCELLED, Verb.MISSED):
            day = None
    return day


@dataclass(frozen=True, slots=True)
class Told:
    """A request as figures read it: where it stands now, and when what came."""

    state: State
    answered: datetime | None
    talk_on: date | None
    ends: datetime


def until(told: Told, end: datetime) -> tuple[bool, bool, bool]:
    """Whether up to the moment `end` a request had a yes, a talk, no answer in time. What came
    later counts later: nobody who looks every day sees the figures move by it."""
    answered = told.answered is not None and told.answered < end
    talked = answered if told.talk_on is None else told.talk_on < end.date()
    return (
        answered and told.state in AGREED,
        talked and told.state is State.TALKED,
        told.ends <= end and told.state is State.EXPIRED,
    )
