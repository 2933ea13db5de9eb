"""People who seem to belong to one of the seeker's fields and have none yet."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from fifteen.method import approach, field_guess
from fifteen.method.field_guess import Guess
from fifteen.method.words import Host
from fifteen.store import find, read, scope
from fifteen.store.models import Campaign, Person

MOST = 60  # on one page: a look over them, not a day's work
_LOOKED_AT = 200  # of the best ranked; not every one with a fitting word fits
_FOUND = 2_000  # newest matches looked through for them
_AT_A_GLANCE = 40  # the same where only the question is whether there is anybody


@dataclass(frozen=True, slots=True)
class ToGive:
    """One person and the field they seem to belong to."""

    person: Person
    guess: Guess


def to_give(campaign: Campaign) -> tuple[ToGive, ...]:
    """The best ranked of them, those told clearly first."""
    fields = _fields(campaign)
    people = _without(campaign, fields, _FOUND) if fields else scope.people(campaign).none()
    people = people.order_by("-rank", "pk")[:_LOOKED_AT]
    found = [
        ToGive(person, guess)
        for person in people
        if (guess := field_guess.guess(read.host(person), fields))
    ]
    found.sort(key=lambda one: not one.guess.sure)
    return tuple(found[:MOST])


def any_to_give(campaign: Campaign) -> bool:
    """Whether it is worth a look."""
    fields = _fields(campaign)
    people = _without(campaign, fields, _AT_A_GLANCE) if fields else scope.people(campaign).none()
    works = people.values_list("role", "organisation")
    return any(field_guess.guess(Host(role=r, organisation=o), fields) for r, o in works)


def _fields(campaign: Campaign) -> list[str]:
    return list(scope.open_fields(campaign).values_list("name", flat=True))


def _without(campaign: Campaign, fields: list[str], most: int) -> QuerySet[Person]:
    expression = find.by_work(campaign, approach.stems(fields))
    rows = scope.people(campaign).filter(field="")
    return scope.found(rows, expression, most) if expression else rows.none()
