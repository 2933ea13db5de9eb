"""What comes back to an invitation, as the programs of others send it: a mail or a bare file.

Google, Outlook, Apple and Thunderbird agree on METHOD, UID and the guest's PARTSTAT, and on little
else: the answer may stand in a part called text/calendar or application/ics, the sequence may be
missing, and another time may come with or without a zone of its own.
"""

from __future__ import annotations

import email
import email.policy
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from enum import StrEnum
from typing import Any

import icalendar

from fifteen.adapters.calendars import parsing
from fifteen.adapters.calendars.parsing import NoCalendar, value
from fifteen.adapters.documents.calendar import KEY

_MOST_PARTS = 100
_TYPES = ("text/calendar", "application/ics", "text/x-vcalendar")


class Said(StrEnum):
    """What a guest answered."""

    ACCEPTED = "accepted"
    TENTATIVE = "tentative"
    DECLINED = "declined"
    COUNTER = "counter"  # another time is asked for


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer: which talk, who says what, about which version and which time."""

    conversation: str
    said: Said
    guest: str  # mail address in small letters
    version: int | None  # None where the program did not say
    start: datetime | None  # UTC; None for an hour without a zone
    comment: str = ""


def read(raw: bytes) -> Reply | None:
    """The answer in a mail or a calendar file; None where there is none about a talk of ours."""
    for data in _calendars(raw):
        try:
            found = parsing.parse(data)
        except NoCalendar:
            continue
        for one in found.calendars:
            method = str(one.get("METHOD", "")).upper()
            for event in one.walk("VEVENT"):
                reply = _reply(method, event)
                if reply is not None:
                    return reply
    return None


def _calendars(raw: bytes) -> list[bytes]:
    if raw.lstrip(b"\xef\xbb\xbf \r\n\t")[:15].upper() == b"BEGIN:VCALENDAR":
        return [raw]
    if len(raw) > parsing.LARGEST:
        return []
    message = email.message_from_bytes(raw, policy=email.policy.compat32)
    found = []
    try:
        for number, part in enumerate(message.walk()):
            if number >= _MOST_PARTS:
                break
            if _is_calendar(part):
                data = part.get_payload(decode=True)
                if isinstance(data, bytes):
                    found.append(data)
    except RecursionError:
        return found
    return found


def _is_calendar(part: Message) -> bool:
    name = str(part.get_filename() or "").lower()
    return part.get_content_type() in _TYPES or name.endswith((".ics", ".ical"))


def _reply(method: str, event: icalendar.Component) -> Reply | None:
    match = KEY.fullmatch(str(_first(event, "UID")).strip())
    if match is None or method not in ("REPLY", "COUNTER"):
        return None
    guest = _guest(event)
    if guest is None:
        return None
    answer = str(getattr(guest, "params", {}).get("PARTSTAT", "")).upper()
    said = Said.COUNTER if method == "COUNTER" else _PARTSTAT.get(answer)
    if said is None:
        return None
    start = value(event, "DTSTART")
    known = isinstance(start, datetime) and start.tzinfo is not None
    address = _address(guest)
    comment = " ".join(str(_first(event, "COMMENT")).split())[:500]
    version = _first(event, "SEQUENCE")
    number = int(version) if isinstance(version, int) else None
    return Reply(match[1], said, address, number, start.astimezone(UTC) if known else None, comment)


def _first(event: icalendar.Component, name: str) -> Any:
    """A property that should stand there once; some programs write it twice."""
    found = event.get(name, "")
    return found[0] if isinstance(found, list) else found


def _guest(event: icalendar.Component) -> Any:
    """Who answers. A proposal of another time names all who take part, and whoever invited them is
    often the first of them."""
    guests = event.get("ATTENDEE", [])
    guests = guests if isinstance(guests, list) else [guests]
    host = _address(event.get("ORGANIZER", ""))
    others = (one for one in guests if _address(one) != host)
    return next(others, guests[0] if guests else None)


def _address(one: object) -> str:
    return str(one).strip().lower().removeprefix("mailto:")


_PARTSTAT = {
    "ACCEPTED": Said.ACCEPTED,
    "TENTATIVE": Said.TENTATIVE,
    "DECLINED": Said.DECLINED,
}
