"""Whom to ask next and why (C2), read without looking through the whole book."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from fifteen.method import approach, workdays
from fifteen.method.limits import Room, room_to_ask
from fifteen.method.words import Seeker, Stage, TieKind, Verb
from fifteen.store import read, scope
from fifteen.store.models import Campaign, Person

LOOKED_AT = 60  # of the best ranked, from which the first are taken that no limit holds back


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the rank of everybody in a campaign depends on."""

    seeker: Seeker
    fields: tuple[str, ...]
    today: date


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One person to ask, with the reason and its row."""

    person: Person
    reason: str
    row: str


@dataclass(frozen=True, slots=True)
class Suggested:
    """The short list of today, and the room the limits leave."""

    people: tuple[Suggestion, ...]
    room: Room


def surroundings(campaign: Campaign, today: date) -> Surroundings:
    """Read once, used for many."""
    names = tuple(scope.fields(campaign).values_list("name", flat=True))
    return Surroundings(read.seeker(campaign), names, today)


def ranking(person: Person, around: Surroundings) -> approach.Ranking:
    """Score and reason for one person (C2)."""
    return approach.rank(
        read.host(person),
        around.seeker,
        around.fields,
        email=bool(person.email),
        phone=bool(person.phone),
        link=bool(person.link),
        connected_on=person.connected_on,
        referred_by_host=person.tie_kind in (TieKind.REFERRED, TieKind.INTRODUCED),
        today=around.today,
    )


def whom_to_ask(campaign: Campaign, now: datetime) -> Suggested:
    """The best ranked whom no limit holds back: so many a day, so many open, one open request at
    one organisation until the first has had time to answer (EVIDENCE.md)."""
    numbers = read.numbers_of(campaign)
    today = now.astimezone(read.zone(campaign)).date()
    underway = scope.people(campaign).filter(stage__in=(Stage.ASKED, Stage.YES))
    room = room_to_ask(asked_on(campaign, today), underway.count(), numbers)
    if room.count == 0:
        return Suggested((), room)
    earliest = workdays.before(today, numbers.second_person_after, campaign.country)
    busy = set(
        underway.filter(asked_on__gt=earliest).values_list("organisation_fold", flat=True)
    ) - {""}
    free = scope.people(campaign).filter(
        Q(due__isnull=True) | Q(due__lte=today), stage=Stage.TO_ASK
    )
    around = surroundings(campaign, today)
    chosen: list[Suggestion] = []
    for person in free.order_by("-rank", "pk")[:LOOKED_AT]:
        if len(chosen) == room.count:
            break
        if person.organisation_fold not in busy:
            busy |= {person.organisation_fold} - {""}
            found = ranking(person, around)
            chosen.append(Suggestion(person, found.reason, found.row))
    return Suggested(tuple(chosen), room)


def asked_on(campaign: Campaign, day: date) -> int:
    """How many were asked on a day and still count as asked."""
    asked = scope.entries(campaign).filter(verb=Verb.ASKED, on=day)
    return scope.people(campaign).filter(pk__in=asked.values("person_id"), asked_on=day).count()
