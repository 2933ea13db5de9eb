"""What a relay keeps: one SQLite file, in which nobody's name can be read.

A page is kept sealed under the hash of its token, an answer sealed for the seeker's computer, a
time that is taken as a keyed hash. Everything ends by itself.
"""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_DAY = 24 * 3600  # seconds
LONGEST = 70 * _DAY  # a page; the link ends after sixty days by itself
KEPT = 45 * _DAY  # an answer nobody fetches
CODE_LASTS = 7 * _DAY
MOST_PAGES = 300  # of one computer
MOST_ANSWERS = 12  # that wait on one page
MOST_WAITING = 600  # of one computer
LARGEST_PAGE = 64 * 1024  # bytes, sealed
LARGEST_ANSWER = 16 * 1024  # bytes, sealed

_TABLES = """
CREATE TABLE IF NOT EXISTS codes (hash TEXT PRIMARY KEY, ends INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS keys (
    id INTEGER PRIMARY KEY, signs BLOB NOT NULL UNIQUE, opens BLOB NOT NULL, last INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS pages (
    hash TEXT PRIMARY KEY, key INTEGER NOT NULL REFERENCES keys ON DELETE CASCADE,
    sealed BLOB NOT NULL, ends INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS answers (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    key INTEGER NOT NULL REFERENCES keys ON DELETE CASCADE,
    page TEXT NOT NULL, sealed BLOB NOT NULL, at INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS claims (
    key INTEGER NOT NULL REFERENCES keys ON DELETE CASCADE, slot TEXT NOT NULL, page TEXT NOT NULL,
    answer INTEGER NOT NULL, PRIMARY KEY (key, slot)
);
CREATE INDEX IF NOT EXISTS page_of_key ON pages (key);
CREATE INDEX IF NOT EXISTS answer_of_key ON answers (key, number);
"""


class Full(Exception):
    """There is no room for more of this."""


class Taken(Exception):
    """Somebody else has that time by now."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it is kept: whose, the key its answers are sealed to, what is sealed."""

    key: int
    opens: bytes
    sealed: bytes
    waiting: int  # answers from it that nobody has fetched


