"""The second wall, on PostgreSQL: a row is shown to its owner's transactions alone.

The first wall is `scope.py`. Where a query forgets it, row-level security shows nothing instead of
a stranger's data. It holds for a role that does not own the tables: `fifteen migrate` raises the
walls as the owner, and the server refuses to start as a role that could look over them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.apps import apps
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from fifteen.store import stale

_OWNER = "nullif(current_setting('fifteen.owner', true), '')"
_WORKER = "current_setting('fifteen.worker', true) = 'yes'"
_MINE = f"campaign_id IN (SELECT id FROM store_campaign WHERE owner = {_OWNER})"  # noqa: S608
FOR_FINDING = (
    *("store_campaign", "store_job", "store_hostpage", "server_coaching"),
    *("server_programme", "server_host", "server_office", "server_seat"),
)
"""Tables that are asked whose something is: a job for a worker, the link of a host or a coach."""

FOR_COACHES = ("server_coaching", "store_campaign", "store_person", "store_entry", "store_letter")
"""Tables that a coach reads of all her clients at once; what she changes stands behind one wall."""
_FINDING = ("store_find", "store_find_word")  # tables of the search, which no model knows
_LOOKS = "server_coachlook"  # where her look at all of them is noted


def only(owner: str) -> None:
    """From here to the end of the transaction, rows of this owner alone."""
    if connection.vendor == "postgresql":
        for one in stale.asked():
            with one.cursor() as cursor:
                cursor.execute("SELECT set_config('fifteen.owner', %s, true)", [owner])


@contextmanager
def within(owner: str) -> Iterator[None]:
    """For a part of this transaction the rows of another owner; then those of before again."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('fifteen.owner', true)")
        before = cursor.fetchone()[0] or ""
    only(owner)
    try:
        yield
    finally:
        if not connection.needs_rollback:
            only(before)


@contextmanager
def as_owner(owner: str) -> Iterator[None]:
    """Everything inside is one owner's."""
    with _told("fifteen.owner", owner):
        yield


@contextmanager
def over_all() -> Iterator[None]:
    """Inside, one finds whose a job or a link is; nobody's people or letters."""
    with _told("fifteen.worker", "yes"):
        yield


@contextmanager
def as_coach() -> Iterator[None]:
    """Inside, the owner of this transaction reads their clients too, all at once: of these who let
    them in until now, which the database looks up itself, and of nobody else. To be used for
    counts alone; whatever is shown of one client is read behind that client's wall."""
    with _told("fifteen.coach", "yes"):
        yield


@contextmanager
def _told(name: str, value: str) -> Iterator[None]:
    """For this connection until the block ends: a job may be several transactions."""
    if connection.vendor != "postgresql":
        yield
        return
    _tell(name, value)
    try:
        yield
    finally:
        if connection.connection is not None and not connection.needs_rollback:
            _tell(name, "")
        elif not connection.in_atomic_block:
            connection.close()


def _tell(name: str, value: str) -> None:
    for one in stale.asked():
        with one.cursor() as cursor:
            cursor.execute("SELECT set_config(%s, %s, false)", [name, value])


def tables() -> list[str]:
    """Every table whose rows belong to a campaign."""
    return _with("campaign")


def owned() -> list[str]:
    """Every table whose rows name their owner themselves."""
    return _with("owner")


def _with(name: str) -> list[str]:
    ours = [m for m in apps.get_models() if m._meta.app_label in ("store", "server")]
    return [m._meta.db_table for m in ours if name in {f.name for f in m._meta.concrete_fields}]


@transaction.atomic
def raise_them(role: str) -> None:
    """Raise every wall and let a role in between them. As the tables' owner; safe to repeat."""
    with connection.cursor() as cursor:
        for table in owned():
            _wall(cursor, table, f"owner = {_OWNER}")
        for table in [*tables(), *_FINDING]:
            _wall(cursor, table, _MINE)
        there = {*owned(), *tables()}
        for table in (one for one in FOR_FINDING if one in there):
            _policy(cursor, table, "for_workers", _WORKER)
        if _LOOKS in there:
            cursor.execute(_COACHED)
            for table in FOR_COACHES:
                column = "id" if table == "store_campaign" else "campaign_id"
                _policy(cursor, table, "for_coaches", _CLIENTS.format(column), "SELECT")
            _policy(cursor, _LOOKS, "for_coaches", _CLIENTS.format("campaign_id"))
        cursor.execute(_WAKE)
        cursor.execute(_DUE)
        cursor.execute(_BEHIND)
        quoted = connection.ops.quote_name(role)
        for what in _GRANTS:
            cursor.execute(f"GRANT {what} TO {quoted}")


