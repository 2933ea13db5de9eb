"""Whose organisation a sentence speaks of: the host's, or anything else that has a name (A7).

People speak of somebody's firm in too many ways for a list of phrases, so this is learned from
sentences with one name marked in each, by the words before and behind it. How sure these have to
be, the name decides: one with "Partners" in it is no place. The weights are data of a language
(`whose_<language>.txt`); `python -m tools.whose` learns them anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from itertools import pairwise

from fifteen.method._once import once
from fifteen.method.folding import organisation_key
from fifteen.method.letters import _names, _peers, _places
from fifteen.method.letters._anatomy import Sentence
from fifteen.method.letters._classes import Words, text_of, words_of
from fifteen.method.letters._reading import Field, Reading

SCALE = 100  # the weights are kept as whole numbers: 100 is one
SEVERAL = 1.5  # log odds from which a name of several words is spoken of as the host's
PLAIN = 1.8  # from which nothing around a name is asked any more
SINGLE = 2.6  # the same of a single word, which may be a place
OF_HOSTS_KIND = 2.0  # how much less is asked of a mill's name where the host's firm is a mill
OF_A_KIND = 2.0  # the same where a name only tells that it is a firm's
WRITTEN_SO = 1.0  # the same where it is only written as a firm's may be
_NAMED = 1.3  # how much more is asked where the letter names the host's own organisation
_BLANK = ("[", "{", "<")  # before what was to be filled in
_TOKEN = re.compile(r"[a-z0-9][a-z0-9'-]*|[,;:?!().]|[^\W\d_]+")
_LONGEST = 30  # words on either side that are read
_MANY = 3  # words of a name, or more
_MOST_KEPT = 20_000  # words whose weights are kept


class Whose:
    """What was learned about a language."""

    def __init__(self, words: Words, bias: int, weights: Mapping[str, int]) -> None:
        self.words = words
        self.leads = tuple(f" {word} " for word in sorted(words.leads))
        self._bias = bias
        self._weights = weights
        self._alone: dict[str, int] = {}  # of a word on a side, with its classes

    def odds(self, before: str, behind: str, name: str) -> float:
        """Log odds that a name is spoken of as the host's organisation; `before` and `behind` are
        the folded rest of its sentence. It is the sum of the weights of all `features`."""
        left, right = _sides(before, behind)
        get = self._weights.get
        total = self._bias + sum([get(told, 0) for told in _near(left, right, name, self.words)])
        for side, said in (("-", left), ("+", right)):
            total += sum([self._word(side, word) for word in said])
            total += sum([get(f"{side}{a}_{b}", 0) for a, b in pairwise(said)])
        return total / SCALE

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


def features(before: str, behind: str, name: str, words: Words) -> list[str]:
    """What is told of a name: what stands right before and behind it, of whom the sentence speaks
    nearest to it, which words and classes of words on either side, which follow each other."""
    left, right = _sides(before, behind)
    found = _near(left, right, name, words)
    for side, said in (("-", left), ("+", right)):
        found += [side + symbol for word in said for symbol in _symbols(word, words)]
        found += [f"{side}{a}_{b}" for a, b in pairwise(said)]
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


def _nearest(said: list[str], words: Words) -> str:
    """Of whom the words speak first: the host, the seeker, or others; as the features call them."""
    for word in said:
        if word in words.host:
            return "you"
        if word in words.seeker:
            return "me"
        if word in words.others:
            return "them"
    return "nobody"


@once
def whose(language: str = "en") -> Whose | None:
    """What was learned about a language; None where nothing was."""
    name = f"whose_{language}.txt"
    if not files("fifteen.method.letters").joinpath(name).is_file():
        return None
    _, bias, *lines = text_of(name).splitlines()
    pairs = (line.split("\t") for line in lines)
    return Whose(words_of(language), int(bias), {feature: int(told) for feature, told in pairs})


def theirs(reading: Reading, field: Field, named: bool) -> Iterator[tuple[re.Match[str], float]]:
    """The names that a field speaks of as the host's organisation, with the log odds. Where the
    letter names the host's own as well (`named`), only a name of several words, and surer."""
    learned = whose(reading.language) if field.sense else None
    if learned is None or field.anatomy.cased.isupper():  # capitals tell nothing there
        return
    for sentence in field.sentences:
        for name in _peers.names_in(reading.words, field, sentence):
            least = _least(reading, field, sentence, name, named)
            if least is None or _of_people(reading, name):
                continue
            _, end = _places.tidied(name)
            before = field.flat[sentence.start : name.start()]
            odds = learned.odds(before, field.flat[end : sentence.end], name[0])
            odds -= _NAMED if named else 0.0
            if odds >= max(PLAIN, least) or (
                odds >= least and not _peers.of_others(reading, field, sentence, name)
            ):
                yield name, odds


def _least(
    reading: Reading, field: Field, sentence: Sentence, name: re.Match[str], named: bool
) -> float | None:
    """From which log odds a name counts; None of one that is not asked of: a single word may be a
    place, or anything where no word before it leads to a firm; a blank is told as that."""
    before = f" {field.flat[sentence.start : name.start()]}"
    if before.endswith(_BLANK):
        return None
    if " " not in name[0] and not _peers.CAMEL.search(name[0]):
        learned = whose(reading.language)
        leads = learned is not None and before.endswith(learned.leads)
        return SINGLE if leads and not named else None
    if reading.letter.kind in _peers.LATER:
        return PLAIN
    return SEVERAL - _of_a_firm(reading, name[0])


def _of_a_firm(reading: Reading, name: str) -> float:
    """How much a name itself tells that it is a firm's, and one such as the host's."""
    theirs = reading.context.host_organisation or ""
    said, known = (organisation_key(n).split() for n in (name, theirs))
    if _peers.of_one_kind(said, known, reading.words):
        return OF_HOSTS_KIND
    if _peers.is_a_firms(said, reading.words):
        return OF_A_KIND
    return WRITTEN_SO if _peers.is_written_so(name) else 0.0


def _of_people(reading: Reading, name: re.Match[str]) -> bool:
    """Whether a name has a part of the host's or of the seeker's, or a title before it."""
    people = reading.host | reading.seeker
    return _names.is_titled(name[0]) or not people.isdisjoint(_names.ordered(name[0]))
