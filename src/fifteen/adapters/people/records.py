"""The records of a table in text: cells by delimiter, with quotes, whatever the line ends.

A quotation mark that is never closed would swallow the rest of the file: such a line is given up
alone, and reading goes on at the next one.
"""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from fifteen.adapters.people.opening import Opened
from fifteen.adapters.people.shape import FIELD, Limits
from fifteen.method.words import Refusal

DELIMITERS = (",", ";", "\t", "|")
MOST_CELLS = 1_000  # of one row that are looked at
RECORD_LINES = 1_000  # a note of more lines is a quotation mark that was never closed
_HEAD_CHARACTERS = 200_000  # by which a table is judged
_NEVER_CLOSED = "A quotation mark is opened and never closed."


@dataclass(frozen=True, slots=True)
class Dialect:
    """How cells are parted; `wrapped` where each row is one quoted field with the cells inside."""

    delimiter: str
    wrapped: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """The line it begins on, its cells, and why it cannot be read where it cannot."""

    line: int
    cells: list[str]
    trouble: str = ""


class TooLongError(Exception):
    """A line is longer than the limit; `refusal` says so to the user."""

    def __init__(self, line: int, limits: Limits) -> None:
        super().__init__(line)
        size = f"{limits.line_characters:,}"
        self.refusal = Refusal(
            f"Line {line} of this file has more than {size} characters, as no list of people has. "
            "Nothing was imported. Please check that this is the file you meant.",
            FIELD,
        )


def lines_of(opened: Opened, limits: Limits) -> Iterator[str]:
    """The lines of a text as they are read; raises TooLongError at one that is too long."""
    with opened.stream() as stream:
        number = 0
        while line := stream.readline(limits.line_characters + 1):
            number += 1
            if len(line) > limits.line_characters:
                raise TooLongError(number, limits)
            yield line


class _SwallowsError(Exception):
    """A record goes on and on."""


class Feed:
    """The lines of a text for the csv module, which can be given back from the second on."""

    def __init__(self, stream: io.TextIOBase, limits: Limits) -> None:
        self._stream = stream
        self._limits = limits
        self._again: deque[str] = deque()
        self._pulled: list[str] = []
        self._size = 0
        self.line = 0  # the last line given out
        self.at_end = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self._pulled) >= RECORD_LINES or self._size > self._limits.line_characters:
            raise _SwallowsError
        text = self._again.popleft() if self._again else self._read()
        if not text:
            self.at_end = True
            raise StopIteration
        self.line += 1
        self._pulled.append(text)
        self._size += len(text)
        return text

    def begin(self) -> None:
        """A new record begins with the next line."""
        self._pulled.clear()
        self._size = 0
        self.at_end = False

    def skip_blank_lines(self) -> None:
        """Goes on to the next line with anything on it; a file may have millions without."""
        while (text := self._again.popleft() if self._again else self._read()).isspace():
            self.line += 1
        if text:
            self._again.appendleft(text)

    def give_back(self) -> str:
        """Gives back all lines of this record but the first, which is the answer."""
        first, *others = self._pulled or [""]
        self._again.extendleft(reversed(others))
        self.line -= len(others)
        return first

    def _read(self) -> str:
        limit = self._limits.line_characters
        text = self._stream.readline(limit + 1)
        if len(text) > limit:
            raise TooLongError(self.line + 1, self._limits)
        if "\0" in text:
            text = text.replace("\0", "") or "\n"
        return text


def records(opened: Opened, dialect: Dialect, limits: Limits, width: int = 0) -> Iterator[Record]:
    """The records that are not blank; `width` columns are expected. Raises TooLongError."""
    csv.field_size_limit(limits.line_characters * 2)  # of the process; the default is too small
    with opened.stream() as stream:
        yield from _records(Feed(stream, limits), dialect, width)


def head(opened: Opened, dialect: Dialect, limits: Limits, count: int) -> list[Record]:
    """The first records that can be read, of the beginning of the text only."""
    text = io.StringIO(opened.head(_HEAD_CHARACTERS), newline="")
    feed = Feed(text, replace(limits, line_characters=_HEAD_CHARACTERS))
    return [r for r in islice(_records(feed, dialect), count) if not r.trouble]


def _records(feed: Feed, dialect: Dialect, width: int = 0) -> Iterator[Record]:
    while (record := _next(feed, dialect, width)) is not None:
        if record.trouble or any(c and not c.isspace() for c in record.cells):
            yield record


def _next(feed: Feed, dialect: Dialect, width: int) -> Record | None:
    feed.begin()
    feed.skip_blank_lines()
    start = feed.line + 1
    try:
        cells = next(csv.reader(feed, delimiter=dialect.delimiter))
    except StopIteration:
        return None
    except (csv.Error, _SwallowsError):
        return Record(start, [feed.give_back()], _NEVER_CLOSED)
    if feed.at_end or _has_swallowed(cells, dialect, width):
        return Record(start, [feed.give_back()], _NEVER_CLOSED)
    del cells[MOST_CELLS + 1 :]  # a row of a million would be held while the next is read
    return Record(start, _unwrapped(cells, dialect.delimiter) if dialect.wrapped else cells)


def _has_swallowed(cells: list[str], dialect: Dialect, width: int) -> bool:
    """Whether a stray quotation mark, closed by a later one, took in the rows between.

    Then the record is short, and one of its cells has line ends and a whole row's delimiters.
    """
    if dialect.wrapped or width < 3 or len(cells) >= width:
        return False
    return any("\n" in c and c.count(dialect.delimiter) >= width - 1 for c in cells)


def _unwrapped(cells: list[str], delimiter: str) -> list[str]:
    """The cells inside the one field; a row that is not wrapped stays as it is."""
    if not cells or delimiter not in cells[0] or any(c.strip() for c in cells[1:]):
        return cells
    inner = cells[0].rstrip(";\t ") if delimiter == "," else cells[0]
    try:
        return next(csv.reader([" ".join(inner.splitlines())], delimiter=delimiter))
    except (csv.Error, StopIteration):
        return cells
