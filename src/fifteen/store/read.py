"""Rows into the words of the method: what the pure functions are handed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from fifteen.method import cadence, numbers, standing
from fifteen.method import lists as named
from fifteen.method.facts import Facts
from fifteen.method.free import slots, typed
from fifteen.method.free.words import Hours
from fifteen.method.past import past
from fifteen.method.words import Booking, Host, Purpose, Seeker, Standing, Tie, TieKind, Verb
from fifteen.method.words import Entry as Line
from fifteen.store import scope
from fifteen.store.models import Campaign, Entry, Person


def line(entry: Entry) -> Line:
    """A row of the journal as the method reads it."""
    return Line(entry.at, entry.on, Verb(entry.verb), entry.data, entry.act, entry.author)


_LINE = ("at", "on", "verb", "data", "act", "author")


def lines(entries: QuerySet[Entry]) -> list[Line]:
    """Rows of the journal as the method reads them, without a model object for each."""
    return [
        Line(at, on, Verb(verb), data, act, author)
        for at, on, verb, data, act, author in entries.values_list(*_LINE)
    ]


def standings(campaign: Campaign, people: Iterable[Person]) -> Mapping[int, Standing]:
    """Where each of these people stands, by their id; one query."""
    return standings_by_id(campaign, [person.pk for person in people])


def standings_by_id(campaign: Campaign, ids: Sequence[int]) -> Mapping[int, Standing]:
    """The same for people of whom only the ids are known."""
    return _standings(scope.entries(campaign), ids)


def standings_of_all(campaigns: Collection[int], ids: Sequence[int]) -> Mapping[int, Standing]:
    """The same for people of several campaigns, still in one query."""
    return _standings(scope.entries_of_all(campaigns).order_by("id"), ids)


def _standings(entries: QuerySet[Entry], ids: Sequence[int]) -> Mapping[int, Standing]:
    journals: dict[int | None, list[Line]] = defaultdict(list)
    rows = entries.filter(person__in=ids).exclude(verb__in=standing.UNREAD)
    for who, at, on, verb, data, act, author in rows.values_list("person_id", *_LINE):
        journals[who].append(Line(at, on, Verb(verb), data, act, author))
    return {pk: standing.of(journals[pk]) for pk in ids}


def standing_of(person: Person) -> Standing:
    """Where a person stands, computed from the journal now."""
    return standing.of(lines(scope.entries_of(person)))


def tie(person: Person) -> Tie:
    """The tie between the seeker and a person."""
    return Tie(TieKind(person.tie_kind), person.tie_via)


def host(person: Person) -> Host:
    """A person as letters, questions and ranking need them."""
    return Host(
        name=person.name,
        role=person.role,
        organisation=person.organisation,
        field=person.field,
        tie=tie(person),
        read=person.read,
        why=person.why,
    )


def seeker(campaign: Campaign) -> Seeker:
    """The one who asks."""
    years = tuple(past(text) for text in campaign.employers)
    return Seeker(
        name=campaign.seeker_name,
        background=campaign.background,
        schools=tuple(campaign.schools),
        employers=tuple(dict.fromkeys(one.employer for one in years)),
        years=years,
        signature=campaign.signature,
        purpose=Purpose(campaign.purpose),
        names_asked=numbers_of(campaign).names_asked,
    )


def facts(person: Person) -> Facts:
    """What is known of a person, as an address book has it."""
    names = ("name", "given", "family", "email", "phone", "role", "organisation", "link")
    texts = {
        n: getattr(person, n) for n in (*names, "place", "country", "schools", "group", "note")
    }
    return Facts(
        connected_on=person.connected_on, tie=tie(person), extra=dict(person.extra), **texts
    )


def zone(campaign: Campaign) -> ZoneInfo:
    """The seeker's time zone at home."""
    return ZoneInfo(campaign.zone or "UTC")


def hours(campaign: Campaign) -> Hours:
    """When the seeker has time in a usual week, and their journeys."""
    return typed.from_kept(campaign.hours, campaign.zone or "UTC")


def clock(campaign: Campaign, at: datetime) -> ZoneInfo:
    """The zone whose clock the seeker reads at a moment: that of a journey, else their own."""
    if not campaign.hours.get("away"):
        return zone(campaign)
    return slots.zone_at(hours(campaign), at)


def local(campaign: Campaign, at: datetime) -> datetime:
    """A moment as the seeker's clock shows it then, on a journey too."""
    return at.astimezone(clock(campaign, at))


def day(campaign: Campaign, at: datetime) -> date:
    """Which day of the seeker's a moment falls on, on a journey too."""
    return local(campaign, at).date()


def numbers_of(campaign: Campaign) -> numbers.Numbers:
    """The numbers in force for a campaign."""
    return numbers.with_own(campaign.numbers)


def setting(campaign: Campaign, person: Person) -> cadence.Setting:
    """What the cadence needs to know around a person."""
    return cadence.Setting(
        numbers_of(campaign),
        TieKind(person.tie_kind),
        zone(campaign),
        person.country or campaign.country,
        hours(campaign) if campaign.hours.get("away") else None,
    )


_AGREED = (Verb.BOOKED, Verb.MOVED, Verb.CANCELLED, Verb.MISSED, Verb.WITHDRAWN)


def version_of(person: Person) -> int:
    """How often what is agreed with a person has changed: the SEQUENCE of an invitation.

    Entries are never taken away, so a talk moved, or moved back, has a higher one.
    """
    return scope.entries_of(person).filter(verb__in=_AGREED).count()


def booking_of(entry: Entry) -> Booking | None:
    """What an entry says was agreed, whatever came after it."""
    return standing.of([line(entry)]).booking


def lists(campaign: Campaign) -> tuple[named.Kept, ...]:
    """The lists of people that are kept under a name."""
    ours = scope.entries(campaign).filter(person=None)
    said = lines(ours.filter(verb__in=(Verb.LISTED, Verb.UNLISTED)))
    return named.of([*said, *lines(ours.filter(verb=Verb.WITHDRAWN))]) if said else ()
