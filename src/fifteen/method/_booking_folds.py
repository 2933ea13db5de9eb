"""The folds of an agreed time: booked, moved, confirmed, called off, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from fifteen.method.words import Booking, Entry, Medium, Standing, Verb

_NEAR = timedelta(days=2)  # before a talk, within which a confirmation is the last


def settled() -> dict[str, Any]:
    """That no answer of theirs wants one of ours any more."""
    return {
        "open_answer": None,
        "open_answer_on": None,
        "open_answer_at": None,
        "open_answer_data": {},
    }


def _booked(s: Standing, e: Entry) -> Standing:
    booking = Booking(
        conversation=str(e.data["conversation"]),
        start=datetime.fromisoformat(e.data["start"]),
        minutes=int(e.data.get("minutes", 15)),
        zone=e.data.get("zone", "UTC"),
        medium=Medium(e.data.get("medium", Medium.PHONE)),
        place=e.data.get("place", ""),
        made=e.on,
    )
    return replace(
        s,
        asked_on=s.asked_on or e.on,
        booking=booking,
        **_nothing_said_of_it()
        | {
            "perhaps_on": e.on if e.data.get("if_need_be") else None,
            "took_on": e.on if e.data.get("took") else _untold(s, e),
        },
        fell_through=s.fell_through + _is_moved(s.booking, booking),
        answered_before=True,
        later_until=None,
        rest=None,
        **settled(),
    )


def _untold(s: Standing, e: Entry) -> date | None:
    """Since when a time waits to be told to them; what they did themselves they know."""
    return s.took_on if e.author == "seeker" else None


def _is_moved(was: Booking | None, now: Booking) -> bool:
    # Another number, or another place at the same hour, is no time that fell through.
    return was is not None and was.start != now.start


def _cancelled(s: Standing, e: Entry) -> Standing:
    # Whoever called it off had agreed once: the next thing is another time, not another request.
    if s.booking is None:
        return s
    return replace(
        s,
        booking=None,
        **_nothing_said_of_it(),
        fell_through=s.fell_through + 1,
        open_answer=Verb.SAID_YES,
        open_answer_on=e.on,
        open_answer_data={"rebook": True, "missed": e.verb is Verb.MISSED},
    )


def _nothing_said_of_it() -> dict[str, Any]:
    names = ("confirmed_on", "took_on", "perhaps_on", "move_wanted_on", "move_to")
    return dict.fromkeys(names)


def _confirmed(s: Standing, e: Entry) -> Standing:
    # A letter that tells which time was taken is not yet the line the day before.
    early = s.booking is not None and s.booking.start.date() - e.on > _NEAR
    if s.took_on and early and e.author == "seeker":
        return replace(s, took_on=None)
    return replace(s, **_nothing_said_of_it() | {"confirmed_on": e.on})


def _perhaps(s: Standing, e: Entry) -> Standing:
    return replace(s, perhaps_on=e.on) if s.booking is not None else s


def _move_wanted(s: Standing, e: Entry) -> Standing:
    if s.booking is None:
        return s
    start = e.data.get("start")
    to = datetime.fromisoformat(str(start)) if start else None
    return replace(s, move_wanted_on=e.on, move_to=to, later_until=None)


def _stayed(s: Standing, e: Entry) -> Standing:
    return replace(s, move_wanted_on=None, move_to=None)


BOOKING_FOLDS: dict[Verb, Callable[[Standing, Entry], Standing]] = {
    Verb.BOOKED: _booked,
    Verb.MOVED: _booked,
    Verb.CANCELLED: _cancelled,
    Verb.MISSED: _cancelled,
    Verb.CONFIRMED: _confirmed,
    Verb.PERHAPS: _perhaps,
    Verb.MOVE_WANTED: _move_wanted,
    Verb.STAYED: _stayed,
}
