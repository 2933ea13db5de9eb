"""The search index in PostgreSQL: a vector of words for each person, names by their trigrams too.

The owner stands before each word ("o12xana"), so that the words of one campaign are found alone:
what is common to all is looked for in one, by its beginning too. Words are folded by the same
function when written and asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from django.db import connection

from fifteen.store._find_row import Row

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
# Weights: name A, organisation B, role C, notes D. The index keeps no weights: what names one is
# looked up in every row that has the word. So the names, and the names with the work, have an index
# of their own.
ALL, NAMES, WORK = "words", "ts_filter(words, '{a}')", "ts_filter(words, '{a,b,c}')"
ONE_IS_CHEAP = False  # the index gathers all matches before the first is told
_WHERE = ((NAMES, ""), (NAMES, "*"), (WORK, "*"), (ALL, "*"))
_NEARLY = "SELECT set_config('pg_trgm.word_similarity_threshold', '0.5', false)"
_QUERY = "lower(unaccent(%s))::tsquery"

AMONG = (
    f"store_person.id IN (SELECT rowid FROM store_find WHERE words @@ {_QUERY}"  # noqa: S608
    " ORDER BY rowid DESC LIMIT %s)"
)

_ADD = (
    "INSERT INTO store_find(rowid, name, words, campaign_id)"
    " SELECT id, name, store_find_words(name, organisation, role, notes, campaign_id), campaign_id"
    " FROM (SELECT %s::bigint, %s, %s, %s, %s, %s::bigint)"
    " AS row(id, name, organisation, role, notes, campaign_id)"
)

_ADD_BROUGHT = (
    "INSERT INTO store_find(rowid, name, words, campaign_id)"
    " SELECT id, name, store_find_words(name, organisation, role,"
    " note || chr(10) || place || chr(10) || email, campaign_id), campaign_id"
    " FROM store_person WHERE campaign_id = %s::bigint AND brought_by_id = %s AND id > %s"
)


def add(rows: Sequence[Row]) -> None:
    """Put these into the index."""
    with connection.cursor() as cursor:
        cursor.executemany(_ADD, rows)


def add_brought(campaign_id: int, brought_id: int, after: int) -> None:
    """Put all people of an import with an id beyond `after` into the index."""
    with connection.cursor() as cursor:
        cursor.execute(_ADD_BROUGHT, [campaign_id, brought_id, after])


def take_out(ids: Iterable[int]) -> None:
    """Take these out of the index."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM store_find WHERE rowid = ANY(%s)", [list(ids)])


def searches(campaign_id: int, words: Sequence[str]) -> Iterable[tuple[str, str]]:
    """What to search one after the other for people who match every word: an expression, and
    where."""
    own = _owned(campaign_id, words)
    for where, how in _WHERE:
        yield " & ".join(f"{word}:{how}" if how else word for word in own), where


def phrases(campaign_id: int, organisation: str, name: str) -> str:
    """The expression of this organisation or name, "" where neither has a word."""
    asked = [
        " <-> ".join(f"{word}:{weight}" for word in words)
        for weight, text in (("B", organisation), ("A", name))
        if (words := _owned(campaign_id, [text]))
    ]
    return " | ".join(f"({one})" for one in asked)


def named(campaign_id: int, words: Sequence[str]) -> str:
    """The expression, among NAMES, of a name with all these words."""
    return " & ".join(_owned(campaign_id, words))


def work(campaign_id: int, stems: Sequence[str]) -> str:
    """The expression of a role or an organisation with a word that begins so."""
    return " | ".join(f"{word}:*BC" for word in _owned(campaign_id, stems))


def matching(expression: str, limit: int, where: str = ALL) -> list[int]:
    """The ids that an expression names, at most `limit`; among ALL texts or NAMES.

    Which of more it takes is left to the index: told an order, PostgreSQL may walk through the
    whole table in that order, past everybody who does not match."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid FROM store_find WHERE {where} @@ {_QUERY}"  # noqa: S608  (constants)
            " LIMIT %s",
            [expression, limit],
        )
        return sorted(row[0] for row in cursor.fetchall())


def learn(campaign_id: int, texts: Iterable[str]) -> None:
    """Nothing to keep: trigrams of the names are in the index."""


def forget(campaign_id: int, texts: Iterable[str]) -> None:
    """Nothing is kept beside the index."""


def empty(campaign_id: int) -> None:
    """Nothing is kept beside the index."""


def alike(campaign_id: int, words: Sequence[str], limit: int) -> list[int]:
    """The ids of people whose names are nearly so: a letter more, less or other."""
    text = " ".join(words)
    with connection.cursor() as cursor:
        cursor.execute(_NEARLY)
        cursor.execute(
            "SELECT rowid FROM store_find WHERE campaign_id = %s AND %s <%% name"
            " ORDER BY word_similarity(%s, name) DESC, rowid LIMIT %s",
            [campaign_id, text, text, limit],
        )
        return [row[0] for row in cursor.fetchall()]


def _owned(campaign_id: int, texts: Iterable[str]) -> list[str]:
    """The words of texts as they stand in the index for a campaign."""
    return [f"'o{campaign_id}x{word}'" for text in texts for word in _WORD.findall(text)]
