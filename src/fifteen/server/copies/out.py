"""`fifteen copy`: a copy of one moment, made while everything runs."""

from __future__ import annotations

import json
import os
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from psycopg import Connection, IsolationLevel

from fifteen.server.copies import parts
from fifteen.store import sealed
from fifteen.store.models import Campaign

_TRIES = 5


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
            aside.write_text(json.dumps({"format": parts.FORMAT, "keys": told}), "utf-8")
        return len(told)
    raise parts.Damaged("campaigns are begun faster than their keys are made; try again")


def _give_keys(database: Mapping[str, Any]) -> None:
    """A key for each campaign that never had a secret to seal."""
    with parts.connect(database) as connection:
        without = connection.execute(
            "SELECT id, key FROM store_campaign"
            " WHERE id NOT IN (SELECT campaign_id FROM store_campaignkey)"
        ).fetchall()
        for number, key in without:
            connection.execute(
                "INSERT INTO store_campaignkey (campaign_id, wrapped)"
                " SELECT id, %s FROM store_campaign WHERE id = %s FOR KEY SHARE"
                " ON CONFLICT DO NOTHING",
                (sealed.new_key(Campaign(id=number, key=key)), number),
            )


def _keys(connection: Connection[Any]) -> list[dict[str, Any]] | None:
    """The rows of the keys with the campaign each is of; None where a campaign has none."""
    rows = connection.execute(
        "SELECT k.id, c.id, c.key, k.wrapped"
        " FROM store_campaign c LEFT JOIN store_campaignkey k ON k.campaign_id = c.id ORDER BY c.id"
    ).fetchall()
    names = ("id", "campaign", "key", "wrapped")
    return (
        None
        if any(row[0] is None for row in rows)
        else [dict(zip(names, r, strict=True)) for r in rows]
    )


def _write(
    database: Mapping[str, Any],
    connection: Connection[Any],
    told: list[dict[str, Any]],
    to: Path,
    now: datetime,
) -> None:
    wanted = parts.tables(connection)
    with zipfile.ZipFile(to, "w", zipfile.ZIP_STORED) as archive:
        about = {"format": parts.FORMAT, "made": now.isoformat(), "campaigns": len(told)}
        archive.writestr(parts.ABOUT, json.dumps(about))
        with tempfile.TemporaryDirectory(dir=to.parent) as folder:
            common = Path(folder) / parts.COMMON
            _common(database, connection, wanted, common)
            archive.write(common, parts.COMMON)
        for row in told:
            campaign = Campaign(id=row["campaign"], key=row["key"])
            box = sealed.opened(campaign, row["wrapped"])
            rows = parts.rows_out(connection, wanted, row["campaign"])
            with archive.open(f"{row['campaign']}", "w", force_zip64=True) as file:
                for piece in parts.seal(box, row["key"], rows):
                    file.write(piece)


def _common(
    database: Mapping[str, Any], connection: Connection[Any], wanted: list[parts.Table], to: Path
) -> None:
    """Everything that is no campaign's, of the same moment: PostgreSQL's own copy."""
    moment = connection.execute("SELECT pg_export_snapshot()").fetchone()
    assert moment
    without = (
        f"--exclude-table-data=public.{name}" for name in (parts.KEYS, *(t.name for t in wanted))
    )
    parts.program(
        *("pg_dump", parts.where(database), "--format=custom", f"--snapshot={moment[0]}"),
        *(f"--file={to}", *without),
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
