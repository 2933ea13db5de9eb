"""The search index in PostgreSQL: a vector of words for each person, and a table of all words.

The owner stands before each word ("o12xana"), so that the words of one campaign are found alone:
what is common to all is looked for in one, by its beginning too. Words are folded by the same
function when written and asked for. How people are looked for is said in functions of the database
(migration 0027): a role between walls cannot use the index itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from django.db import connection
from rapidfuzz.distance import OSA

from fifteen.store._find_row import Row

# Letters and numbers; signs that modify a letter are quotation marks to the index.
_WORD = re.compile(r"[^\W_\u02b0-\u02ff]+", re.UNICODE)
# Weights: name A, organisation B, role C, notes D. The index keeps no weights: what names one is
# looked up in every row that has the word. So the names, and the names with the work, have an index
# of their own.
ALL, NAMES = "d", "a"
_LEAST, _MOST = 4, 20  # letters of a word that may be mistyped: shorter ones have many neighbours
_LONG = 8  # letters, from which two slips are forgiven
_NEAREST = 6
_MOST_NEAR = 4_000  # words of one beginning or one end that are compared

AMONG = "store_person.id IN (SELECT store_find_matching(%s, 'd', %s, true))"

_ADD = (
    "INSERT INTO store_find(rowid, words, campaign_id)"
    " SELECT id, store_find_words(name, organisation, role, notes, campaign_id), campaign_id"
    " FROM (SELECT %s::bigint, %s, %s, %s, %s, %s::bigint)"
    " AS row(id, name, organisation, role, notes, campaign_id)"
)

_ADD_BROUGHT = (
    "INSERT INTO store_find(rowid, words, campaign_id)"
    " SELECT id, store_find_words(name, organisation, role,"
    ' note || chr(10) || place || chr(10) || email || chr(10) || schools || chr(10) || "group",'
    " campaign_id), campaign_id"
    " FROM store_person WHERE campaign_id = %s::bigint AND brought_by_id = %s AND id > %s"
)

# The words of rows, with the best place where each stands; those that are there already only where
# somebody may be taking words out at this moment (see store_find_forget).
_LEARN = """
    INSERT INTO store_find_word(campaign_id, word, best)
    SELECT new.* FROM (
        SELECT campaign_id, substr(lexeme, length('o' || campaign_id || 'x') + 1) AS word,
            min(CASE WHEN 'A' = ANY(weights) THEN 'a' WHEN 'B' = ANY(weights) THEN 'b'
                WHEN 'C' = ANY(weights) THEN 'c' ELSE 'd' END)::"char" AS best
        FROM store_find, unnest(words) AS word(lexeme, places, weights)
        WHERE campaign_id = %s AND {which}
        GROUP BY campaign_id, lexeme
    ) AS new
    WHERE %s OR NOT EXISTS (
        SELECT FROM store_find_word AS old
        WHERE old.campaign_id = new.campaign_id AND old.word = new.word AND old.best <= new.best
    )
"""
_THERE = (
    "SELECT campaign_id, array_agg(DISTINCT substr(word, length('o' || campaign_id || 'x') + 1))"
    " FROM store_find, unnest(tsvector_to_array(words)) AS word WHERE rowid = ANY(%s)"
    " GROUP BY campaign_id"
)


def add(rows: Sequence[Row]) -> None:
    """Put these into the index."""
    owners: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        owners[row.campaign_id].append(row.pk)
    with connection.cursor() as cursor:
        cursor.executemany(_ADD, rows)
    for campaign_id, ids in owners.items():
        _learn(campaign_id, "rowid = ANY(%s)", ids)


def add_brought(campaign_id: int, brought_id: int, after: int) -> None:
    """Put all people of an import with an id beyond `after` into the index."""
    with connection.cursor() as cursor:
        cursor.execute(_ADD_BROUGHT, [campaign_id, brought_id, after])
    _learn(campaign_id, "rowid > %s", after)


def _learn(campaign_id: int, which: str, asked: int | list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_try_advisory_xact_lock_shared(hashtextextended('store_find_word', %s))",
            [campaign_id],
        )
        alone = cursor.fetchone()[0]
        cursor.execute(_LEARN.format(which=which), [campaign_id, asked, not alone])


def take_out(ids: Iterable[int]) -> None:
    """Take these out of the index."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM store_find WHERE rowid = ANY(%s)", [list(ids)])


def texts(ids: Iterable[int]) -> Mapping[int, list[str]]:
    """What stands in the index of these, by campaign, for `forget`."""
    with connection.cursor() as cursor:
        cursor.execute(_THERE, [list(ids)])
        return dict(cursor.fetchall())


def search(campaign_id: int, words: Sequence[str], limit: int) -> Iterator[list[int]]:
    """The ids of people who match every word, in steps, the best first; at most `limit` each."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT step, id FROM store_find_search(%s, %s, %s)",
            [campaign_id, " ".join(words), limit],
        )
        rows = cursor.fetchall()
    for _, some in groupby(rows, key=lambda row: row[0]):
        yield [pk for _, pk in some]


def phrases(campaign_id: int, organisation: str, name: str) -> str:
    """The expression of this organisation or name, "" where neither has a word."""
    asked = [
        " <-> ".join(f"{word}:{weight}" for word in words)
        for weight, text in (("B", organisation), ("A", name))
        if (words := _owned(campaign_id, [text]))
    ]
    return " | ".join(f"({one})" for one in asked)


def circles(campaign_id: int, names: Sequence[str]) -> str:
    """The expression of any of these schools and groups, "" where none has a word."""
    asked = [
        " <-> ".join(f"{word}:D" for word in words)
        for name in names
        if (words := _owned(campaign_id, [name]))
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
        cursor.execute("SELECT store_find_matching(%s, %s, %s, false)", [expression, where, limit])
        return sorted(row[0] for row in cursor.fetchall())


def learn(campaign_id: int, said: Iterable[str]) -> None:
    """Nothing to do: a word is learned with the row it stands in."""


def forget(campaign_id: int, said: Iterable[str]) -> None:
    """Forget those of these words that nobody has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT store_find_forget(%s, %s)", [campaign_id, list(said)])


def empty(campaign_id: int) -> None:
    """Forget all words of a campaign."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM store_find_word WHERE campaign_id = %s", [campaign_id])


def alike(campaign_id: int, words: Sequence[str], limit: int) -> list[int]:
    """The ids of people with words that are nearly so: a letter more, less or other."""
    asked = [word for word in words if _LEAST <= len(word) <= _MOST]
    if not asked:
        return []
    # A slip or two letters changed about leave so many letters whole, before it or behind it.
    whole = [(len(word) - 1) // 2 for word in asked]
    near: dict[str, list[tuple[int, str]]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT meant, near FROM store_find_near(%s, %s, %s, %s)",
            [campaign_id, asked, whole, _MOST_NEAR],
        )
        for meant, there in cursor.fetchall():
            most = 2 if len(meant) >= _LONG else 1
            if (distance := OSA.distance(meant, there, score_cutoff=most)) <= most:
                near[meant].append((distance, there))
        if not near:
            return []  # these words as they are have been looked for
        meant = ["|".join(one for _, one in sorted(near[w])[:_NEAREST]) or w for w in words]
        cursor.execute("SELECT store_find_alike(%s, %s, %s)", [campaign_id, meant, limit])
        return sorted(row[0] for row in cursor.fetchall())


def _owned(campaign_id: int, said: Iterable[str]) -> list[str]:
    """The words of texts as they stand in the index for a campaign."""
    return [f"'o{campaign_id}x{word}'" for text in said for word in _WORD.findall(text)]
