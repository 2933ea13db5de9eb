"""A file of vCards taken apart: one card after the other, each as its unfolded lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fifteen.adapters.people.cards_lines import VALUE_LIMIT
from fifteen.adapters.people.opening import Opened
from fifteen.adapters.people.records import lines_of
from fifteen.adapters.people.shape import Limits

_CARD_LINES = 5_000  # kept of one card; pictures are left out before they count
_CARD_CHARACTERS = 500_000
_PICTURE = re.compile(r"(?:[\w-]{1,60}\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:]", re.IGNORECASE)


def cards_of(opened: Opened, limits: Limits) -> Iterator[tuple[int, list[str], bool]]:
    """For each card its first line, its unfolded property lines, and whether it ends."""
    start, depth, size = 0, 0, 0
    card: list[str] = []
    for number, line in _unfolded(opened, limits):
        word = line.strip().upper().replace(" ", "")
        if word == "BEGIN:VCARD":
            agent = bool(card) and card[-1].upper().startswith("AGENT")
            if depth and not agent:
                yield start, card, False
                depth = 0
            if not depth:
                start, card, size = number, [], 0
            depth += 1
        elif word == "END:VCARD" and depth:
            depth -= 1
            if not depth:
                yield start, card, True
                card = []
        elif depth == 1 and line and _fits(card, size) and not _PICTURE.match(line):
            card.append(line[: VALUE_LIMIT * 2])
            size += len(card[-1])
    if depth:
        yield start, card, False


def _fits(card: list[str], size: int) -> bool:
    return len(card) < _CARD_LINES and size < _CARD_CHARACTERS


def _unfolded(opened: Opened, limits: Limits) -> Iterator[tuple[int, str]]:
    """Whole property lines with the number of their first; folds and soft breaks are undone."""
    held, first, size = [""], 0, 0  # the lines of a property, but for the marks of their breaks
    soft = False
    for number, raw in enumerate(lines_of(opened, limits), 1):
        line = raw.rstrip("\r\n").replace("\0", "")
        if soft:
            held[-1] = held[-1].removesuffix("=")
            held.append(line if size < VALUE_LIMIT * 2 else "")
        elif line[:1] in (" ", "\t") and size:
            held[-1] += line[1:] if size < VALUE_LIMIT * 2 else ""
        else:
            if first:
                yield first, _joined(held)
            held, first, size = [line], number, 0
        size += len(line)
        soft = held[-1].endswith("=") and "quoted-printable" in held[0][:200].lower()
    if first:
        yield first, _joined(held)


def _joined(lines: list[str]) -> str:
    """The lines between soft breaks as one. A blank before them is their own, a space between two
    words; where all of several begin with one, the lines were folded as well."""
    first, *more = lines
    if len(more) > 1 and all(line[:1] in (" ", "\t") for line in more):
        more = [line[1:] for line in more]
    return first + "".join(more)
