"""The forgotten are taken out of the copies in the data folder; nobody else is."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fifteen import home
from fifteen.store import old_copies

MADE = datetime(2026, 3, 4, 5, 6, 7, 890, tzinfo=UTC)
TABLES = """
    CREATE TABLE store_person (id integer PRIMARY KEY, made text, name text, organisation text);
    CREATE TABLE old_letter (
        id integer PRIMARY KEY, body text, person_id integer REFERENCES store_person(id)
    );
    CREATE TABLE old_draft (
        id integer PRIMARY KEY, body text, letter_id integer REFERENCES old_letter(id)
    );
    CREATE TABLE store_card (
        id integer PRIMARY KEY, place text, person_id integer REFERENCES store_person(id)
    );
    INSERT INTO store_person VALUES (1, '2026-03-04 05:06:07.000890', 'Xanthippe', 'Acme');
    INSERT INTO store_person VALUES (2, '2026-03-04 05:06:08', 'Tom Lee', 'Acme');
    INSERT INTO old_letter VALUES (5, 'about zeppelins', 1), (6, 'about trams', 2);
    INSERT INTO old_draft VALUES (8, 'marimbas', 5), (9, 'flutes', 6);
    INSERT INTO store_card VALUES (3, 'one.vcf', 1);
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FIFTEEN_HOME", str(tmp_path))
    return home.copies()


def copy(folder: Path, name: str) -> Path:
    path = folder / name
    with closing(sqlite3.connect(path)) as base:
        base.executescript(TABLES)
    return path


def asked(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as base:
        return base.execute(query).fetchall()


@pytest.mark.parametrize("name", ["before-20260101-000000.sqlite3", "backup-1.sqlite3"])
def test_their_rows_go_with_all_that_hangs_on_them(folder: Path, name: str) -> None:
    path = copy(folder, name)
    old_copies.forget(old_copies.gone([(1, MADE)]))
    data = path.read_bytes()
    assert not [w for w in (b"Xanthippe", b"zeppelins", b"marimbas") if w in data]
    assert asked(path, "SELECT name FROM store_person") == [("Tom Lee",)]
    assert asked(path, "SELECT body FROM old_letter") == [("about trams",)]
    assert asked(path, "SELECT body FROM old_draft") == [("flutes",)]


def test_a_card_on_a_server_is_known_as_nobodys(folder: Path) -> None:
    path = copy(folder, "backup-1.sqlite3")
    old_copies.forget(old_copies.gone([(1, MADE)]))
    assert asked(path, "SELECT place, person_id FROM store_card") == [("one.vcf", None)]


def test_a_copy_of_other_data_with_the_same_id_stays(folder: Path) -> None:
    path = copy(folder, "backup-1.sqlite3")
    before = path.read_bytes()
    old_copies.forget(old_copies.gone([(2, MADE)]))  # made at another moment
    assert asked(path, "SELECT count(*) FROM store_person") == [(2,)]
    assert b"Xanthippe" in before


def test_a_damaged_copy_of_an_update_goes_and_one_by_hand_stays(folder: Path) -> None:
    for name in ("before-1.sqlite3", "backup-1.sqlite3"):
        (folder / name).write_bytes(b"SQLite format 3\0" + b"damaged" * 100)
    old_copies.forget(old_copies.gone([(1, MADE)]))
    assert [path.name for path in folder.iterdir()] == ["backup-1.sqlite3"]
