"""A talk as a calendar file that any calendar program opens (RFC 5545). Pure text in, text out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from fifteen.adapters.documents.shape import Document
from fifteen.method.words import Booking, Medium

KEY = re.compile(r"([\w-]+)@fifteen\.invalid")
"""The UID of a talk, with its key in it."""

MEDIA, SUFFIX = "text/calendar; charset=utf-8", "ics"
_LONGEST_LINE = 75  # octets of a line, without its end (RFC 5545, 3.1)
_HOW = {
    Medium.PHONE: "By telephone",
    Medium.VIDEO: "By video",
    Medium.IN_PERSON: "In person",
}


def talk(
    booking: Booking, seeker: str, host: str, email: str, made: datetime, version: int
) -> Document:
    """The agreed talk as one event, its times in UTC, lines ended by CR LF.

    It goes to both sides, so it says what both know and nothing else. The same talk has the same
    UID always; a higher `version` tells a calendar that the talk has moved.
    """
    names = " and ".join(name for name in (seeker, host) if name)
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Fifteen//Fifteen//EN",
        "CALSCALE:GREGORIAN",
        "BEGIN:VEVENT",
        f"UID:{uid(booking)}",
        f"SEQUENCE:{version}",
        f"DTSTAMP:{_moment(made)}",
        f"DTSTART:{_moment(booking.start)}",
        f"DTEND:{_moment(booking.start + timedelta(minutes=booking.minutes))}",
        f"SUMMARY:{text_value(f'{names}: {booking.minutes} minutes')}",
        *([f"LOCATION:{text_value(booking.place)}"] if booking.place else []),
        f"DESCRIPTION:{text_value(description(booking, email))}",
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    text = "".join(f"{folded(line)}\r\n" for line in lines)
    return Document(text.encode("utf-8", "replace"), MEDIA, SUFFIX)


def uid(booking: Booking) -> str:
    """The name of a talk in every calendar, the same for ever, however often it is moved."""
    return f"{text_value(booking.conversation)}@fifteen.invalid"


def description(booking: Booking, email: str) -> str:
    """What stands in the entry: how, where, and how to move it."""
    where = f": {booking.place}" if booking.place else ""
    to = f" to {email}" if email else ""
    return f"{_HOW[booking.medium]}{where}.\nTo move it or call it off, a line{to} is enough."


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def text_value(value: str) -> str:
    r"""A TEXT value (3.3.11): \ ; , and line ends are escaped, other controls left out."""
    plain = "\n".join(value.splitlines())
    plain = "".join(c for c in plain if c == "\n" or c.isprintable())
    for sign in ("\\", ";", ","):
        plain = plain.replace(sign, f"\\{sign}")
    return plain.replace("\n", "\\n")


def folded(line: str) -> str:
    """A line in parts of 75 octets, each further one begun by a blank; no sign is cut in two."""
    parts, now, room = [], "", _LONGEST_LINE
    for sign in line:
        if len((now + sign).encode("utf-8", "replace")) > room:
            parts.append(now)
            now, room = "", _LONGEST_LINE - 1
        now += sign
    return "\r\n ".join((*parts, now))


def alarms(reminders: Iterable[tuple[int, str]]) -> Iterator[str]:
    """The lines of an event that remind of it: minutes before, and what is said then."""
    for minutes, words in reminders:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:-PT{minutes}M")
        yield from (f"DESCRIPTION:{text_value(words)}", "END:VALARM")
