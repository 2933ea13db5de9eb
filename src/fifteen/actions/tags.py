"""Tags: words of the seeker's own on people, kept from the journal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from fifteen.actions._write import Done, Line, append, locked, new_key, today_of
from fifteen.method import standing
from fifteen.method.folding import fold, tidy
from fifteen.method.words import Entry, Refusal, Verb
from fifteen.store import read, scope
from fifteen.store.models import Person, Tag

LONGEST = 40  # characters
MOST = 20  # on one person; beyond that nobody finds anything by them


@transaction.atomic
def tag(people: Iterable[Person], name: str, now: datetime) -> Done | Refusal:
    """Put a tag on each of these people, as one act; whoever has it keeps it."""
    name = tidy(name.replace(",", " "), LONGEST)
    if not name:
        return Refusal("Which tag? One or two words.", "tag")
    people = [locked(person) for person in people]
    if people:
        # One word in one form: "Mentor" is the "mentor" that is there already.
        known = scope.tags(people[0].campaign).values_list("name", flat=True).distinct()
        name = next((there for there in known if fold(there) == fold(name)), name)
    without = [p for p in people if not scope.tags(p.campaign).filter(person=p, name=name)]
    full = [p for p in without if scope.tags(p.campaign).filter(person=p).count() >= MOST]
    if full:
        return Refusal(f"{full[0].name} has {MOST} tags already. Take one off first.", "tag")
    return _write(without, Verb.TAGGED, name, now, f"Tagged “{name}”")


@transaction.atomic
def untag(people: Iterable[Person], name: str, now: datetime) -> Done | Refusal:
    """Take a tag off each of these people, as one act."""
    people = [locked(person) for person in people]
    having = [p for p in people if scope.tags(p.campaign).filter(person=p, name=name)]
    return _write(having, Verb.UNTAGGED, name, now, f"“{name}” taken off")


def _write(people: list[Person], verb: Verb, name: str, now: datetime, said: str) -> Done | Refusal:
    if not people:
        return Done("Nothing was different.")
    act = new_key()
    for person in people:
        line = Line(verb, today_of(person.campaign, now), {"tag": name})
        append(person.campaign, person, [line], now, act=act)
        keep(person)
    who = people[0].name if len(people) == 1 else f"{len(people)} people"
    return Done(f"{said}: {who}.", act)


def keep(person: Person) -> None:
    """Bring the rows of a person's tags up to what the journal says."""
    entries = scope.entries_of(person).filter(verb__in=(Verb.TAGGED, Verb.UNTAGGED, Verb.WITHDRAWN))
    wanted = of(read.lines(entries))
    rows = scope.tags(person.campaign).filter(person=person)
    rows.exclude(name__in=wanted).delete()
    there = set(rows.values_list("name", flat=True))
    Tag.objects.bulk_create(
        Tag(campaign=person.campaign, person=person, name=name)
        for name in wanted
        if name not in there
    )


def of(lines: Iterable[Entry]) -> list[str]:
    """The tags that entries, oldest first, add up to, in the order they were put on."""
    tags: dict[str, None] = {}
    for line in standing.counting(lines):
        if line.verb is Verb.TAGGED:
            tags[str(line.data.get("tag", ""))] = None
        elif line.verb is Verb.UNTAGGED:
            tags.pop(str(line.data.get("tag", "")), None)
    return [name for name in tags if name]
