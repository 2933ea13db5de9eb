"""A talk as an invitation by mail (iTIP, RFC 5546 and 6047): asked, moved, called off, kept to.

One UID for ever, a SEQUENCE that grows, the zone with its rules, and a text that says it all for
whoever's program shows nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from fifteen.adapters.calendars import zones
from fifteen.adapters.documents import calendar
from fifteen.adapters.documents.calendar import folded, text_value
from fifteen.method.words import Booking


class Method(StrEnum):
    """What an invitation asks for; a talk that has moved is asked for again."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    DECLINECOUNTER = "DECLINECOUNTER"  # the agreed time stays; a guest had asked for another


@dataclass(frozen=True, slots=True)
class Invited:
    """Who invites whom to what: `version` is the SEQUENCE, `made` the moment of writing."""

    booking: Booking
    seeker: str
    email: str
    host: str
    host_email: str
    version: int
    made: datetime
    reminders: tuple[tuple[int, str], ...] = ()  # of the seeker; a guest has their own


def event(one: Invited, method: Method | None = None) -> bytes:
    """The calendar file. Without a method it is the seeker's own entry and invites nobody."""
    return "".join(f"{folded(line)}\r\n" for line in _lines(one, method)).encode("utf-8", "replace")


def _lines(one: Invited, method: Method | None) -> Iterator[str]:
    booking, zone = one.booking, ZoneInfo(one.booking.zone)
    start = booking.start.astimezone(zone)
    end = (booking.start + timedelta(minutes=booking.minutes)).astimezone(zone)
    names = " and ".join(name for name in (one.seeker, one.host) if name)
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Fifteen//Fifteen//EN")
    yield "CALSCALE:GREGORIAN"
    if method is not None:
        yield f"METHOD:{method}"
    yield from zones.lines(zone, booking.start)
    yield from ("BEGIN:VEVENT", f"UID:{calendar.uid(booking)}", f"SEQUENCE:{one.version}")
    yield f"DTSTAMP:{one.made.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;TZID={zone.key}:{start:%Y%m%dT%H%M%S}"
    yield f"DTEND;TZID={zone.key}:{end:%Y%m%dT%H%M%S}"
    yield f"SUMMARY:{text_value(f'{names}: {booking.minutes} minutes')}"
    if booking.place:
        yield f"LOCATION:{text_value(booking.place)}"
    yield f"DESCRIPTION:{text_value(calendar.description(booking, one.email))}"
    if method is not None:
        yield f"ORGANIZER;CN={_named(one.seeker)}:mailto:{one.email}"
        asks = "RSVP=FALSE" if method is Method.CANCEL else "PARTSTAT=NEEDS-ACTION;RSVP=TRUE"
        guest = f"ATTENDEE;CN={_named(one.host)};ROLE=REQ-PARTICIPANT;{asks}"
        yield f"{guest}:mailto:{one.host_email}"
    yield "STATUS:CANCELLED" if method is Method.CANCEL else "STATUS:CONFIRMED"
    yield "TRANSP:OPAQUE"
    if method is None:
        yield from calendar.alarms(one.reminders)
    yield from ("END:VEVENT", "END:VCALENDAR")


def _named(name: str) -> str:
    """A name as a parameter: quoted, without the signs that may not stand there."""
    plain = "".join(sign for sign in name if sign.isprintable() and sign != '"')
    return f'"{plain or "-"}"'


def mail(
    one: Invited, method: Method, text: str, own_id: str = "", thread: Sequence[str] = ()
) -> bytes:
    """The whole mail: a text that says it all, and the invitation as programs expect it, once as
    an answer to choose from and once as a file.

    With an id of its own it is ready to leave, going on from the mails of `thread`, the latest
    last; without one it is a file that mail programs show ready to be sent.
    """
    message = EmailMessage(policy=SMTP)
    message["From"] = f"{_named(one.seeker)} <{one.email}>"
    message["To"] = f"{_named(one.host)} <{one.host_email}>"
    message["Subject"] = _subject(one, method)
    message["Date"] = format_datetime(one.made)
    if own_id:
        message["Message-ID"] = own_id
    else:
        message["X-Unsent"] = "1"
    if own_id and thread:
        message["In-Reply-To"] = thread[-1]
        message["References"] = " ".join(thread)
    message.set_content(text, cte="7bit" if text.isascii() else "quoted-printable")
    data = event(one, method)
    # Not every server takes eight bits, and a line of a calendar must not be broken on the way.
    seven = "7bit" if data.isascii() else "base64"
    message.add_alternative(data.decode("utf-8"), subtype="calendar", cte=seven)
    for part in message.iter_parts():
        if part.get_content_type() == "text/calendar":
            part.set_param("method", str(method))
    message.add_attachment(data, "application", "ics", filename="invite.ics")
    return message.as_bytes()


def _subject(one: Invited, method: Method) -> str:
    zone = ZoneInfo(one.booking.zone)
    local = one.booking.start.astimezone(zone)
    when = f"{local:%A} {local.day} {local:%B}, {local:%H:%M}"
    if method is Method.DECLINECOUNTER:
        return f"We keep to {when}"
    word = "Called off" if method is Method.CANCEL else "Moved to" if one.version > 1 else "We talk"
    return f"{word}: {when}" if method is Method.CANCEL else f"{word} {when}"
