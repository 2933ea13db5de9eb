"""The search index: a table of its own (SQLite FTS5), written by the actions."""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def make(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Only where the database is SQLite; PostgreSQL brings its own search."""
    if editor.connection.vendor != "sqlite":
        return
    editor.execute(
        "CREATE VIRTUAL TABLE store_find USING fts5(name, organisation, role, notes, owner,"
        " prefix='2 3', tokenize=\"unicode61 remove_diacritics 2\")"
    )


def drop(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the index away again."""
    if editor.connection.vendor == "sqlite":
        editor.execute("DROP TABLE store_find")


class Migration(migrations.Migration):
    dependencies = [("store", "0001_first")]
    operations = [migrations.RunPython(make, drop)]
