"""The search index: a table of its own, written by the actions.

SQLite has FTS5 for it; PostgreSQL a vector of words (full text search) and trigrams of names. Its
two extensions come with PostgreSQL and are trusted: who owns the database may add them.
"""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


_SQLITE = (
    "CREATE VIRTUAL TABLE store_find USING fts5(name, organisation, role, notes, owner,"
    " prefix='2 3', tokenize=\"unicode61 remove_diacritics 2\")",
)
_POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS unaccent",
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    # Of plain words alone, so that addresses and file names are found by their parts; the owner is
    # a sign no text can hold. Longer notes than PostgreSQL can hold are cut, not refused.
    """
    CREATE FUNCTION store_find_words(
        name text, organisation text, role text, notes text, campaign_id bigint
    ) RETURNS tsvector LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT array_to_tsvector(ARRAY['@' || campaign_id])
            || setweight(to_tsvector('simple',
                regexp_replace(unaccent(name), '[^[:alnum:]]+', ' ', 'g')), 'A')
            || setweight(to_tsvector('simple',
                regexp_replace(unaccent(organisation), '[^[:alnum:]]+', ' ', 'g')), 'B')
            || setweight(to_tsvector('simple',
                regexp_replace(unaccent(role), '[^[:alnum:]]+', ' ', 'g')), 'C')
            || setweight(to_tsvector('simple',
                regexp_replace(unaccent(left(notes, 100000)), '[^[:alnum:]]+', ' ', 'g')), 'D')
    $$
    """,
    """
    CREATE TABLE store_find (
        rowid bigint PRIMARY KEY,
        campaign_id bigint NOT NULL,
        name text NOT NULL,
        words tsvector NOT NULL
    )
    """,
    "CREATE INDEX store_find_words ON store_find USING gin (words)",
    "CREATE INDEX store_find_name ON store_find USING gin (name gin_trgm_ops)",
    "CREATE INDEX store_find_campaign ON store_find (campaign_id)",
)


def make(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """The table and what it needs, in the words of this database."""
    for statement in _SQLITE if editor.connection.vendor == "sqlite" else _POSTGRESQL:
        editor.execute(statement, params=None)


def drop(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the index away again."""
    editor.execute("DROP TABLE store_find")
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP FUNCTION store_find_words")


class Migration(migrations.Migration):
    dependencies = [("store", "0001_first")]
    operations = [migrations.RunPython(make, drop)]
