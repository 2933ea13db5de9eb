"""What a sentence is about: a small model over words and classes of words, learned from sentences.

The classes and the weights are data of a language (`classes_<language>.txt`,
`sense_<language>.txt`); `python -m tools.sense` learns the weights anew from bench/letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import NamedTuple

LABELS = "JPGANRTLFSMB"
"""Job, pressing, granted, another ask, name of a further person, résumé, talk, learning, fact about
the host, something specific that was said, memory, what one had hoped to learn."""

SCALE = 25  # the weights are kept as whole numbers: 25 is one
_TOKEN = re.compile(r"[a-z0-9][a-z0-9'-]*|[,;:?!()]|[^\W\d_]+|- ")
_CLAUSE = re.compile(r"[,;:?!()] *| - |(?<=[a-z]) (?=(?:and|but|so|because|if|or) )")
_STOPS = frozenset(",;:?!()") | {"- "}
_LONGEST = 300  # tokens of a sentence that are read
_NO_CLASS: tuple[str, ...] = ()
_MOST_KEPT = 20_000  # words whose symbols are kept
_MOST_CLAUSES = 10  # of a sentence, in which its core is looked for

_LANE = 24  # bits of a label in a number
_MASK = (1 << _LANE) - 1
_HALF = 1 << (_LANE - 1)
_EVERY = sum(1 << (_LANE * lane) for lane in range(len(LABELS)))
_ZERO = _EVERY << 12  # what is added to a feature's weights, so that no lane is below nothing
_HALVES = _EVERY * _HALF
_Symbol = tuple[str, dict[str, int] | None, dict[str, int] | None, int | None, bool]


class Words(NamedTuple):
    """The classes of a language's words, and its small words that steer how a sentence is read."""

    classes: Mapping[str, tuple[str, ...]]
    negators: frozenset[str]  # what follows them is denied
    turns: frozenset[str]  # but, only: a denial ends
    clauses: frozenset[str]  # they begin a new clause after a comma
    small: frozenset[str]  # passed over when words near each other are paired


class Sense:
    """What was learned about a language.

    A feature's weights for all labels are one whole number, a lane of bits for each label, so that
    a sentence is read by adding numbers up.
    """

    def __init__(self, words: Words, lines: list[str]) -> None:
        self.words = words
        self._bias = tuple(int(number) for number in lines[0].split())
        self._one: dict[str, int] = {}
        self._next: dict[str, dict[str, int]] = {}
        self._near: dict[str, dict[str, int]] = {}
        self._pair: dict[str, dict[str, int]] = {}
        for line in lines[1:]:
            feature, _, numbers = line.partition("\t")
            if numbers:
                self._keep(feature, numbers)
        self._plain: dict[str, list[_Symbol]] = {}
        self._denied: dict[str, list[_Symbol]] = {}

    def _keep(self, feature: str, numbers: str) -> None:
        value = _ZERO
        for pair in numbers.split(" "):
            value += int(pair[1:]) << (_LANE * LABELS.index(pair[0]))
        for mark, kept in ((" ", self._next), ("_", self._near), ("+", self._pair)):
            first, found, second = feature.partition(mark)
            if found and first and second:
                kept.setdefault(first, {})[second] = value
                return
        self._one[feature] = value

    def _symbols(self, word: str, sign: str) -> list[_Symbol]:
        """The classes and the word, each with what is known to follow it; worked out once."""
        kept = self._denied if sign else self._plain
        found = kept.get(word)
        if found is None:
            names = [sign + group for group in self.words.classes.get(word, _NO_CLASS)]
            found = [
                (name, self._next.get(name), self._near.get(name), self._one.get(name), group)
                for name, group in (*((n, True) for n in names), (sign + word, False))
            ]
            if len(kept) < _MOST_KEPT:
                kept[word] = found
        return found

    def read(self, text: str) -> tuple[float, ...]:
        """How much a folded sentence is of each label, as log odds in the order of LABELS."""
        found = self._found(tokens(text))
        total = sum(found) - len(found) * _ZERO
        total += sum(number << (_LANE * lane) for lane, number in enumerate(self._bias))
        total += _HALVES
        return tuple(
            (((total >> (_LANE * lane)) & _MASK) - _HALF) / SCALE for lane in range(len(LABELS))
        )

    def _found(self, said: list[str]) -> list[int]:
        """The weights of all features of a sentence: those that `features` tells by name."""
        found: list[int] = []
        add = found.append
        small = self.words.small
        comma: list[_Symbol] = [(",", self._next.get(","), None, None, False)]
        before: list[_Symbol] = [("^", self._next.get("^"), self._near.get("^"), None, False)]
        content = before
        kinds: set[str] = set()
        for place, word, sign in _signed(said, self.words):
            if not word:
                if place and (asked := self._one.get("?")):
                    add(asked)
                before = comma
                self._pairs(kinds, add)
                kinds = set()
                continue
            symbols = self._symbols(word, sign)
            names = [symbol[0] for symbol in symbols]
            for name, _, _, own, is_class in symbols:
                if own:
                    add(own)
                if is_class:
                    kinds.add(name)
            for _, follows, _, _, _ in before:
                if follows:
                    found += [follows[name] for name in names if name in follows]
            if word not in small:
                if content is not before:
                    for _, _, nears, _, _ in content:
                        if nears:
                            found += [nears[name] for name in names if name in nears]
                content = symbols
            before = symbols
        for _, follows, _, _, _ in before:
            if follows and "$" in follows:
                add(follows["$"])
        self._pairs(kinds, add)
        return found

    def _pairs(self, kinds: set[str], add: Callable[[int], None]) -> None:
        ordered = sorted(kinds)
        for place, first in enumerate(ordered):
            known = self._pair.get(first)
            if known:
                for second in ordered[place + 1 :]:
                    if second in known:
                        add(known[second])

    def core(self, text: str, label: str) -> tuple[int, int]:
        """The shortest run of clauses of a sentence that still is of a label, most of it."""
        column = LABELS.index(label)
        cuts = [0, *(found.end() for found in islice(_CLAUSE.finditer(text), _MOST_CLAUSES))]
        cuts.append(len(text))
        wanted = 0.6 * self.read(text)[column]
        runs = sorted((b - a, a, b) for i, a in enumerate(cuts) for b in cuts[i + 1 : i + 4])
        for _, start, end in runs:
            if self.read(text[start:end])[column] >= wanted > 0:
                return start, end
        return 0, len(text)


