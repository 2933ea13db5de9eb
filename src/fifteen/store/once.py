"""Works that many acts of one transaction ask for, done once for all of them.

What is kept beside the journal (the search index, who may be one person, the rows of fields) is
brought up to date by each act. Where hundreds of acts are written at a time, as when the demo is
replayed, the last time is enough: in between nobody looks.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

Work = Callable[[list[Any]], None]

_ASKED: ContextVar[Mapping[Work, dict[Hashable, None]]] = ContextVar("asked", default={})  # noqa: B039


@contextmanager
def once(*works: Work) -> Iterator[None]:
    """While this lasts these works are put off; each is done at the end, in the order given, for
    all it was asked for. Where something raised nothing is done: the transaction goes back."""
    asked: dict[Work, dict[Hashable, None]] = {work: {} for work in works}
    token = _ASKED.set({**_ASKED.get(), **asked})
    try:
        yield
    finally:
        _ASKED.reset(token)
    for work, ones in asked.items():
        if ones:
            work(list(ones))


def put_off(work: Work, one: Hashable) -> bool:
    """Ask for a work for one; returns whether it is done later, and need not be done now."""
    ones = _ASKED.get().get(work)
    if ones is None:
        return False
    ones[one] = None
    return True
