"""Mails as files: one alone (.eml), or many after each other (.mbox), however large.

A file is read piece by piece; of the mail in hand no more than `most` bytes are held, for text
stands at the beginning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from fifteen.adapters.mail.box import LARGEST

_BEGINS = re.compile(
    rb"^From [^\r\n]{0,500}\d\d?:\d\d[^\r\n]{0,200}\d{4}[^\r\n]{0,100}\r?\n", re.MULTILINE
)
"""The line before each mail: who, and a date with its hour and year. Without the hour, a sentence
that begins a line with "From 2019 on" would end the mail it stands in."""
_STUFFED = re.compile(rb"^>(>*From )", re.MULTILINE)
_HEAD_ENDS = re.compile(rb"\r?\n\r?\n")
_HEAD = 100_000  # bytes in which the head of a mail ends
_LONGEST_LINE = 1_000  # bytes of a line that may begin a mail; a longer one is text


def is_mbox(data: bytes) -> bool:
    """Whether a file that begins so holds mails one after the other."""
    return _BEGINS.match(data) is not None


def several(data: bytes) -> Iterator[bytes]:
    """The mails in a file that is in memory, one by one."""
    return (raw for _, raw in mails([data]))


def mails(pieces: Iterable[bytes], most: int = LARGEST) -> Iterator[tuple[int, bytes]]:
    """The mails in a file that comes in pieces, each with the place where it ends in the file, cut
    to `most` bytes. A file that does not begin as an mbox is one mail."""
    one, place, several_mails = bytearray(), 0, False
    for lines, fresh in _whole_lines(pieces):
        at = 0
        if not place:
            several_mails = is_mbox(lines)
        for found in _BEGINS.finditer(lines) if several_mails else ():
            if not found.start() and not fresh:
                continue  # the rest of a line that was too long to be held
            _add(one, lines, at, found.start(), most)
            if one.strip():
                yield place + found.start(), _STUFFED.sub(rb"\1", one)
            one.clear()
            at = found.end()
        _add(one, lines, at, len(lines), most)
        place += len(lines)
    if one.strip():
        yield place, _STUFFED.sub(rb"\1", one) if several_mails else bytes(one)


def head(raw: bytes) -> bytes:
    """The head of a mail."""
    return _HEAD_ENDS.split(raw[:_HEAD], maxsplit=1)[0]


def _add(one: bytearray, lines: bytes, start: int, end: int, most: int) -> None:
    """Put a part of the file behind the mail in hand, as far as that is held."""
    room = most - len(one)
    if room > 0:
        one += lines[start : min(end, start + room)]


def _whole_lines(pieces: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """The same file cut where lines end, and whether each part begins a line."""
    held, fresh = b"", True
    for piece in pieces:
        held += piece
        end = held.rfind(b"\n") + 1
        if not end and len(held) > _LONGEST_LINE:
            end = len(held)
        if end:
            yield held[:end], fresh
            fresh, held = held.endswith(b"\n", 0, end), held[end:]
    if held:
        yield held, fresh
