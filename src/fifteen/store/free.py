"""When the seeker has time: their hours, what is taken, what is agreed; the times left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from fifteen.method.free import kept, slots, typed
from fifteen.method.free.words import Hours, Taken
from fifteen.method.times.words import Span
from fifteen.method.words import Stage
from fifteen.store import read, scope
from fifteen.store.models import Campaign, Person

_MOST_BOOKED = 200  # agreed talks that are looked at


def hours(campaign: Campaign) -> Hours:
    """When the seeker has time in a usual week."""
    return typed.from_kept(campaign.hours, campaign.zone or "UTC")


def taken(campaign: Campaign) -> Taken:
    """What their calendars say is taken."""
    found = Taken()
    for data in scope.busy_calendars(campaign).values_list("taken", flat=True):
        found += kept.from_kept(data)
    return found


def talks(campaign: Campaign, but: Person | None = None) -> list[Span]:
    """The talks that are agreed, `but` the one with this person."""
    booked = scope.people(campaign).filter(stage=Stage.BOOKED)
    if but is not None:
        booked = booked.exclude(pk=but.pk)
    people = list(booked[:_MOST_BOOKED])
    bookings = (stands.booking for stands in read.standings(campaign, people).values())
    return [
        Span(one.start, one.start + timedelta(minutes=one.minutes))
        for one in bookings
        if one is not None
    ]


def times(
    campaign: Campaign,
    now: datetime,
    but: Person | None = None,
    clocks: Sequence[ZoneInfo] = (),
) -> list[Span]:
    """The times that may be offered now, by start; `clocks` are those that will read them."""
    minutes = read.numbers_of(campaign).length_asked
    agreed = talks(campaign, but)
    return slots.free(hours(campaign), taken(campaign), now, minutes, agreed, clocks)
