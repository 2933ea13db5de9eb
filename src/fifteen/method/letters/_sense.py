"""What a sentence is about: a small model over words and classes of words, learned from sentences.

The classes and the weights are data of a language (`classes_<language>.txt`,
`sense_<language>.txt`); `python -m tools.sense` learns the weights anew from bench/letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from itertools import islice, repeat
from operator import add
from struct import Struct
from sys import intern

from fifteen.method._once import once
from fifteen.method.letters._classes import Words, text_of, words_of
from fifteen.method.letters._heard import STOPS, Heard, Next
from fifteen.method.letters._net import COARSE, UNITS, net_of
from fifteen.method.letters._weights import LABEL_SHIFTS, LABELS, LANE, PAIR, UNIT_SHIFTS, Store

SCALE = 100  # the weights are kept as whole numbers: 100 is one
_TOKEN = re.compile(r"[a-z0-9][a-z0-9'-]*|[,;:?!()]|[^\W\d_]+|- ")
_CLAUSE = r"[,;:?!()] *| - |(?<=[a-z]) (?=(?:{}) )"
_LONGEST = 300  # tokens of a sentence that are read
_ASKED = "?&"  # before a class that stands in a question
_START_LEAST = 3  # words and stops of a sentence whose beginning is told
_MOST_KEPT = 20_000  # words whose symbols are kept
_POLITE_WITHIN = 5  # words of a question in which a denial may be polite
_MOST_CLAUSES = 10  # of a sentence, in which its core is looked for

_HALF = 1 << (LANE - 1)
_LANES = len(LABELS) + UNITS
_SHIFTS = (*LABEL_SHIFTS, *UNIT_SHIFTS)
# Half of all is added to each lane, so that none ends below nothing and takes from the next; taken
# off again bit by bit, it leaves each lane as a signed number.
_HALVES = sum(_HALF << shift for shift in _SHIFTS)
_UNPACKED = Struct(f"<{_LANES}i").unpack
_BYTES = LANE // 8 * _LANES
_HEAD = 2 + len(LABELS)  # lines before the blocks of the features
_MOST_READ = 2_000  # sentences of which is kept what they are about
_MOST_PAIRS = 120_000  # pairs of words whose weights are kept
_MOST_SETS = 60_000  # sets of classes whose weights are kept


class Sense:
    """What was learned about a language. A feature's weights for all labels and hidden units are
    one whole number, a lane of bits for each, so that a sentence is read by adding numbers up."""

    def __init__(self, words: Words, text: str) -> None:
        *lines, blocks = text.split("\n", _HEAD)
        self.words = words
        self._clause = re.compile(_CLAUSE.format("|".join(sorted(words.joins))))
        self._net = net_of(lines[1:])
        self._known = Store(blocks)
        self._start, self._end = (Heard(mark, (mark,), self._known) for mark in "^$")
        stops = {stop: Heard(stop, (",",), self._known) for stop in STOPS}
        stops["?"].alone = self._known.alone("?")
        self._said: dict[str, Heard] = dict(stops)
        self._denied: dict[str, Heard] = dict(stops)
        classes = dict.fromkeys(name for names in words.classes.values() for name in names)
        self._classes = [intern(sign + name) for name in classes for sign in ("", "!")]
        self._bits = {name: 1 << place for place, name in enumerate(self._classes)}
        self._clauses: dict[int, int] = {}  # of classes that stand together
        self._questions: dict[int, int] = {}  # of classes that stand in a question
        self._pairs = 0  # pairs of words whose weights are kept
        self._kept = lru_cache(maxsize=_MOST_READ)(self._read)
        bias = (int(number) for number in lines[0].split())
        begin = zip((*bias, *self._net.begin), _SHIFTS, strict=True)
        self._nothing = _HALVES + sum(number << shift for number, shift in begin)

    def _word(self, word: str, sign: str) -> Heard:
        """A word with all that is known of it alone; worked out once."""
        names = (*self.words.classes.get(word, ()), *self.words.kinds_of(word), word)
        if sign:
            names = tuple([sign + name for name in names])
        alone = sum(map(self._known.alone, names))
        kinds = 0
        for name in names:
            kinds |= self._bits.get(name, 0)
        found = Heard(word, names, self._known, alone, kinds, word in self.words.small)
        kept = self._denied if sign else self._said
        if len(kept) < _MOST_KEPT:
            kept[word] = found
        return found

    def read(self, text: str) -> tuple[float, ...]:
        """How much a folded sentence is of each label, as log odds in the order of LABELS; kept,
        for whoever writes changes one sentence at a time."""
        return self._kept(text)

    def _read(self, text: str) -> tuple[float, ...]:
        sums = self._sums(text)
        return tuple(map(add, sums, self._net.all_added(sums[len(LABELS) :])))

    def _one_label(self, text: str, column: int) -> float:
        sums = self._sums(text)
        return sums[column] + self._net.added(sums[len(LABELS) :], column)

    def _sums(self, text: str) -> list[float]:
        """What the features of a sentence add to each label, then to each hidden unit."""
        total = self._total(tokens(text))
        lanes = _UNPACKED((total ^ _HALVES).to_bytes(_BYTES, "little"))
        labels = [lane / SCALE for lane in lanes[: len(LABELS)]]
        return labels + [lane / COARSE for lane in lanes[len(LABELS) :]]

    def _total(self, said: list[str]) -> int:
        """The weights of all features of a sentence: those that `features` tells by name."""
        as_said, denied, lines = self._said, self._denied, self._known.lines
        total = self._nothing + sum(map(self._known.alone, _starts(said)))
        before = content = self._start
        thirds: dict[str, str] = {}
        kinds = every = 0
        for word, sign in zip(said, _signs(said, self.words), strict=False):
            known = (denied if sign else as_said).get(word) or self._word(word, sign)
            weight, more = before.after.get(known.key) or self._next(before, known)
            total += weight
            if word in thirds:
                total += lines[thirds[word]]
            thirds = more
            if known.stop:
                total += self._together(kinds)
                every |= kinds
                kinds = 0
            else:
                kinds |= known.kinds
                if not known.small:
                    if content is not before:
                        near = content.near.get(known.key)
                        total += self._near(content, known) if near is None else near
                    content = known
            before = known
        total += (before.after.get("$") or self._next(before, self._end))[0]
        if "$" in thirds:
            total += lines[thirds["$"]]
        total += self._together(kinds)
        return total + self._asked(every | kinds) if said and said[-1] == "?" else total

    def _next(self, first: Heard, second: Heard) -> Next:
        """What a word weighs behind another one; kept for the next sentence that has them."""
        found = first.before(second, self._known)
        if self._pairs < _MOST_PAIRS:
            self._pairs += 1
            first.after[second.key] = found
        return found

    def _near(self, first: Heard, second: Heard) -> int:
        """The weights of two words that stand near each other; kept as well."""
        found = first.beside(second, self._known)
        if self._pairs < _MOST_PAIRS:
            self._pairs += 1
            first.near[second.key] = found
        return found

    def _together(self, kinds: int) -> int:
        """The weights of classes that stand in one clause; kept for the next clause of the same."""
        total = self._clauses.get(kinds)
        if total is None:
            lines, names = self._known.lines, self._named(kinds)
            told = [found for name in names if (found := self._known.told(PAIR, name))]
            total = sum([lines[known[name]] for known in told for name in names if name in known])
            if len(self._clauses) < _MOST_SETS:
                self._clauses[kinds] = total
        return total

    def _asked(self, kinds: int) -> int:
        """The weights of classes that stand in a question; kept as well."""
        total = self._questions.get(kinds)
        if total is None:
            total = sum([self._known.alone(_ASKED + name) for name in self._named(kinds)])
            if len(self._questions) < _MOST_SETS:
                self._questions[kinds] = total
        return total

    def _named(self, kinds: int) -> list[str]:
        """The names of classes that are told as bits."""
        names = []
        while kinds:
            names.append(self._classes[kinds.bit_length() - 1])
            kinds ^= 1 << (kinds.bit_length() - 1)
        return names

    def core(self, text: str, label: str) -> tuple[int, int]:
        """The shortest run of clauses of a sentence that still is of a label, most of it."""
        column = LABELS.index(label)
        cuts = [0, *(found.end() for found in islice(self._clause.finditer(text), _MOST_CLAUSES))]
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


def _signs(said: list[str], words: Words) -> Iterable[str]:
    """For each word "!" where it is denied; most sentences deny nothing."""
    if words.negators.isdisjoint(said) and "n't" not in " ".join(said):
        return repeat("")
    return _denials(said, words)


def _denials(said: list[str], words: Words) -> Iterator[str]:
    """For each word "!" where it is denied.

    A stop, a turn ("but") or a new clause ends a denial; "wouldn't you ...?" is none.
    """
    sign = ""
    last = len(said) - 1
    asked = last >= 0 and said[last] == "?"
    for place, word in enumerate(said):
        if word in STOPS:
            if word != "," or (place < last and said[place + 1] in words.clauses):
                sign = ""
            yield sign
            continue
        if word in words.turns:
            sign = ""
        yield sign
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
    for word, sign in zip(said, _signs(said, words), strict=False):
        if word in STOPS:
            found += ["?"] if word == "?" else []
            before = [","]
            found += _pairs(kinds)
            kinds = set()
            continue
        groups = [sign + group for group in words.classes.get(word, ())]
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
    return Sense(words_of(language), text_of(name).partition("\n")[2])
