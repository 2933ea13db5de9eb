"""Who says it and whether it is denied: negation, quotation marks, somebody else's doing."""

from __future__ import annotations

import re

from fifteen.method.letters._lexicon import Lexicon

_LOOK_BACK = 160  # characters; a denial further away is not about these words
_LOOK_AHEAD = 60
_QUOTED = re.compile(r"\"[^\"\n]{1,300}\"|(?<!\w)'(?:[^'\n]|(?<=\w)'(?=\w)){2,200}'(?!\w)")


def clause_before(lexicon: Lexicon, flat: str, sentence_start: int, start: int) -> str:
    """The words of the same clause in front of an offset."""
    window_start = max(sentence_start, start - _LOOK_BACK)
    window = flat[window_start:start]
    cut = 0
    for found in lexicon.patterns["clause_break"].finditer(window):
        cut = found.end()
    return window[cut:]


def denied(
    lexicon: Lexicon,
    flat: str,
    sentence: tuple[int, int],
    start: int,
    end: int,
    inside: bool = True,
) -> bool:
    """Whether the words from start to end are denied by what stands around them."""
    before = clause_before(lexicon, flat, sentence[0], start)
    heard = before + (flat[start:end] if inside else "")
    heard = lexicon.patterns["no_denial"].sub(" ", heard)
    if lexicon.patterns["negator"].search(heard):
        return True
    after = flat[end : min(sentence[1], end + _LOOK_AHEAD)]
    return lexicon.patterns["denial_after"].match(after) is not None


def embedded(lexicon: Lexicon, before: str) -> bool:
    """Whether a clause begins as advice, a question about a way, or a time: "how to find ..."."""
    return lexicon.patterns["embedded"].search(before) is not None


def others(lexicon: Lexicon, before: str) -> bool:
    """Whether the words just before name somebody else as the one who does it."""
    return lexicon.patterns["others"].search(before[-60:]) is not None


def quotations(plain: str) -> tuple[tuple[int, int], ...]:
    """Where something stands in quotation marks."""
    if '"' not in plain and "'" not in plain:
        return ()
    return tuple(found.span() for found in _QUOTED.finditer(plain))
