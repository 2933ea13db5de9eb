"""Schools and groups are in the search index, so that whoever shares one is looked up there."""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_SQLITE = """
    UPDATE store_find SET notes = notes || char(10) || (
        SELECT schools || char(10) || "group" FROM store_person WHERE id = store_find.rowid
    ) WHERE rowid IN (SELECT id FROM store_person WHERE schools <> '' OR "group" <> '')
"""
_POSTGRES = (
    """
    UPDATE store_find SET words = words || store_find_words(
        '', '', '', person.schools || chr(10) || person."group", person.campaign_id
    )
    FROM store_person AS person
    WHERE person.id = store_find.rowid AND (person.schools <> '' OR person."group" <> '')
    """,
    """
    INSERT INTO store_find_word(campaign_id, word, best)
    SELECT DISTINCT found.campaign_id, word, 'd'::"char" FROM (
        SELECT store_find.campaign_id,
            substr(lexeme, length('o' || store_find.campaign_id || 'x') + 1) AS word
        FROM store_find
        JOIN store_person AS person ON person.id = store_find.rowid,
            unnest(tsvector_to_array(words)) AS lexeme
        WHERE person.schools <> '' OR person."group" <> ''
    ) AS found
    WHERE NOT EXISTS (
        SELECT FROM store_find_word AS old
        WHERE old.campaign_id = found.campaign_id AND old.word = found.word
    )
    """,
)


def forwards(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Add them to the rows that are there."""
    for statement in _POSTGRES if editor.connection.vendor == "postgresql" else (_SQLITE,):
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("store", "0030_relay_left")]
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop, elidable=False)]
