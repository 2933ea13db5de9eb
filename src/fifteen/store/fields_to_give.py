"""People who seem to belong to one of the seeker's fields and have none yet."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from fifteen.method import approach, field_guess
from fifteen.method.field_guess import Guess
from fifteen.store import find, read, scope
from fifteen.store.models import Campaign, Person

MOST = 60  # on one page: a look over them, not a day's work
_LOOKED_AT = 200  # of the best ranked; not every one with a fitting word fits


@dataclass(frozen=True, slots=True)
class ToGive:
    """One person and the field they seem to belong to."""

    person: Person
    guess: Guess


def to_give(campaign: Campaign) -> tuple[ToGive, ...]:
    """The best ranked of them, those told clearly first."""
    fields = _fields(campaign)
    people = _without(campaign, fields).order_by("-rank", "pk")[:_LOOKED_AT] if fields else ()
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
    people = _without(campaign, fields)[:_LOOKED_AT] if fields else ()
    return any(field_guess.guess(read.host(person), fields) for person in people)


def _fields(campaign: Campaign) -> list[str]:
    return list(scope.open_fields(campaign).values_list("name", flat=True))


def _without(campaign: Campaign, fields: list[str]) -> QuerySet[Person]:
    expression = find.by_work(campaign, approach.stems(fields))
    rows = scope.people(campaign).filter(field="")
    return scope.found(rows, expression) if expression else rows.none()
