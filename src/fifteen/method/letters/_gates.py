"""Which words must stand in a sentence before a phrase is worth trying there.

Most phrases fit nowhere in most sentences; looking for one of a few words is quicker than a search.
Which phrases a word opens is kept by word, so that a sentence is not asked of each phrase in turn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_CHOICE = re.compile(r"\(\?:(.*)\)$")
_PLAIN = re.compile(r"[a-z][a-z' -]*")
_WORD = re.compile(r"[a-z]+")
# What parts an expression; what is escaped and what stands in a class of characters does not.
_MARKS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()| ]")
_OFTEN_WORDS = (
    "a an the i you me my your to of in on at for with and or if it is be are was have has do as"
    " would could can may might will any some this that so by from we there about am not"
)
_OFTEN = frozenset(_OFTEN_WORDS.split())
_OFTEN_COSTS = 100  # a word that stands in every letter keeps little out


class Gates:
    """The phrases of a group by the words that open them.

    A phrase is a bit of a number: which are opened by what stands in a sentence is found for all
    phrases of the group at once.
    """

    def __init__(self, phrases: Sequence[str]) -> None:
        """Of phrases with their lists put in."""
        self._always = [0, 0]  # phrases that need no word of the first, of the second kind
        self._by_word: dict[str, tuple[int, int]] = {}
        for place, phrase in enumerate(phrases):
            first, second = two_gates(phrase)
            for kind, words in enumerate((first, second)):
                self._always[kind] |= 0 if words else 1 << place
            for word in first | second:
                one, two = self._by_word.get(word, (0, 0))
                one, two = one | (word in first) << place, two | (word in second) << place
                self._by_word[word] = one, two
        self._words = frozenset(self._by_word)
        self._count = len(phrases)

    def __len__(self) -> int:
        """How many phrases there are."""
        return self._count

    def opened(self, words: frozenset[str]) -> list[int]:
        """The numbers of the phrases that may fit where these words stand, in their order."""
        first, second = self._always
        by_word = self._by_word
        for word in self._words & words:
            one, two = by_word[word]
            first |= one
            second |= two
        bits, places = first & second, []
        while bits:
            places.append((bits & -bits).bit_length() - 1)
            bits &= bits - 1
        return places


def two_gates(phrase: str) -> tuple[frozenset[str], frozenset[str]]:
    """Two sets of words of which one each stands wherever a phrase fits; none where none is known.
    The second asks more of a sentence than the first where a phrase has two such parts."""
    first: set[str] = set()
    second: set[str] = set()
    for part in split(phrase, "|"):
        told = sorted((w for w in map(_words, split(part, " ")) if w), key=_cost)
        if not told:
            return frozenset(), frozenset()
        first |= told[0]
        second |= told[:2][-1]
    return frozenset(first), frozenset(second if second != first else ())


def _cost(words: frozenset[str]) -> int:
    return len(words) + _OFTEN_COSTS * len(words & _OFTEN)


def _words(element: str) -> frozenset[str]:
    """A word of each choice of an element; none where it may be left out or is no plain words."""
    if element.endswith(("?", "*")):
        return frozenset()
    choice = _CHOICE.match(element)
    choices = list(split(choice[1], "|")) if choice else [element]
    if choice and len(list(split(element, " "))) != 1:
        return frozenset()
    forms = [form for text in choices for form in _forms(text)]
    if not forms or not all(_PLAIN.fullmatch(form) for form in forms):
        return frozenset()
    words = frozenset(_rarest(form) for form in forms)
    return frozenset() if "" in words else words


def _forms(text: str) -> Iterator[str]:
    """A plain text with and without a last letter that may be missing: jobs?."""
    if re.fullmatch(r"[a-z' -]+[a-z]\?", text):
        yield text[:-2]
    yield text.removesuffix("?")


def _rarest(text: str) -> str:
    words = _WORD.findall(text.split("'")[0] if " " not in text else text)
    if "'" in text and " " in text:
        words = [word for part in text.split() if "'" not in part for word in _WORD.findall(part)]
    return max(words, key=lambda word: (word not in _OFTEN, len(word)), default="")


def split(text: str, mark: str) -> Iterator[str]:
    """The parts of an expression between marks that stand in no brackets."""
    depth = start = 0
    for found in _MARKS.finditer(text):
        char = found[0]
        if char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
        elif char == mark and depth == 0:
            yield text[start : found.start()]
            start = found.end()
    yield text[start:]
