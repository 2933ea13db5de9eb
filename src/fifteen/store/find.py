"""Search over names, organisations, roles, notes, what hosts said, and letters that left.

The index is a table of its own, written by the actions in their transaction; people are found by
the beginnings of every word, names weighing most, then who is due. Names of other scripts are found
by their Latin letters too, and a word mistyped by a letter finds its neighbours. What the two
databases say differently stands in `_find_sqlite` and `_find_postgres`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Protocol

from django.db import connection

from fifteen.method.latin import latin
from fifteen.store import _find_postgres, _find_sqlite
from fifteen.store._find_row import Row
from fifteen.store.models import Campaign, Import, Letter, Person
from fifteen.store.once import put_off

_WORD = re.compile(r"\w+", re.UNICODE)
_MOST_WORDS = 8
_MOST_DUE = 60  # people who may come before others for being due
_BATCH = 500
_TWO_LETTERS = str.maketrans({"ü": "ue", "ö": "oe", "ä": "ae", "ø": "oe", "å": "aa"})


class _Index(Protocol):
    """What both databases can say."""

    AMONG: str
    NAMES: str

    def add(self, rows: Sequence[Row]) -> None: ...
    def add_brought(self, campaign_id: int, brought_id: int, after: int) -> None: ...
    def take_out(self, ids: Iterable[int]) -> None: ...
    def texts(self, ids: Iterable[int]) -> Mapping[int, list[str]]: ...
    def search(self, campaign_id: int, words: Sequence[str], limit: int) -> Iterable[list[int]]: ...
    def phrases(self, campaign_id: int, organisation: str, name: str) -> str: ...
    def named(self, campaign_id: int, words: Sequence[str]) -> str: ...
    def work(self, campaign_id: int, stems: Sequence[str]) -> str: ...
    def circles(self, campaign_id: int, names: Sequence[str]) -> str: ...
    def matching(self, expression: str, limit: int, where: str = ...) -> list[int]: ...
    def alike(self, campaign_id: int, words: Sequence[str], limit: int) -> list[int]: ...
    def learn(self, campaign_id: int, said: Iterable[str]) -> None: ...
    def forget(self, campaign_id: int, said: Iterable[str]) -> None: ...
    def empty(self, campaign_id: int) -> None: ...


def _index() -> _Index:
    return _find_postgres if connection.vendor == "postgresql" else _find_sqlite


def renew(person: Person) -> None:
    """Put a person into the index again after a change."""
    if not put_off(again, person.pk):
        with _out([person.pk]):
            add([person])


def again(ids: Iterable[int]) -> None:
    """Put these people into the index as they are now, also those who are in it."""
    ids = list(ids)
    for start in range(0, len(ids), _BATCH):
        some = ids[start : start + _BATCH]
        with _out(some):
            add(Person.objects.filter(pk__in=some))


@contextmanager
def _out(ids: Sequence[int]) -> Iterator[None]:
    """Take people out of the index, and after what is done then the words that nobody has now."""
    index = _index()
    texts = index.texts(ids)
    index.take_out(ids)
    yield
    for owner, said in texts.items():
        index.forget(owner, said)


def add(people: Iterable[Person]) -> None:
    """Put people into the index who are not in it yet."""
    index = _index()
    people = [person for person in people if not put_off(again, person.pk)]
    if not people:
        return
    letters = _letters(people)
    index.add(
        [
            Row(
                *(p.pk, in_all_letters(p.name), in_all_letters(p.organisation), p.role),
                *(_notes(p, letters.get(p.pk, ())), p.campaign_id),
            )
            for p in people
        ]
    )
    for owner in {p.campaign_id for p in people}:
        mine = [p for p in people if p.campaign_id == owner]
        index.learn(owner, (text for p in mine for text in (p.name, p.organisation)))


def add_brought(brought: Import, after: int) -> None:
    """Put all people of an import with an id beyond `after` into the index at once."""
    index = _index()
    index.add_brought(brought.campaign_id, brought.pk, after)
    came = Person.objects.filter(brought_by=brought, pk__gt=after)
    named = list(came.values_list("pk", "name", "organisation"))
    index.learn(brought.campaign_id, (text for row in named for text in row[1:]))
    other = [pk for pk, *texts in named if any(in_all_letters(t) != t for t in texts)]
    again(other)


def remove(ids: Iterable[int]) -> None:
    """Take people out of the index, and the words that nobody else has."""
    ids = list(ids)
    for start in range(0, len(ids), _BATCH):
        with _out(ids[start : start + _BATCH]):
            pass


def empty(campaign: Campaign) -> None:
    """Take a whole campaign out of the index."""
    index = _index()
    index.take_out(Person.objects.filter(campaign=campaign).values_list("pk", flat=True))
    index.empty(campaign.pk)


def ids(campaign: Campaign, text: str, limit: int) -> Sequence[int]:
    """The ids of at most `limit` people who match every word of `text`, best first.

    Words match by their beginnings, accents and case aside; of those who match equally well
    whoever is due comes first. Where nobody matches, the words are read in Latin letters, then as
    if one were mistyped. No words: nobody.
    """
    words = _WORD.findall(text)[:_MOST_WORDS]
    if not words:
        return []
    found = _searched(campaign, words, limit)
    read = _WORD.findall(latin(" ".join(words)))
    if not found and read != [word.lower() for word in words]:
        found = _searched(campaign, read, limit)
    return found or _index().alike(campaign.pk, read, limit)


def _searched(campaign: Campaign, words: Sequence[str], limit: int) -> list[int]:
    found: dict[int, None] = {}
    due: list[tuple[int, list[str]]] | None = None
    begun = [latin(word) for word in words]
    for there in _index().search(campaign.pk, words, limit):
        if len(there) > 1:
            due = _due(campaign) if due is None else due
            matched = set(there)
            few = len(there) < limit
            first = [pk for pk, name in due if pk in matched or (not few and _fits(begun, name))]
            found |= dict.fromkeys(first)
        found |= dict.fromkeys(there)
        if len(found) >= limit:
            break
    return list(found)[:limit]


def _due(campaign: Campaign) -> list[tuple[int, list[str]]]:
    """Those with a day to keep, the most urgent first, with the words of their names."""
    rows = Person.objects.filter(campaign=campaign, due__isnull=False).order_by("due", "pk")
    named = rows.values_list("pk", "name")[:_MOST_DUE]
    return [(pk, latin(name).split()) for pk, name in named]


def _fits(begun: Sequence[str], name: Sequence[str]) -> bool:
    return all(any(word.startswith(start) for word in name) for start in begun)


def like(campaign: Campaign, name: str, email: str, limit: int) -> Sequence[int]:
    """The ids of people who share a last word of the name or the address, at most `limit` of
    each: for a look whether somebody is there already."""
    words = [word for word in _WORD.findall(latin(name)) if len(word) > 1]
    index = _index()
    found: dict[int, None] = {}
    for some in [words, words[-1:], words[:1]] if words else []:
        found |= dict.fromkeys(index.matching(index.named(campaign.pk, some), limit, index.NAMES))
    if email:
        there = Person.objects.filter(campaign=campaign, email__iexact=email)
        found |= dict.fromkeys(there.values_list("pk", flat=True)[:limit])
    return list(found)


def around(campaign: Campaign, organisation: str, name: str, limit: int) -> Sequence[int]:
    """The ids of at most `limit` people of this organisation or name, in no order."""
    expression = _index().phrases(campaign.pk, organisation, name)
    return _index().matching(expression, limit) if expression else []


def of_circles(campaign: Campaign, names: Sequence[str], limit: int) -> Sequence[int]:
    """The ids of at most `limit` people of these schools and groups, in no order; whoever has the
    name in a note is among them."""
    expression = _index().circles(campaign.pk, names)
    return _index().matching(expression, limit) if expression else []


def by_work(campaign: Campaign, stems: Iterable[str]) -> str:
    """The search expression of everybody whose role or organisation has a word that begins so."""
    words = [word for stem in sorted(stems) for word in _WORD.findall(stem)]
    return _index().work(campaign.pk, words) if words else ""


def among() -> str:
    """The condition on people by an expression and the most matches to read, newest first."""
    return _index().AMONG


def in_all_letters(text: str) -> str:
    """A text with its words as they are written otherwise behind it: in Latin letters, "ü" as
    "u" and as "ue". Latin text without accents stays as it is."""
    if text.isascii():
        return text
    plain = set(_WORD.findall(text.lower()))
    more = [*_WORD.findall(latin(text)), *_WORD.findall(text.lower().translate(_TWO_LETTERS))]
    return " ".join([text, *dict.fromkeys(word for word in more if word not in plain)])


def _letters(people: Sequence[Person]) -> Mapping[int, list[str]]:
    """The letters that left, by whom they went to."""
    found: dict[int, list[str]] = defaultdict(list)
    for start in range(0, len(people), _BATCH):
        some = [person.pk for person in people[start : start + _BATCH]]
        rows = Letter.objects.filter(person__in=some, sent_at__isnull=False, thrown_at=None)
        for pk, subject, body in rows.order_by("pk").values_list("person_id", "subject", "body"):
            found[pk] += (subject, body)
    return found


def _notes(person: Person, letters: Iterable[str]) -> str:
    told = (person.note, person.heard, person.read, person.why)
    facts = (person.place, person.email, person.schools, person.group)
    parts = (*told, *facts, str(person.extra.get("Also called", "")), *letters)
    return "\n".join(p for p in parts if p)