_GRANTS = (
    "USAGE ON SCHEMA public",
    "SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public",
    "USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public",
)


def owners_due(now: datetime) -> list[str]:
    """Whose letters are to leave or mailboxes to be read, each once; a worker goes to these alone
    and not to everybody. The function belongs to the tables' owner and tells keys, nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT store_owners_due(%s)", [now])
        return [row[0] for row in cursor.fetchall()]


def behind_link(kept: str) -> tuple[str, str]:
    """Whose host's page stands behind the link with this hash, and a word for the state of all
    rows that say what an open page shows; ("", "") where there is none.

    The word holds, for the rows of the page, of the host, of the campaign, of everybody with whom
    a talk is agreed and of each calendar that is read, the transaction that wrote them last. The
    function belongs to the tables' owner and tells these two things, nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT owner, state FROM store_behind_link(%s)", [kept])
        found = cursor.fetchone()
    return (str(found[0]), str(found[1])) if found else ("", "")


def low() -> list[str]:
    """The tables this role could read without a wall; empty where all is well."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relname = ANY(%s) AND relkind = 'r'"
            " AND NOT row_security_active(oid) ORDER BY relname",
            [[*_FINDING, *owned(), *tables()]],
        )
        return [row[0] for row in cursor.fetchall()]


def _wall(cursor: CursorWrapper, table: str, condition: str) -> None:
    cursor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    _policy(cursor, table, "owners_own", condition)


def _policy(
    cursor: CursorWrapper, table: str, name: str, condition: str, what: str = "ALL"
) -> None:
    cursor.execute(f"DROP POLICY IF EXISTS {name} ON {table}")
    check = f" WITH CHECK ({condition})" if what == "ALL" else ""
    cursor.execute(f"CREATE POLICY {name} ON {table} FOR {what} USING ({condition}){check}")


# The function belongs to the tables' owner: a coach cannot read whose coach anybody is.
_CLIENTS = "current_setting('fifteen.coach', true) = 'yes' AND {} IN (SELECT server_coached())"
_COACHED = """
CREATE OR REPLACE FUNCTION server_coached() RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT campaign_id FROM server_coaching
    WHERE ended IS NULL AND coach = nullif(current_setting('fifteen.owner', true), '')
$$;
"""

_DUE = """
CREATE OR REPLACE FUNCTION store_owners_due(at timestamptz) RETURNS SETOF varchar
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT DISTINCT owner FROM store_campaign WHERE id IN (
        SELECT campaign_id FROM store_mailbox WHERE next_run <= at
        UNION ALL
        SELECT campaign_id FROM store_outgoing
            WHERE state IN ('waiting', 'claimed', 'handing') AND leaves <= at
    ) ORDER BY owner
$$;
"""

_BEHIND = """
CREATE OR REPLACE FUNCTION store_behind_link(kept varchar)
RETURNS TABLE (owner varchar, state text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT campaign.owner, concat_ws(' ', page.id, page.xmin, person.xmin, campaign.xmin, coalesce((
        SELECT string_agg(one.id || '.' || one.xmin, ',' ORDER BY one.id) FROM store_person one
        WHERE one.campaign_id = campaign.id AND one.stage = 'booked'
    ), '-'), coalesce((
        SELECT string_agg(one.id || '.' || one.xmin, ',' ORDER BY one.id)
        FROM store_busycalendar one WHERE one.campaign_id = campaign.id
    ), '-'))
    FROM store_hostpage page
    JOIN store_person person ON person.id = page.person_id
    JOIN store_campaign campaign ON campaign.id = page.campaign_id
    WHERE page.hash = kept
$$;
"""

_WAKE = """
CREATE OR REPLACE FUNCTION store_job_wakes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('fifteen_jobs', '');
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS store_job_wakes ON store_job;
CREATE TRIGGER store_job_wakes AFTER INSERT ON store_job
    FOR EACH STATEMENT EXECUTE FUNCTION store_job_wakes();
"""
