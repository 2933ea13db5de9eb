"""On PostgreSQL the words of the search index stand in a table of their own, and the search is a
function of the tables' owner.

By the table a beginning is looked up as the whole words that begin so: whole words are taken from
an index ten times as fast as a beginning. By the function the index is used at all: a role between
walls may not use an operator before the wall's condition unless it is proven to tell nothing, and
that of text search is not, so that every row of a campaign was read.
"""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_TABLE = (
    # Once for each campaign, mostly; two who bring one word at a time both write it.
    """
    CREATE TABLE store_find_word (
        campaign_id bigint NOT NULL,
        word text COLLATE "C" NOT NULL,
        best "char" NOT NULL
    )
    """,
    """
    INSERT INTO store_find_word
        SELECT campaign_id, substr(lexeme, length('o' || campaign_id || 'x') + 1),
            lower(min(weight))::"char"
        FROM store_find, unnest(words) AS word(lexeme, places, weights), unnest(weights) AS weight
        GROUP BY campaign_id, lexeme
    """,
    "CREATE INDEX store_find_word_kept ON store_find_word (campaign_id) WHERE best = 'z'",
    "CREATE INDEX store_find_word_begins ON store_find_word (campaign_id, word)",
    # For words mistyped near their beginning: names (a) and organisations (b).
    "CREATE INDEX store_find_word_ends ON store_find_word (campaign_id, reverse(word))"
    " WHERE best <= 'b'",
    "ALTER TABLE store_find DROP COLUMN name",  # its trigrams go with it
    "DROP INDEX store_find_campaign",
    "CREATE INDEX store_find_campaign ON store_find (campaign_id, rowid)",
    "DROP INDEX store_find_names",
    # What waits to be put into an index is read through by every question.
    *(
        f"ALTER INDEX {name} SET (gin_pending_list_limit = 64)"
        for name in ("store_find_words", "store_find_work")
    ),
)

# STABLE functions of the tables' owner see what the asking transaction sees, and no walls: each
# asks for its campaign first. The plan is that for a book, whatever is guessed of the words.
_OWNERS = "SECURITY DEFINER SET search_path = public, pg_temp"
_QUICK = "LANGUAGE plpgsql STABLE SET enable_seqscan = off SET jit = off"

# Who asks: a role between walls for its owner's campaigns, the tables' owner for all.
_MINE = f"""
CREATE FUNCTION store_find_mine(campaign bigint) RETURNS boolean LANGUAGE sql STABLE {_OWNERS} AS $$
    SELECT pg_has_role(
        coalesce(nullif(current_setting('role'), 'none'), session_user)::name, current_user, 'USAGE'
    ) OR EXISTS (
        SELECT FROM store_campaign
        WHERE id = campaign AND owner = nullif(current_setting('fifteen.owner', true), '')
    )
$$
"""

# The places: a the name, c the work too, d all texts.
_PLACES = {
    "a": "ts_filter(words, '{a}')",
    "c": "ts_filter(words, '{a,b,c}')",
    "d": "words",
}

# Those of the first so many rows of a campaign who match: enough where a word is common.
_LOOK = (
    f"""
CREATE FUNCTION store_find_look(
    campaign bigint, place "char", query tsquery, among int, most int
) RETURNS bigint[] {_QUICK} AS $$
BEGIN
"""
    + "".join(
        f"""
    IF place = '{place}' THEN RETURN ARRAY(
        SELECT rowid FROM (
            SELECT rowid, words FROM store_find WHERE campaign_id = campaign LIMIT among
        ) AS there
        WHERE {words} @@ query LIMIT most
    ); END IF;
"""
        for place, words in _PLACES.items()
    )
    + """
END $$
"""
)

# Of the words of names the first one to four letters too, as words that begin with "<".
_KEYS = """
CREATE FUNCTION store_find_keys(words tsvector) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(array_to_tsvector(array_agg(key)), '') FROM (
        SELECT word AS key FROM unnest(tsvector_to_array(words)) AS word
        UNION ALL
        SELECT '<' || left(word, strpos(word, 'x') + letters)
        FROM unnest(tsvector_to_array(words)) AS word, generate_series(1, 4) AS letters
    ) AS keys
$$
"""
_INDEXED = {**_PLACES, "a": "store_find_keys(ts_filter(words, '{a}'))"}

