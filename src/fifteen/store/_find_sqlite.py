"""The search index in SQLite: a table of FTS5."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from django.db import connection

from fifteen.store import _find_slips

_WORD = re.compile(r"\w+", re.UNICODE)

# Best first: the whole words of a name, the beginnings of one, then what else is known of the
# person. Each is read no further than the limit: to rank all the matches of a common word takes
# longer the larger the book, and tells nobody anything.
_WHERE = (
    "name : ({whole})",
    "name : ({begun})",
    "{{name organisation role}} : ({begun})",
    "({begun})",
)

AMONG = (
    "store_person.id IN (SELECT rowid FROM store_find WHERE store_find MATCH %s"
    " ORDER BY rowid DESC LIMIT %s)"
)

ADD = (
    "INSERT INTO store_find(rowid, name, organisation, role, notes, owner)"
    " VALUES (%s, %s, %s, %s, %s, %s)"
)

ADD_BROUGHT = (
    "INSERT INTO store_find(rowid, name, organisation, role, notes, owner)"
    " SELECT id, name, organisation, role, note || char(10) || place || char(10) || email,"
    " %s FROM store_person WHERE brought_by_id = %s AND id > %s"
)


def owner(campaign_id: int) -> str:
    """What stands in the index for a campaign."""
    return f"c{campaign_id}"


def searches(campaign_id: int, words: Sequence[str]) -> Iterable[str]:
    """The expressions to search one after the other for people who match every word."""
    whole = " AND ".join(f'"{word}"' for word in words)
    begun = " AND ".join(f'"{word}"*' for word in words)
    for where in _WHERE:
        yield _owned(campaign_id, where.format(whole=whole, begun=begun))


def phrases(campaign_id: int, organisation: str, name: str) -> str:
    """The expression of this organisation or name, "" where neither has a word."""
    places = (("organisation", organisation), ("name", name))
    asked = [
        f'{place} : "{" ".join(words)}"' for place, text in places if (words := _WORD.findall(text))
    ]
    return _owned(campaign_id, " OR ".join(asked)) if asked else ""


def named(campaign_id: int, words: Sequence[str]) -> str:
    """The expression of a name with all these words."""
    return _owned(campaign_id, "name : (" + " AND ".join(f'"{word}"' for word in words) + ")")


def work(campaign_id: int, stems: Sequence[str]) -> str:
    """The expression of a role or an organisation with a word that begins so."""
    words = " OR ".join(f'"{stem}"*' for stem in stems)
    return _owned(campaign_id, f"{{role organisation}} : ({words})")


def matching(expression: str, limit: int) -> list[int]:
    """The ids that an expression names, at most `limit`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rowid FROM store_find WHERE store_find MATCH %s LIMIT %s", [expression, limit]
        )
        return [row[0] for row in cursor.fetchall()]


def alike(campaign_id: int, words: Sequence[str], limit: int) -> list[int]:
    """The ids of people with words that are nearly so: a letter more, less or other."""
    asked = []
    for word in words:
        near = [] if _is_there(campaign_id, word) else _find_slips.nearest(campaign_id, word)
        begun = [f'"{one}"*' for one in (*near, *([] if near else [word]))]
        asked.append(f"({' OR '.join(begun)})")
    return matching(_owned(campaign_id, " AND ".join(asked)), limit) if asked else []


def _is_there(campaign_id: int, word: str) -> bool:
    return bool(matching(_owned(campaign_id, f'"{word}"*'), 1))


learn, forget, empty = _find_slips.learn, _find_slips.forget, _find_slips.empty


def _owned(campaign_id: int, terms: str) -> str:
    return f"owner : {owner(campaign_id)} AND ({terms})"
