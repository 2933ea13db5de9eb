"""Which words must stand in a sentence before a phrase is worth trying there.

Most phrases fit nowhere in most sentences; looking for one of a few words is quicker than a search.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_CHOICE = re.compile(r"\(\?:(.*)\)$")
_PLAIN = re.compile(r"[a-z][a-z' -]*")
_WORD = re.compile(r"[a-z]+")
_OFTEN_WORDS = (
    "a an the i you me my your to of in on at for with and or if it is be are was have has do as"
    " would could can may might will any some this that so by from we there about am not"
)
_OFTEN = frozenset(_OFTEN_WORDS.split())
_OFTEN_COSTS = 100  # a word that stands in every letter keeps little out


def gate(phrase: str) -> frozenset[str]:
    """Words of which at least one stands wherever the phrase (lists put in) fits; or none known."""
    parts = list(_split(phrase, "|"))
    if len(parts) == 1:
        return _least(parts[0])
    gates = [_least(part) for part in parts]
    return frozenset().union(*gates) if all(gates) else frozenset()


def _least(sequence: str) -> frozenset[str]:
    """The words of that part of a sequence which keeps most sentences out."""
    found = [words for words in map(_words, _split(sequence, " ")) if words]
    return min(found, key=_cost, default=frozenset())


def _cost(words: frozenset[str]) -> int:
    return len(words) + _OFTEN_COSTS * len(words & _OFTEN)


def _words(element: str) -> frozenset[str]:
    """A word of each choice of an element; none where it may be left out or is no plain words."""
    if element.endswith(("?", "*")):
        return frozenset()
    choice = _CHOICE.match(element)
    choices = list(_split(choice[1], "|")) if choice else [element]
    if choice and len(list(_split(element, " "))) != 1:
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


def _split(text: str, mark: str) -> Iterator[str]:
    """The parts between marks that stand in no brackets."""
    depth, start, escaped = 0, 0, False
    for place, char in enumerate(text):
        if escaped or char == "\\":
            escaped = not escaped
        elif char in "([":
            depth += 1
        elif char in ")]":
            depth -= 1
        elif char == mark and depth == 0:
            yield text[start:place]
            start = place + 1
    yield text[start:]
