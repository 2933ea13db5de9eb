"""Search over names, organisations, roles, notes and what hosts said (SQLite FTS5).

The index is a table of its own, written by the actions in their transaction; `rows` are found by
prefix of every word, names weighing most.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from django.db import connection

from fifteen.store.models import Campaign, Import, Person

_WORD = re.compile(r"\w+", re.UNICODE)
_MOST_WORDS = 8

# Best first: the whole words of a name, the beginnings of one, then what else is known of the
# person. Each is read no further than the limit: to rank all the matches of a common word takes
# longer the larger the book, and tells nobody anything.
_WHERE = (
    "name : ({whole})",
    "name : ({begun})",
    "{{name organisation role}} : ({begun})",
    "({begun})",
)


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


def add_brought(brought: Import, after: int) -> None:
    """Put all people of an import with an id beyond `after` into the index, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO store_find(rowid, name, organisation, role, notes, owner)"
            " SELECT id, name, organisation, role, note || char(10) || place || char(10) || email,"
            " %s FROM store_person WHERE brought_by_id = %s AND id > %s",
            [_owner(brought.campaign_id), brought.pk, after],
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
    words = _WORD.findall(text)[:_MOST_WORDS]
    whole = " AND ".join(f'"{word}"' for word in words)
    begun = " AND ".join(f'"{word}"*' for word in words)
    found: dict[int, None] = {}
    for where in _WHERE if words else ():
        terms = where.format(whole=whole, begun=begun)
        found |= dict.fromkeys(_matching(campaign, terms, limit))
        if len(found) >= limit:
            break
    return list(found)[:limit]


def around(campaign: Campaign, organisation: str, name: str, limit: int) -> Sequence[int]:
    """The ids of at most `limit` people of this organisation or name, in no order."""
    places = (("organisation", organisation), ("name", name))
    asked = [
        f'{place} : "{" ".join(words)}"' for place, text in places if (words := _WORD.findall(text))
    ]
    return _matching(campaign, " OR ".join(asked), limit) if asked else []


def by_work(campaign: Campaign, stems: Iterable[str]) -> str:
    """The search expression of everybody whose role or organisation has a word that begins so."""
    words = " OR ".join(f'"{word}"*' for stem in sorted(stems) for word in _WORD.findall(stem))
    return f"owner : {_owner(campaign.pk)} AND ({{role organisation}} : ({words}))" if words else ""


def _matching(campaign: Campaign, terms: str, limit: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rowid FROM store_find WHERE store_find MATCH %s LIMIT %s",
            [f"owner : {_owner(campaign.pk)} AND ({terms})", limit],
        )
        return [row[0] for row in cursor.fetchall()]


def _owner(campaign_id: int) -> str:
    return f"c{campaign_id}"


def _notes(person: Person) -> str:
    parts = (person.note, person.heard, person.read, person.why, person.place, person.email)
    return "\n".join(p for p in parts if p)
