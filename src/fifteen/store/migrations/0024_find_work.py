"""Names with organisations and roles have an index of their own on PostgreSQL: asked for in that of
all texts, every note with such a word was read to see where the word stands."""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_INDEX = "CREATE INDEX store_find_work ON store_find USING gin (ts_filter(words, '{a,b,c}'))"


def make(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """The index; SQLite is asked by column."""
    if editor.connection.vendor == "postgresql":
        editor.execute(_INDEX, params=None)


def drop(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take it away again."""
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP INDEX store_find_work")


class Migration(migrations.Migration):
    dependencies = [("store", "0023_find_names")]
    operations = [migrations.RunPython(make, drop)]
