"""What a sentence is about: a small model over words and classes of words, learned from sentences.

The classes and the weights are data of a language (`classes_<language>.txt`,
`sense_<language>.txt`); `python -m tools.sense` learns the weights anew.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_TOKEN = re.compile(r"[a-z0-9][a-z0-9'-]*|[,;:?!()]|[^\W\d_]+|- ")
_STOPS = frozenset(",;:?!()") | {"- "}
_NEGATORS = frozenset(
    "not no never nor neither none nothing without nobody cannot hardly far".split()
) | frozenset("dont isnt arent wont cant didnt doesnt aint wasnt wouldnt".split())
_TURNS = frozenset("but although though yet however only just merely rather except".split())
_NEW_CLAUSE = frozenset(
    "i i'm i'd i've i'll we you but so if just only merely rather it's it this please though"
    " and or".split()
)
_SMALL = frozenset("a an the of to in on at for and or with is are be am was that this it as".split())
_LONGEST = 400  # tokens of a sentence that are read


@dataclass(frozen=True, slots=True)
class Sense:
    """The classes of a language's words and what was learned about them."""

    classes: Mapping[str, tuple[str, ...]]
    labels: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[tuple[int, float], ...]]

    def logits(self, text: str) -> list[float]:
        """How much (log odds) a folded sentence is each of the labels."""
        sums = list(self.bias)
        known = self.weights
        for feature in features(text, self.classes):
            found = known.get(feature)
            if found:
                for label, weight in found:
                    sums[label] += weight
        return sums


def tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)[:_LONGEST]


def features(text: str, classes: Mapping[str, tuple[str, ...]]) -> set[str]:
    """The features of a folded sentence, each once."""
    said = tokens(text)
    found: set[str] = set()
    add = found.add
    before: list[str] = ["^"]
    before_content: list[str] = ["^"]
    kinds: set[str] = set()
    denied = False
    sign = ""
    last = len(said) - 1
    for place, word in enumerate(said):
        if word in _STOPS:
            if word != "," or (place < last and said[place + 1] in _NEW_CLAUSE):
                denied, sign = False, ""
            if word == "?":
                add("?")
            before = [","]
            _pair(kinds, add)
            kinds.clear()
            continue
        if word in _TURNS:
            denied, sign = False, ""
        groups = classes.get(word)
        symbols = [sign + word]
        if groups:
            symbols += [sign + group for group in groups]
            kinds.update(symbols[1:])
        found.update(symbols)
        for first in before:
            for symbol in symbols:
                add(first + " " + symbol)
        if word not in _SMALL:
            if before_content is not before:
                for first in before_content:
                    for symbol in symbols:
                        add(first + "_" + symbol)
            before_content = symbols
        before = symbols
        if word in _NEGATORS or word.endswith("n't"):
            denied, sign = True, "!"
    for symbol in before:
        add(symbol + " $")
    _pair(kinds, add)
    return found


def _pair(kinds: set[str], add: Callable[[str], None]) -> None:
    """Which classes stand in one clause together."""
    ordered = sorted(kinds)
    for place, first in enumerate(ordered):
        for second in ordered[place + 1 :]:
            add(first + "+" + second)


@cache
def classes(language: str = "en") -> Mapping[str, tuple[str, ...]]:
    """The classes of each word of a language."""
    found: dict[str, list[str]] = {}
    for line in _text(f"classes_{language}.txt").splitlines():
        if line and not line.startswith("#"):
            name, _, words = line.partition(":")
            for word in dict.fromkeys(words.split()):
                found.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in found.items()}


def _text(name: str) -> str:
    return files("fifteen.method.letters").joinpath(name).read_text("utf-8")