# By the index, `most` who match. Where `then_too` is given, the first `among` of them are looked at
# whether they match that. The campaign is asked for after the index: by its own all would be read.
_ROWS = (
    f"""
CREATE FUNCTION store_find_rows(
    campaign bigint, place "char", query tsquery, then_too tsquery, among int, most int
) RETURNS bigint[] {_QUICK} AS $$
BEGIN
"""
    + "".join(
        f"""
    IF place = '{place}' THEN RETURN ARRAY(
        SELECT rowid FROM (
            SELECT rowid, words FROM store_find
            WHERE {_INDEXED[place]} @@ query AND campaign_id + 0 = campaign
            LIMIT CASE WHEN then_too IS NULL THEN most ELSE among END
        ) AS there
        WHERE then_too IS NULL OR {words} @@ then_too LIMIT most
    ); END IF;
"""
        for place, words in _PLACES.items()
    )
    + """
END $$
"""
)

# Of everybody who has at a place a beginning of each of these, `most`, and whether they are all. One
# of these may be several beginnings, parted by bars. Where few words begin so, the index is asked
# for those words: whole ones are found ten times as fast. Where very many do, rows that have the
# other words are looked at first, and `enough` of them will do.
_BEGUN = (
    f"""
CREATE FUNCTION store_find_begun(
    campaign bigint, place "char", asked text[], enough int, most int,
    OUT those bigint[], OUT complete boolean
) {_QUICK} AS $$"""
    + r"""
DECLARE
    sign text := '''o' || campaign || 'x';
    one text;
    begun text;
    there text[];
    narrow text[] := '{}';
    wide text[] := '{}';
    heads text[] := '{}';
BEGIN
    complete := true;
    FOREACH one IN ARRAY asked LOOP
        there := '{}';
        FOREACH begun IN ARRAY string_to_array(one, '|') LOOP
            there := there || ARRAY(
                SELECT DISTINCT word FROM store_find_word
                WHERE campaign_id = campaign AND best <= place
                    AND word >= begun AND word < begun || chr(1114111)
                ORDER BY word LIMIT 65
            );
        END LOOP;
        IF there = '{}' THEN those := there; RETURN; END IF;
        IF cardinality(there) <= 64 THEN
            narrow := narrow || (
                SELECT '(' || string_agg(sign || word || '''', '|') || ')' FROM unnest(there) AS word
            );
        ELSE
            SELECT wide || ('(' || string_agg(sign || word || ''':*', '|') || ')'),
                heads || (
                    '(' || string_agg('''<' || substr(sign, 2) || left(word, 4) || '''', '|') || ')'
                )
                INTO wide, heads FROM unnest(string_to_array(one, '|')) AS word;
        END IF;
    END LOOP;
    IF wide = '{}' OR place = 'a' THEN
        those := store_find_rows(
            campaign, place, array_to_string(narrow || heads, '&')::tsquery,
            nullif(array_to_string(wide, '&'), '')::tsquery, NULL, most
        );
    ELSE
        IF narrow <> '{}' AND cardinality(store_find_look(
            campaign, place, array_to_string(wide, '&')::tsquery, 300, 6
        )) = 6 THEN
            those := store_find_rows(
                campaign, place, array_to_string(narrow, '&')::tsquery,
                array_to_string(wide, '&')::tsquery, 4000, most
            );
            complete := false;
            IF cardinality(those) >= enough THEN RETURN; END IF;
        END IF;
        those := store_find_rows(
            campaign, place, array_to_string(narrow || wide, '&')::tsquery, NULL, NULL, most
        );
    END IF;
    complete := cardinality(those) < most;
END $$
"""
)

