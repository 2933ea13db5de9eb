"""How far a long piece of work is, kept in memory beside the row.

The row cannot say it while one transaction writes everything; another process sees the row only.
"""

from __future__ import annotations

import threading

_lock = threading.Lock()
_known: dict[str, tuple[int, int]] = {}


def tell(key: str, done: int, total: int) -> None:
    """So much is done."""
    with _lock:
        _known[key] = (done, total)


def of(key: str) -> tuple[int, int] | None:
    """How much is done, or None where this process does not know."""
    with _lock:
        return _known.get(key)


def forget(key: str) -> None:
    """The work is over."""
    with _lock:
        _known.pop(key, None)
