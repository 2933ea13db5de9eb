"""Weights of features, learned for one question of one language: whose organisation a name is,
whether a length of time is that of the talk, whether papers come with the letter. The tool that
learned them stands in the first line of each file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.resources import files
from itertools import pairwise

from fifteen.method._once import once
from fifteen.method.letters import _around
from fifteen.method.letters._classes import text_of, words_of

SCALE = 100  # the weights are kept as whole numbers: 100 is one
_MOST_KEPT = 20_000  # words on a side whose weights are kept


class Weighed:
    """What was learned of something that stands in a sentence."""

    def __init__(self, language: str, bias: int, weights: Mapping[str, int]) -> None:
        self.words = words_of(language)
        self._bias = bias
        self._weights = weights
        self._alone: dict[str, int] = {}  # of a word on a side, with its classes

    def odds(self, before: str, behind: str, told: Iterable[str]) -> float:
        """Log odds that it is so: by the folded rest of the sentence before and behind it (the
        weights of all `_around.features`), and by what else is told."""
        left, right = _around.sides(before, behind)
        get = self._weights.get
        total = self._bias + sum([get(one, 0) for one in told])
        total += sum([get(one, 0) for one in _around.near(left, right, self.words)])
        total += sum([get(one, 0) for one in _around.of_whom(left, right, self.words)])
        for sign, said in (("-", left), ("+", right)):
            total += sum([self._word(sign, word) for word in said])
            total += sum([get(f"{sign}{a}_{b}", 0) for a, b in pairwise(said)])
            total += sum([get(one, 0) for one in _around.classed(sign, said, self.words)])
        return total / SCALE

    def _word(self, sign: str, word: str) -> int:
        key = sign + word
        known = self._alone.get(key)
        if known is None:
            symbols = _around.symbols(word, self.words)
            known = sum([self._weights.get(sign + symbol, 0) for symbol in symbols])
            if len(self._alone) < _MOST_KEPT:
                self._alone[key] = known
        return known


@once
def weighed(question: str, language: str) -> Weighed | None:
    """What was learned of a question in a language; None where nothing was."""
    found = learned(question, language)
    return None if found is None else Weighed(language, *found)


def learned(question: str, language: str) -> tuple[int, dict[str, int]] | None:
    """The bias and the weights as they are kept; None where nothing was learned."""
    name = f"{question}_{language}.txt"
    if not files("fifteen.method.letters").joinpath(name).is_file():
        return None
    _, bias, lines = text_of(name).rstrip("\n").split("\n", 2)
    parts = lines.replace("\n", "\t").split("\t")
    return int(bias), dict(zip(parts[::2], map(int, parts[1::2]), strict=True))


def above(number: float, steps: Iterable[float]) -> range:
    """A number as features: one for each step it is above."""
    return range(sum([number > step for step in steps]))
