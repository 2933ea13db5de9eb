"""What is ahead as a calendar one can subscribe to: agreed talks as times, due steps as days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from fifteen.adapters.documents.calendar import alarms, description, folded, text_value, uid
from fifteen.method.words import Booking


@dataclass(frozen=True, slots=True)
class Ahead:
    """One line: a talk that is agreed, or a step on its day (with the key that names it)."""

    name: str
    booking: Booking | None = None
    day: date | None = None
    key: str = ""
    alarms: tuple[tuple[int, str], ...] = ()  # minutes before a talk, and what is said then


def calendar(lines: Iterable[Ahead], email: str, now: datetime) -> bytes:
    """The whole file. Steps block nothing: they are days one may see, not hours that are taken."""
    out = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Fifteen//Fifteen//EN", "CALSCALE:GREGORIAN"]
    out += ["X-WR-CALNAME:Fifteen", "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H"]
    for line in lines:
        out += ["BEGIN:VEVENT", f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"]
        out.append(f"SUMMARY:{text_value(line.name)}")
        if line.booking is not None:
            start = line.booking.start.astimezone(UTC)
            end = start + timedelta(minutes=line.booking.minutes)
            out += [f"UID:{uid(line.booking)}", f"DTSTART:{start:%Y%m%dT%H%M%SZ}"]
            out += [f"DTEND:{end:%Y%m%dT%H%M%SZ}"]
            out.append(f"DESCRIPTION:{text_value(description(line.booking, email))}")
            if line.booking.place:
                out.append(f"LOCATION:{text_value(line.booking.place)}")
            out += alarms(line.alarms)
        elif line.day is not None:
            out += [f"UID:{text_value(line.key)}@steps.fifteen.invalid", "TRANSP:TRANSPARENT"]
            out.append(f"DTSTART;VALUE=DATE:{line.day:%Y%m%d}")
        out.append("END:VEVENT")
    text = "".join(f"{folded(line)}\r\n" for line in [*out, "END:VCALENDAR"])
    return text.encode("utf-8", "replace")
