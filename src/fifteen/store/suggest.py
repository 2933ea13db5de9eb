"""Whom to ask next and why (C2), read without looking through the whole book."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from fifteen.method import approach, workdays
from fifteen.method.facts import Facts
from fifteen.method.limits import Room, room_to_ask
from fifteen.method.words import Host, Seeker, Stage, TieKind, Verb
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
    names = tuple(scope.open_fields(campaign).values_list("name", flat=True))
    return Surroundings(read.seeker(campaign), names, today)


def ranking(person: Person, around: Surroundings) -> approach.Ranking:
    """Score and reason for one person (C2)."""
    return _ranked(read.host(person), person, around)


def ranking_of(facts: Facts, around: Surroundings) -> approach.Ranking:
    """The same for somebody who is only about to come into the book."""
    host = Host(facts.name, facts.role, facts.organisation, tie=facts.tie)
    return _ranked(host, facts, around)


def _ranked(host: Host, known: Person | Facts, around: Surroundings) -> approach.Ranking:
    return approach.rank(
        host,
        around.seeker,
        around.fields,
        email=bool(known.email),
        phone=bool(known.phone),
        link=bool(known.link),
        connected_on=known.connected_on,
        referred_by_host=host.tie.kind in (TieKind.REFERRED, TieKind.INTRODUCED),
        today=around.today,
    )


def whom_to_ask(campaign: Campaign, now: datetime) -> Suggested:
    """The best ranked whom no limit holds back: so many a day, so many open, one open request at
    one organisation until the first has had time to answer (EVIDENCE.md)."""
    numbers = read.numbers_of(campaign)
    today = now.astimezone(read.zone(campaign)).date()
    waiting = scope.people(campaign).filter(asked_on__isnull=False)
    asked = list(waiting.values_list("asked_on", "organisation_fold"))
    room = room_to_ask(asked_on(campaign, today), len(asked), numbers)
    if room.count == 0:
        return Suggested((), room)
    earliest = workdays.before(today, numbers.second_person_after, campaign.country)
    busy = {where for on, where in asked if on is not None and on > earliest and where}
    chosen = _chosen(campaign, today, busy, room.count)
    if not chosen:
        return Suggested((), room)
    around = surroundings(campaign, today)
    people = scope.people(campaign).in_bulk(chosen)
    ranked = [(people[pk], ranking(people[pk], around)) for pk in chosen]
    return Suggested(tuple(Suggestion(p, r.reason, r.row) for p, r in ranked), room)


def asked_on(campaign: Campaign, day: date) -> int:
    """How many were asked on a day, answered since or not; what was undone does not count."""
    acts = set(
        scope.entries(campaign).filter(verb=Verb.ASKED, on=day).values_list("act", flat=True)
    )
    if not acts:
        return 0
    undone = scope.entries(campaign).filter(verb=Verb.WITHDRAWN, on__gte=day)
    return len(acts - set(undone.values_list("data__act", flat=True)))


def _chosen(campaign: Campaign, today: date, busy: set[str], count: int) -> list[int]:
    """The ids of the best ranked, no two of them at one organisation or at a busy one."""
    free = scope.people(campaign).filter(
        Q(due__isnull=True) | Q(due__lte=today), stage=Stage.TO_ASK
    )
    best = free.order_by("-rank", "pk").values_list("pk", "organisation_fold")[:LOOKED_AT]
    chosen: list[int] = []
    for pk, where in best:
        if where not in busy and len(chosen) < count:
            busy = busy | {where} - {""}
            chosen.append(pk)
    return chosen
