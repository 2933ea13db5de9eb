"""Whether a text has a word that only this letter's context knows: a name, a short form.

An expression made for each letter would have to be compiled for each letter, which takes longer
than to look.
"""

from __future__ import annotations

from collections.abc import Iterator

_SPELLED_WITH = ". "  # between the letters of a short form: U.S.C., u s c


def begun(text: str, word: str) -> bool:
    """Whether a word of a folded text begins so."""
    return next(places(text, word), None) is not None


def whole(text: str, word: str) -> bool:
    """Whether a word stands in a folded text by itself."""
    return next(alone(text, word), None) is not None


def alone(text: str, words: str, start: int = 0) -> Iterator[int]:
    """Where words stand in a text by themselves, from an offset on."""
    return (at for at in places(text, words, start) if _ends(text, at + len(words)))


def spelled(text: str, short: str) -> bool:
    """Whether a short form stands in a folded text, with dots or blanks between its letters."""
    return any(_spelled_at(text, start, short) for start in places(text, short[0]))


def places(text: str, word: str, start: int = 0) -> Iterator[int]:
    """Where words begin so, from an offset on."""
    start = text.find(word, start)
    while start >= 0:
        if start == 0 or not _of_word(text[start - 1]):
            yield start
        start = text.find(word, start + 1)


def _spelled_at(text: str, start: int, short: str) -> bool:
    place = start + 1
    for letter in short[1:]:
        if text[place : place + 1] in _SPELLED_WITH:
            place += 1
        if text[place : place + 1] != letter:
            return False
        place += 1
    return _ends(text, place)


def _ends(text: str, end: int) -> bool:
    return end >= len(text) or not _of_word(text[end])


def _of_word(char: str) -> bool:
    return char.isalnum() or char == "_"
