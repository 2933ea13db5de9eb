"""What SQLite is told of the tables, so that it chooses the right index in a book of any size.

Without these numbers it takes a whole campaign for ten rows, and reads all of it to find four
people by their ids. They are those of a large book; in a small one every way is short.
"""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# Table and index: all rows of the index, then how many share its first column, its first two ...
_NUMBERS = (
    ("store_person", "sqlite_autoindex_store_person_1", "100000 100000 1"),
    ("store_person", "person_by_name", "100000 100000 2 1"),
    ("store_person", "person_by_rank", "100000 100000 50000 1000 1"),
    ("store_person", "person_by_due", "500 500 20 1"),
    ("store_person", "person_underway", "2000 2000 400 1 1"),
    ("store_person", "person_open_at", "50 50 2 1"),
    ("store_person", "person_by_field", "2000 2000 500 1"),
    ("store_person", "person_by_tie", "100000 100000 20000 2"),
    ("store_person", "person_by_source", "100000 100000 20000 2"),
    ("store_entry", "entry_by_person", "100000 100000 10 1"),
    ("store_entry", "entry_by_act", "100000 100000 2"),
    ("store_entry", "entry_by_verb", "100000 100000 500 5"),
    ("store_entry", "entry_person", "100000 10"),
)


def tell(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Only SQLite is told; PostgreSQL counts by itself."""
    if editor.connection.vendor != "sqlite":
        return
    editor.execute("ANALYZE store_campaign")  # makes the table of the numbers
    for line in _NUMBERS:
        editor.execute("DELETE FROM sqlite_stat1 WHERE idx = %s", [line[1]])
        editor.execute("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (%s, %s, %s)", line)
    editor.execute("ANALYZE sqlite_schema")  # reads them


class Migration(migrations.Migration):
    dependencies = [("store", "0002_find")]
    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
