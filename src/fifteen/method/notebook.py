"""Lines of the journal -> the field book: the one door to the folds."""

from __future__ import annotations

from collections.abc import Iterable

from fifteen.method import standing
from fifteen.method._field_folds import FOLDS, So, book
from fifteen.method.fieldbook import Book, Line

__all__ = ["of"]


def of(lines: Iterable[Line]) -> Book:
    """The field book that the lines, oldest first, add up to; withdrawn ones leave no trace."""
    lines = list(lines)
    counting = {id(e) for e in standing.counting(line.entry for line in lines)}
    so = So()
    for line in lines:
        fold = FOLDS.get(line.entry.verb)
        if fold is not None and id(line.entry) in counting:
            fold(so, line)
    return book(so)
