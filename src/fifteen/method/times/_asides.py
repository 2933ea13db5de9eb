"""Sentences that name a time but propose none: opening hours, habits, "please confirm by noon", and
what is over: "we were shut until the 4th"."""

from __future__ import annotations

import re
from collections.abc import Callable

from fifteen.method.times._lexicon import Lexicon
from fifteen.method.times._scan import pieces

_SENTENCE = re.compile(r"[^.!?;\n]*(?:[.!?;]+(?=\S)[^.!?;\n]*)*(?:[.!?;]+|\n|$)")


def without(text: str, words: Lexicon, tells: Callable[[str], bool]) -> str:
    """The text less its asides, where what is left still tells of a time; else the whole."""
    if not words.aside.search(text):
        return text
    told = [found[0] for found in _SENTENCE.finditer(text) if found[0]]
    kept = [one for one in told if not words.aside.search(one)]
    rest = "".join(kept).strip()
    return rest if len(kept) < len(told) and rest and tells(rest) else text


def without_past(text: str, words: Lexicon, offered: bool, tells: Callable[[str], bool]) -> str:
    """The text less the sentences about what is over, where the rest still tells of a time."""
    past = words.clauses.past
    if not past.search(text):
        return text
    told = pieces(text, words, offered)
    kept = [one for one in told if one.rstrip().endswith("?") or not past.search(one)]
    rest = "".join(kept).strip()
    return rest if len(kept) < len(told) and rest and tells(rest) else text
