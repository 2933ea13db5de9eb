"""One thing done to several people at once, as one act that can be undone as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from fifteen.actions import journal, people, traces
from fifteen.actions._write import Done, new_key
from fifteen.method.spoken import count_of
from fifteen.method.words import Refusal, Stage
from fifteen.store import scope
from fifteen.store.models import Campaign, Person

MOST = 200  # chosen at one time; more is no choice


def chosen(campaign: Campaign, keys: Sequence[str]) -> list[Person]:
    """The people of this campaign with these keys, by name."""
    found = scope.people(campaign).filter(key__in=list(keys)[:MOST])
    return list(found.order_by("name_fold", "pk"))


@transaction.atomic
def set_field(campaign: Campaign, fields: Mapping[str, str], now: datetime) -> Done | Refusal:
    """Give each of these people, by key, their field; an empty one takes it off."""
    act, changed = new_key(), 0
    for person in chosen(campaign, list(fields)):
        done = people.change(person, {"field": fields[person.key]}, now, act)
        if isinstance(done, Refusal):
            return done
        changed += bool(done.act)
    if not changed:
        return Done("Nothing was different.")
    names = {name for name in fields.values() if name}
    where = f"“{names.pop()}”" if len(names) == 1 else "a field"
    return Done(f"{count_of(changed, 'person', 'people').capitalize()} in {where} now.", act)


@transaction.atomic
def let_rest(chosen_people: Sequence[Person], now: datetime) -> Done:
    """Leave each of them in peace; whoever rests already, or has a talk booked, stays as is."""
    act, resting = new_key(), 0
    for person in (p for p in chosen_people if p.stage != Stage.BOOKED):
        done = journal.rest(person, now, act=act)
        resting += isinstance(done, Done)
    if not resting:
        return Done("Nothing was different.")
    verb = "rests" if resting == 1 else "rest"
    return Done(f"{count_of(resting, 'person', 'people').capitalize()} {verb}.", act)


@transaction.atomic
def forget(campaign: Campaign, chosen_people: Sequence[Person], now: datetime) -> Done:
    """Erase each of them for good: row, journal, letters, search. Not to be undone."""
    gone = traces.forget(campaign, [person.pk for person in chosen_people], now)
    erased = count_of(gone, "person is", "people are").capitalize()
    return Done(f"{erased} erased: facts, letters and notes.")
