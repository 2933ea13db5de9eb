"""The address book: add, change, forget; and the order in which to ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from fifteen.actions import _rank, _spare, _told, traces, twice
from fifteen.actions._keys import free_key, slug
from fifteen.actions._write import Done, Line, append, locked, new_key, today_of
from fifteen.method import offers, zones
from fifteen.method.facts import NAME_LIMIT, NOTE_LIMIT, TEXT_LIMIT, Facts
from fifteen.method.folding import fold, is_email, tidy
from fifteen.method.words import Refusal, TieKind, Verb
from fifteen.store import find, scope
from fifteen.store.models import Campaign, Person

CHANGEABLE = (
    *("name", "email", "phone", "role", "organisation", "link", "place", "country", "zone"),
    *("schools", "group", "note", "field", "tie_kind", "tie_via", "why", "read"),
)
"""The facts a person can change by hand, by their column."""

BY_HAND = (*CHANGEABLE, *offers.KEYS)
"""All that can be changed by hand: what they offered through a programme (O2) too."""

_LIMITS = {
    "name": (NAME_LIMIT, False),
    "field": (120, False),
    **dict.fromkeys(("note", "why", "read"), (NOTE_LIMIT, True)),
}


@transaction.atomic
def add(
    campaign: Campaign,
    facts: Facts,
    now: datetime,
    source: str = "typed",
    field: str = "",
    act: str = "",
) -> tuple[Person, Done] | Refusal:
    """Add one person; returns the row and the act. Refused without a name, or where the same
    address is in the book already."""
    if not facts.name:
        return Refusal("A name is needed, at least a first name.", "line")
    if facts.email and (there := by_address(campaign, facts.email)):
        return Refusal(f"{there.name} is in your book already, with the same address.", "line")
    if refusal := _spare.refusal(campaign, facts.email, facts.link, field="line"):
        return refusal
    person = row(campaign, facts, now, source)
    person.field = field
    person.key = free_key(campaign, slug(facts.name))
    _rank.rank(person, _rank.surroundings(campaign, now))
    person.save()
    find.add([person])
    Campaign.objects.filter(pk=campaign.pk).update(people_count=scope.people(campaign).count())
    line = Line(Verb.ADDED, today_of(campaign, now), {"source": source})
    act = append(campaign, person, [line], now, act=act or new_key())
    like = twice.look_around(person)
    hint = " Somebody like that was there already: see “One person twice?”" if like else ""
    return person, Done(f"{person.name} is in your book.{hint}", act)


def by_address(campaign: Campaign, email: str) -> Person | None:
    """Whoever has this mail address already."""
    return scope.people(campaign).filter(email__iexact=email).first()


def row(campaign: Campaign, facts: Facts, now: datetime, source: str) -> Person:
    """A person's row from facts, not saved and without a key."""
    return Person(campaign=campaign, made=now, source=source, **columns(facts))


def columns(facts: Facts) -> dict[str, Any]:
    """What facts say, by the columns of a person."""
    return {
        "name": facts.name,
        "name_fold": fold(facts.name),
        "given": facts.given,
        "family": facts.family,
        "email": facts.email,
        "phone": facts.phone,
        "role": facts.role,
        "organisation": facts.organisation,
        "organisation_fold": fold(facts.organisation),
        "link": facts.link,
        "place": facts.place,
        "country": facts.country,
        "schools": facts.schools,
        "group": facts.group,
        "note": facts.note,
        "connected_on": facts.connected_on,
        "tie_kind": facts.tie.kind,
        "tie_via": facts.tie.via,
        "extra": dict(facts.extra),
    }


@transaction.atomic
def change(person: Person, new: Mapping[str, str], now: datetime, act: str = "") -> Done | Refusal:
    """Change facts by hand; only those that differ are written, with what they were.

    `act` joins the change to others that are undone with it.
    """
    person = locked(person)
    unknown = set(new) - set(BY_HAND)
    if unknown:
        raise ValueError(f"not a fact: {sorted(unknown)}")
    new = {k: tidy(v, *_LIMITS.get(k, (TEXT_LIMIT, False))) for k, v in new.items()}
    refusal = _bad(person, new)
    if refusal:
        return refusal
    was = {k: told for k, v in new.items() if (told := str(_told.told(person, k))) != v}
    if not was:
        return Done("Nothing was different.")
    for name in was:
        _told.tell(person, name, new[name])
    person.edited = sorted({*person.edited, *was})
    renew_folds(person)
    _rank.rank(person, _rank.surroundings(person.campaign, now))
    person.save()
    find.renew(person)
    data = {"was": was, "now": {k: new[k] for k in was}}
    line = Line(Verb.CHANGED, today_of(person.campaign, now), data)
    act = append(person.campaign, person, [line], now, act=act)
    if {"name", "email", "organisation"} & set(was):
        twice.look_around(person)
    return Done(f"Kept what you changed about {person.name}.", act)


def renew_folds(person: Person) -> None:
    """Bring the columns for sorting and comparing up to date with the facts."""
    person.name_fold = fold(person.name)
    person.organisation_fold = fold(person.organisation)


def _bad(person: Person, new: Mapping[str, str]) -> Refusal | None:
    if "name" in new and not new["name"]:
        return Refusal("A name is needed, at least a first name.", "name")
    if "tie_kind" in new and new["tie_kind"] not in set(TieKind):
        return Refusal("Choose one of the ties.", "tie_kind")
    if new.get("country") and not (len(new["country"]) == 2 and new["country"].isalpha()):
        return Refusal("A country is two letters, such as DE or US.", "country")
    if new.get("email") and not is_email(new["email"]):
        return Refusal(
            "That mail address is not complete. The part after @ may be missing.", "email"
        )
    if new.get("zone") and not zones.known(new["zone"]):
        return Refusal("Choose a time zone from the list.", "zone")
    if new.get("email") and new["email"].casefold() != person.email.casefold():
        there = by_address(person.campaign, new["email"])
        if there is not None and there.pk != person.pk:
            return Refusal(f"{there.name} has this address already.", "email")
        return _spare.refusal(person.campaign, new["email"], field="email")
    return None


@transaction.atomic
def forget(person: Person, now: datetime) -> Done:
    """Erase a person for good: row, journal, letters, search. Not to be undone."""
    person = locked(person)
    traces.forget(person.campaign, [person.pk], now)
    return Done("That person is erased: facts, letters and notes.")


@transaction.atomic
def forget_on(person: Person, on: date | None, now: datetime) -> Done | Refusal:
    """Have a person forgotten for good on a day to come; None takes that back."""
    person = locked(person)
    if on is not None and on <= today_of(person.campaign, now):
        return Refusal("Choose a day to come, or forget them now.", "on")
    person.forget_on = on
    person.save(update_fields=["forget_on"])
    if on is None:
        return Done(f"{person.name} stays in your book.")
    return Done(f"{person.name} will be forgotten on {on.day} {on:%B %Y}.")


@transaction.atomic
def rank_again(campaign: Campaign, now: datetime, only: Iterable[int] | None = None) -> int:
    """Compute the order to ask in again, after the seeker's fields or profile changed."""
    around = _rank.surroundings(campaign, now)
    query = scope.people(campaign)
    if only is not None:
        query = query.filter(pk__in=list(only))
    changed = []
    for person in query.iterator(2_000):
        before = person.rank
        if _rank.rank(person, around) != before:
            changed.append(person)
    Person.objects.bulk_update(changed, ["rank"], batch_size=500)
    return len(changed)
