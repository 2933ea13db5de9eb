"""The words of a language, read once from times_<language>.toml and compiled once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from fifteen.method.times._cities import cities
from fifteen.method.times._openings import Openings

LANGUAGES = ("en", "de")

_NAME = re.compile(r"\{([a-z_]+)\}")
_WORDS = re.compile(r"[^\W\d_]+")
_EDGE = r"(?:(?<!\w)|(?!\w))"
_END = r"(?:(?!\w)|(?<!\w))"


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of writing something: its kind, its pattern, and what is fixed about it."""

    item: str
    pattern: re.Pattern[str]
    fixed: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Clauses:
    """Where clauses are cut, and which of them are about the host's own day."""

    cut: re.Pattern[str]
    own: re.Pattern[str]  # certainly
    open: re.Pattern[str]  # may be: a subject with a verb that is not one of proposing
    alone: re.Pattern[str]  # such that propose none even where nothing else is said
    refers: re.Pattern[str]  # words of the rest that point back to one: "call me then"
    since: re.Pattern[str]  # "I finish at one, so any time after that" is from one
    proposes: re.Pattern[str]  # certainly not, whatever else is in it
    past: re.Pattern[str]  # a sentence about what is over
    rest: re.Pattern[str]  # all but what was named: "the other days are fine"
    echo: re.Pattern[str]  # the same moment on another clock: "that's 5pm for you"
    goes_on: re.Pattern[str]  # the blank before a word that begins a further clause
    joins: re.Pattern[str]  # words that join a time to another one: both are meant
    leaves_out: re.Pattern[str]  # words that leave something out of a time


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A language: word lists with their values, rules in their order, questions to ask back."""

    name: str
    lists: Mapping[str, Mapping[str, Any]]
    rules: tuple[Rule, ...]
    openings: Openings  # which rules may match where some letters stand: few of the hundreds
    say: Mapping[str, str]
    aside: re.Pattern[str]  # sentences that name a time but propose none
    promise: re.Pattern[str]  # a clause that tells when word will be sent: "I'll tell you Friday"
    small: re.Pattern[str]  # what capitals tell to be no time: "so ab 12", "nach zwei Kaffee"
    turn: re.Pattern[str]  # a proposal begins inside a sentence: "..., so Friday at 3"
    busy: re.Pattern[str]  # a clause about oneself, behind which another day may be proposed
    after_busy: re.Pattern[str]  # where that day begins
    invites: re.Pattern[str]  # a sentence that asks the reader for something: "come by"
    selves: frozenset[str]  # words for oneself
    leads: frozenset[str]  # words that may stand before the time a sentence proposes
    leaves: re.Pattern[str]  # "I'm off at twelve": the first group that is there is the hour
    shift: re.Pattern[str]  # an offered time is moved: "half an hour later"
    away: re.Pattern[str]  # an absence, with the day it ends on
    same_hour: re.Pattern[str]  # "the same time": the hour of what was offered
    spelt: Mapping[str, str]  # other ways of writing a word: "tmw", "Zischtig"
    spoken: tuple[tuple[re.Pattern[str], str], ...]  # dictated signs: "full stop"
    retold: tuple[tuple[re.Pattern[str], str], ...]  # a wording, and the plainer one it means
    clauses: Clauses
    hints: frozenset[str]  # words that tell of time
    vague: frozenset[str]  # "early": asked back beside a day without a clock's hour
    doubts: frozenset[str]  # words about time that no rule reads: then it is asked back
    asks: frozenset[str]  # small words around an hour that is asked for: "could it be 11?"
    spelled: frozenset[str]  # long words about times, known with a slip of the pen too
    known: frozenset[str]  # words that are no slip of any of those


@cache
def lexicon(language: str) -> Lexicon:
    """The words of a language; English where there is none of that name."""
    name = language if language in LANGUAGES else LANGUAGES[0]
    path = files("fifteen.method.times").joinpath(f"times_{name}.toml")
    written = path.read_text("utf-8")
    data = tomllib.loads(written)
    lists: dict[str, dict[str, Any]] = {"city": cities(), **data["lists"]}
    rules = tuple(_rule(dict(line), lists) for line in data["rules"])
    openings = Openings((line["pattern"].strip() for line in data["rules"]), lists)
    return Lexicon(
        name,
        lists,
        rules,
        openings,
        data["say"],
        re.compile(data["aside"]),
        re.compile(data["promise"]),
        _filled(data["small"], lists),
        _filled(data["turn"], lists),
        re.compile(data["busy"]),
        _filled(data["after_busy"], lists),
        re.compile(data["invites"]),
        frozenset(data["selves"].split()),
        frozenset(data["leads"].split()),
        _filled(data["leaves"], lists),
        _filled(data["shift"], lists),
        _filled(data["away"], lists),
        re.compile(data["same_hour"]),
        data["spelt"],
        tuple((re.compile(said), sign) for said, sign in data["spoken"].items()),
        tuple((_filled(one["said"], lists), one["means"]) for one in data["retold"]),
        Clauses(**{name: _filled(told, lists) for name, told in data["clauses"].items()}),
        frozenset(data["hints"].split()),
        frozenset(data["vague"].split()),
        frozenset(data["doubts"].split()),
        frozenset(data["asks"].split()),
        frozenset(data["spelled"].split()),
        frozenset(_WORDS.findall(written.lower())),
    )


def _filled(told: str, lists: Mapping[str, Mapping[str, Any]]) -> re.Pattern[str]:
    return re.compile(_NAME.sub(lambda m: _any_of(lists[m[1]]), told))


def _rule(line: dict[str, Any], lists: Mapping[str, Mapping[str, Any]]) -> Rule:
    told = "|".join(sorted(_alternatives(line.pop("pattern").strip()), key=_least, reverse=True))
    pattern = _NAME.sub(lambda m: _any_of(lists[m[1]]), told)
    return Rule(line.pop("item"), re.compile(f"{_EDGE}(?:{pattern}){_END}"), line)


def _alternatives(pattern: str) -> list[str]:
    """The alternatives of a pattern on its outermost level."""
    found, depth, begins = [], 0, 0
    for place, mark in enumerate(pattern):
        escaped = place > 0 and pattern[place - 1] == "\\"
        depth += 0 if escaped else (mark in "([") - (mark in ")]")
        if mark == "|" and not depth and not escaped:
            found.append(pattern[begins:place])
            begins = place + 1
    return [*found, pattern[begins:]]


def _least(pattern: str) -> int:
    """How long a match is at least, roughly: a longer wording is tried before a shorter one."""
    told = _ASSERTS.sub("", pattern)
    while (shorter := _OPTIONAL.sub("", told)) != told:
        told = shorter
    return len(told)


_ASSERTS = re.compile(r"\(\?<?[=!](?:[^()]|\([^()]*\))*\)|\\b")
_OPTIONAL = re.compile(r"\((?:\?:)?[^()]*\)[?*]|\\?.\?(?!:)")


def _any_of(words: Mapping[str, Any]) -> str:
    # The longer wording first: "mon" must not win over "monday".
    return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) + ")"
