"""Reading from a streaming replica (FIFTEEN_REPLICA_URL), where what is seen may be a moment old.

Only inside `reading`, and only rows of ours; whatever is written goes to the primary.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import DEFAULT_DB_ALIAS

REPLICA = "replica"
_OURS = ("store", "server")
_reading: ContextVar[bool] = ContextVar("reading", default=False)


class Router:
    """Which database Django asks."""

    def db_for_read(self, model: type[models.Model], **hints: Any) -> str:
        """The replica inside `reading`."""
        old = _reading.get() and model._meta.app_label in _OURS
        return REPLICA if old else DEFAULT_DB_ALIAS

    def db_for_write(self, model: type[models.Model], **hints: Any) -> str:
        """Never the replica, also for a row that was read there."""
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: models.Model, other: models.Model, **hints: Any) -> bool:
        """They are the same rows."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """The replica follows by itself."""
        return db == DEFAULT_DB_ALIAS


def there() -> bool:
    """Whether a replica is configured."""
    return REPLICA in connections.databases


def asked() -> list[BaseDatabaseWrapper]:
    """The connections that read now: each has to know whose rows may be seen (`walls`)."""
    names = [DEFAULT_DB_ALIAS, REPLICA] if _reading.get() else [DEFAULT_DB_ALIAS]
    return [connections[name] for name in names]


@contextmanager
def reading() -> Iterator[None]:
    """Inside, rows come from the replica, in one transaction."""
    token = _reading.set(True)
    try:
        with transaction.atomic(using=REPLICA):
            yield
    finally:
        _reading.reset(token)