# Steps, best first: whole words of the name, beginnings in it, in the work too, in all texts. Who
# matches anywhere is asked for first: these only have to be put in order where they are few, and
# where they are very many the first rows of the book hold enough of them.
_SEARCH = (
    f"""
CREATE FUNCTION store_find_search(campaign bigint, asked text, most int)
RETURNS TABLE (step int, id bigint) {_QUICK} {_OWNERS} AS $$"""
    + r"""
DECLARE
    said text[];
    whole tsquery;
    begun tsquery;
    anywhere bigint[];
    there bigint[];
    complete boolean;
    common boolean;
BEGIN
    said := ARRAY(
        SELECT word FROM regexp_split_to_table(lower(unaccent(asked)), '[^[:alnum:]]+')
            WITH ORDINALITY AS split(word, at)
        WHERE word <> '' ORDER BY at LIMIT 8
    );
    IF said = '{}' OR NOT store_find_mine(campaign) THEN RETURN; END IF;
    SELECT string_agg('''o' || campaign || 'x' || word || '''', '&')::tsquery,
        string_agg('''o' || campaign || 'x' || word || ''':*', '&')::tsquery
        INTO whole, begun FROM unnest(said) AS word;
    common := cardinality(store_find_look(campaign, 'd', begun, 300, 2)) = 2;
    IF common THEN
        anywhere := store_find_look(campaign, 'd', begun, 8000, 4 * most);
        common := cardinality(anywhere) >= most;
    END IF;
    IF NOT common THEN
        SELECT * INTO anywhere, complete
            FROM store_find_begun(campaign, 'd', said, most + 1, 12 * most);
        IF complete THEN
            RETURN QUERY SELECT CASE WHEN ts_filter(words, '{a}') @@ whole THEN 1
                    WHEN ts_filter(words, '{a}') @@ begun THEN 2
                    WHEN ts_filter(words, '{a,b,c}') @@ begun THEN 3 ELSE 4 END, rowid
                FROM store_find WHERE rowid = ANY(anywhere) ORDER BY 1, 2 LIMIT most;
            RETURN;
        END IF;
    END IF;
    FOR number IN 1..5 LOOP
        CONTINUE WHEN number = 4 AND common;
        there := CASE number
            WHEN 1 THEN store_find_rows(campaign, 'a', whole, NULL, NULL, most)
            WHEN 2 THEN store_find_names(campaign, said, begun, most)
            WHEN 3 THEN ARRAY(SELECT rowid FROM store_find WHERE rowid = ANY(anywhere)
                AND ts_filter(words, '{a,b,c}') @@ begun LIMIT most)
            WHEN 4 THEN (store_find_begun(campaign, 'c', said, most, most)).those
            ELSE anywhere[:most] END;
        RETURN QUERY SELECT number, one FROM unnest(there) AS one ORDER BY 2;
        IF cardinality(there) >= most THEN RETURN; END IF;
    END LOOP;
END $$
"""
)

# Names with all these beginnings: the first rows of the book hold enough where they are common.
_NAMED = (
    f"""
CREATE FUNCTION store_find_names(campaign bigint, said text[], begun tsquery, most int)
RETURNS bigint[] {_QUICK} AS $$"""
    + r"""
DECLARE found bigint[];
BEGIN
    IF cardinality(store_find_look(campaign, 'a', begun, 300, 3)) = 3 THEN
        found := store_find_look(campaign, 'a', begun, 6000, most);
        IF cardinality(found) >= most THEN RETURN found; END IF;
    END IF;
    RETURN (store_find_begun(campaign, 'a', said, most, most)).those;
END $$
"""
)

# At most `most` of those with a beginning of each of these; see store_find_begun.
_ALIKE = f"""
CREATE FUNCTION store_find_alike(campaign bigint, asked text[], most int)
RETURNS SETOF bigint {_QUICK} {_OWNERS} AS $$
BEGIN
    IF store_find_mine(campaign) THEN
        RETURN QUERY SELECT unnest((store_find_begun(campaign, 'd', asked, most, most)).those);
    END IF;
END $$
"""

# Words of names and organisations that a word may be meant for: they begin or end as it does. A
# word that is there, or is the beginning of one, was meant.
_NEAR = f"""
CREATE FUNCTION store_find_near(campaign bigint, asked text[], parts int[], most int)
RETURNS TABLE (meant text, near text) {_QUICK} {_OWNERS} AS $$
BEGIN
    IF NOT store_find_mine(campaign) THEN RETURN; END IF;
    RETURN QUERY SELECT one, found.word FROM unnest(asked, parts) AS typed(one, part), LATERAL (
        SELECT word FROM store_find_word
        WHERE campaign_id = campaign AND best <= 'b'
            AND word >= left(one, part) AND word < left(one, part) || chr(1114111)
            AND abs(length(word) - length(one)) <= 2
        UNION
        SELECT word FROM store_find_word
        WHERE campaign_id = campaign AND best <= 'b'
            AND reverse(word) COLLATE "C" >= reverse(right(one, part))
            AND reverse(word) COLLATE "C" < reverse(right(one, part)) || chr(1114111)
            AND abs(length(word) - length(one)) <= 2
        LIMIT most
    ) AS found
    WHERE NOT EXISTS (
        SELECT FROM store_find_word WHERE campaign_id = campaign AND best <= 'd'
            AND word >= one AND word < one || chr(1114111)
    );
END $$
"""