class Storage:
    """The file. Each call is one transaction; two at once wait for each other."""

    def __init__(self, path: Path | str) -> None:
        self._path = str(path)
        with self._open() as base:
            base.executescript(_TABLES)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        base = sqlite3.connect(self._path, timeout=20, isolation_level=None)
        try:
            base.execute("PRAGMA journal_mode = WAL")
            base.execute("PRAGMA foreign_keys = ON")
            base.execute("PRAGMA secure_delete = ON")
            yield base
        finally:
            base.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._open() as base:
            base.execute("BEGIN IMMEDIATE")
            try:
                yield base
            except BaseException:
                base.execute("ROLLBACK")
                raise
            base.execute("COMMIT")

    def new_code(self, now: int) -> str:
        """A code that lets one computer in, once."""
        code = secrets.token_urlsafe(18)
        with self._writing() as base:
            base.execute("INSERT INTO codes VALUES (?, ?)", (_hash(code), now + CODE_LASTS))
        return code

    def join(self, code: str, signs: bytes, opens: bytes, number: int, now: int) -> bool:
        """Let a computer in with its keys; whether the code is good. A code used again by the same
        computer is fine: its first answer may have been lost on the way."""
        with self._writing() as base:
            known = base.execute("SELECT id FROM keys WHERE signs = ?", (signs,)).fetchone()
            used = base.execute(
                "DELETE FROM codes WHERE hash = ? AND ends > ?", (_hash(code), now)
            ).rowcount
            if known is None and used:
                values = (signs, opens, number)
                base.execute("INSERT INTO keys (signs, opens, last) VALUES (?, ?, ?)", values)
            return known is not None or bool(used)

    def heard(self, signs: bytes, number: int) -> int | None:
        """Who speaks, where this number is a new one; None else."""
        with self._writing() as base:
            row = base.execute(
                "UPDATE keys SET last = ? WHERE signs = ? AND last < ? RETURNING id",
                (number, signs, number),
            ).fetchone()
            return int(row[0]) if row else None

    def leave(self, key: int) -> None:
        """Forget a computer with everything it put here."""
        with self._writing() as base:
            base.execute("DELETE FROM keys WHERE id = ?", (key,))

    def put(self, key: int, page: str, sealed: bytes, ends: int, now: int) -> None:
        """Show this page. Raises `Full`; a page of another computer stays as it is."""
        ends = min(ends, now + LONGEST)
        with self._writing() as base:
            base.execute("DELETE FROM pages WHERE ends <= ?", (now,))
            base.execute("DELETE FROM answers WHERE at <= ?", (now - KEPT,))
            _orphans(base)
            mine = base.execute("SELECT key FROM pages WHERE hash = ?", (page,)).fetchone()
            if mine is None:
                [count] = base.execute(
                    "SELECT count(*) FROM pages WHERE key = ?", (key,)
                ).fetchone()
                if count >= MOST_PAGES:
                    raise Full
            elif mine[0] != key:
                raise Full
            values = (page, key, sealed, ends)
            base.execute("INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?)", values)

    def take_down(self, key: int, page: str) -> None:
        """Show it no longer. Answers from it that wait stay until they are fetched."""
        with self._writing() as base:
            base.execute("DELETE FROM pages WHERE hash = ? AND key = ?", (page, key))

    def page(self, page: str, now: int) -> Kept | None:
        """The page of this hash, where it is shown."""
        with self._open() as base:
            row = base.execute(
                "SELECT key, opens, sealed, (SELECT count(*) FROM answers WHERE page = hash)"
                " FROM pages JOIN keys ON keys.id = key WHERE hash = ? AND ends > ?",
                (page, now),
            ).fetchone()
        return Kept(*row) if row else None

    def claims(self, key: int) -> dict[str, str]:
        """Which times are taken, each with the page it was taken on; all as hashes."""
        with self._open() as base:
            return dict(base.execute("SELECT slot, page FROM claims WHERE key = ?", (key,)))

    def answer(
        self,
        kept: Kept,
        page: str,
        sealed: bytes,
        now: int,
        claim: str = "",
        around: Sequence[str] = (),
    ) -> None:
        """Keep an answer; with `claim`, that time is this page's from now on, and what it had
        before is free again. Raises `Taken` where one of `around` is another's, and `Full`."""
        with self._writing() as base:
            self._room(base, kept.key, page)
            if claim:
                for slot in (claim, *around):
                    held = base.execute(
                        "SELECT page FROM claims WHERE key = ? AND slot = ?", (kept.key, slot)
                    ).fetchone()
                    if held is not None and held[0] != page:
                        raise Taken
            base.execute("DELETE FROM claims WHERE key = ? AND page = ?", (kept.key, page))
            number = base.execute(
                "INSERT INTO answers (key, page, sealed, at) VALUES (?, ?, ?, ?)",
                (kept.key, page, sealed, now),
            ).lastrowid
            if claim:
                values = (kept.key, claim, page, number)
                base.execute("INSERT INTO claims VALUES (?, ?, ?, ?)", values)

    def _room(self, base: sqlite3.Connection, key: int, page: str) -> None:
        [here] = base.execute("SELECT count(*) FROM answers WHERE page = ?", (page,)).fetchone()
        [all_] = base.execute("SELECT count(*) FROM answers WHERE key = ?", (key,)).fetchone()
        if here >= MOST_ANSWERS or all_ >= MOST_WAITING:
            raise Full

    def answers(self, key: int, most: int = 100) -> list[tuple[int, str, bytes]]:
        """What waits for a computer, the oldest first."""
        with self._open() as base:
            query = "SELECT number, page, sealed FROM answers WHERE key = ? ORDER BY number LIMIT ?"
            return list(base.execute(query, (key, most)))

    def pages(self, key: int) -> list[str]:
        """The hashes of the pages a computer shows here."""
        with self._open() as base:
            return [
                page for (page,) in base.execute("SELECT hash FROM pages WHERE key = ?", (key,))
            ]

    def taken(self, key: int, numbers: Iterable[int]) -> None:
        """Let go of these answers, and of the times they took."""
        with self._writing() as base:
            for number in numbers:
                base.execute("DELETE FROM answers WHERE number = ? AND key = ?", (number, key))
                base.execute("DELETE FROM claims WHERE answer = ? AND key = ?", (number, key))


def _orphans(base: sqlite3.Connection) -> None:
    base.execute("DELETE FROM claims WHERE answer NOT IN (SELECT number FROM answers)")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
