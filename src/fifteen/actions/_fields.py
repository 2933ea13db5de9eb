"""Writing of fields, and the rows that lists sort by: kept = what the field book says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from fifteen.actions._keys import first_free, slug
from fifteen.actions._write import Line, append, today_of
from fifteen.actions.people import rank_again
from fifteen.method.fieldbook import Book, Claim, FieldNotes
from fifteen.method.words import Verb
from fifteen.store import notes, scope
from fifteen.store.models import Belief, Campaign, Field, Person
from fifteen.store.once import put_off

RESERVED = ("add", "guide", "fit", "occupations")  # addresses under /fields that are no field
LONGEST_SAID_BY = 300  # characters of the names kept on a belief's row


def write(
    campaign: Campaign,
    lines: Sequence[tuple[Verb, Mapping[str, Any]]],
    now: datetime,
    person: Person | None = None,
    act: str = "",
) -> str:
    """Append entries about fields as one act and bring the rows up to date; returns the act.

    What a person said belongs to their journal, so that it goes with them when they are forgotten.
    """
    today = today_of(campaign, now)
    act = append(campaign, person, [Line(verb, today, data) for verb, data in lines], now, act=act)
    recompute(campaign, now)
    return act


def recompute(campaign: Campaign, now: datetime) -> None:
    """Keep on the rows of fields and beliefs what the journal says; ranks anew where that
    changes which fields are wondered about."""
    if put_off(recompute_each, (campaign, now)):
        return
    _adopt(campaign)
    book = notes.book(campaign)
    before = _wished(campaign)
    _keep_fields(campaign, book, now)
    _keep_beliefs(campaign, book, now)
    if _wished(campaign) != before:
        rank_again(campaign, now)


def recompute_each(asked: Iterable[tuple[Campaign, datetime]]) -> None:
    """The same for several, each as of the last time it was asked for."""
    for campaign, now in dict(asked).items():
        recompute(campaign, now)


def _wished(campaign: Campaign) -> list[str]:
    return list(scope.open_fields(campaign).values_list("name", flat=True))


def _keep_fields(campaign: Campaign, book: Book, now: datetime) -> None:
    rows = {row.key: row for row in scope.fields(campaign)}
    for key in rows.keys() - {f.key for f in book.fields}:
        rows[key].delete()
    for field in book.fields:
        row = rows.get(field.key) or Field(campaign=campaign, key=field.key, made=now)
        if (row.name, row.verdict, row.pk is None) != (field.name, field.verdict, False):
            if row.pk and row.name != field.name:
                scope.people(campaign).filter(field=row.name).update(field=field.name)
            row.name, row.verdict = field.name, field.verdict
            row.save()


def _keep_beliefs(campaign: Campaign, book: Book, now: datetime) -> None:
    rows = {row.key: row for row in scope.beliefs(campaign)}
    fields = {row.key: row for row in scope.fields(campaign)}
    there = [(fields[f.key], belief) for f in book.fields for belief in f.beliefs]
    for key in rows.keys() - {belief.key for _, belief in there}:
        rows[key].delete()
    for field, belief in there:
        row = rows.get(belief.key) or Belief(campaign=campaign, key=belief.key, made=now)
        kept = (row.pk and row.field_id, row.text, row.state, row.said_by)
        if kept != (field.pk, belief.text, belief.state, said_by(belief)):
            row.field, row.text = field, belief.text
            row.state, row.said_by = belief.state, said_by(belief)
            row.save()


def said_by(belief: Claim) -> str:
    """Who said so, as far as it fits the row."""
    return ", ".join(w.name for w in belief.who)[:LONGEST_SAID_BY] if belief.state != "open" else ""


def _adopt(campaign: Campaign) -> None:
    """Rows of an export from before fields were in the journal get the entries they stand for."""
    taken = set(scope.fields(campaign).values_list("key", flat=True))
    for row in scope.fields(campaign).filter(key=""):
        row.key = first_free(slug(row.name, "field"), taken)
        taken.add(row.key)
        row.save(update_fields=["key"])
        beliefs = scope.beliefs(campaign).filter(field=row)
        named = [(Verb.FIELD_NAMED, {"key": row.key, "name": row.name})]
        pictured = [
            (Verb.BELIEVED, {"key": b.key, "field": row.key, "text": b.text}) for b in beliefs
        ]
        day = row.made.date()
        append(campaign, None, [Line(v, day, d) for v, d in [*named, *pictured]], row.made)


def free_key(campaign: Campaign, name: str) -> str:
    """A key for a field of this name that no other has or had, such as "grid-modelling"."""
    named = scope.entries(campaign).filter(verb=Verb.FIELD_NAMED)
    taken = {*RESERVED, *named.values_list("data__key", flat=True)}
    return first_free(slug(name, "field"), taken)


def is_named_twice(campaign: Campaign) -> bool:
    """Whether by the journal two fields have one name, as after taking back that one lost it."""
    names = [field.name.casefold() for field in notes.book(campaign).fields]
    return len(names) != len(set(names))


def known(campaign: Campaign, key: str) -> FieldNotes:
    """A field by its key. Raises Field.DoesNotExist where the campaign has none such."""
    field = notes.book(campaign).of(key)
    if field is None:
        raise Field.DoesNotExist
    return field
