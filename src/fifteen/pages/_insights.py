"""What was learned in a talk, as the debrief asks it: a line each, with slot and claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict

from fifteen.actions.fields import Learned
from fifteen.method._field_folds import one_of
from fifteen.method.beliefs import Belief, slot_of
from fifteen.method.fieldbook import Book
from fifteen.method.words import Slot, Stance

MOST_ROWS = 20  # lines that one form may bring
SPARE = 1  # empty lines below what was caught
NEW = "new"  # speaks to: nothing that stands there; their words are the claim


@dataclass(frozen=True, slots=True)
class Row:
    """One thing they said: `speaks` is empty, "new", or "for:" or "against:" and a claim's key."""

    n: int
    keep: bool
    text: str = ""
    slot: str = ""
    speaks: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The claims of one field, as they are offered."""

    name: str
    claims: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Insights:
    """The part of the form about what was learned."""

    fields: tuple[tuple[str, str], ...]  # key and name of those that are open
    field: str  # which of them the lines are about
    groups: tuple[Group, ...]
    rows: tuple[Row, ...]


def begun(book: Book, named: str, caught: Sequence[str]) -> Insights:
    """The lines the room caught, each in the slot its words tell."""
    there = book.named(named)
    fields = [f for f in book.fields if not f.closed or f is there]
    only = fields[0].key if len(fields) == 1 else ""
    rows = [Row(0, True, text, str(slot_of(Belief("", text)) or "")) for text in caught]
    rows += [Row(0, True)] * SPARE
    return Insights(
        tuple((f.key, f.name) for f in fields),
        there.key if there else only,
        tuple(Group(f.name, tuple((c.key, c.text) for c in f.claims)) for f in fields if f.claims),
        tuple(replace(row, n=n) for n, row in enumerate(rows[:MOST_ROWS])),
    )


def typed(start: Insights, post: QueryDict) -> Insights:
    """The same as it was sent."""
    numbers = sorted(
        int(n)
        for key in post
        if key.startswith("said-")
        for n in [key.removeprefix("said-")]
        if n.isascii() and n.isdigit() and len(n) < 4
    )[:MOST_ROWS]
    rows = tuple(
        Row(
            n,
            f"keep-said-{n}" in post,
            post.get(f"said-{n}", "").strip(),
            post.get(f"slot-{n}", ""),
            post.get(f"speaks-{n}", "")[:64],
        )
        for n in numbers
    )
    return replace(start, field=post.get("field", ""), rows=rows or start.rows)


def learned(form: Insights) -> Iterator[tuple[str, Learned]]:
    """What is to be kept: the field's key and the insight. A claim brings its own field."""
    fields = {key: key for key, _ in form.fields}
    names = {name: key for key, name in form.fields}
    home = {key: names[group.name] for group in form.groups for key, _ in group.claims}
    for row in form.rows:
        if not (row.keep and row.text):
            continue
        stance, _, claim = row.speaks.partition(":")
        new = row.speaks == NEW
        field = home.get(claim) or fields.get(form.field)
        if field is None:
            continue
        yield (
            field,
            Learned(
                text=row.text,
                slot=one_of(Slot, row.slot),
                claim=claim if claim in home else "",
                says=row.text if new else "",
                stance=one_of(Stance, stance) or Stance.FOR,
            ),
        )
