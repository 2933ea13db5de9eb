"""Slips of the pen in the long words about times: "wendesday", "Donnersatg", "tommorow"."""

from __future__ import annotations

import re
from functools import lru_cache

from fifteen.method.times._lexicon import lexicon

SHORTEST = 6  # letters; in shorter words one slip makes another word
LONG = 8  # letters of a word that two slips still leave known

_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=64)  # a text is looked at several times while it is read
def mended(text: str, language: str) -> str:
    """The text with the slips in its words about times set right, and with plain words where a
    turn of phrase says the same; `text` is in small letters."""
    words = lexicon(language)
    spelt = words.spelt
    for said, sign in words.spoken:
        text = said.sub(sign, text)
    text = _WORD.sub(lambda m: spelt.get(m[0]) or _long_mended(m[0], language), text)
    for told, meant in words.retold:
        text = told.sub(meant, text)
    return text


def _long_mended(word: str, language: str) -> str:
    return _mended(word, language) if len(word) >= SHORTEST else word


@lru_cache(maxsize=4096)
def _mended(word: str, language: str) -> str:
    words = lexicon(language)
    if word in words.known:
        return word
    slips = {meant: _slips(word, meant) for meant in words.spelled}
    fewest = min(slips.values(), default=3)
    near = [meant for meant, n in slips.items() if n == fewest <= 1 + (len(meant) >= LONG)]
    return near[0] if len(near) == 1 else word


def _slips(said: str, meant: str) -> int:
    """How many letters are wrong, missing, too many, or changed with their neighbour."""
    if abs(len(said) - len(meant)) > 2 or said[0] != meant[0]:
        return 3
    before: list[int] = []
    row = list(range(len(meant) + 1))
    for i, a in enumerate(said, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(meant, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == meant[j - 2] and said[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]
