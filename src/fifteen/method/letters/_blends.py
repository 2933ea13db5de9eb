"""Several words of a name made one: written together, its letters, or a blend of two."""

from __future__ import annotations

from itertools import pairwise

_BLEND_LEAST = 4  # letters
SHORT_MOST = 5  # letters of a short form made by cutting: Alex of Alexandra, Chris of Christopher


def made_of(words: list[str], theirs: list[str]) -> bool:
    """Whether words are made of those of a name: Vanderberg, JL, Malu."""
    if _squeezed(words) in _joined(theirs):
        return True
    return _initials(words, theirs) or _blended(words, theirs)


def _squeezed(words: list[str]) -> str:
    """Words written as one."""
    return "".join(words)


def _joined(words: list[str]) -> frozenset[str]:
    """Neighbouring words written as one: Vanderberg for van der Berg."""
    ends = range(1, min(len(words), 8) + 1)
    return frozenset("".join(words[start:end]) for end in ends for start in range(end))


def _initials(words: list[str], theirs: list[str]) -> bool:
    """JL for Jean-Luc, AK for Anna Kovač."""
    return (
        len(words) == 1
        and 1 < len(words[0]) <= 3
        and words[0] == "".join(word[0] for word in theirs)[: len(words[0])]
    )


def _blended(words: list[str], theirs: list[str]) -> bool:
    """The beginnings of two names made one: Haju for Hans-Jürgen, Malu for Maria Luisa."""
    word = words[0]
    if len(words) > 1 or not _BLEND_LEAST <= len(word) <= SHORT_MOST:
        return False
    pairs = pairwise(theirs)
    return any(
        first.startswith(word[:cut]) and second.startswith(word[cut:])
        for first, second in pairs
        for cut in range(2, len(word) - 1)
    )
