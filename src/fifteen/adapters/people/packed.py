"""People as they are read, packed: a list of half a million short lines would be a hundred times
its file as objects. Rows become text at once and blocks of them are compressed."""

from __future__ import annotations

import json
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, overload

from fifteen.method.facts import Facts
from fifteen.method.words import Tie, TieKind

_ROWS = 500  # of one block
_CHARACTERS = 100_000  # of one block, so that wide rows make no large one
_LEVEL = 1  # of compression: the fast one does for text that repeats itself
_TEXTS = tuple(n for n in Facts.__dataclass_fields__ if n not in ("connected_on", "tie", "extra"))
_NO_TIE = Tie()
_KINDS = {str(kind): kind for kind in TieKind}


@dataclass(frozen=True, slots=True)
class Row:
    """One person, and the line of the file where they begin (the first line is 1)."""

    line: int
    facts: Facts


class Rows(Sequence[Row]):
    """Rows that take less memory than their file; each is made anew when it is asked for. Going
    through them in order costs one unpacking of each block, any other way one for each row."""

    __slots__ = ("_blocks", "_count", "_ends", "_open", "_size", "_starts")

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self._blocks = bytearray()  # one piece: thousands of small ones leave holes between them
        self._ends = array("Q", [0])  # of each block, in bytes
        self._starts = array("Q")  # the place of the first row of each block
        self._open: list[str] = []
        self._size = 0
        self._count = 0
        for row in rows:
            self.add(row)

    def add(self, row: Row) -> None:
        """One more at the end."""
        text = _packed(row)
        self._open.append(text)
        self._size += len(text)
        self._count += 1
        if len(self._open) == _ROWS or self._size > _CHARACTERS:
            self._starts.append(self._count - len(self._open))
            self._blocks += zlib.compress("\n".join(self._open).encode(), _LEVEL)
            self._ends.append(len(self._blocks))
            self._open, self._size = [], 0

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Row]:
        for block in range(len(self._starts)):
            yield from map(_unpacked, self._texts(block))
        yield from map(_unpacked, tuple(self._open))

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, at: int | slice) -> Row | tuple[Row, ...]:
        if isinstance(at, slice):
            return tuple(self._at(place) for place in range(self._count)[at])
        return self._at(range(self._count)[at])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, (Rows, tuple)) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]

    def _at(self, place: int) -> Row:
        block = bisect_right(self._starts, place) - 1
        closed = self._count - len(self._open)
        if place >= closed:
            return _unpacked(self._open[place - closed])
        return _unpacked(self._texts(block)[place - self._starts[block]])

    def _texts(self, block: int) -> list[str]:
        piece = self._blocks[self._ends[block] : self._ends[block + 1]]
        return zlib.decompress(piece).decode().split("\n")


def _packed(row: Row) -> str:
    """A row as one line of JSON: the texts it has, then what else it has, up to the last."""
    facts = row.facts
    texts = {n: text for n, name in enumerate(_TEXTS) if (text := getattr(facts, name))}
    day = facts.connected_on
    tie = [str(facts.tie.kind), facts.tie.via] if facts.tie != _NO_TIE else 0
    found: list[Any] = [row.line, texts, day.isoformat() if day else 0, tie, dict(facts.extra)]
    while not found[-1]:
        found.pop()
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def _unpacked(text: str) -> Row:
    line, texts, day, tie, extra = (*json.loads(text), 0, 0, 0, 0)[:5]
    named: dict[str, Any] = {_TEXTS[int(n)]: value for n, value in (texts or {}).items()}
    if day:
        named["connected_on"] = date.fromisoformat(day)
    if tie:
        named["tie"] = Tie(_KINDS[tie[0]], tie[1])
    return Row(line, Facts(extra=extra or {}, **named))
