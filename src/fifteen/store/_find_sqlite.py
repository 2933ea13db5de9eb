"""The search index in SQLite: a table of FTS5, and one of the names alone.

To look for a name in the first is to walk through the notes that have the same word.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.db import connection

from fifteen.store import _find_slips
from fifteen.store._find_row import Row

_WORD = re.compile(r"\w+", re.UNICODE)

# Best first: the whole words of a name, the beginnings of one, then what else is known of the
# person. Each is read no further than the limit: to rank all the matches of a common word takes
# longer the larger the book, and tells nobody anything.
ALL, NAMES = "store_find", "store_find_name"
_WHERE = (
    (NAMES, "{whole}"),
    (NAMES, "{begun}"),
    (ALL, "{{name organisation role}} : ({begun})"),
    (ALL, "{begun}"),
)

AMONG = (
    "store_person.id IN (SELECT rowid FROM store_find WHERE store_find MATCH %s"
    " ORDER BY rowid DESC LIMIT %s)"
)

_ADD = (
    "INSERT INTO store_find(rowid, name, organisation, role, notes, owner)"
    " VALUES (%s, %s, %s, %s, %s, %s)"
)
_NAME = "INSERT INTO store_find_name(rowid, name, owner) VALUES (%s, %s, %s)"

_ADD_BROUGHT = (
    "INSERT INTO store_find(rowid, name, organisation, role, notes, owner)"
    " SELECT id, name, organisation, role, note || char(10) || place || char(10) || email"
    ' || char(10) || schools || char(10) || "group",'
    " %s FROM store_person WHERE brought_by_id = %s AND id > %s"
)
_NAMES_BROUGHT = (
    "INSERT INTO store_find_name(rowid, name, owner)"
    " SELECT id, name, %s FROM store_person WHERE brought_by_id = %s AND id > %s"
)


def add(rows: Sequence[Row]) -> None:
    """Put these into the index."""
    with connection.cursor() as cursor:
        cursor.executemany(_ADD, [(*row[:5], owner(row.campaign_id)) for row in rows])
        cursor.executemany(_NAME, [(row.pk, row.name, owner(row.campaign_id)) for row in rows])


def add_brought(campaign_id: int, brought_id: int, after: int) -> None:
    """Put all people of an import with an id beyond `after` into the index."""
    with connection.cursor() as cursor:
        for statement in (_ADD_BROUGHT, _NAMES_BROUGHT):
            cursor.execute(statement, [owner(campaign_id), brought_id, after])


def take_out(ids: Iterable[int]) -> None:
    """Take these out of the index."""
    rows = [(pk,) for pk in ids]
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM store_find WHERE rowid = %s", rows)
        cursor.executemany("DELETE FROM store_find_name WHERE rowid = %s", rows)


def owner(campaign_id: int) -> str:
    """What stands in the index for a campaign."""
    return f"c{campaign_id}"


def texts(ids: Iterable[int]) -> Mapping[int, list[str]]:
    """What stands in the index of these, by campaign, for `forget`."""
    found: dict[int, list[str]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT owner, name, organisation FROM store_find"
            " WHERE rowid IN (SELECT value FROM json_each(%s))",
            [json.dumps(list(ids))],
        )
        for whose, *said in cursor.fetchall():
            found[int(whose[1:])] += said
    return found


def search(campaign_id: int, words: Sequence[str], limit: int) -> Iterator[list[int]]:
    """The ids of people who match every word, in steps, the best first; at most `limit` each."""
    whole = " AND ".join(f'"{word}"' for word in words)
    begun = " AND ".join(f'"{word}"*' for word in words)
    anybody = False
    for where, terms in _WHERE:
        if where != NAMES and not anybody and not matching(_owned(campaign_id, begun), 1):
            return  # nobody at all, so nobody by their work either
        expression = _owned(campaign_id, terms.format(whole=whole, begun=begun))
        there = matching(expression, limit, where)
        anybody = anybody or bool(there)
        yield there


def phrases(campaign_id: int, organisation: str, name: str) -> str:
    """The expression of this organisation or name, "" where neither has a word."""
    places = (("organisation", organisation), ("name", name))
    asked = [
        f'{place} : "{" ".join(words)}"' for place, text in places if (words := _WORD.findall(text))
    ]
    return _owned(campaign_id, " OR ".join(asked)) if asked else ""


def circles(campaign_id: int, names: Sequence[str]) -> str:
    """The expression of any of these schools and groups, "" where none has a word."""
    asked = [f'notes : "{" ".join(words)}"' for name in names if (words := _WORD.findall(name))]
    return _owned(campaign_id, " OR ".join(asked)) if asked else ""


def named(campaign_id: int, words: Sequence[str]) -> str:
    """The expression, among NAMES, of a name with all these words."""
    return _owned(campaign_id, " AND ".join(f'"{word}"' for word in words))


def work(campaign_id: int, stems: Sequence[str]) -> str:
    """The expression of a role or an organisation with a word that begins so."""
    words = " OR ".join(f'"{stem}"*' for stem in stems)
    return _owned(campaign_id, f"{{role organisation}} : ({words})")


def matching(expression: str, limit: int, where: str = ALL) -> list[int]:
    """The ids that an expression names, at most `limit`; among ALL texts or NAMES."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid FROM {where} WHERE {where} MATCH %s LIMIT %s",  # noqa: S608
            [expression, limit],
        )
        return [row[0] for row in cursor.fetchall()]


def alike(campaign_id: int, words: Sequence[str], limit: int) -> list[int]:
    """The ids of people with words that are nearly so: a letter more, less or other."""
    near = {
        word: [] if _is_there(campaign_id, word) else _find_slips.nearest(campaign_id, word)
        for word in words
    }
    if not any(near.values()):
        return []  # these words as they are have been looked for
    begun = [" OR ".join(f'"{one}"*' for one in (near[word] or [word])) for word in words]
    return matching(_owned(campaign_id, " AND ".join(f"({one})" for one in begun)), limit)


def _is_there(campaign_id: int, word: str) -> bool:
    return bool(matching(_owned(campaign_id, f'"{word}"*'), 1))


learn, forget, empty = _find_slips.learn, _find_slips.forget, _find_slips.empty


def _owned(campaign_id: int, terms: str) -> str:
    return f"owner : {owner(campaign_id)} AND ({terms})"
