"""Taking the forgotten out of the copies of the database that lie in the data folder.

A copy of before a migration may have other tables than there are now, so the rows that belong to
somebody are found by what the copy itself says of its references.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime

from django.apps import apps
from django.db import models

from fifteen import home
from fifteen.store import _find_slips

_log = logging.getLogger(__name__)
_PEOPLE, _FIND, _NAMES, _WORDS = "store_person", "store_find", "store_find_name", "store_word"
_BATCH = 500

Gone = Sequence[tuple[int, str]]
"""The id of somebody forgotten, and when their row was made: an id alone may be another's in a copy
of other data."""


def gone(people: Iterable[tuple[int, datetime]]) -> list[tuple[int, str]]:
    """What a job keeps of people who were forgotten; nothing personal."""
    return [(pk, made.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")) for pk, made in people]


def forget(who: Gone) -> None:
    """Take these people out of every copy: rows, journal, letters, search, and free pages. A copy
    made by itself that cannot be opened is thrown away; one made by hand is left, and named in the
    log."""
    for path in sorted(home.copies().glob("*.sqlite3")) if who else ():
        try:
            with closing(sqlite3.connect(path, isolation_level=None)) as base:
                _take_out(base, who)
        except sqlite3.Error:
            if path.name.startswith("before-"):
                path.unlink(missing_ok=True)
            else:
                _log.warning("a copy could not be opened to take the forgotten out: %s", path.name)


def _take_out(base: sqlite3.Connection, who: Gone) -> None:
    base.execute("PRAGMA journal_mode = DELETE")
    base.execute("PRAGMA secure_delete = ON")
    tables = {row[0] for row in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if _PEOPLE not in tables:
        return
    made = "SELECT substr(made, 1, 19) FROM store_person WHERE id = ?"
    ids = [pk for pk, when in who if base.execute(made, (pk,)).fetchone() == (when,)]
    if not ids:
        return
    base.execute("BEGIN IMMEDIATE")
    _unfind(base, ids, tables)
    _drop(base, _PEOPLE, ids, dict(_references(base, tables)))
    base.execute("COMMIT")
    for table in sorted(tables & {_FIND, _NAMES}):
        base.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")  # noqa: S608
    base.execute("VACUUM")


def _references(
    base: sqlite3.Connection, tables: Iterable[str]
) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """For each table the tables and columns that point at it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for table in tables:
        for reference in base.execute(f'PRAGMA foreign_key_list("{table}")'):
            found.setdefault(reference[2], []).append((table, reference[3]))
    yield from found.items()


def _drop(
    base: sqlite3.Connection,
    table: str,
    ids: Sequence[int],
    references: dict[str, list[tuple[str, str]]],
) -> None:
    """Delete rows, and before them whatever is nothing without them."""
    kept = _outlive()
    for start in range(0, len(ids), _BATCH):
        some = ids[start : start + _BATCH]
        marks = ", ".join("?" * len(some))
        for child, column in references.get(table, ()):
            if (child, column) in kept:
                base.execute(
                    f'UPDATE "{child}" SET "{column}" = NULL WHERE "{column}" IN ({marks})',  # noqa: S608
                    some,
                )
                continue
            query = f'SELECT id FROM "{child}" WHERE "{column}" IN ({marks})'  # noqa: S608
            rows = [row[0] for row in base.execute(query, some)]
            if rows:
                _drop(base, child, rows, references)
        base.execute(f'DELETE FROM "{table}" WHERE id IN ({marks})', some)  # noqa: S608


def _outlive() -> set[tuple[str, str]]:
    """The columns that are emptied where what they point at goes."""
    fields = (field for model in apps.get_models() for field in model._meta.local_fields)
    return {
        (field.model._meta.db_table, str(field.column))
        for field in fields
        if field.remote_field and field.remote_field.on_delete is models.SET_NULL
    }


def _unfind(base: sqlite3.Connection, ids: Sequence[int], tables: set[str]) -> None:
    """Take people out of the search, and the words that nobody else has."""
    query = "SELECT name, organisation FROM store_person WHERE id = ?"
    texts = [text for pk in ids for text in base.execute(query, (pk,)).fetchone()]
    for table in sorted(tables & {_FIND, _NAMES}):
        base.executemany(f"DELETE FROM {table} WHERE rowid = ?", [(pk,) for pk in ids])  # noqa: S608
    if not {_FIND, _WORDS} <= tables:
        return
    for word in sorted({word for text in texts for word in _find_slips.words(text)}):
        there = f'{{name organisation}} : "{word}"'
        if not base.execute(
            "SELECT 1 FROM store_find WHERE store_find MATCH ?", (there,)
        ).fetchone():
            base.execute("DELETE FROM store_word WHERE word = ?", (word,))
