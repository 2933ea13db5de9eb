"""Plain reading of a text: lower case, no accents, straight quotes, every offset kept.

The rules read the folded text; what they find is told in offsets of the original one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

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
# A letter pasted from a page or a mail program: its tags are not words, blocks end lines. Only
# tags that HTML has are taken out; "<role>" is a blank somebody forgot.
_MARKUP = re.compile(
    r"<!--.{0,500}?-->|<(?P<dropped>style|script|head|title)\b[^<>]{0,500}>.{0,2000}?</(?P=dropped)>"
    r"|</?(?P<block>p|div|br|li|ul|ol|tr|table|tbody|h[1-6]|blockquote|hr|body|html)\b[^<>]{0,1000}>"
    r"|</?(?:b|i|u|a|em|strong|span|font|small|sup|sub|td|th|img|o:p|s|mark|meta|center)\b[^<>]{0,1000}>"
    r"|&(?P<entity>#\d{1,6}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d{0,2});",
    re.IGNORECASE | re.DOTALL,
)
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
        if self.original[last - 1] == "&" and (entity := _MARKUP.match(self.original, last - 1)):
            return entity.end() - last
        count = 0
        while last + count < stop and unicodedata.combining(self.original[last + count]):
            count += 1
        return count


def fold(text: str) -> Folded:
    """The plain form of a text, one character for each that can be seen."""
    seen = text if "\n" in text else text.replace("\r", "\n")
    back = None
    if "<" in text or "&" in text:
        seen, back = _without_markup(seen)
    if not text.isascii() and any(_is_unseen(char) for char in set(text)):
        kept = [i for i, char in enumerate(seen) if not _is_unseen(char)]
        end = back[-1] if back else len(text)
        seen = "".join([seen[i] for i in kept])
        back = [*(kept if back is None else [back[i] for i in kept]), end]
    return Folded(text, seen.translate(_TABLE), seen.translate(_CASED), back)


def _without_markup(text: str) -> tuple[str, list[int] | None]:
    """The text without HTML, and where each of its characters stood; None where it has none."""
    parts = list(_between_markup(text))
    if len(parts) == 1:
        return text, None
    back: list[int] = []
    for start, part in parts:
        back += range(start, start + len(part))
    return "".join([part for _, part in parts]), [*back, len(text)]


def _between_markup(text: str) -> Iterator[tuple[int, str]]:
    """What stands between tags; a line end for a block, a character for its name: &eacute;."""
    last = 0
    for found in _MARKUP.finditer(text):
        yield last, text[last : found.start()]
        last = found.end()
        if found["block"]:
            yield found.start(), "\n"
        elif found["entity"]:
            char = unescape(found[0])
            yield found.start(), char if len(char) == 1 else " "
    yield last, text[last:]


def _is_unseen(char: str) -> bool:
    return char in _UNSEEN or unicodedata.combining(char) != 0
