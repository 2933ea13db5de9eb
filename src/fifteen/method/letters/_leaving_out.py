"""The sentences that a letter is better without, where the rest of it stands by itself (A1, A8)."""

from __future__ import annotations

from fifteen.method.letters._reading import Field, Reading
from fifteen.method.words import LetterKind

Cut = tuple[int, int, str]
"""From where, to where, and the words that stand there; as `Finding.cut` has it."""

_AFTER = ".!?\"'”’)»"  # marks that close a sentence
_BLANK = " \t"


def without(reading: Reading, field: Field, start: int, end: int) -> Cut | None:
    """The whole sentences around a place, with their blank; None where nothing would be left, or
    where they hold the only ask for the talk."""
    if field is not reading.body:
        return None
    inside = [one for one in field.sentences if one.start < end and start < one.end]
    if not inside or len(inside) == len(field.sentences):
        return None
    first, last = inside[0].start, inside[-1].end
    ask = reading.ask if reading.letter.kind is LetterKind.REQUEST else None
    if ask is not None and first <= ask.start < last:
        return None
    text = field.anatomy.text
    return _with_blank(text.original, *text.span(first, last))


def _with_blank(text: str, start: int, end: int) -> Cut:
    """The place with what joins it to its neighbours: a blank, or the lines of its paragraph."""
    while end < len(text) and text[end] in _AFTER:
        end += 1
    opens = not text[:start].rstrip(_BLANK) or text[:start].rstrip(_BLANK).endswith("\n")
    rest = text[end:].lstrip(_BLANK)
    closes = not rest or rest.startswith(("\n", "\r"))
    if closes and text[:start].strip():
        start = len(text[:start].rstrip() if opens else text[:start].rstrip(_BLANK))
    elif closes:
        end = len(text) - len(text[end:].lstrip())
    else:
        end = len(text) - len(rest)
    return start, end, text[start:end]
