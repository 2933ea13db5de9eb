"""The sentences that a letter is better without, where the rest of it stands by itself (A1, A8)."""

from __future__ import annotations

import re

from fifteen.method.answers._card import is_closing
from fifteen.method.letters._anatomy import Sentence
from fifteen.method.letters._reading import Field, Reading
from fifteen.method.words import LetterKind

Cut = tuple[int, int, str]
"""From where, to where, and the words that stand there; as `Finding.cut` has it."""

_AFTER = ".!?\"'”’)»"  # marks that close a sentence
_BLANK = " \t"
_NAMES = 3  # words behind a closing that are a name
_MARK = re.compile(r"\s*(?:(?:p\.? ?)+s\.?|n\.?b\.?|\(?(?:\d{1,2}|[a-z])[.)]|[-*•])[:,]?\s*", re.I)


def without(reading: Reading, field: Field, start: int, end: int) -> Cut | None:
    """The whole sentences around a place, with their blank; None where nothing would be left, or
    where they hold the only ask for the talk."""
    if field is not reading.body:
        return None
    inside = [one for one in field.sentences if one.start < end and start < one.end]
    rest = (one for one in field.sentences if one not in inside)
    if not inside or not any(_says_something(field, one) for one in rest):
        return None
    first, last = inside[0].start, inside[-1].end
    ask = reading.ask if reading.letter.kind is LetterKind.REQUEST else None
    if ask is not None and first <= ask.start < last:
        return None
    text = field.anatomy.text
    return _with_blank(text.original, *text.span(first, last))


def _says_something(field: Field, sentence: Sentence) -> bool:
    """Whether a sentence is more than closing words, the name behind them, or a mark."""
    told = field.anatomy.text.plain[sentence.start : sentence.end]
    if _MARK.fullmatch(told):
        return False
    words, _, behind = re.sub(r"\s*\n\s*", ", ", told).partition(",")
    return not is_closing(words) or len(behind.split()) > _NAMES


def _with_blank(text: str, start: int, end: int) -> Cut:
    """The place with what joins it to its neighbours: a blank, or the lines of its paragraph; with
    the number or "P.S." before it, where that would stand alone."""
    while end < len(text) and text[end] in _AFTER:
        end += 1
    rest = text[end:].lstrip(_BLANK)
    closes = not rest or rest.startswith(("\n", "\r"))
    line = text.rfind("\n", 0, start) + 1
    if closes and _MARK.fullmatch(text, line, start):
        start = line
    opens = not text[:start].rstrip(_BLANK) or text[:start].rstrip(_BLANK).endswith("\n")
    if closes and opens and _lines_before(text, start) > _lines_after(text, end) > 0:
        end = len(text) - len(text[end:].lstrip())  # the first of its paragraph
    elif closes and text[:start].strip():
        start = len(text[:start].rstrip() if opens else text[:start].rstrip(_BLANK))
    elif closes:
        end = len(text) - len(text[end:].lstrip())
    else:
        end = len(text) - len(rest)
    return start, end, text[start:end]


def _lines_before(text: str, at: int) -> int:
    return text[len(text[:at].rstrip()) : at].count("\n")


def _lines_after(text: str, at: int) -> int:
    rest = text[at:].lstrip()
    return text[at : len(text) - len(rest)].count("\n") if rest else 0
