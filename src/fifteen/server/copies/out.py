"""`fifteen copy`: a copy of one moment, made while everything runs."""

from __future__ import annotations

import json
import os
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from psycopg import Connection, IsolationLevel

from fifteen.server.copies import accounts, parts
from fifteen.store import sealed

_TRIES = 5
_WITHOUT = {
    "store_campaign": "SELECT id, key FROM store_campaign"
    " WHERE id NOT IN (SELECT campaign_id FROM store_campaignkey)",
    "server_account": "SELECT id, key FROM server_account"
    " WHERE id NOT IN (SELECT account_id FROM server_accountkey)",
}
_GIVE = {
    "store_campaign": "INSERT INTO store_campaignkey (campaign_id, wrapped)"
    " SELECT id, %s FROM store_campaign WHERE id = %s FOR KEY SHARE ON CONFLICT DO NOTHING",
    "server_account": "INSERT INTO server_accountkey (account_id, wrapped)"
    " SELECT id, %s FROM server_account WHERE id = %s FOR KEY SHARE ON CONFLICT DO NOTHING",
}
_KEYS = {
    "keys": "SELECT k.id, c.id, c.key, k.wrapped"
    " FROM store_campaign c LEFT JOIN store_campaignkey k ON k.campaign_id = c.id ORDER BY c.id",
    "accounts": "SELECT k.id, a.id, a.key, k.wrapped"
    " FROM server_account a LEFT JOIN server_accountkey k ON k.account_id = a.id ORDER BY a.id",
}
Keys = dict[str, list[dict[str, Any]]]


def make(database: Mapping[str, Any], copy: Path, keys: Path, now: datetime) -> int:
    """Write the copy and, last, the file of keys; returns how many campaigns are in it.

    Neither file is touched before the new one is whole. Raises `parts.Damaged` where PostgreSQL's
    own program stops, `OSError` where a file cannot be written.
    """
    for _ in range(_TRIES):
        _give_keys(database)
        with parts.connect(database) as connection:
            connection.isolation_level = IsolationLevel.REPEATABLE_READ
            connection.read_only = True
            told = _keys(connection)
            if told is None:  # somebody began between the two: once more, with their key
                continue
            with _aside(copy) as aside:
                _write(database, connection, told, aside, now)
        with _aside(keys) as aside:
            aside.write_text(json.dumps({"format": parts.FORMAT, **told}), "utf-8")
        return len(told["keys"])
    raise parts.Damaged("campaigns are begun faster than their keys are made; try again")


def whose(part: str, row: Mapping[str, Any]) -> sealed.Named:
    """Whose key a row of the file of keys is: a campaign's, or an account's."""
    return sealed.Named(row["key"] if part == "keys" else f"account {row['key']}")


def _give_keys(database: Mapping[str, Any]) -> None:
    """A key for each campaign that never had a secret to seal, and each account new since."""
    with parts.connect(database) as connection:
        for table, part in (("store_campaign", "keys"), ("server_account", "accounts")):
            for number, key in connection.execute(_WITHOUT[table]).fetchall():
                made = sealed.new_key(whose(part, {"key": key}))
                connection.execute(_GIVE[table], (made, number))


def _keys(connection: Connection[Any]) -> Keys | None:
    """The rows of the keys with whose each is; None where somebody has none."""
    names = ("id", "of", "key", "wrapped")
    told = {
        part: [dict(zip(names, row, strict=True)) for row in connection.execute(asked)]
        for part, asked in _KEYS.items()
    }
    return None if any(r["id"] is None for rows in told.values() for r in rows) else told


def _write(
    database: Mapping[str, Any],
    connection: Connection[Any],
    told: Keys,
    to: Path,
    now: datetime,
) -> None:
    wanted = parts.tables(connection)
    held = accounts.tables(connection, wanted)
    with zipfile.ZipFile(to, "w", zipfile.ZIP_STORED) as archive:
        about = {"format": parts.FORMAT, "made": now.isoformat(), "campaigns": len(told["keys"])}
        archive.writestr(parts.ABOUT, json.dumps(about))
        with tempfile.TemporaryDirectory(dir=to.parent) as folder:
            common = Path(folder) / parts.COMMON
            sealed_ones = [*(t.name for t in wanted), *(t.name for t in held)]
            without = [parts.KEYS, accounts.KEYS, *sealed_ones]
            _common(database, connection, without, common)
            archive.write(common, parts.COMMON)

        def add(name: str, box: ChaCha20Poly1305, bound: str, rows: Iterable[parts.Rows]) -> None:
            with archive.open(name, "w", force_zip64=True) as file:
                for piece in parts.seal(box, bound, parts.rows_out(connection, rows)):
                    file.write(piece)

        rest = sealed.of_the_operator(accounts.REST)
        add(accounts.REST, rest, accounts.REST, [(t.name, t.columns, t.of_nobody()) for t in held])
        for row in told["accounts"]:
            own, number = whose("accounts", row), row["of"]
            mine = [(t.name, t.columns, t.of(number)) for t in held]
            add(f"account-{number}", sealed.opened(own, row["wrapped"]), own.key, mine)
        for row in told["keys"]:
            own, number = whose("keys", row), row["of"]
            rows = [(t.name, t.columns, t.out(number)) for t in wanted]
            add(f"{number}", sealed.opened(own, row["wrapped"]), own.key, rows)


def _common(
    database: Mapping[str, Any], connection: Connection[Any], without: Iterable[str], to: Path
) -> None:
    """The tables themselves, and what no campaign and no account has to do with, of the same
    moment: PostgreSQL's own copy."""
    moment = connection.execute("SELECT pg_export_snapshot()").fetchone()
    assert moment
    parts.program(
        *("pg_dump", parts.where(database), "--format=custom", f"--snapshot={moment[0]}"),
        *(f"--file={to}", *(f"--exclude-table-data=public.{name}" for name in without)),
    )


@contextmanager
def _aside(to: Path) -> Iterator[Path]:
    """A file for the owner's eyes beside the one meant, put in its place when it is whole."""
    aside = to.with_name(to.name + ".part")
    aside.unlink(missing_ok=True)
    os.close(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield aside
        aside.replace(to)
    finally:
        aside.unlink(missing_ok=True)
