"""Plain reading of a text: lower case, no accents, straight quotes, every offset kept.

The rules read the folded text; what they find is told in offsets of the original one.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

_SHAPES = {
    **dict.fromkeys("‘’‚‛ʼʹ´`′＇", "'"),
    **dict.fromkeys("“”„‟«»″＂", '"'),
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u3000\t\v\f\r", " "),
    **dict.fromkeys("\u2028\u2029\x85", "\n"),
    **dict.fromkeys("•·▪‣", "-"),
    "…": ".",
}
_LETTERS = {"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ß": "s", "ı": "i"}
_KEPT = {**dict.fromkeys("\n½¼¾", ""), **dict.fromkeys("*_", " ")}  # "": as it is
_UNSEEN = frozenset(
    "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
)


class _Table(dict[int, str]):
    """Code point to its one-character plain form, worked out once for each."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = plain = _plain(char)
        return plain


def _plain(char: str) -> str:
    if char in _KEPT:
        return _KEPT[char] or char
    known = _SHAPES.get(char) or _LETTERS.get(char)
    if known:
        return known
    first = unicodedata.normalize("NFKD", char)[:1].lower()
    return first if len(first) == 1 and first != "\n" else char


_TABLE = _Table()
_CASED = str.maketrans(_SHAPES)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text and its plain form; `back` holds offsets where unseen characters were left out."""

    original: str
    plain: str
    cased: str  # like plain, with capitals kept
    back: list[int] | None = field(default=None, repr=False)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original for offsets in the plain form."""
        if self.back is None:
            return start, end
        if start >= end:
            return self.back[start], self.back[start]
        return self.back[start], self.back[end - 1] + 1 + self._tail(end)

    def _tail(self, end: int) -> int:
        """How many combining marks follow the last character taken."""
        assert self.back is not None
        last = self.back[end - 1] + 1
        stop = self.back[end]
        count = 0
        while last + count < stop and unicodedata.combining(self.original[last + count]):
            count += 1
        return count


def fold(text: str) -> Folded:
    """The plain form of a text, one character for each that can be seen."""
    seen = text if "\n" in text else text.replace("\r", "\n")
    back = None
    if not text.isascii() and any(_is_unseen(char) for char in set(text)):
        back = [i for i, char in enumerate(text) if not _is_unseen(char)]
        seen = "".join(seen[i] for i in back)
        back.append(len(text))
    return Folded(text, seen.translate(_TABLE), seen.translate(_CASED), back)


def _is_unseen(char: str) -> bool:
    return char in _UNSEEN or unicodedata.combining(char) != 0
