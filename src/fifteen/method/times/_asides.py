"""Sentences that name a time but propose none: opening hours, habits, "please confirm by noon"."""

from __future__ import annotations

import re
from collections.abc import Callable

from fifteen.method.times._lexicon import Lexicon

_SENTENCE = re.compile(r"[^.!?;\n]*(?:[.!?;]+(?=\S)[^.!?;\n]*)*(?:[.!?;]+|\n|$)")


def without(text: str, words: Lexicon, tells: Callable[[str], bool]) -> str:
    """The text less its asides, where what is left still tells of a time; else the whole."""
    if not words.aside.search(text):
        return text
    told = [found[0] for found in _SENTENCE.finditer(text) if found[0]]
    kept = [one for one in told if not words.aside.search(one)]
    rest = "".join(kept).strip()
    return rest if len(kept) < len(told) and rest and tells(rest) else text
