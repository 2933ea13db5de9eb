"""`fifteen copy-back`: a sealed copy into an empty database, as far as there are keys."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models
from psycopg import Connection, sql

from fifteen.server.copies import parts
from fifteen.store import sealed
from fifteen.store.models import Campaign


@dataclass(frozen=True, slots=True)
class Came:
    """How many campaigns are back, and how many stay closed because their key is gone."""

    back: int
    closed: int


class NotEmpty(ValueError):
    """The database holds tables already; nothing was changed."""


def read(database: Mapping[str, Any], copy: Path, keys: Path) -> Came:
    """Fill an empty database. Raises `NotEmpty`, `parts.Damaged` (what was written so far is of no
    use: drop the database and begin again), `OSError`."""
    told = _told(keys)
    with parts.connect(database, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_tables WHERE schemaname = 'public'").fetchone():
            raise NotEmpty("there are tables in this database already; nothing was changed")
    try:
        with (
            zipfile.ZipFile(copy) as archive,
            tempfile.TemporaryDirectory(dir=copy.parent) as folder,
        ):
            _about(archive)
            common = archive.extract(parts.COMMON, folder)
            own = parts.where(database)
            words = ("--exit-on-error", f"--dbname={own['PGDATABASE']}", common)
            parts.program("pg_restore", own, "--section=pre-data", "--section=data", *words)
            with parts.connect(database) as connection:
                came = _fill(connection, archive, told)
                _without_ends(connection)
            parts.program("pg_restore", own, "--section=post-data", *words)
    except (zipfile.BadZipFile, KeyError, EOFError) as failure:
        raise parts.Damaged(
            f"{copy.name} is no copy that `fifteen copy` made, or not whole"
        ) from failure
    with parts.connect(database, autocommit=True) as connection:
        connection.execute("ANALYZE")
    return came


def _told(keys: Path) -> dict[int, dict[str, Any]]:
    try:
        told = json.loads(keys.read_text("utf-8"))
        return {int(row["campaign"]): row for row in told["keys"]}
    except (ValueError, KeyError, TypeError) as failure:
        raise parts.Damaged(f"{keys.name} is no file of keys that `fifteen copy` made") from failure


def _about(archive: zipfile.ZipFile) -> None:
    try:
        known = json.loads(archive.read(parts.ABOUT))["format"] == parts.FORMAT
    except (ValueError, TypeError):
        known = False
    if not known:
        raise parts.Damaged("the copy was made by another version of `fifteen copy`")


def _fill(
    connection: Connection[Any], archive: zipfile.ZipFile, told: dict[int, dict[str, Any]]
) -> Came:
    numbers = [int(name) for name in archive.namelist() if name.isdecimal()]
    with_key = [n for n in numbers if n in told]
    for number in with_key:
        row = told[number]
        box = sealed.opened(Campaign(id=number, key=row["key"]), row["wrapped"])
        with archive.open(str(number)) as file:
            parts.rows_back(connection, parts.opened(box, row["key"], file))
        connection.execute(
            "INSERT INTO store_campaignkey (id, campaign_id, wrapped) VALUES (%s, %s, %s)",
            (row["id"], number, row["wrapped"]),
        )
    connection.execute(
        "SELECT setval(pg_get_serial_sequence('store_campaignkey', 'id'), max(id))"
        " FROM store_campaignkey HAVING max(id) IS NOT NULL"
    )
    return Came(len(with_key), len(numbers) - len(with_key))


def _without_ends(connection: Connection[Any]) -> None:
    """Take away, or loosen, what points at rows of campaigns that stay closed."""
    ends = list(_ends())
    while sum(connection.execute(statement).rowcount for statement in ends):
        pass


def _ends() -> Iterator[sql.Composed]:
    for model in apps.get_models():
        for field in model._meta.local_fields:
            to = field.remote_field
            if not isinstance(field, models.ForeignKey) or not isinstance(to, models.ManyToOneRel):
                continue
            loose = field.null and to.on_delete is models.SET_NULL
            act = "UPDATE {0} t SET {1} = NULL" if loose else "DELETE FROM {0} t"
            yield sql.SQL(
                act
                + " WHERE {1} IS NOT NULL AND NOT EXISTS (SELECT FROM {2} o WHERE o.{3} = t.{1})"
            ).format(
                *map(sql.Identifier, (model._meta.db_table, str(field.column))),
                *map(sql.Identifier, (to.model._meta.db_table, str(field.target_field.column))),
            )
