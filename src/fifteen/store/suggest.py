"""Whom to ask next and why (C2), read without looking through the whole book."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from fifteen.method import approach, offers, spoken, workdays
from fifteen.method.facts import Facts
from fifteen.method.limits import Room, one_at_a_place, room_to_ask
from fifteen.method.words import Host, LetterKind, Seeker, Stage, Verb
from fifteen.store import read, scope
from fifteen.store.models import Campaign, Person

NAMED = "named"
"""The source of people whom a host named."""
_MORE_LOOKS = 2  # beyond one for each who is wanted; offers that are used up (O2) take looks too
LOOKED_AT = 60  # of the best ranked, from which the first are taken that no limit holds back


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the rank of everybody in a campaign depends on."""

    seeker: Seeker
    fields: tuple[str, ...]
    today: date
    zone: ZoneInfo
    country: str
    named_within: int  # business days in which to write to somebody a host named (T4)


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
    within = read.numbers_of(campaign).named_person_within
    return Surroundings(
        read.seeker(campaign), names, today, read.zone(campaign), campaign.country, within
    )


def ranking(person: Person, around: Surroundings) -> approach.Ranking:
    """Score and reason for one person (C2)."""
    named = person.source == NAMED
    until = _fresh_until(person, around) if named else None
    return _ranked(read.host(person), person, around, named, until)


def ranking_of(facts: Facts, around: Surroundings) -> approach.Ranking:
    """The same for somebody who is only about to come into the book."""
    host = Host(facts.name, facts.role, facts.organisation, tie=facts.tie)
    return _ranked(host, facts, around)


def _fresh_until(person: Person, around: Surroundings) -> date:
    """By when to write to somebody a host named in a talk (T4)."""
    came = person.made.astimezone(around.zone).date()
    return workdays.after(came, around.named_within, around.country)


def _ranked(
    host: Host,
    known: Person | Facts,
    around: Surroundings,
    named: bool = False,
    fresh_until: date | None = None,
) -> approach.Ranking:
    return approach.rank(
        host,
        around.seeker,
        around.fields,
        email=bool(known.email),
        phone=bool(known.phone),
        link=bool(known.link),
        connected_on=known.connected_on,
        referred_by_host=named,
        today=around.today,
        fresh_until=fresh_until,
        offered=offers.offer_of(known.extra) is not None,
    )


def whom_to_ask(campaign: Campaign, now: datetime) -> Suggested:
    """The best ranked whom no limit holds back: so many a day, so many open, one open request at
    one organisation until the first has had time to answer (EVIDENCE.md)."""
    numbers = read.numbers_of(campaign)
    today = read.day(campaign, now)
    waiting = scope.people(campaign).filter(asked_on__isnull=False)
    asked = list(waiting.values_list("asked_on", "organisation_fold", "name").order_by("asked_on"))
    on_the_way = scope.leaving(campaign).filter(letter__kind=LetterKind.REQUEST).count()
    asked_today = asked_on(campaign, today) + on_the_way
    room = room_to_ask(asked_today, len(asked) + on_the_way, numbers)
    if room.count == 0:
        return Suggested((), room)
    earliest = workdays.before(today, numbers.second_person_after, campaign.country)
    busy = {where for on, where, _ in asked if on is not None and on > earliest and where}
    chosen = _chosen(campaign, today, busy, room.count)
    if not chosen:
        first = next((where for _, where in _free(campaign, today)[:1]), "")
        held = next((name for _, where, name in asked if where and where == first), "")
        return Suggested((), one_at_a_place(held, numbers) if held else room)
    around = surroundings(campaign, today)
    people = scope.people(campaign).in_bulk(chosen)
    before = {where: (on, name) for on, where, name in asked if where and on is not None}
    return Suggested(tuple(_suggestion(people[pk], around, before) for pk in chosen), room)


def _suggestion(
    person: Person, around: Surroundings, before: Mapping[str, tuple[date, str]]
) -> Suggestion:
    """The reason; where somebody else was asked at their organisation, that too (C2)."""
    ranked = ranking(person, around)
    first = before.get(person.organisation_fold)
    if first is None:
        return Suggestion(person, ranked.reason, ranked.row)
    days = spoken.count_of(workdays.between(first[0], around.today, around.country), "working day")
    second = f"You asked {first[1]} there {days} ago; a second person is fair now."
    return Suggestion(person, f"{ranked.reason} {second}", ranked.row)


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
    """The ids of the best ranked, no two of them at one organisation or at a busy one, and
    nobody who was asked this month as often as they offered (O2).

    Hundreds of former colleagues may stand first, all at one organisation: then it is looked on
    past them, until there are enough.
    """
    chosen: list[int] = []
    looked: list[int] = []
    for _ in range(count + _MORE_LOOKS):
        rows = _free(campaign, today).exclude(organisation_fold__in=busy).exclude(pk__in=looked)
        free = list(rows.values_list("pk", "organisation_fold", "extra")[:LOOKED_AT])
        offered = {pk: offer for pk, _, extra in free if (offer := offers.offer_of(extra))}
        asked = _asked_this_month(campaign, today, offered) if offered else {}
        for pk, where, _ in free:
            room = offers.has_room(offered.get(pk), asked.get(pk, ()), today)
            if room and where not in busy and len(chosen) < count:
                busy = busy | {where} - {""}
                chosen.append(pk)
        if len(free) < LOOKED_AT or len(chosen) == count:
            break
        looked += [pk for pk, *_ in free]
    return chosen


def _asked_this_month(
    campaign: Campaign, today: date, people: Collection[int]
) -> dict[int, list[date]]:
    """On which days of this month each of these was asked; what was undone does not count."""
    since = today.replace(day=1)
    undone = scope.entries(campaign).filter(verb=Verb.WITHDRAWN, on__gte=since)
    gone = set(undone.values_list("data__act", flat=True))
    asked = scope.entries(campaign).filter(verb=Verb.ASKED, on__gte=since, person__in=people)
    days: dict[int, list[date]] = {}
    for pk, on, act in asked.values_list("person_id", "on", "act"):
        if pk is not None and act not in gone:
            days.setdefault(pk, []).append(on)
    return days


def _free(campaign: Campaign, today: date) -> QuerySet[Person, tuple[int, str]]:
    """The ids and organisations of those who can be asked, the best ranked first."""
    people = scope.people(campaign).filter(
        Q(due__isnull=True) | Q(due__lte=today), stage=Stage.TO_ASK
    )
    people = people.exclude(pk__in=scope.leaving(campaign))
    return people.order_by("-rank", "pk").values_list("pk", "organisation_fold")
