"""Reminds the seeker of a talk by a mail to themselves, from their own mailbox, if they chose so.

A job for each talk and time: what is done with stays until the talk is past, so that no talk is
told of twice. A reminder that comes late is better than none, until two hours before.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from fifteen.actions import _to_oneself
from fifteen.actions._doors import Doors
from fifteen.actions._drafting import host_zone
from fifteen.method import own_reminder
from fifteen.method.words import Booking, Stage
from fifteen.store import read, scope
from fifteen.store.models import Campaign, Job, Person

KIND = "remind-me"
LAST = timedelta(hours=2)
"""So long before a talk nobody needs a mail any more."""

_KEPT = timedelta(days=30)
_MOST = 200  # agreed talks that are looked at


def due(campaign: Campaign, now: datetime) -> int:
    """Leave a job for each talk whose reminder has come due; returns how many. Called hourly."""
    mailbox = scope.mailbox(campaign)
    if mailbox is None or not mailbox.reminds:
        return 0
    known = Job.objects.filter(campaign=campaign, kind=KIND)
    known.filter(done_at__lt=now - _KEPT).delete()
    told = [
        (data.get("person"), data.get("start")) for data in known.values_list("data", flat=True)
    ]
    made = 0
    for person in scope.people(campaign).filter(stage=Stage.BOOKED)[:_MOST]:
        booking = read.standing_of(person).booking
        if booking is None or not _is_time(campaign, booking, now):
            continue
        data = {"person": person.key, "start": booking.start.isoformat()}
        if (data["person"], data["start"]) not in told:
            Job.objects.create(campaign=campaign, kind=KIND, data=data, run_at=now)
            made += 1
    return made


def _is_time(campaign: Campaign, booking: Booking, now: datetime) -> bool:
    before = read.numbers_of(campaign).confirm_before
    begins = own_reminder.due(booking, read.hours(campaign), before, campaign.country)
    fresh = booking.made is not None and booking.made >= begins.date()
    return not fresh and begins <= now < booking.start - LAST


def remind(campaign: Campaign, data: dict[str, Any], now: datetime, doors: Doors) -> bool:
    """The worker's part: send it if the talk still stands at that time. Whether it left. `Failed`
    where the server does not take it: the job is tried again."""
    mailbox = scope.mailbox(campaign)
    person = scope.people(campaign).filter(key=data["person"]).first()
    if mailbox is None or not mailbox.reminds or person is None:
        return False
    booking = read.standing_of(person).booking
    if booking is None or booking.start.isoformat() != data["start"]:
        return False
    if now >= booking.start - LAST:
        return False
    _to_oneself.send(mailbox, *_text(person, booking), now, doors)
    return True


def _text(person: Person, booking: Booking) -> tuple[str, str]:
    campaign = person.campaign
    way = scope.ways(campaign, [person]).get(booking.conversation, "")
    clocks = (read.clock(campaign, booking.start), host_zone(campaign, person))
    return own_reminder.text(person.name, booking, clocks, way)