def tokens(text: str) -> list[str]:
    """The words and stops of a folded sentence."""
    return _TOKEN.findall(text)[:_LONGEST]


def _signed(said: list[str], words: Words) -> Iterator[tuple[int, str, str]]:
    """Each word with "!" where it is denied; a stop as no word, with 1 for a question mark.

    A stop, a turn ("but") or a new clause ends a denial.
    """
    sign = ""
    last = len(said) - 1
    for place, word in enumerate(said):
        if word in _STOPS:
            if word != "," or (place < last and said[place + 1] in words.clauses):
                sign = ""
            yield word == "?", "", sign
            continue
        if word in words.turns:
            sign = ""
        yield place, word, sign
        if word in words.negators or word.endswith("n't"):
            sign = "!"


def features(text: str, words: Words) -> list[str]:
    """The features of a folded sentence: words, classes, what follows what, what stands together.

    `Sense._found` finds the same without naming them; a test compares both.
    """
    found: list[str] = []
    before = content = ["^"]
    kinds: set[str] = set()
    for place, word, sign in _signed(tokens(text), words):
        if not word:
            found += ["?"] if place else []
            before = [","]
            found += _pairs(kinds)
            kinds = set()
            continue
        groups = [sign + group for group in words.classes.get(word, _NO_CLASS)]
        kinds.update(groups)
        symbols = [*groups, sign + word]
        found += symbols
        found += [f"{first} {symbol}" for first in before for symbol in symbols]
        if word not in words.small:
            if content is not before:
                found += [f"{first}_{symbol}" for first in content for symbol in symbols]
            content = symbols
        before = symbols
    found += [f"{symbol} $" for symbol in before]
    return found + _pairs(kinds)


def _pairs(kinds: set[str]) -> list[str]:
    """Which classes stand in one clause together."""
    ordered = sorted(kinds)
    return [f"{a}+{b}" for place, a in enumerate(ordered) for b in ordered[place + 1 :]]


@cache
def words_of(language: str = "en") -> Words:
    """The classes of a language's words; names of classes are capitals, the rest steers."""
    found: dict[str, list[str]] = {}
    steering: dict[str, frozenset[str]] = {}
    for line in _text(f"classes_{language}.txt").splitlines():
        name, _, said = line.partition(":")
        if name.startswith("#"):
            continue
        if name.islower():
            steering[name] = frozenset(said.split())
            continue
        for word in dict.fromkeys(said.split()):
            found.setdefault(word, []).append(name)
    return Words({word: tuple(names) for word, names in found.items()}, **steering)


@cache
def sense(language: str = "en") -> Sense | None:
    """What was learned about a language; None where nothing was."""
    name = f"sense_{language}.txt"
    if not files("fifteen.method.letters").joinpath(name).is_file():
        return None
    return Sense(words_of(language), _text(name).split("\n")[1:])


def _text(name: str) -> str:
    return files("fifteen.method.letters").joinpath(name).read_text("utf-8")
