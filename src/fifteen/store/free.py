"""When the seeker has time: their hours, what is taken, what is agreed; the times left."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from fifteen.method.free import kept, slots
from fifteen.method.free.words import Taken
from fifteen.method.times.words import Span
from fifteen.method.words import Stage
from fifteen.store import read, scope
from fifteen.store.models import Campaign, Person

_MOST_BOOKED = 200  # agreed talks that are looked at
_DAY_HOURS, _ONE = 24, timedelta(minutes=1)


def taken(campaign: Campaign) -> Taken:
    """What their calendars say is taken."""
    found = Taken()
    for data in scope.busy_calendars(campaign).values_list("taken", flat=True):
        found += kept.from_kept(data)
    return found


def talks(campaign: Campaign, but: Person | None = None) -> list[Span]:
    """The talks that are agreed, `but` the one with this person."""
    booked = scope.people(campaign).filter(stage=Stage.BOOKED).order_by()
    others = [pk for pk in booked.values_list("pk", flat=True) if but is None or pk != but.pk]
    if not others:
        return []
    standings = read.standings_by_id(campaign, others[:_MOST_BOOKED])
    bookings = (stands.booking for stands in standings.values())
    return [
        Span(one.start, one.start + timedelta(minutes=one.minutes))
        for one in bookings
        if one is not None
    ]


def _held(campaign: Campaign, now: datetime) -> list[Span]:
    """The talks held within a day: they count for the most of it, where there is so little notice
    that the same day may still be offered."""
    if int(campaign.hours.get("notice") or _DAY_HOURS) >= _DAY_HOURS:
        return []
    rows = scope.conversations(campaign).filter(ended_at__gt=now - timedelta(hours=_DAY_HOURS))
    ends = rows.order_by("ended_at").values_list("ended_at", flat=True)
    return [Span(end - _ONE, end) for end in ends if end is not None]


def times(
    campaign: Campaign,
    now: datetime,
    but: Person | None = None,
    clocks: Sequence[ZoneInfo] = (),
) -> list[Span]:
    """The times that may be offered now, by start; `clocks` are those that will read them.

    Worked out once a minute for the same hours, calendars and talks: many look, few change.
    """
    calendars = scope.busy_calendars(campaign).values_list("key", "read_at")
    asked = _Asked(
        json.dumps(campaign.hours, sort_keys=True),
        campaign.zone or "UTC",
        tuple(calendars),
        minute(now),
        read.numbers_of(campaign).length_asked,
        (*talks(campaign, but), *_held(campaign, now)),
        tuple(clock.key for clock in clocks),
    )
    found = _FOUND.get(asked)
    if found is None:
        found = _worked_out(campaign, asked, clocks)
        while len(_FOUND) >= _MOST_KEPT:
            _FOUND.pop(next(iter(_FOUND)), None)
        _FOUND[asked] = found
    return list(found)


@dataclass(frozen=True, slots=True)
class _Asked:
    """All that free times depend on; a calendar by its name and when it was read."""

    hours: str
    zone: str
    calendars: tuple[tuple[str, datetime | None], ...]
    moment: datetime
    minutes: int
    talks: tuple[Span, ...]
    clocks: tuple[str, ...]


_FOUND: dict[_Asked, tuple[Span, ...]] = {}
_MOST_KEPT = 128  # answers, a few hundred times each


def minute(now: datetime) -> datetime:
    """The minute that comes: nothing is offered sooner than the notice asks for."""
    whole = now.replace(second=0, microsecond=0)
    return whole if whole == now else whole + timedelta(minutes=1)


def _worked_out(campaign: Campaign, asked: _Asked, clocks: Sequence[ZoneInfo]) -> tuple[Span, ...]:
    minutes, agreed = asked.minutes, asked.talks
    busy = taken(campaign)
    return tuple(slots.free(read.hours(campaign), busy, asked.moment, minutes, agreed, clocks))
