"""Reads an address book: whatever file somebody has, LinkedIn, Outlook, Google, CSV, vCard, names.

Nothing raises because of what is in a file: the answer is a Reading or a Refusal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from fifteen.adapters.people.archive import read_archive, with_messages
from fifteen.adapters.people.blocks import entries
from fifteen.adapters.people.cards import is_cards, read_cards
from fifteen.adapters.people.layout import layout_of
from fifteen.adapters.people.opening import Opened, open_book
from fifteen.adapters.people.packed import Row
from fifteen.adapters.people.prose import is_sentence
from fifteen.adapters.people.records import TooLongError, lines_of
from fifteen.adapters.people.shape import FIELD, Book, BookKind, Limits, Reading, Unreadable
from fifteen.adapters.people.tables import read_table
from fifteen.method.quick_entry import parse_line
from fifteen.method.words import Refusal

__all__ = ["BookKind", "Limits", "Reading", "Row", "Unreadable", "read"]

_HEAD = 4_000  # characters by which the kind of a text is judged
_PROSE_SHARE = 0.5


def read(
    data: bytes,
    filename: str,
    mapping: Mapping[str, str] | None = None,
    *,
    limits: Limits | None = None,
) -> Reading | Refusal:
    """The people in a file, or a refusal that says why there are none and what to do.

    `mapping`, column -> fact (`headings.TARGETS`), is the user's own and replaces the guess;
    without one, a table with headings we do not know still comes back, with what could be guessed.
    """
    bounds = limits or Limits()
    opened = open_book(data, filename, bounds)
    if isinstance(opened, Refusal):
        return opened
    text = opened.head(_HEAD)
    if is_cards(text, opened.filename):
        return _checked(read_cards(opened, bounds))
    try:
        layout = layout_of(opened, bounds)
        if layout and (layout.recognised or mapping or not _are_lines(opened, text)):
            table = read_table(opened, layout, mapping, bounds)
            return _checked(_with_archive(table, data, bounds))
        return _checked(_read_lines(opened, bounds))
    except TooLongError as error:
        return error.refusal


def _with_archive(table: Reading | Refusal, data: bytes, limits: Limits) -> Reading | Refusal:
    """The table with what the rest of a LinkedIn archive says."""
    if isinstance(table, Refusal) or table.kind != "linkedin":
        return table
    archive = read_archive(data, limits, table.rows)
    if archive is None:
        return table
    return replace(
        table,
        rows=with_messages(table.rows, archive),
        employers=archive.employers,
        schools=archive.schools,
    )


def _are_lines(opened: Opened, text: str) -> bool:
    """Whether an unknown text is typed names rather than a table: by its name, or its commas."""
    if opened.filename.lower().endswith((".csv", ".tsv")):
        return False
    return "\t" not in text and ";" not in text


def _read_lines(opened: Opened, limits: Limits) -> Reading | Refusal:
    """Names typed one a line, each as in the quick entry; signatures and directories by block."""
    book = Book(limits)
    prose = 0
    for number, line in entries(lines_of(opened, limits)):
        facts = parse_line(line)
        prose += is_sentence(facts)
        if any(c.isalpha() for c in facts.name):
            book.read(number, facts)
        else:
            book.skip(number, "There is no name in this line.", line)
        if refusal := book.too_many("lines"):
            return refusal
    return Reading(
        is_prose=prose > _PROSE_SHARE * max(1, len(book.rows)),
        kind="lines",
        rows=book.rows,
        unreadable=tuple(book.unreadable),
        unreadable_count=book.unreadable_count,
        encoding=opened.encoding,
    )


def _checked(reading: Reading | Refusal) -> Reading | Refusal:
    """A reading with neither people nor columns to map is no address book."""
    if isinstance(reading, Refusal) or reading.rows or reading.columns:
        return reading
    if reading.unreadable_count:
        return Refusal(
            f"No person was found in this file. The first trouble: {reading.unreadable[0].why} "
            "Nothing was imported. Please check that this is the file you meant.",
            FIELD,
        )
    return Refusal(
        "No person was found in this file. Nothing was imported. Please check that this is the "
        "file you meant.",
        FIELD,
    )
