"""What in a copy hangs on an account (its row, addresses, passkeys, sessions, a coach's notes), and
what on no campaign and no account: sealed with the account's own key, or with the operator's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from psycopg import Connection, sql

from fifteen.server.copies import parts

KEYS = "server_accountkey"
ACCOUNT = "server_account"
REST = "rest"
"""The part of a copy that hangs on nobody who could erase it."""

_BY_OTHER_WORDS = {
    "django_session": "t.session_key IN"
    " (SELECT session_key FROM usersessions_usersession WHERE user_id = a.id)",
    "server_asked": "lower(t.email) = lower(a.email)",
    "server_cache": "false",  # counts of tries
}
"""Tables that name an account without pointing at it, or nobody."""

_POINTERS = """
SELECT c.conrelid::regclass::text, a.attname::text, c.confrelid::regclass::text, f.attname::text
FROM pg_constraint c
JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
JOIN pg_attribute f ON f.attrelid = c.confrelid AND f.attnum = c.confkey[1]
WHERE c.contype = 'f' AND cardinality(c.conkey) = 1
ORDER BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class Held:
    """A table of accounts: its columns, and which of its rows `t` are those of an account `a`."""

    name: str
    columns: tuple[str, ...]
    mine: str

    def of(self, account: int) -> sql.Composed:
        """The rows of one account, as COPY gives them."""
        return self._copy("JOIN {} a ON a.id = {} WHERE " + self.mine, account)

    def of_nobody(self) -> sql.Composed:
        """The rows that are no account's."""
        return self._copy("WHERE NOT EXISTS (SELECT FROM {} a WHERE " + self.mine + ")")

    def _copy(self, which: Any, *more: int) -> sql.Composed:
        columns = sql.SQL(", ").join(
            sql.SQL("t.{}").format(sql.Identifier(c)) for c in self.columns
        )
        chosen = sql.SQL(which).format(sql.Identifier(ACCOUNT), *more)
        return sql.SQL("COPY (SELECT {} FROM {} t {}) TO STDOUT").format(
            columns, sql.Identifier(self.name), chosen
        )


def tables(connection: Connection[Any], campaigns: list[parts.Table]) -> list[Held]:
    """Every table that leads to an account, by its pointers and theirs, by `owner`, or by what is
    written here; none of those of campaigns. That of accounts comes first."""
    columns = parts.columns(connection)
    left = {
        name for name in columns if name not in {KEYS, parts.KEYS, *(t.name for t in campaigns)}
    }
    found = {ACCOUNT: "t.id = a.id"}
    for name in sorted(left - {ACCOUNT}):
        if name in _BY_OTHER_WORDS:
            found[name] = _BY_OTHER_WORDS[name]
        elif "owner" in columns[name]:
            found[name] = "t.owner = a.key"
    _follow(found, left, connection.execute(_POINTERS).fetchall())
    return [Held(name, columns[name], mine) for name, mine in found.items()]


def _follow(found: dict[str, str], left: set[str], pointers: list[tuple[Any, ...]]) -> None:
    """Add what points at what was found, again and again."""
    quoted: Callable[[str], str] = lambda name: '"' + name.replace('"', '""') + '"'  # noqa: E731
    while True:
        new = {
            name: (column, to, key)
            for name, column, to, key in pointers
            if name in left and to in found and name not in found
        }
        if not new:
            return
        for name, (column, to, key) in new.items():
            inner = found[to].replace("t.", "o.")
            found[name] = (
                f"t.{quoted(column)} = a.id"
                if to == ACCOUNT
                else f"t.{quoted(column)} IN"  # noqa: S608 -- names from the catalogue
                f" (SELECT o.{quoted(key)} FROM {quoted(to)} o WHERE {inner})"
            )
