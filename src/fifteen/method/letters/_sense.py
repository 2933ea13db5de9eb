"""What a sentence is about: a small model over words and classes of words, learned from sentences.

The classes and the weights are data of a language (`classes_<language>.txt`,
`sense_<language>.txt`); `python -m tools.sense` learns the weights anew from bench/letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from itertools import islice
from operator import add
from struct import Struct
from typing import NamedTuple

from fifteen.method._once import once
from fifteen.method.letters._classes import Words, text_of, words_of
from fifteen.method.letters._net import COARSE, UNITS, net_of
from fifteen.method.letters._weights import (
    LABEL_SHIFTS,
    LABELS,
    LANE,
    UNIT_SHIFTS,
    Store,
    Weights,
)

SCALE = 100  # the weights are kept as whole numbers: 100 is one
_TOKEN = re.compile(r"[a-z0-9][a-z0-9'-]*|[,;:?!()]|[^\W\d_]+|- ")
_CLAUSE = re.compile(r"[,;:?!()] *| - |(?<=[a-z]) (?=(?:and|but|so|because|if|or) )")
_STOPS = frozenset(",;:?!()") | {"- "}
_LONGEST = 300  # tokens of a sentence that are read
_NO_WEIGHTS: Weights[str] = Weights()
_ASKED = "?&"  # before a class that stands in a question
_START_LEAST = 3  # words and stops of a sentence whose beginning is told
_NO_CLASS: tuple[str, ...] = ()
_MOST_KEPT = 20_000  # words whose symbols are kept
_POLITE_WITHIN = 5  # words of a question in which a denial may be polite
_MOST_CLAUSES = 10  # of a sentence, in which its core is looked for

_HALF = 1 << (LANE - 1)
_LANES = len(LABELS) + UNITS
_SHIFTS = (*LABEL_SHIFTS, *UNIT_SHIFTS)
_HALVES = sum(_HALF << shift for shift in _SHIFTS)  # no lane ends below nothing
_UNPACKED = Struct(f"<{_LANES}I").unpack
_BYTES = LANE // 8 * _LANES
_HEAD = 2 + len(LABELS)  # lines before those of the features
_MOST_PAIRS = 60_000  # pairs of words whose weights are kept


class _Word(NamedTuple):
    """A word as a sentence is read: what it weighs alone, its classes, its symbols."""

    key: str  # with "!" where it is denied
    alone: int
    kinds: tuple[str, ...]
    names: tuple[str, ...]  # the classes, the kinds and the word itself
    small: bool


_START = _Word("^", 0, (), ("^",), False)
_STOP = _Word(",", 0, (), (",",), False)


class Sense:
    """What was learned about a language. A feature's weights for all labels and hidden units are
    one whole number, a lane of bits for each, so that a sentence is read by adding numbers up."""

    def __init__(self, words: Words, lines: list[str]) -> None:
        self.words = words
        self._net = net_of(lines[1:_HEAD])
        self._known = Store(lines[_HEAD:])
        self._words: tuple[dict[str, _Word], dict[str, _Word]] = ({}, {})  # as said; denied
        self._clauses: dict[frozenset[str], int] = {}  # of classes that stand together
        self._after: dict[tuple[str, str], int] = {}  # weights of words that follow each other
        self._beside: dict[tuple[str, str], int] = {}  # of words near each other
        bias = (int(number) for number in lines[0].split())
        begin = zip((*bias, *self._net.begin), _SHIFTS, strict=True)
        self._nothing = _HALVES + sum(number << shift for number, shift in begin)

    def _word(self, word: str, sign: str) -> _Word:
        """A word with all that is known of it alone; worked out once."""
        kept = self._words[bool(sign)]
        found = kept.get(word)
        if found is None:
            kinds = tuple(sign + group for group in self.words.classes.get(word, _NO_CLASS))
            names = (*kinds, *(sign + kind for kind in self.words.kinds_of(word)), sign + word)
            alone = sum(self._known.one[name] for name in names)
            found = _Word(sign + word, alone, kinds, names, word in self.words.small)
            if len(kept) < _MOST_KEPT:
                kept[word] = found
        return found

    def read(self, text: str) -> tuple[float, ...]:
        """How much a folded sentence is of each label, as log odds in the order of LABELS."""
        sums = self._sums(text)
        added = self._net.all_added(sums[len(LABELS) :])
        return tuple(map(add, sums, added))

    def _one_label(self, text: str, column: int) -> float:
        sums = self._sums(text)
        return sums[column] + self._net.added(sums[len(LABELS) :], column)

    def _sums(self, text: str) -> list[float]:
        """What the features of a sentence add to each label, then to each hidden unit."""
        lanes = _UNPACKED(self._total(tokens(text)).to_bytes(_BYTES, "little"))
        labels = [(lane - _HALF) / SCALE for lane in lanes[: len(LABELS)]]
        return labels + [(lane - _HALF) / COARSE for lane in lanes[len(LABELS) :]]

    def _total(self, said: list[str]) -> int:
        """The weights of all features of a sentence: those that `features` tells by name."""
        one, threes, after, beside = self._known.one, self._known.three, self._after, self._beside
        total = self._nothing + sum([one[start] for start in _starts(said)])
        row = ["^", *said, "$"]
        told = threes.told
        total += sum([threes[t] for t in zip(row, row[1:], row[2:], strict=False) if t in told])
        before = content = _START
        kinds: set[str] = set()
        every: set[str] = set()
        for place, word, sign in _signed(said, self.words):
            if not word:
                total += self._together(kinds) + (one["?"] if place else 0)
                before = _STOP
                every |= kinds
                kinds = set()
                continue
            known = self._words[bool(sign)].get(word) or self._word(word, sign)
            kinds.update(known.kinds)
            weight = after.get((before.key, known.key))
            if weight is None:
                weight = self._pair_of(after, self._known.next, before, known)
            total += known.alone + weight
            if not known.small:
                if content is not before:
                    weight = beside.get((content.key, known.key))
                    if weight is None:
                        weight = self._pair_of(beside, self._known.near, content, known)
                    total += weight
                content = known
            before = known
        following = self._known.next
        total += sum([following.get(name, _NO_WEIGHTS)["$"] for name in before.names])
        total += self._together(kinds)
        if said and said[-1] == "?":
            total += sum([one[_ASKED + name] for name in every | kinds])
        return total

    def _pair_of(
        self,
        kept: dict[tuple[str, str], int],
        known: dict[str, Weights[str]],
        first: _Word,
        second: _Word,
    ) -> int:
        """The weights of two words in their order; kept for the next sentence that has them."""
        total = 0
        for name in first.names:
            weights = known.get(name)
            if weights is not None:
                told = weights.told
                total += sum([weights[other] for other in second.names if other in told])
        if len(kept) < _MOST_PAIRS:
            kept[first.key, second.key] = total
        return total

    def _together(self, kinds: set[str]) -> int:
        """The weights of classes that stand in one clause; kept for the next clause of the same."""
        key = frozenset(kinds)
        total = self._clauses.get(key)
        if total is None:
            pair = self._known.pair
            pairs = (
                (known, known.told.keys() & key) for a in key if (known := pair.get(a)) is not None
            )
            total = sum([known[second] for known, others in pairs for second in others])
            if len(self._clauses) < _MOST_PAIRS:
                self._clauses[key] = total
        return total

    def core(self, text: str, label: str) -> tuple[int, int]:
        """The shortest run of clauses of a sentence that still is of a label, most of it."""
        column = LABELS.index(label)
        cuts = [0, *(found.end() for found in islice(_CLAUSE.finditer(text), _MOST_CLAUSES))]
        cuts.append(len(text))
        wanted = 0.6 * self._one_label(text, column)
        runs = sorted((b - a, a, b) for i, a in enumerate(cuts) for b in cuts[i + 1 : i + 4])
        for _, start, end in runs:
            if self._one_label(text[start:end], column) >= wanted > 0:
                return start, end
        return 0, len(text)


def tokens(text: str) -> list[str]:
    """The words and stops of a folded sentence."""
    return _TOKEN.findall(text)[:_LONGEST]


def _signed(said: list[str], words: Words) -> Iterator[tuple[int, str, str]]:
    """Each word with "!" where it is denied; a stop as no word, with 1 for a question mark.

    A stop, a turn ("but") or a new clause ends a denial; "wouldn't you ...?" is none.
    """
    sign = ""
    last = len(said) - 1
    asked = last >= 0 and said[last] == "?"
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
            near = said[max(0, place - 1) : place + 2]
            polite = asked and place < _POLITE_WITHIN and not words.asked.isdisjoint(near)
            sign = "" if polite else "!"


def features(text: str, words: Words) -> list[str]:
    """The features of a folded sentence: words, classes, what follows what, what stands together,
    three words in a row.

    `Sense._total` adds up the same without naming them; a test compares both.
    """
    said = tokens(text)
    found = [*_starts(said), *_threes(said)]
    before = content = ["^"]
    kinds: set[str] = set()
    every: set[str] = set()
    for place, word, sign in _signed(said, words):
        if not word:
            found += ["?"] if place else []
            before = [","]
            found += _pairs(kinds)
            kinds = set()
            continue
        groups = [sign + group for group in words.classes.get(word, _NO_CLASS)]
        kinds.update(groups)
        every.update(groups)
        more = (sign + kind for kind in words.kinds_of(word))
        symbols = [*groups, *more, sign + word]
        found += symbols
        found += [f"{first} {symbol}" for first in before for symbol in symbols]
        if word not in words.small:
            if content is not before:
                found += [f"{first}_{symbol}" for first in content for symbol in symbols]
            content = symbols
        before = symbols
    found += [f"{symbol} $" for symbol in before]
    if said and said[-1] == "?":
        found += [_ASKED + name for name in sorted(every)]
    return found + _pairs(kinds)


def _starts(said: list[str]) -> list[str]:
    """How a sentence begins: its first two words, its first three."""
    if len(said) < _START_LEAST:
        return []
    first, second, third = (word.strip() for word in said[:3])
    return [f"^^{first}^{second}", f"^^{first}^{second}^{third}"]


def _threes(said: list[str]) -> list[str]:
    """Three words in a row, stops among them; "^" before the first, "$" behind the last."""
    row = ["^", *said, "$"]
    return [f"{a}|{b}|{c}" for a, b, c in zip(row, row[1:], row[2:], strict=False)]


def _pairs(kinds: set[str]) -> list[str]:
    """Which classes stand in one clause together."""
    ordered = sorted(kinds)
    return [f"{a}+{b}" for place, a in enumerate(ordered) for b in ordered[place + 1 :]]


@once
def sense(language: str = "en") -> Sense | None:
    """What was learned about a language; None where nothing was."""
    name = f"sense_{language}.txt"
    if not files("fifteen.method.letters").joinpath(name).is_file():
        return None
    return Sense(words_of(language), text_of(name).split("\n")[1:])
