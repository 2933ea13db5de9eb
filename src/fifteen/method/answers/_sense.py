"""What a sentence of an answer says: a small model over words and classes of words.

The classes and the weights are data of a language (`classes_<language>.txt`,
`sense_<language>.txt`); `python -m tools.answers_sense` learns the weights anew from the sentences
and answers of bench/replies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import NamedTuple

from fifteen.method._once import once

LABELS = "YNLPQEIROMAXCVKTZU"
"""Agrees, refuses, later, telephone, question back, somebody else, introduces, résumé, opening, by
mail, advice itself, never again, confirms, moves, cancels, thanks, meant for somebody else, neither
one nor the other."""

SCALE = 25  # the weights are kept as whole numbers: 25 is one
_TOKEN = re.compile(
    r"(?P<link>https?://\S{1,300}|www\.\S{1,300})|(?P<mail>[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,100})"
    r"|(?P<phone>(?<!\w)\+?\(?\d[\d ()/-]{5,17}\d)|(?P<number>\d[\d.:/]*)"
    r"|(?P<word>[^\W\d_][\w'-]*)|(?P<stop>[,;:?!()\U0001F44D])"
)
_CLAUSE = re.compile(r"[,;:?!()] *| - |(?<=\w) (?=(?:and|but|so|because|if|und|aber|dann|weil) )")
_LONGEST = 200  # tokens of a sentence that are read
_MOST_CLAUSES = 10  # of a sentence, in which its core is looked for
_STEM = 6  # letters of a long word that stand for it
_TAIL = 4  # letters that the last part of a word written as one has at least
_HALF = 0.6  # of what the whole sentence says, for its core


class Words(NamedTuple):
    """The classes of a language's words, and its small words that steer how a sentence is read."""

    classes: Mapping[str, tuple[str, ...]]
    negators: frozenset[str]  # what follows them is denied
    turns: frozenset[str]  # but, only: a denial ends
    clauses: frozenset[str]  # they begin a new clause after a comma
    small: frozenset[str]  # passed over when words near each other are paired
    known: frozenset[str]  # no names, although they may begin with a capital
    steer: frozenset[str]  # "capitals": other words than names have them too
    stems: Mapping[str, tuple[str, ...]]  # of the first letters that its words have in common

    def groups(self, word: str) -> tuple[str, ...]:
        """The classes of a word; of one that is not listed, those of its relatives.

        Relatives begin alike ("rescheduled"), or end alike where words are written as one
        ("Videoanruf").
        """
        found = self.classes.get(word)
        if found is not None or len(word) <= _STEM:
            return found or ()
        if "capitals" in self.steer:
            for start in range(3, len(word) - _TAIL + 1):
                if tail := self.classes.get(word[start:]):
                    return tail
        return self.stems.get(word[:_STEM], ())


class Sense(NamedTuple):
    """What was learned about a language: the weights of features, as (label, weight) pairs."""

    words: Words
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[tuple[int, int], ...]]

    def read(self, sentence: str) -> list[float]:
        """How much a sentence is of each label, as log odds in the order of LABELS."""
        total = [0] * len(LABELS)
        for feature in features(sentence, self.words):
            for label, weight in self.weights.get(feature, ()):
                total[label] += weight
        return [b + t / SCALE for b, t in zip(self.bias, total, strict=True)]

    def core(self, sentence: str, label: str) -> tuple[int, int]:
        """The shortest run of clauses of a sentence that still is of a label, most of it."""
        column = LABELS.index(label)
        ends = [found.end() for found in _CLAUSE.finditer(sentence)][:_MOST_CLAUSES]
        cuts = [0, *(end for end in ends if end < len(sentence)), len(sentence)]
        wanted = _HALF * self.read(sentence)[column]
        if wanted <= 0:
            return 0, len(sentence)
        runs = sorted((b - a, a, b) for i, a in enumerate(cuts) for b in cuts[i + 1 : i + 4])
        for _, start, end in runs:
            if self.read(sentence[start:end])[column] >= wanted:
                return start, start + len(sentence[start:end].rstrip(" ,;:-("))
        return 0, len(sentence)


def tokens(sentence: str, words: Words) -> list[str]:
    """The words and stops of a sentence in small letters; names and numbers as their kind."""
    found: list[str] = []
    for one in islice(_TOKEN.finditer(sentence), _LONGEST):
        kind = one.lastgroup or ""
        if kind == "stop":
            found.append(one[0])
        elif kind != "word":
            found.append(f"<{kind}>")
        elif not _is_name(one, sentence, words):
            found += _plain(one[0])
        elif not found or found[-1] != "<name>":
            found.append("<name>")
    return found


def _plain(word: str) -> list[str]:
    """A word in small letters; "zoom's" is "zoom" and "'s"."""
    told = word.rstrip("'-").lower().replace("ß", "ss")
    owner, mark, _ = told.partition("'s")
    return [owner, "'s"] if mark and told == f"{owner}'s" and owner not in _WHOLE else [told]


