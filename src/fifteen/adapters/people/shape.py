"""What comes out of reading an address book, and the bounds of what is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from fifteen.adapters.people.packed import Row, Rows
from fifteen.method.facts import Facts
from fifteen.method.words import Refusal

BookKind = Literal["linkedin", "outlook", "google", "csv", "vcard", "lines"]

FIELD = "file"  # the field of the form that every refusal is about
TEXT_SHOWN = 80  # characters of an unreadable row that are shown
CELL_SHOWN = 200  # characters of a cell in the sample
SAMPLE_ROWS = 5


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read at most. The defaults are far above any real address book."""

    file_bytes: int = 100_000_000
    line_characters: int = 1_000_000
    rows: int = 500_000
    columns: int = 200
    unreadable: int = 1_000  # that are listed one by one
    zip_ratio: int = 100  # unpacked to packed; a CSV packs to about a tenth
    zip_members: int = 5_000


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A row that is no person: why, in one sentence, and how it begins."""

    line: int
    why: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """An address book as it was understood; nothing has been kept anywhere yet.

    `mapping` is column -> fact (`headings.TARGETS`); columns without a fact are kept in
    `Facts.extra`. `sample` shows the first rows cell by cell. `unreadable` lists the first ones,
    `unreadable_count` counts all.
    """

    kind: BookKind
    rows: Sequence[Row]
    columns: tuple[str, ...] = ()
    mapping: Mapping[str, str] = field(default_factory=dict)
    unreadable: tuple[Unreadable, ...] = ()
    unreadable_count: int = 0
    encoding: str = ""
    delimiter: str = ""
    sample: tuple[tuple[str, ...], ...] = ()
    employers: tuple[str, ...] = ()  # the seeker's own, where an archive names them
    schools: tuple[str, ...] = ()
    is_prose: bool = False  # most lines are sentences: it does not look like a list of people


class Book:
    """Rows and unreadable rows as they are being gathered."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.rows = Rows()
        self.unreadable: list[Unreadable] = []
        self.unreadable_count = 0

    def read(self, line: int, facts: Facts) -> None:
        self.rows.add(Row(line, facts))

    def skip(self, line: int, why: str, text: str) -> None:
        self.unreadable_count += 1
        if len(self.unreadable) < self.limits.unreadable:
            shown = " ".join(text[: TEXT_SHOWN * 2].split())[:TEXT_SHOWN]
            printable = "".join(c if c.isprintable() else "\ufffd" for c in shown)
            self.unreadable.append(Unreadable(line, why, printable))

    def too_many(self, what: str) -> Refusal | None:
        """A refusal where there are more rows than are read; `what` they are called."""
        if len(self.rows) + self.unreadable_count <= self.limits.rows:
            return None
        return Refusal(
            f"This file has more than {self.limits.rows:,} {what}, the most that are read at "
            "once. Nothing was imported. Please split it.",
            FIELD,
        )
