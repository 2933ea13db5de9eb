"""Names are searched in an index of their own: that somebody's name has a word which many notes
have too took a walk through all those notes. On SQLite beginnings of one and of four letters are
indexed besides, which were put together for each question."""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_WORDS = "prefix='1 2 3 4', tokenize=\"unicode61 remove_diacritics 2\""
_SQLITE = (
    "CREATE VIRTUAL TABLE store_find_new"
    f" USING fts5(name, organisation, role, notes, owner, {_WORDS})",
    "INSERT INTO store_find_new(rowid, name, organisation, role, notes, owner)"
    " SELECT rowid, name, organisation, role, notes, owner FROM store_find",
    "DROP TABLE store_find",
    "ALTER TABLE store_find_new RENAME TO store_find",
    f"CREATE VIRTUAL TABLE store_find_name USING fts5(name, owner, {_WORDS})",
    "INSERT INTO store_find_name(rowid, name, owner) SELECT rowid, name, owner FROM store_find",
)
# The weight of a name is A.
_POSTGRESQL = "CREATE INDEX store_find_names ON store_find USING gin (ts_filter(words, '{a}'))"


def make(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """The index of names, with everybody who is there."""
    ours = _SQLITE if editor.connection.vendor == "sqlite" else (_POSTGRESQL,)
    for statement in ours:
        editor.execute(statement, params=None)


def drop(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the index of names away again; the other finds with more beginnings as with fewer."""
    what = "TABLE store_find_name" if editor.connection.vendor == "sqlite" else "INDEX store_find_names"
    editor.execute(f"DROP {what}")


class Migration(migrations.Migration):
    dependencies = [("store", "0022_calendars_back")]
    operations = [migrations.RunPython(make, drop)]
