"""The words of a language, read once from words_<language>.toml and compiled once, each when a
letter first asks for it.

A phrase is written as people write it, with a few signs of its own:

    <name>     one of the entries of the list `name`
    <Name!>    a word that begins with a capital in the letter
    ~4         up to four words, commas allowed, none of the list `closed`
    ~~4        up to four words of any kind
    a space    one or more spaces

Everything else is a regular expression. A phrase is whole words at both ends.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any, Generic, NoReturn, TypeVar

from fifteen.method._once import once
from fifteen.method.letters import _gates
from fifteen.method.letters._gates import Gates

_PARTS = ("lists", "sets", "phrases", "patterns", "nicknames", "numbers", "shares")
_SAID = re.compile(r"[^\W\d_]+")
_READ = 600  # characters in which the language is looked for
_MACRO = re.compile(r"(?<!\?P)<([a-z_0-9]+)>")
_OPEN_GAP = re.compile(r"~~(\d) ")
_GAP = re.compile(r"~(\d) ")
_WORD = r"[\w'/&$%-]{1,30}"
_CAPITAL = "<Name!>"
_BORDER = r"\b"
_NAME = r"(?-i:(?!I\b)[A-Z\u00c0-\u00de\u0100-\uffff])[\w&.'-]{0,40}"


Key = TypeVar("Key")
Made = TypeVar("Made")


class Lazily(dict[Key, Made], Generic[Key, Made]):
    """What is made when it is first asked for, and kept: most of it no letter asks for. What it
    cannot make is a KeyError or IndexError; what there is, it cannot tell."""

    def __init__(self, make: Callable[[Key], Made]) -> None:
        self._make = make

    def __missing__(self, key: Key) -> Made:
        made = self[key] = self._make(key)
        return made

    def _untold(self, *_: object) -> NoReturn:
        raise TypeError("what was not asked for yet is not there to be told")

    __iter__ = __contains__ = get = keys = values = items = _untold


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases of one meaning. They are only tried where one of the words `needs` stands."""

    needs: frozenset[str]
    patterns: Lazily[int, re.Pattern[str]]  # by their place among the phrases
    capital: Lazily[int, re.Pattern[str]]  # for the text with its capitals kept
    gates: Gates  # which of the patterns are worth trying
    capital_gates: Gates

    def every(self) -> Iterator[re.Pattern[str]]:
        """All patterns that need no capitals, whatever stands in the sentence."""
        return (self.patterns[place] for place in range(len(self.gates)))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A language: word lists, phrase groups, single patterns, nicknames."""

    sets: Mapping[str, frozenset[str]]
    phrases: Mapping[str, Phrases]
    patterns: Mapping[str, re.Pattern[str]]
    nicknames: Mapping[str, frozenset[str]]  # formal name to its short forms
    formal_names: Mapping[str, frozenset[str]]  # short form to the names it is short for
    numbers: Mapping[str, int]
    shares: Mapping[str, float]  # parts of an hour, the longer wording first
    rules: frozenset[str]  # those for which the language has words; none: all
    _joined: dict[tuple[str, ...], frozenset[str]] = field(default_factory=dict)

    def joined(self, *names: str) -> frozenset[str]:
        """The words of several sets; put together once."""
        found = self._joined.get(names)
        if found is None:
            found = self._joined[names] = frozenset().union(*map(self.sets.__getitem__, names))
        return found


@once
def lexicon(language: str = "en") -> Lexicon:
    """The words of a language; FileNotFoundError where there is no file for it."""
    data = _data(language)
    lists = {name: "|".join(_lines(entry)) for name, entry in data["lists"].items()}
    sets = {name: frozenset(_entries(entry)) for name, entry in data["sets"].items()}
    groups, patterns = data["phrases"], data["patterns"]
    return Lexicon(
        sets,
        Lazily(lambda name: _phrases(groups[name], lists, sets)),
        Lazily(lambda name: _bare(patterns[name], lists)),
        _nicknames(data["nicknames"]),
        _formal_names(data["nicknames"]),
        data["numbers"],
        data["shares"],
        frozenset(_entries(data.get("rules", ""))),
    )


@cache
def languages() -> tuple[str, ...]:
    """The languages of which there is a file, English first."""
    names = (entry.name for entry in files("fifteen.method.letters").iterdir())
    known = [n[6:-5] for n in names if n.startswith("words_") and n.endswith(".toml")]
    return tuple(sorted(known, key=lambda name: (name != "en", name)))


def language_of(text: str) -> str:
    """The language whose small words stand in a text most often; English where none does."""
    said = _SAID.findall(text[:_READ].lower())
    counts = {name: sum(map(_tells(name).__contains__, said)) for name in languages()}
    return max(counts, key=lambda name: counts[name], default="en")


@cache
def _tells(language: str) -> frozenset[str]:
    return frozenset(_entries(_data(language)["sets"]["tells"]))  # without compiling the others


def _phrases(
    group: Mapping[str, str], lists: Mapping[str, str], sets: Mapping[str, frozenset[str]]
) -> Phrases:
    lines = _lines(group["say"])
    needs = group.get("needs", "")
    plain = [line for line in map(_without_capital, lines) if line]
    capital = [line for line in lines if _CAPITAL in line]
    return Phrases(
        sets[needs[1:]] if needs.startswith("@") else frozenset(_entries(needs)),
        Lazily(lambda place: _compiled(plain[place], lists)),
        Lazily(lambda place: _compiled(capital[place], lists)),
        Gates([_listed(line, lists) for line in plain]),
        Gates([_listed(line, lists) for line in capital]),
    )


def _without_capital(line: str) -> str:
    """A phrase without its choice of a name; empty where the name is no choice but a must."""
    if _CAPITAL not in line:
        return line
    return line.replace(f"|{_CAPITAL}", "") if line.count(f"|{_CAPITAL}") == 1 else ""


@cache
def _data(language: str) -> dict[str, Any]:
    name = f"words_{language}.toml"
    data = tomllib.loads(files("fifteen.method.letters").joinpath(name).read_text("utf-8"))
    if "base" not in data:
        return data
    base = _data(data["base"])
    merged = {key: {**base[key], **data.get(key, {})} for key in _PARTS}
    return {**base, **data, **merged}


def _lines(text: str) -> list[str]:
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _entries(text: str) -> list[str]:
    """Entries stand on lines or between bars."""
    return [entry.strip() for line in _lines(text) for entry in line.split("|") if entry.strip()]


def _compiled(phrase: str, lists: Mapping[str, str]) -> re.Pattern[str]:
    # The front is looked at by `starts_word`: a look behind here would cost the search its speed.
    text = rf"(?:{_expanded(phrase, lists)})(?![\w])"
    return re.compile(text, re.IGNORECASE if _CAPITAL in phrase else 0)


def starts_word(text: str, start: int) -> bool:
    """Whether a word can begin at an offset: nothing of a word stands before it."""
    return start == 0 or not (text[start - 1].isalnum() or text[start - 1] in "'_")


def _bare(text: str, lists: Mapping[str, str]) -> re.Pattern[str]:
    """A single expression: lists stand in it as well, blanks are one blank."""
    return re.compile(_at_words("|".join(_listed(line, lists) for line in _lines(text))))


def _at_words(expression: str) -> str:
    """The same expression, in which choices that stand next to each other and begin at the border
    of a word share that border: inside a word all of them are passed over at once."""
    choices = groupby(_gates.split(expression, "|"), key=lambda choice: choice.startswith(_BORDER))
    return "|".join(
        f"{_BORDER}(?:{'|'.join(choice.removeprefix(_BORDER) for choice in run)})"
        if at_border
        else "|".join(run)
        for at_border, run in choices
    )


def _expanded(phrase: str, lists: Mapping[str, str]) -> str:
    phrase = phrase.replace(_CAPITAL, _NAME)
    phrase = _listed(phrase, lists)
    phrase = _OPEN_GAP.sub(lambda found: rf"(?:{_WORD},? +){{0,{found[1]}}}?", phrase)
    gap = rf"(?:(?:type|kind|sort|form)s? of|(?!(?:{lists['closed']})\b){_WORD})"
    phrase = _GAP.sub(lambda found: rf"(?:{gap},? +){{0,{found[1]}}}?", phrase)
    return re.sub(r"(?<!\[) (?![+*?{\]])", " +", phrase)


def _listed(phrase: str, lists: Mapping[str, str]) -> str:
    while _MACRO.search(phrase):
        phrase = _MACRO.sub(lambda found: f"(?:{lists[found[1]]})", phrase)
    return phrase


def _nicknames(table: Mapping[str, str]) -> dict[str, frozenset[str]]:
    return {formal: frozenset(short.split()) for formal, short in table.items()}


def _formal_names(table: Mapping[str, str]) -> dict[str, frozenset[str]]:
    names: dict[str, set[str]] = {}
    for formal, shorts in table.items():
        for short in shorts.split():
            names.setdefault(short, set()).add(formal)
    return {short: frozenset(formals) for short, formals in names.items()}
