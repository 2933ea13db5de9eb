"""The seeker's own reminder of a talk, as a mail to themselves on the morning of the business day
before (R1): with whom, when on both clocks, how, and when to leave."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from fifteen.method import spoken, workdays
from fifteen.method.free.slots import day_of
from fifteen.method.free.words import Hours
from fifteen.method.way import leave_at
from fifteen.method.words import Booking, Medium

MORNING = time(8)

_HOW = {
    Medium.PHONE: "By phone, you call: {place}",
    Medium.VIDEO: "By video: {place}",
    Medium.IN_PERSON: "You meet: {place}",
}
_HOW_OPEN = {
    Medium.PHONE: "By phone. No number is noted yet.",
    Medium.VIDEO: "By video. No link is noted yet.",
    Medium.IN_PERSON: "In person. No place is noted yet.",
}


def due(booking: Booking, hours: Hours, before: int, country: str) -> datetime:
    """When it goes out: eight in the morning where the seeker is, `before` business days ahead."""
    eve = workdays.before(day_of(hours, booking.start), before, country)
    return datetime.combine(eve, MORNING, hours.zone_on(eve))


def text(name: str, booking: Booking, clocks: Sequence[ZoneInfo], way: str) -> tuple[str, str]:
    """Subject and body. `clocks` are the seeker's zone and the host's; `way` is how long the way
    takes, in the seeker's words, or empty."""
    mine, theirs = (booking.start.astimezone(zone) for zone in clocks)
    day = f"{spoken.weekday(mine.date())} {mine.day} {mine:%B}"
    lines = [f"You talk with {name} on {day} at {mine:%H:%M}."]
    if mine.replace(tzinfo=None) != theirs.replace(tzinfo=None):
        other = "" if mine.date() == theirs.date() else f" on {spoken.weekday(theirs.date())}"
        lines[0] = f"{lines[0][:-1]} ({theirs:%H:%M}{other} for them)."
    place = booking.place.strip()
    lines.append(_HOW[booking.medium].format(place=place) if place else _HOW_OPEN[booking.medium])
    leave = leave_at(booking.start, way) if booking.medium is Medium.IN_PERSON else None
    if leave is not None:
        lines.append(f"Leave at {leave.astimezone(clocks[0]):%H:%M}.")
    lines += ["", "Your questions and the plan of the minutes stand in Fifteen."]
    return f"Your talk with {name}: {day}, {mine:%H:%M}", "\n".join(lines) + "\n"
