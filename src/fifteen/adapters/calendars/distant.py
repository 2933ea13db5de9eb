"""A calendar elsewhere, asked for what is taken: an .ics address, or a calendar server (CalDAV).

The events of the days in question are fetched and only their times are kept. A server's own word
about free and busy is the second way: it knows neither whole days nor what the seeker declined.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from fifteen.adapters.calendars import parsing, taken
from fifteen.adapters.calendars.parsing import LARGEST, NoCalendar
from fifteen.adapters.calendars.taken import Read
from fifteen.adapters.dav import collections, xml
from fifteen.adapters.dav.collections import Collection, Kind
from fifteen.adapters.dav.failures import DavError, Why
from fifteen.adapters.dav.http import Session
from fifteen.method.free.words import Taken

_MOST_CALENDARS = 20


@dataclass(frozen=True, slots=True)
class Login:
    """Where a calendar is and who asks; `private`: servers of this machine's own net may be."""

    address: str
    user: str = ""
    password: str = ""
    private: bool = True

    def session(self) -> Session:
        """A way to it."""
        return Session(self.address, self.user, self.password, self.private)


def subscribed(login: Login, first: date, last: date, me: str = "") -> Read:
    """What a calendar at an .ics address says is taken. DavError, NoCalendar."""
    with login.session() as session:
        answer = session.ask("GET", largest=LARGEST)
    return taken.read(parsing.parse(answer.body), first, last, me)


def busy(login: Login, first: date, last: date, me: str = "") -> Read:
    """What all calendars of a person on a server say is taken. DavError, NoCalendar."""
    found = Read(Taken(), 0)
    with login.session() as session:
        for calendar in collections.discover(session, Kind.CALENDAR)[:_MOST_CALENDARS]:
            one = _busy_in(session, calendar, first, last, me)
            entries, left_out = found.entries + one.entries, found.left_out + one.left_out
            found = Read(found.taken + one.taken, entries, left_out)
    return found


def _busy_in(session: Session, calendar: Collection, first: date, last: date, me: str) -> Read:
    try:
        return _events(session, calendar, first, last, me)
    except DavError as failure:
        if failure.why is not Why.NOT_DAV:
            raise
        return _free_busy(session, calendar, first, last)


def _events(session: Session, calendar: Collection, first: date, last: date, me: str) -> Read:
    window = f'<c:time-range start="{_utc(first, -1)}" end="{_utc(last, 2)}"/>'
    inside = f'<c:comp-filter name="VEVENT">{window}</c:comp-filter>'
    body = xml.question(
        "c:calendar-query",
        xml.wanted("d:getetag", "c:calendar-data"),
        f'<c:filter><c:comp-filter name="VCALENDAR">{inside}</c:comp-filter></c:filter>',
    )
    headers = {"Content-Type": "application/xml; charset=utf-8", "Depth": "1"}
    answer = session.ask("REPORT", calendar.url, body, headers, LARGEST)
    found = Read(Taken(), 0)
    for one in xml.many(answer.body, answer.url).found:
        text = one.text.get(xml.name("c:calendar-data"), "")
        try:
            read = taken.read(parsing.parse(text.encode()), first, last, me)
        except NoCalendar:
            continue
        counts = found.entries + read.entries, found.left_out + read.left_out
        found = Read(found.taken + read.taken, *counts)
    return found


def _free_busy(session: Session, calendar: Collection, first: date, last: date) -> Read:
    window = f'<c:time-range start="{_utc(first, -1)}" end="{_utc(last, 2)}"/>'
    body = xml.question("c:free-busy-query", window)
    headers = {"Content-Type": "application/xml; charset=utf-8", "Depth": "1"}
    answer = session.ask("REPORT", calendar.url, body, headers, LARGEST)
    return taken.read(parsing.parse(answer.body), first, last)


def _utc(day: date, shift: int) -> str:
    at = datetime.combine(day, time(), UTC) + timedelta(days=shift)
    return f"{at:%Y%m%dT%H%M%SZ}"
