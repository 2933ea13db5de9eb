"""Agreed talks in the seeker's own calendar (CalDAV): put there, and changes made there come back.

What is written carries the ETag of what was there: nothing of anybody is written over unseen. Where
both sides changed at once, what was agreed with the host holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from fifteen.actions import _in_calendar, meetings
from fifteen.actions._write import Line, append, locked, today_of
from fifteen.adapters.calendars import invitations, standing_there
from fifteen.adapters.calendars.distant import Login
from fifteen.adapters.calendars.invitations import Invited
from fifteen.adapters.calendars.standing_there import LONGEST, There
from fifteen.adapters.dav import collections
from fifteen.adapters.dav.collections import Kind
from fifteen.adapters.dav.failures import DavError, Why
from fifteen.adapters.dav.http import Session
from fifteen.method.folding import tidy
from fifteen.method.way import reminders
from fifteen.method.words import Booking, Verb
from fifteen.store import read, scope
from fifteen.store.models import BusyCalendar, Campaign, Person

CALENDAR = "calendar"
"""The author of what was changed there."""

_HOME = "home"  # where in `talks` the address of the collection stands


def invited(person: Person, booking: Booking, now: datetime) -> Invited:
    """The facts of an invitation to an agreed talk."""
    campaign = person.campaign
    version = read.version_of(person)
    names = (campaign.seeker_name, campaign.email, person.name, person.email)
    return Invited(booking, *names, version, now)


def put(row: BusyCalendar, login: Login, person: Person, now: datetime) -> None:
    """Bring the calendar up to date with what is agreed with a person. DavError."""
    booking = read.standing_of(person).booking
    talks: dict[str, Any] = dict(row.talks)
    keys = set(scope.conversations(person.campaign).filter(person=person).values_list("key"))
    theirs = {key for (key,) in keys} & set(talks)
    with login.session() as session:
        for key in theirs - ({booking.conversation} if booking else set()):
            _remove(session, talks.pop(key))
        if booking is not None:
            data = invitations.event(_reminding(person, booking, now))
            talks[booking.conversation] = _write(session, talks, booking, data)
    BusyCalendar.objects.filter(pk=row.pk).update(talks=talks)


def _reminding(person: Person, booking: Booking, now: datetime) -> Invited:
    ways = scope.ways(person.campaign, [person])
    told = reminders(person.name, booking, ways.get(booking.conversation, ""))
    return replace(invited(person, booking, now), reminders=told)


def _write(
    session: Session, talks: dict[str, Any], booking: Booking, data: bytes
) -> dict[str, str]:
    known = talks.get(booking.conversation)
    if _HOME not in talks:
        talks[_HOME] = collections.discover(session, Kind.CALENDAR)[0].url
    url = known["url"] if known else f"{talks[_HOME].rstrip('/')}/{booking.conversation}.ics"
    try:
        etag = known["etag"] if known else None
        kept = collections.write(session, Kind.CALENDAR, url, data, etag)
    except DavError as failure:
        if failure.why not in (Why.CHANGED, Why.NOT_THERE):
            raise
        kept = collections.write(session, Kind.CALENDAR, url, data, _etag_now(session, url))
    return {"url": url, "etag": kept.etag, "start": booking.start.isoformat()}


def _etag_now(session: Session, url: str) -> str | None:
    try:
        return collections.read(session, url).etag
    except DavError as failure:
        if failure.why is Why.NOT_THERE:
            return None
        raise


def _remove(session: Session, known: dict[str, str]) -> None:
    try:
        collections.remove(session, known["url"], known["etag"])
    except DavError as failure:
        if failure.why is not Why.CHANGED:
            raise
        collections.remove(session, known["url"], _etag_now(session, known["url"]) or "")


def look(row: BusyCalendar, login: Login, now: datetime) -> int:
    """Take over what was changed in the calendar since; returns how many talks. DavError."""
    changed = 0
    talks: dict[str, Any] = dict(row.talks)
    with login.session() as session:
        for key, known in list(talks.items()):
            if key == _HOME or datetime.fromisoformat(known["start"]) < now:
                continue
            try:
                there = collections.read(session, known["url"])
            except DavError as failure:
                if failure.why is not Why.NOT_THERE:
                    raise
                changed += _gone(row.campaign, key, talks.pop(key), now)
                continue
            if there.etag == known["etag"]:
                continue
            found = standing_there.read(there.data, key)
            if found is not None and found.off:
                changed += _gone(row.campaign, key, talks.pop(key), now)
                continue
            start = found.start.isoformat() if found is not None else known["start"]
            talks[key] = {**known, "etag": there.etag, "start": start}
            changed += found is not None and _changed(row.campaign, key, known, found, now)
    BusyCalendar.objects.filter(pk=row.pk).update(talks=talks)
    return changed


def _held(campaign: Campaign, key: str) -> tuple[Person, Booking] | None:
    """Whose talk it is, held, and what is agreed; None where it does not stand any more."""
    talk = scope.conversations(campaign).filter(key=key).first()
    person = locked(talk.person) if talk is not None else None
    booking = read.standing_of(person).booking if person is not None else None
    if person is None or booking is None or booking.conversation != key:
        return None
    return person, booking


def _agreed_since(
    person: Person, booking: Booking, known: Mapping[str, str], now: datetime
) -> bool:
    """Whether another time was agreed after what stands there was written: then that holds, and
    it is written there once more."""
    since = booking.start != datetime.fromisoformat(known["start"])
    if since:
        _in_calendar.tell(person, (Verb.MOVED,), now)
    return since


@transaction.atomic
def _gone(campaign: Campaign, key: str, known: Mapping[str, str], now: datetime) -> bool:
    """Taken out of the calendar, or called off there; whether it was taken over."""
    held = _held(campaign, key)
    if held is None or _agreed_since(*held, known, now):
        return False
    data = {"why": "taken out of the calendar"}
    line = Line(Verb.CANCELLED, today_of(campaign, now), data)
    append(campaign, held[0], [line], now, author=CALENDAR)
    return True


@transaction.atomic
def _changed(
    campaign: Campaign, key: str, known: Mapping[str, str], there: There, now: datetime
) -> bool:
    """Another time, length or place; whether it was taken over. One that cannot be is put right
    there: what was agreed holds."""
    held = _held(campaign, key)
    if held is None or _agreed_since(*held, known, now):
        return False
    person, booking = held
    # What is not said there was lost on the way: a number is not taken away by that.
    was = tidy(booking.place, LONGEST)
    minutes, place = there.minutes or booking.minutes, there.place or was
    if (there.start, minutes, place) == (booking.start, booking.minutes, was):
        return False
    where = (booking.zone, booking.medium, now, minutes, place)
    taken = isinstance(meetings.book(person, there.start, *where, CALENDAR), tuple)
    if not taken:
        _in_calendar.tell(person, (Verb.MOVED,), now)
    return taken


def start_of(data: bytes, key: str) -> datetime | None:
    """When a talk begins by a calendar file; None where it is not in it, or called off."""
    found = standing_there.read(data, key)
    return None if found is None or found.off else found.start
