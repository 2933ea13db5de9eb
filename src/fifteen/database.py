"""Which database: SQLite in the data folder, with nothing to set up, or PostgreSQL by address."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

SCHEMES = ("postgresql", "postgres")
_OPTIONS = (
    "sslmode",
    "sslrootcert",
    "sslcert",
    "sslkey",
    "connect_timeout",
    "target_session_attrs",
)
_SSL = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")


class NotAnAddress(ValueError):
    """The address of a database that cannot be one; its message never holds the password."""


def sqlite(path: str) -> dict[str, Any]:
    """Django's settings for a file: safe to read and write from several threads."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # Immediate: a transaction that reads and then writes never fails half way as "locked".
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"
            # What is deleted is overwritten: somebody forgotten is not in the file any more.
            "PRAGMA secure_delete=ON;"
            "PRAGMA temp_store=MEMORY;PRAGMA cache_size=-32000;PRAGMA mmap_size=134217728;",
        },
    }


def postgresql(url: str) -> dict[str, Any]:
    """Django's settings for postgresql://USER:PASSWORD@HOST:PORT/NAME?sslmode=verify-full.

    Raises NotAnAddress where that is something else.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise NotAnAddress("it cannot be read as an address") from None
    name = unquote(parts.path.lstrip("/"))
    asked = dict(parse_qsl(parts.query))
    if parts.scheme not in SCHEMES:
        raise NotAnAddress("it does not begin with postgresql://")
    if not name:
        raise NotAnAddress("it does not name a database after the host")
    unknown = sorted(set(asked) - {*_OPTIONS, "host"})
    if unknown:
        raise NotAnAddress(f"it asks for {unknown[0]}, which is none of {', '.join(_OPTIONS)}")
    if asked.get("sslmode", _SSL[0]) not in _SSL:
        raise NotAnAddress(f"its sslmode is none of {', '.join(_SSL)}")
    if port == 0 or re.search(r"[\x00-\x20\x7f]", f"{parts.hostname}{name}"):
        raise NotAnAddress("its host, port or database is none")
    if "\0" in unquote(url):
        raise NotAnAddress("it cannot be read as an address")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": asked.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": "10", **asked},
    }
