"""The owner's key stands first in every index of a server's tables too, or there is a reason."""

from __future__ import annotations

import pytest

from tests.server.world import Server

pytestmark = [pytest.mark.postgresql, pytest.mark.slow]

BY_LINK_OR_KEY = {
    *(("server_coaching", one) for one in ("hash", "key", "coach")),
    *(("server_programme", one) for one in ("key", "hosts_hash", "seekers_hash")),
    *(("server_host", one) for one in ("key", "hash")),
    *(("server_office", one) for one in ("email", "account")),
    ("server_seat", "key"),
}
"""One row, or the few of one account, are found by it before it is known whose they are."""

AMONG_ALL = {("server_seat", "programme")}
"""The worker reads the seats of one programme, each of another owner."""

A_KEY_IS_ONE = {
    *(("server_coachword", "key"), ("server_alumnilist", "key"), ("server_request", "key")),
}
"""A random key is no other row's; asked for with the owner beside it."""

THE_SEARCH = {("server_host", "array_to_tsvector(signs)")}
"""The programme stands among the words of each host (`hosting.sign_of`)."""

FIRST = """
SELECT t.relname || ' ' || pg_get_indexdef(i.indexrelid, 1, true)
FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
WHERE NOT i.indisprimary AND t.relname LIKE 'server\\_%' AND EXISTS (
    SELECT 1 FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname IN ('campaign_id', 'owner'))
AND NOT EXISTS (
    SELECT 1 FROM pg_constraint c WHERE c.conrelid = t.oid AND c.contype = 'f'
    AND c.conkey = ARRAY[i.indkey[0]] AND i.indnatts = 1 )
"""
"""The first column of each, but of those that PostgreSQL needs when a row goes that others point
to."""


def test_every_index_of_a_server_begins_with_its_owner_or_is_named_here(server: Server) -> None:
    there = {tuple(line.split(" ", 1)) for line in server.sql(FIRST).splitlines()}
    assert ("server_host", "campaign_id") in there and ("server_coachnote", "owner") in there
    otherwise = {one for one in there if one[1] not in ("campaign_id", "owner")}
    like = {one for one in otherwise if one[1].endswith("_like")}
    assert otherwise - like == BY_LINK_OR_KEY | AMONG_ALL | A_KEY_IS_ONE | THE_SEARCH