# The rows of an expression; its first word says of whom it is ('o12x...). With `newest` the newest
# of them, looked for among the newest 5,000 of the book before all are put in order.
_MATCHING = (
    f"""
CREATE FUNCTION store_find_matching(expression text, place "char", most int, newest boolean)
RETURNS SETOF bigint {_QUICK} {_OWNERS} ROWS 50 AS $$"""
    + r"""
DECLARE
    campaign bigint := substring(expression FROM '''o(\d+)x');
    query tsquery := lower(unaccent(expression));
    found bigint[];
BEGIN
    IF campaign IS NULL OR NOT store_find_mine(campaign) THEN RETURN; END IF;
    IF NOT newest THEN
        RETURN QUERY SELECT unnest(store_find_rows(campaign, place, query, NULL, NULL, most));
        RETURN;
    END IF;
    found := ARRAY(SELECT rowid FROM (
        SELECT rowid, words FROM store_find WHERE campaign_id = campaign
        ORDER BY rowid DESC LIMIT 5000
      ) AS newest_ones WHERE words @@ query ORDER BY rowid DESC LIMIT most);
    IF cardinality(found) < most THEN
        found := ARRAY(SELECT rowid FROM store_find
            WHERE words @@ query AND campaign_id + 0 = campaign ORDER BY rowid + 0 DESC LIMIT most);
    END IF;
    RETURN QUERY SELECT unnest(found);
END $$
"""
)

# Take those words out of the table of words that nobody has. Not while somebody brings words: they
# may count on a word being there. It is marked (z) then, and looked at again the next time.
_FORGET = (
    f"""
CREATE FUNCTION store_find_forget(campaign bigint, gone text[]) RETURNS void
LANGUAGE plpgsql SET enable_seqscan = off {_OWNERS} AS $$"""
    + r"""
DECLARE
    one text;
    query tsquery;
BEGIN
    IF NOT store_find_mine(campaign) THEN RETURN; END IF;
    IF NOT pg_try_advisory_xact_lock(hashtextextended('store_find_word', campaign)) THEN
        INSERT INTO store_find_word SELECT campaign, word, 'z' FROM unnest(gone) AS word;
        RETURN;
    END IF;
    FOR one IN SELECT unnest(gone) UNION
        SELECT word FROM store_find_word WHERE campaign_id = campaign AND best = 'z'
    LOOP
        query := '''o' || campaign || 'x' || one || '''';
        IF NOT EXISTS (
            SELECT FROM (
                SELECT words FROM store_find WHERE campaign_id = campaign LIMIT 300
            ) AS there WHERE words @@ query
        ) AND store_find_rows(campaign, 'd', query, NULL, NULL, 1) = '{}' THEN
            DELETE FROM store_find_word WHERE campaign_id = campaign AND word = one;
        END IF;
    END LOOP;
    DELETE FROM store_find_word WHERE campaign_id = campaign AND best = 'z';
END $$
"""
)
_FUNCTIONS = (_MINE, _KEYS, _LOOK, _ROWS, _BEGUN, _NAMED, _SEARCH, _ALIKE, _NEAR, _MATCHING, _FORGET)
_NAMES = (
    "CREATE INDEX store_find_names ON store_find USING gin (store_find_keys(ts_filter(words, '{a}')))"
    " WITH (gin_pending_list_limit = 64)"
)


def make(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """The words and the functions; SQLite has its index of beginnings."""
    if editor.connection.vendor == "postgresql":
        for statement in (*_TABLE, *_FUNCTIONS, _NAMES):
            editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("store", "0026_reminds")]
    operations = [migrations.RunPython(make)]