_WHOLE = frozenset({"it", "that", "let", "he", "she", "what", "who", "here", "there"})


def _is_name(one: re.Match[str], sentence: str, words: Words) -> bool:
    """Whether a word is somebody's name, by its capital and what stands around it."""
    if not _is_unknown(one[0], words):
        return False
    before = _BEFORE.search(sentence, max(0, one.start() - 40), one.start())
    behind = _BEHIND.match(sentence, one.end())
    if behind and _is_unknown(behind[1], words):
        return True
    if before is None:
        return False
    known = before[1].lower().rstrip(".") in _TITLES or _is_unknown(before[1], words)
    return known or ("capitals" not in words.steer and before[1][-1].isalnum())


def _is_unknown(word: str, words: Words) -> bool:
    capital = word[:1].isupper() and word[1:2].islower()
    return capital and word.lower().removesuffix("'s").replace("ß", "ss") not in words.known


_BEFORE = re.compile(r"([^\W\d_][\w'-]*\.?|\w|,) *$")
_BEHIND = re.compile(r" ([^\W\d_][\w'-]*)")
_TITLES = frozenset({"frau", "herr", "herrn", "dr", "prof", "mr", "mrs", "ms", "miss", "sir"})


def features(sentence: str, words: Words) -> list[str]:
    """The features of a sentence: words, stems, classes, what follows what, what stands near."""
    found: list[str] = []
    before = content = ["^"]
    kinds: set[str] = set()
    for word, sign in _signed(tokens(sentence, words), words):
        if not word:
            found += _pairs(kinds)
            before, kinds = [","], set()
            continue
        groups = [sign + group for group in words.groups(word)]
        kinds.update(groups)
        symbols = [*groups, sign + word]
        found += symbols
        if len(word) > _STEM:
            found.append(f"{sign}{word[:_STEM]}~")
        found += [f"{first} {symbol}" for first in before for symbol in symbols]
        if word not in words.small:
            if content is not before:
                found += [f"{first}_{symbol}" for first in content for symbol in symbols]
            content = symbols
        before = symbols
    found += [f"{symbol} $" for symbol in before]
    if sentence.rstrip().endswith("?"):
        found.append("?")
    return list(dict.fromkeys(found + _pairs(kinds)))


def _signed(said: list[str], words: Words) -> Iterator[tuple[str, str]]:
    """Each word with "!" where it is denied; a stop as no word. A turn or a clause ends it."""
    sign = ""
    last = len(said) - 1
    for place, word in enumerate(said):
        if word in ",;:?!()":
            if word != "," or (place < last and said[place + 1] in words.clauses):
                sign = ""
            yield "", sign
            continue
        if word in words.turns:
            sign = ""
        yield word, sign
        if word in words.negators or word.endswith("n't"):
            sign = "!"


def _pairs(kinds: set[str]) -> list[str]:
    ordered = sorted(kinds)
    return [f"{a}+{b}" for place, a in enumerate(ordered) for b in ordered[place + 1 :]]


@cache
def words_of(language: str) -> Words:
    """The classes of words of a language."""
    classes: dict[str, list[str]] = {}
    small: dict[str, frozenset[str]] = {}
    for line in _text(f"classes_{language}.txt").replace("ß", "ss").splitlines():
        name, colon, told = line.partition(": ")
        if line.startswith("#") or not colon:
            continue
        if name.islower():
            small[name] = frozenset(told.split())
            continue
        for word in told.split():
            classes.setdefault(word, []).append(name)
    listed = {word: tuple(dict.fromkeys(names)) for word, names in classes.items()}
    return Words(
        listed,
        small["negators"],
        small["turns"],
        small["clauses"],
        small["small"],
        frozenset(classes).union(*small.values()),
        small["steer"],
        _stems(listed),
    )


def _stems(classes: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """What the words that begin alike are all of."""
    found: dict[str, tuple[str, ...]] = {}
    for word, names in classes.items():
        if len(word) >= _STEM:
            known = found.get(word[:_STEM], names)
            found[word[:_STEM]] = tuple(name for name in known if name in names)
    return found


@once
def sense(language: str) -> Sense:
    """What was learned about a language."""
    return read_sense(_text(f"sense_{language}.txt"), language)


def read_sense(text: str, language: str) -> Sense:
    """What was learned, from the text that tools/answers_sense writes."""
    lines = text.splitlines()[1:]
    weights = {}
    for line in lines[1:]:
        feature, _, numbers = line.partition("\t")
        weights[feature] = tuple(
            (LABELS.index(pair[0]), int(pair[1:])) for pair in numbers.split(" ")
        )
    return Sense(words_of(language), tuple(int(n) / SCALE for n in lines[0].split()), weights)


def _text(name: str) -> str:
    return files("fifteen.method.answers").joinpath(name).read_text("utf-8")
