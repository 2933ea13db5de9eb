"""What a host's page says, as facts: whoever serves it, this computer or a relay (O3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from fifteen.method.times.words import Span
from fifteen.method.words import Booking, Medium

HOST = "host"
"""The author of what a host does."""

AFTERWARDS = timedelta(days=14)
"""So long after an agreed time its page still takes another, where the talk did not come about."""


def is_past(booking: Booking | None, now: datetime) -> bool:
    """Whether the time of an agreed talk is over; whether they talked is another question."""
    return booking is not None and booking.start + timedelta(minutes=booking.minutes) <= now


def is_over(booking: Booking | None, ends: datetime, now: datetime) -> bool:
    """Whether it is over for so long that the page, which `ends` by itself, has done its part."""
    if booking is None or not is_past(booking, now):
        return False
    return now >= min(booking.start + AFTERWARDS, max(ends, booking.start + _A_DAY))


_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Facts:
    """All a host's page says, but for the clock it says it on."""

    name: str  # the seeker's
    minutes: int
    ends: datetime
    field: str = ""
    via: str = ""  # who suggested the host
    country: str = ""  # the host's
    zone: str = "UTC"  # to begin with
    seeker_zone: str = ""
    closed: str = ""  # why, empty where it is open
    booking: Booking | None = None
    times: Sequence[Span] = ()
    questions: Sequence[str] = ()
    told: str = ""  # what they said last, acknowledged
    answered: bool = False  # and that was an answer of another kind than a time
    number: bool = True  # whether the seeker knows on which to call
    ways: Sequence[Medium] = ()  # by which the host talks; none: nobody said

    @property
    def first_name(self) -> str:
        """What the seeker is called in a sentence."""
        return self.name.split()[0] if self.name.split() else "They"


def as_json(facts: Facts) -> dict[str, Any]:
    """The facts as JSON; a time is its start, all of one length."""
    b = facts.booking
    return {
        "name": facts.name,
        "minutes": facts.minutes,
        "ends": facts.ends.isoformat(),
        "field": facts.field,
        "via": facts.via,
        "country": facts.country,
        "zone": facts.zone,
        "seeker_zone": facts.seeker_zone,
        "closed": facts.closed,
        "booking": b
        and [b.conversation, b.start.isoformat(), b.minutes, b.zone, str(b.medium), b.place],
        "times": [span.start.isoformat() for span in facts.times],
        "questions": list(facts.questions),
        "told": facts.told,
        "answered": facts.answered,
        "number": facts.number,
        "ways": [str(way) for way in facts.ways],
    }


def from_json(data: Mapping[str, Any]) -> Facts:
    """The facts again. KeyError, TypeError, ValueError where they are none."""
    length = timedelta(minutes=int(data["minutes"]))
    starts = [datetime.fromisoformat(start) for start in data["times"]]
    return Facts(
        name=str(data["name"]),
        minutes=int(data["minutes"]),
        ends=datetime.fromisoformat(data["ends"]),
        field=str(data["field"]),
        via=str(data["via"]),
        country=str(data["country"]),
        zone=str(data["zone"]),
        seeker_zone=str(data.get("seeker_zone", "")),
        closed=str(data["closed"]),
        booking=_booking(data["booking"]) if data["booking"] else None,
        times=[Span(start, start + length) for start in starts],
        questions=[str(one) for one in data["questions"]],
        told=str(data["told"]),
        answered=bool(data.get("answered")),
        number=bool(data.get("number", True)),
        ways=[Medium(way) for way in data.get("ways", ())],
    )


def _booking(kept: Sequence[Any]) -> Booking:
    key, start, minutes, zone, medium, place = kept
    at = datetime.fromisoformat(start)
    return Booking(str(key), at, int(minutes), str(zone), Medium(medium), str(place))
