"""Schools and groups are in the search index, so that whoever shares one is looked up there.

A few thousand rows at a time, each a transaction of its own; begun again after a crash, a row has
the words twice, which tells nobody anything.
"""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_AT_ONCE = 5_000
_SQLITE = (
    """
    UPDATE store_find SET notes = notes || char(10) || (
        SELECT schools || char(10) || "group" FROM store_person WHERE id = store_find.rowid
    ) WHERE rowid IN (
        SELECT id FROM store_person
        WHERE (schools <> '' OR "group" <> '') AND id >= %s AND id < %s
    )
    """,
)
_POSTGRES = (
    """
    UPDATE store_find SET words = words || store_find_words(
        '', '', '', person.schools || chr(10) || person."group", person.campaign_id
    )
    FROM store_person AS person
    WHERE person.id = store_find.rowid AND (person.schools <> '' OR person."group" <> '')
        AND person.id >= %s AND person.id < %s
    """,
    """
    INSERT INTO store_find_word(campaign_id, word, best)
    SELECT DISTINCT found.campaign_id, word, 'd'::"char" FROM (
        SELECT store_find.campaign_id,
            substr(lexeme, length('o' || store_find.campaign_id || 'x') + 1) AS word
        FROM store_find
        JOIN store_person AS person ON person.id = store_find.rowid,
            unnest(tsvector_to_array(words)) AS lexeme
        WHERE (person.schools <> '' OR person."group" <> '')
            AND person.id >= %s AND person.id < %s
    ) AS found
    WHERE NOT EXISTS (
        SELECT FROM store_find_word AS old
        WHERE old.campaign_id = found.campaign_id AND old.word = found.word
    )
    """,
)


def add(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Add them to the rows that are there."""
    statements = _POSTGRES if editor.connection.vendor == "postgresql" else _SQLITE
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT min(id), max(id) FROM store_person")
        first, last = cursor.fetchone()
        for start in range(first, last + 1, _AT_ONCE) if last else ():
            for statement in statements:
                cursor.execute(statement, [start, start + _AT_ONCE])


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("store", "0030_relay_left")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
