"""What is inside a sealed copy: which tables belong to campaigns, and how rows are sealed.

A part is a deflated stream cut into pieces; each piece is a length of four bytes, a
nonce and the sealed bytes, bound to whose it is, its place in the row and whether it is the last:
pieces that are changed, left out or put into another order do not open.
"""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from psycopg import Connection, sql

FORMAT = "fifteen copy 2"
READS = ("fifteen copy 1", FORMAT)
"""The first had accounts, and what hangs on them, in its common part."""
_SEALED = "fifteen copy 1"  # what pieces are bound to besides their place
COMMON, ABOUT = "common.dump", "about.json"
KEYS = "store_campaignkey"
PIECE = 1 << 20  # bytes before they are sealed
_NONCE, _LENGTH = 12, 4  # bytes


class Damaged(ValueError):
    """A copy, or a part of it, that cannot be read back; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose rows belong to campaigns: its columns, and the one that says to which."""

    name: str
    columns: tuple[str, ...]
    owner: str

    def out(self, campaign: int) -> sql.Composed:
        """The rows of one campaign, as COPY gives them."""
        return sql.SQL("COPY (SELECT {} FROM {} WHERE {} = {}) TO STDOUT").format(
            _listed(self.columns), *map(sql.Identifier, (self.name, self.owner)), campaign
        )


def _listed(names: Iterable[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, names))


_COLUMNS = """
SELECT c.table_name, array_agg(c.column_name::text ORDER BY c.ordinal_position)
FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.is_generated = 'NEVER'
GROUP BY c.table_name ORDER BY c.table_name
"""


def columns(connection: Connection[Any]) -> dict[str, tuple[str, ...]]:
    """Every table with its columns, but those the database computes."""
    return {name: tuple(found) for name, found in connection.execute(_COLUMNS)}


def tables(connection: Connection[Any]) -> list[Table]:
    """The tables of campaigns, the campaigns themselves first; without that of their keys."""
    there = columns(connection)
    found = [
        Table(name, one, "campaign_id")
        for name, one in there.items()
        if "campaign_id" in one and name != KEYS
    ]
    return [Table("store_campaign", there["store_campaign"], "id"), *found]


def seal(box: ChaCha20Poly1305, bound: str, given: Iterable[bytes]) -> Iterator[bytes]:
    """The bytes deflated and sealed, piece by piece."""
    number, waiting = 0, bytearray()
    for data in _deflated(given):
        waiting += data
        while len(waiting) > PIECE:
            yield _piece(box, bound, number, bytes(waiting[:PIECE]), last=False)
            del waiting[:PIECE]
            number += 1
    yield _piece(box, bound, number, bytes(waiting), last=True)


