"""`fifteen copy-back`: a sealed copy into an empty database, as far as there are keys."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from django.apps import apps
from django.db import models
from psycopg import Connection, sql

from fifteen.server.copies import accounts, parts
from fifteen.server.copies.out import whose
from fifteen.store import sealed


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


Told = dict[str, dict[int, dict[str, Any]]]


def _told(keys: Path) -> Told:
    """The keys of campaigns and of accounts, by whose number. Those of the first format had the
    one kind, and another name for the number."""
    try:
        told = json.loads(keys.read_text("utf-8"))
        kinds = {part: told.get(part, []) for part in ("keys", "accounts")}
        return {
            part: {int(row["of"] if "of" in row else row["campaign"]): row for row in rows}
            for part, rows in kinds.items()
        }
    except (ValueError, KeyError, TypeError) as failure:
        raise parts.Damaged(f"{keys.name} is no file of keys that `fifteen copy` made") from failure


def _about(archive: zipfile.ZipFile) -> None:
    try:
        known = json.loads(archive.read(parts.ABOUT))["format"] in parts.READS
    except (ValueError, TypeError):
        known = False
    if not known:
        raise parts.Damaged("the copy was made by another version of `fifteen copy`")


_KEYS = {
    "keys": "INSERT INTO store_campaignkey (id, campaign_id, wrapped) VALUES (%s, %s, %s)",
    "accounts": "INSERT INTO server_accountkey (id, account_id, wrapped) VALUES (%s, %s, %s)",
}
_NUMBERS = (
    "SELECT setval(pg_get_serial_sequence('{0}', 'id'), max(id))"
    " FROM {0} HAVING max(id) IS NOT NULL"
)


def _fill(connection: Connection[Any], archive: zipfile.ZipFile, told: Told) -> Came:
    names = archive.namelist()
    if accounts.REST in names:
        rest = sealed.of_the_operator(accounts.REST)
        _rows(connection, archive, accounts.REST, rest, accounts.REST)
    people = {int(n.removeprefix(_ACCOUNT)): n for n in names if n.startswith(_ACCOUNT)}
    campaigns = {int(name): name for name in names if name.isdecimal()}
    for part, there in (("accounts", people), ("keys", campaigns)):
        for number in (n for n in there if n in told[part]):
            row = told[part][number]
            own = whose(part, row)
            box = sealed.opened(own, row["wrapped"])
            _rows(connection, archive, there[number], box, own.key)
            connection.execute(_KEYS[part], (row["id"], number, row["wrapped"]))
    for table in (parts.KEYS, *([accounts.KEYS] if people else [])):
        connection.execute(_NUMBERS.format(table))
    back = len(campaigns.keys() & told["keys"].keys())
    return Came(back, len(campaigns) - back)


_ACCOUNT = "account-"


def _rows(
    connection: Connection[Any],
    archive: zipfile.ZipFile,
    name: str,
    box: ChaCha20Poly1305,
    bound: str,
) -> None:
    with archive.open(name) as file:
        parts.rows_back(connection, parts.opened(box, bound, file))


def _without_ends(connection: Connection[Any]) -> None:
    """Take away, or loosen, what points at rows of campaigns that stay closed."""
    ends = list(_ends(parts.columns(connection)))
    while sum(connection.execute(statement).rowcount for statement in ends):
        pass


def _ends(there: Mapping[str, Any]) -> Iterator[sql.Composed]:
    """Of the tables that are there: a copy of long ago has fewer."""
    for model in (one for one in apps.get_models() if one._meta.db_table in there):
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
