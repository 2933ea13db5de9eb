"""Search over names, organisations, roles, notes and what hosts said.

The index is a table of its own, written by the actions in their transaction; people are found by
the beginnings of every word, names weighing most. What the two databases say differently stands in
`_find_sqlite` and `_find_postgres`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Protocol

from django.db import connection

from fifteen.method.latin import latin
from fifteen.store import _find_postgres, _find_sqlite
from fifteen.store.models import Campaign, Import, Person

_WORD = re.compile(r"\w+", re.UNICODE)
_MOST_WORDS = 8


class _Index(Protocol):
    """What both databases can say."""

    AMONG: str
    ADD: str
    ADD_BROUGHT: str

    def owner(self, campaign_id: int) -> str: ...
    def searches(self, campaign_id: int, words: Sequence[str]) -> Iterable[str]: ...
    def phrases(self, campaign_id: int, organisation: str, name: str) -> str: ...
    def named(self, campaign_id: int, words: Sequence[str]) -> str: ...
    def work(self, campaign_id: int, stems: Sequence[str]) -> str: ...
    def matching(self, expression: str, limit: int) -> list[int]: ...
    def alike(self, campaign_id: int, text: str, limit: int) -> list[int]: ...


def _index() -> _Index:
    return _find_postgres if connection.vendor == "postgresql" else _find_sqlite


def renew(person: Person) -> None:
    """Put a person into the index again after a change."""
    remove([person.pk])
    add([person])


def add(people: Iterable[Person]) -> None:
    """Put people into the index who are not in it yet."""
    index = _index()
    with connection.cursor() as cursor:
        cursor.executemany(
            index.ADD,
            [
                (p.pk, p.name, p.organisation, p.role, _notes(p), index.owner(p.campaign_id))
                for p in people
            ],
        )


def add_brought(brought: Import, after: int) -> None:
    """Put all people of an import with an id beyond `after` into the index, in one statement."""
    index = _index()
    with connection.cursor() as cursor:
        cursor.execute(index.ADD_BROUGHT, [index.owner(brought.campaign_id), brought.pk, after])


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
    index, words = _index(), _WORD.findall(text)[:_MOST_WORDS]
    found: dict[int, None] = {}
    for expression in index.searches(campaign.pk, words) if words else ():
        found |= dict.fromkeys(index.matching(expression, limit))
        if len(found) >= limit:
            break
    if words and not found:
        return index.alike(campaign.pk, " ".join(words), limit)
    return list(found)[:limit]


def like(campaign: Campaign, name: str, email: str, limit: int) -> Sequence[int]:
    """The ids of people who share a last word of the name or the address, at most `limit` of
    each: for a look whether somebody is there already."""
    words = [word for word in _WORD.findall(latin(name)) if len(word) > 1]
    index = _index()
    found: dict[int, None] = {}
    for some in [words, words[-1:], words[:1]] if words else []:
        found |= dict.fromkeys(index.matching(index.named(campaign.pk, some), limit))
    if email:
        there = Person.objects.filter(campaign=campaign, email__iexact=email)
        found |= dict.fromkeys(there.values_list("pk", flat=True)[:limit])
    return list(found)


def around(campaign: Campaign, organisation: str, name: str, limit: int) -> Sequence[int]:
    """The ids of at most `limit` people of this organisation or name, in no order."""
    expression = _index().phrases(campaign.pk, organisation, name)
    return _index().matching(expression, limit) if expression else []


def by_work(campaign: Campaign, stems: Iterable[str]) -> str:
    """The search expression of everybody whose role or organisation has a word that begins so."""
    words = [word for stem in sorted(stems) for word in _WORD.findall(stem)]
    return _index().work(campaign.pk, words) if words else ""


def among() -> str:
    """The condition on people by an expression and the most matches to read, newest first."""
    return _index().AMONG


def _notes(person: Person) -> str:
    parts = (person.note, person.heard, person.read, person.why, person.place, person.email)
    return "\n".join(p for p in parts if p)
