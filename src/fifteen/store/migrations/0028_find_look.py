"""The first rows of a book are read by its index one by one: where PostgreSQL knows nothing of a table
yet, as after a large import, it gathered all of the book first."""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_LOOK = (
    'ALTER FUNCTION store_find_look(bigint, "char", tsquery, int, int) SET enable_bitmapscan = off'
)


def one_by_one(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """On PostgreSQL; SQLite has no such function."""
    if editor.connection.vendor == "postgresql":
        editor.execute(_LOOK, params=None)


class Migration(migrations.Migration):
    dependencies = [("store", "0027_find_dictionary")]
    operations = [migrations.RunPython(one_by_one, migrations.RunPython.noop)]
