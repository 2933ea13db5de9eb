"""Copies of the database: before each migration, by `fifteen backup`, and back by `restore`."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from fifteen import home

KEPT = 10  # copies made before migrations; older ones go


def copy(to: Path) -> Path:
    """A complete copy of the database as it is now, made while it runs; returns its path."""
    to.parent.mkdir(parents=True, exist_ok=True)
    aside = to.with_name(to.name + ".part")
    aside.unlink(missing_ok=True)
    os.close(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with (
        closing(sqlite3.connect(home.database())) as source,
        closing(sqlite3.connect(aside)) as out,
    ):
        source.backup(out)
    aside.replace(to)
    return to


def before_migration(now: datetime) -> Path | None:
    """A copy kept before the tables change; None where there is no database yet."""
    if not home.database().exists():
        return None
    made = copy(home.copies() / f"before-{now:%Y%m%d-%H%M%S}.sqlite3")
    for old in sorted(home.copies().glob("before-*.sqlite3"))[:-KEPT]:
        old.unlink()
    return made
