"""Search over names, organisations, roles, notes and what hosts said (SQLite FTS5).

The index is a table of its own, written by the actions in their transaction; `rows` are found by
prefix of every word, names weighing most.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from django.db import connection

from fifteen.store.models import Campaign, Person

_WORD = re.compile(r"\w+", re.UNICODE)
_SHORTEST_RANKED = 3  # letters; a shorter prefix matches half the book and ranking it says nothing
_WEIGHTS = "10.0, 4.0, 3.0, 1.0"  # name, organisation, role, notes


def renew(person: Person) -> None:
    """Put a person into the index again after a change."""
    remove([person.pk])
    add([person])


def add(people: Iterable[Person]) -> None:
    """Put people into the index who are not in it yet."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO store_find(rowid, name, organisation, role, notes, owner)"
            " VALUES (%s, %s, %s, %s, %s, %s)",
            [
                (p.pk, p.name, p.organisation, p.role, _notes(p), _owner(p.campaign_id))
                for p in people
            ],
        )


def remove(ids: Iterable[int]) -> None:
    """Take people out of the index."""
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM store_find WHERE rowid = %s", [(i,) for i in ids])


def empty(campaign: Campaign) -> None:
    """Take a whole campaign out of the index."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM store_find WHERE rowid IN"
            " (SELECT id FROM store_person WHERE campaign_id = %s)",
            [campaign.pk],
        )


def ids(campaign: Campaign, text: str, limit: int) -> Sequence[int]:
    """The ids of at most `limit` people who match every word of `text`, best first.

    Words match by their beginnings, accents and case aside. No words: nobody.
    """
    words = _WORD.findall(text)[:8]
    if not words:
        return []
    terms = " AND ".join(f'"{w}"*' for w in words)
    match = f"owner : {_owner(campaign.pk)} AND ({terms})"
    order = f"ORDER BY bm25(store_find, {_WEIGHTS}, 0.0)"
    if max(map(len, words)) < _SHORTEST_RANKED:
        match, order = f"owner : {_owner(campaign.pk)} AND name : ({terms})", ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid FROM store_find WHERE store_find MATCH %s {order} LIMIT %s",  # noqa: S608
            [match, limit],
        )
        return [row[0] for row in cursor.fetchall()]


def _owner(campaign_id: int) -> str:
    return f"c{campaign_id}"


def _notes(person: Person) -> str:
    parts = (person.note, person.heard, person.read, person.why, person.place, person.email)
    return "\n".join(p for p in parts if p)
