"""The owner stands before each word of the search index, so that no question looks at the words of
others: a word that all campaigns share, or its beginning, was looked for in all of them before."""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_FUNCTIONS = (
    # 'o12x' before a word: a letter first, so that it stays a word whatever follows.
    r"""
    CREATE OR REPLACE FUNCTION store_find_plain(text_of text, campaign_id bigint)
    RETURNS tsvector LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT to_tsvector('simple', regexp_replace(unaccent(text_of),
            '[^[:alnum:]]*([[:alnum:]]+)[^[:alnum:]]*', 'o' || campaign_id || 'x\1 ', 'g'))
    $$
    """,
    """
    CREATE OR REPLACE FUNCTION store_find_words(
        name text, organisation text, role text, notes text, campaign_id bigint
    ) RETURNS tsvector LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT setweight(store_find_plain(name, campaign_id), 'A')
            || setweight(store_find_plain(organisation, campaign_id), 'B')
            || setweight(store_find_plain(role, campaign_id), 'C')
            || setweight(store_find_plain(left(notes, 100000), campaign_id), 'D')
    $$
    """,
)
# What is there keeps its places and weights; the sign of the owner that stood among them goes.
_ROWS = """
    UPDATE store_find SET words = coalesce((
        SELECT string_agg('''o' || campaign_id || 'x' || lexeme || ''':' || array_to_string(
            ARRAY(SELECT place || weight FROM unnest(positions, weights) AS at(place, weight)),
            ','), ' ')
        FROM unnest(words) AS word(lexeme, positions, weights)
        WHERE positions IS NOT NULL
    ), '')::tsvector
"""


def own(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """On PostgreSQL the functions and the rows; on SQLite the owner is a column of the index."""
    if editor.connection.vendor == "postgresql":
        for statement in (*_FUNCTIONS, _ROWS):
            editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("store", "0020_campaign_keys")]
    operations = [migrations.RunPython(own, migrations.RunPython.noop)]
