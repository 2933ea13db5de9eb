"""Whose organisation a sentence speaks of: the host's, or anything else that has a name (A7).

People speak of somebody's firm in too many ways for a list of phrases, so this is learned from
letters and from sentences with one name marked in each: by the words before and behind a name, and
by what the name tells itself. `_spoken` puts together what the sentences of a letter say. The
weights are data of a language (`whose_<language>.txt`); `python -m tools.whose` learns them anew.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files
from itertools import pairwise

from fifteen.method._once import once
from fifteen.method.letters import _named
from fifteen.method.letters._classes import Words, text_of, words_of
from fifteen.method.letters._lexicon import Lexicon, lexicon

SCALE = 100  # the weights are kept as whole numbers: 100 is one
LETTER = "="  # before a weight that is of the letter as a whole
_TOKEN = re.compile(r"[a-z0-9][a-z0-9'-]*|[,;:?!().]|[^\W\d_]+")
_LONGEST = 20  # words on either side that are read
_CLOSE = 3  # words on either side whose classes are read in pairs and threes
_FAR = 8  # words between a name and whom the sentence speaks of, or more
_MANY = 3  # words of a name, or more
_MOST_KEPT = 20_000  # words, or names, whose weights are kept


class Whose:
    """What was learned about a language."""

    def __init__(self, language: str, bias: int, weights: Mapping[str, int]) -> None:
        self.words = words_of(language)
        self.lexicon = lexicon(language)
        self._bias = bias
        self._weights = weights
        self._alone: dict[str, int] = {}  # of a word on a side, with its classes
        self._names: dict[str, int] = {}  # of what a name tells

    def odds(self, before: str, behind: str, name: str) -> float:
        """Log odds that a name is spoken of as the host's organisation; `before` and `behind` are
        the folded rest of its sentence. It is the sum of the weights of all `features`."""
        left, right = _sides(before, behind)
        get = self._weights.get
        total = self._bias + self._name(name)
        total += sum([get(told, 0) for told in _near(left, right, name, self.words)])
        total += sum([get(told, 0) for told in _of_whom(left, right, self.words)])
        for side, said in (("-", left), ("+", right)):
            total += sum([self._word(side, word) for word in said])
            total += sum([get(f"{side}{a}_{b}", 0) for a, b in pairwise(said)])
            total += sum([get(told, 0) for told in _classed(side, said, self.words)])
        return total / SCALE

    def of_letter(self, told: str) -> float:
        """The weight of what is told of a name by the letter as a whole (`_spoken`)."""
        return self._weights.get(LETTER + told, 0) / SCALE

    def _name(self, name: str) -> int:
        known = self._names.get(name)
        if known is None:
            told = _named.told_by(name, self.lexicon, self.words)
            known = sum([self._weights.get(feature, 0) for feature in told])
            if len(self._names) < _MOST_KEPT:
                self._names[name] = known
        return known

    def _word(self, side: str, word: str) -> int:
        key = side + word
        known = self._alone.get(key)
        if known is None:
            known = sum(
                self._weights.get(side + symbol, 0) for symbol in _symbols(word, self.words)
            )
            if len(self._alone) < _MOST_KEPT:
                self._alone[key] = known
        return known


def features(before: str, behind: str, name: str, lexicon: Lexicon, words: Words) -> list[str]:
    """What is told of a name: what it tells itself, what stands right before and behind it, of whom
    the sentence speaks nearest to it, which words and classes of words on either side, which follow
    each other."""
    left, right = _sides(before, behind)
    found = _named.told_by(name, lexicon, words) + _near(left, right, name, words)
    found += _of_whom(left, right, words)
    for side, said in (("-", left), ("+", right)):
        found += [side + symbol for word in said for symbol in _symbols(word, words)]
        found += [f"{side}{a}_{b}" for a, b in pairwise(said)]
        found += _classed(side, said, words)
    return found


def _sides(before: str, behind: str) -> tuple[list[str], list[str]]:
    """The words on either side, the nearest first."""
    return _TOKEN.findall(before)[::-1][:_LONGEST], _TOKEN.findall(behind)[:_LONGEST]


def _near(left: list[str], right: list[str], name: str, words: Words) -> list[str]:
    first, second = [*left, "^", "^"][:2]
    last, after = [*right, "$", "$"][:2]
    before, behind = _symbols(first, words), _symbols(last, words)
    found = [f"<{symbol}" for symbol in before]
    found += [f"<{a} {b}" for a in _symbols(second, words) for b in before]
    if len(left) > _MANY - 1:
        found += [f"<<{a} {b}" for a in _symbols(left[2], words) for b in before]
    found += [f">{symbol}" for symbol in behind]
    found += [f">{a} {b}" for a in behind for b in _symbols(after, words)]
    found += [f"{a}<>{b}" for a in before for b in behind]
    nearest = _nearest(left, words), _nearest(right, words)
    found += [f"-near {nearest[0]}", f"+near {nearest[1]}", f"near {nearest[0]} {nearest[1]}"]
    found.append("you" if any(word in words.host for word in (*left, *right)) else "no you")
    found.append(f"words {min(_MANY, len(name.split()))}")
    if name.endswith("'s"):
        found.append("'s")
    return found


def _symbols(word: str, words: Words) -> list[str]:
    return [word, *("@" + name for name in words.classes.get(word, ()))]


def _of_whom(left: list[str], right: list[str], words: Words) -> list[str]:
    """Of whom the sentence speaks before the name and behind it, in what order, how far away, and
    what follows the nearest: "you run"."""
    before = [(at, of) for at, word in enumerate(left) if (of := _who(word, words))]
    behind = [of for word in right if (of := _who(word, words))]
    nearest = [of for _, of in before]
    found = [f"order {' '.join(nearest[:count])}" for count in (2, 3)]
    found += [f"order + {' '.join(behind[:2])}", f"order {nearest[:2]} + {behind[:1]}"]
    if before:
        at, of = before[0]
        found.append(f"{of} far {min(at, _FAR)}")
        if at:
            found += [f"{of} does {symbol}" for symbol in _symbols(left[at - 1], words)]
        if at > 1:
            found.append(f"{of} does {left[at - 1]} {left[at - 2]}")
    return found


def _classed(side: str, said: list[str], words: Words) -> list[str]:
    """Pairs and threes of the words close by, each as what it is."""
    told = [words.classes.get(word, (word,))[0] for word in said[:_CLOSE]]
    found = [f"{side}{a}={b}" for a, b in pairwise(told)]
    found += [f"{side}{a}={b}={c}" for a, b, c in zip(told, told[1:], told[2:], strict=False)]
    return found


def _nearest(said: list[str], words: Words) -> str:
    """Of whom the words speak first: the host, the seeker, or others; as the features call them."""
    return next((of for word in said if (of := _who(word, words))), "nobody")


def _who(word: str, words: Words) -> str:
    """Of whom a word speaks; empty of most."""
    if word in words.host:
        return "you"
    if word in words.seeker:
        return "me"
    return "them" if word in words.others else ""


@once
def whose(language: str = "en") -> Whose | None:
    """What was learned about a language; None where nothing was."""
    name = f"whose_{language}.txt"
    if not files("fifteen.method.letters").joinpath(name).is_file():
        return None
    _, bias, *lines = text_of(name).splitlines()
    pairs = (line.split("\t") for line in lines)
    return Whose(language, int(bias), {feature: int(told) for feature, told in pairs})
