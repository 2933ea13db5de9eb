"""How far a long piece of work is, kept in memory beside the row.

The row cannot say it while one transaction writes everything; another process sees the row only.
"""

from __future__ import annotations

import threading

_lock = threading.Lock()
_known: dict[str, tuple[int, int]] = {}
_to_stop: set[str] = set()


class Stopped(Exception):
    """The seeker stopped this work, or left it."""


def stop(key: str) -> None:
    """The work is to end at the next step, with nothing kept of it."""
    with _lock:
        _to_stop.add(key)


def is_to_stop(key: str) -> bool:
    """Whether this process was told so."""
    with _lock:
        return key in _to_stop


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
        _to_stop.discard(key)
