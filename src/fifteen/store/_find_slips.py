"""Words of names and organisations as they may be mistyped, in SQLite.

For each word all that is left of it when one letter is missing is kept as a number. Two words that
differ by a letter, or by two that changed places, share such a number: so a mistyped word finds its
neighbours without a walk through all words. PostgreSQL keeps all words, for other reasons too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from zlib import crc32

from django.db import connection
from rapidfuzz.distance import OSA

from fifteen.method.latin import latin

_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_LEAST, _MOST = 4, 20  # letters: shorter words have too many neighbours
_HEAD = 9  # letters in which a slip is looked for; behind them few are made
_LONG = 8  # letters, from which two slips are forgiven
_NEAREST = 6
_BATCH = 400

TABLE = (
    "CREATE TABLE store_word (owner integer NOT NULL, slip integer NOT NULL, word text NOT NULL,"
    " PRIMARY KEY (owner, slip, word)) WITHOUT ROWID"
)


def words(text: str) -> set[str]:
    """The words of a text that are kept, in Latin letters."""
    return {w for w in _WORD.findall(latin(text)) if _LEAST <= len(w) <= _MOST}


def learn(owner: int, texts: Iterable[str]) -> None:
    """Know the words of these names and organisations."""
    new = {word for text in texts if text for word in words(text)}
    rows = [(owner, slip, word) for word in new for slip in _slips(word)]
    rows.sort()
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT OR IGNORE INTO store_word(owner, slip, word) VALUES (%s, %s, %s)", rows
        )


def forget(owner: int, texts: Iterable[str]) -> None:
    """Forget those words of these names and organisations that nobody else has."""
    with connection.cursor() as cursor:
        for word in sorted({word for text in texts for word in words(text)}):
            cursor.execute(
                "SELECT 1 FROM store_find WHERE store_find MATCH %s LIMIT 1",
                [f'owner : c{owner} AND {{name organisation}} : "{word}"'],
            )
            if cursor.fetchone() is None:
                rows = [(owner, slip, word) for slip in _slips(word)]
                cursor.executemany(
                    "DELETE FROM store_word WHERE owner = %s AND slip = %s AND word = %s", rows
                )


def empty(owner: int) -> None:
    """Forget all words of a campaign."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM store_word WHERE owner = %s", [owner])


def nearest(owner: int, word: str) -> Sequence[str]:
    """The words that this one may be meant for, the nearest first; few."""
    slips = sorted(_slips(word))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT word FROM store_word WHERE owner = %s"
            " AND slip IN (SELECT value FROM json_each(%s)) LIMIT %s",
            [owner, json.dumps(slips), _BATCH],
        )
        there = [row[0] for row in cursor.fetchall()]
    most = 2 if len(word) >= _LONG else 1
    near = [(OSA.distance(word, other, score_cutoff=most), other) for other in there]
    return [other for distance, other in sorted(near) if distance <= most][:_NEAREST]


def _slips(word: str) -> set[int]:
    head = word[:_HEAD]
    left = {head[:at] + head[at + 1 :] for at in range(len(head))} | {head}
    return {crc32(text.encode()) for text in left}
