"""The projection from the journal: kept = computed, for a whole campaign."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.db import transaction

from fifteen.actions import _fields, _rank, _spare, tags
from fifteen.actions._write import PROJECTED, projection_of
from fifteen.actions.people import renew_folds
from fifteen.method.words import Verb
from fifteen.store import find, read, scope
from fifteen.store.models import Campaign, Entry, Person

_BATCH = 500


@transaction.atomic
def rebuild(campaign: Campaign, now: datetime) -> int:
    """Compute every projection and the search index again; returns how many rows were different."""
    different = 0
    around = _rank.surroundings(campaign, now)
    find.empty(campaign)
    query = scope.people(campaign).order_by("pk")
    verbs = (Verb.TAGGED, Verb.UNTAGGED)
    tagged = set(scope.entries(campaign).filter(verb__in=verbs).values_list("person", flat=True))
    last = 0
    while people := list(query.filter(pk__gt=last)[:_BATCH]):
        last = people[-1].pk
        wrong = [p for p, kept in _computed(campaign, people) if _put(p, kept, around)]
        different += len(wrong)
        Person.objects.bulk_update(
            wrong, [*PROJECTED, "rank", "name_fold", "organisation_fold"], batch_size=100
        )
        find.add(people)
        for person in (p for p in people if p.pk in tagged):
            tags.keep(person)
    count = scope.people(campaign).count()
    Campaign.objects.filter(pk=campaign.pk).update(people_count=count)
    _fields.recompute(campaign, now)
    _mark_the_spared(campaign)
    return different


def _mark_the_spared(campaign: Campaign) -> None:
    """Marks are not in an export: what the journal says of peace makes them anew."""
    rows = scope.entries(campaign).filter(verb=Verb.NEVER).select_related("person")
    for entry in rows:
        if entry.person is not None and _at_peace(entry.person):
            entry.person.campaign = campaign
            _spare.mark(entry.person, entry.author == "host")


def _at_peace(person: Person) -> bool:
    rest = read.standing_of(person).rest
    return rest is not None and rest.forever


def _computed(campaign: Campaign, people: list[Person]) -> list[tuple[Person, dict[str, Any]]]:
    journals: dict[int, list[Entry]] = defaultdict(list)
    for entry in scope.entries(campaign).filter(person__in=people):
        if entry.person_id is not None:
            journals[entry.person_id].append(entry)
    for person in people:
        person.campaign = campaign
    return [(p, projection_of(p, journals[p.pk])) for p in people]


def _put(person: Person, kept: dict[str, Any], around: _rank.Surroundings) -> bool:
    before = {name: getattr(person, name) for name in (*kept, "rank", "name_fold")}
    for name, value in kept.items():
        setattr(person, name, value)
    renew_folds(person)
    _rank.rank(person, around)
    return before != {name: getattr(person, name) for name in before}