def _deflated(given: Iterable[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(6)
    yield from map(packer.compress, given)
    yield packer.flush()


def _piece(box: ChaCha20Poly1305, bound: str, number: int, data: bytes, last: bool) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    sealed = nonce + box.encrypt(nonce, data, _place(bound, number, last))
    return len(sealed).to_bytes(_LENGTH) + sealed


def _place(bound: str, number: int, last: bool) -> bytes:
    return f"{_SEALED}\0{bound}\0{number}\0{'last' if last else 'more'}".encode()


def opened(box: ChaCha20Poly1305, bound: str, file: IO[bytes]) -> Iterator[bytes]:
    """What was sealed, inflated. Raises `Damaged` before anything of a changed piece is given."""
    unpacker, number = zlib.decompressobj(), 0
    sealed, after = _read(file), _read(file)
    while sealed is not None:
        try:
            data = box.decrypt(
                sealed[:_NONCE], sealed[_NONCE:], _place(bound, number, after is None)
            )
        except (InvalidTag, ValueError) as failure:
            raise Damaged("a part was changed, or is not whole") from failure
        yield from _inflated(unpacker, data)
        sealed, after, number = after, _read(file), number + 1
    if not unpacker.eof:
        raise Damaged("a part is not whole")


def _inflated(unpacker: Any, data: bytes) -> Iterator[bytes]:
    while data:
        if found := unpacker.decompress(data, PIECE):
            yield found
        data = unpacker.unconsumed_tail


def _read(file: IO[bytes]) -> bytes | None:
    length = file.read(_LENGTH)
    return file.read(int.from_bytes(length)) if length else None


Rows = tuple[str, tuple[str, ...], sql.Composed]
"""The name of a table, its columns, and the statement that gives the rows."""


def rows_out(connection: Connection[Any], wanted: Iterable[Rows]) -> Iterator[bytes]:
    """Rows, table by table: a line that says which, blocks of bytes with their length before them,
    and a length of nothing at the end of each."""
    for name, listed, statement in wanted:
        yield json.dumps({"table": name, "columns": listed}).encode() + b"\n"
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            for block in copy:
                data = bytes(block)
                yield len(data).to_bytes(_LENGTH) + data
        yield (0).to_bytes(_LENGTH)


def rows_back(connection: Connection[Any], stream: Iterable[bytes]) -> None:
    """Write such rows. Raises `Damaged` where a table or column is not known any more."""
    reader = _Reader(stream)
    known = columns(connection)
    while (line := reader.line()) is not None:
        told = json.loads(line)
        name, listed = told["table"], tuple(told["columns"])
        if name not in known or not set(listed) <= set(known[name]):
            raise Damaged(f"the table {name} of the copy is another one here")
        back = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(name), _listed(listed))
        with connection.cursor() as cursor, cursor.copy(back) as copy:
            while length := int.from_bytes(reader.take(_LENGTH)):
                copy.write(reader.take(length))


class _Reader:
    """Bytes that come in pieces, taken by line and by length."""

    def __init__(self, stream: Iterable[bytes]) -> None:
        self._stream, self._have = iter(stream), bytearray()

    def _more(self) -> bool:
        data = next(self._stream, None)
        self._have += data or b""
        return data is not None

    def line(self) -> bytes | None:
        while b"\n" not in self._have:
            if not self._more():
                return None
        return self.take(self._have.index(b"\n") + 1)

    def take(self, length: int) -> bytes:
        while len(self._have) < length:
            if not self._more():
                raise Damaged("a part ends too early")
        data = bytes(self._have[:length])
        del self._have[:length]
        return data


def program(name: str, at: Mapping[str, str], *words: str) -> None:
    """Run pg_dump or pg_restore; the password goes by the environment. Raises `Damaged`, in its
    words, where it fails, and `FileNotFoundError` where it is not installed."""
    done = subprocess.run(  # noqa: S603 -- a program of PostgreSQL's, and words of ours
        [name, *words], env={**os.environ, **at}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Damaged(f"{name} stopped: {done.stderr.strip()[-600:]}")


def where(database: Mapping[str, Any]) -> dict[str, str]:
    """Django's settings of a database as the variables that PostgreSQL's own programs read."""
    names = {"NAME": "PGDATABASE", "USER": "PGUSER", "PASSWORD": "PGPASSWORD"}
    names |= {"HOST": "PGHOST", "PORT": "PGPORT"}
    options = {"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT"}
    options |= {"sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY"}
    told = {new: str(database.get(old) or "") for old, new in names.items()}
    more = database.get("OPTIONS", {})
    return {k: v for k, v in told.items() if v} | {
        options[name]: str(more[name]) for name in options if name in more
    }


def connect(database: Mapping[str, Any], autocommit: bool = False) -> Connection[Any]:
    """A connection past Django, as the role that may see everything."""
    own = {"dbname": database["NAME"], "user": database.get("USER"), "port": database.get("PORT")}
    own |= {"host": database.get("HOST"), "password": database.get("PASSWORD")}
    asked = {k: v for k, v in {**own, **database.get("OPTIONS", {})}.items() if v and k != "pool"}
    return Connection.connect(**asked, autocommit=autocommit)
