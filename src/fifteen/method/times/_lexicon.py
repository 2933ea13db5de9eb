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

LANGUAGES = ("en", "de")

_NAME = re.compile(r"\{([a-z_]+)\}")
_GROUP, _BACK = re.compile(r"\(\?P<\w+>"), re.compile(r"\(\?P=\w+\)")
_EDGE = r"(?:(?<!\w)|(?!\w))"
_END = r"(?:(?!\w)|(?<!\w))"


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of writing something: its kind, its pattern, and what is fixed about it."""

    item: str
    pattern: re.Pattern[str]
    fixed: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A language: word lists with their values, rules in their order, questions to ask back."""

    lists: Mapping[str, Mapping[str, Any]]
    rules: tuple[Rule, ...]
    begins: re.Pattern[str]  # whether any rule may match: one question instead of a hundred
    say: Mapping[str, str]
    aside: re.Pattern[str]  # sentences that name a time but propose none
    promise: re.Pattern[str]  # a clause that tells when word will be sent: "I'll tell you Friday"
    hints: frozenset[str]  # words that tell of time
    vague: frozenset[str]  # "early": asked back beside a day without a clock's hour
    doubts: frozenset[str]  # words about time that no rule reads: then it is asked back


@cache
def lexicon(language: str) -> Lexicon:
    """The words of a language; English where there is none of that name."""
    name = language if language in LANGUAGES else LANGUAGES[0]
    path = files("fifteen.method.times").joinpath(f"times_{name}.toml")
    data = tomllib.loads(path.read_text("utf-8"))
    lists: dict[str, dict[str, Any]] = {"city": cities(), **data["lists"]}
    rules = tuple(_rule(dict(line), lists) for line in data["rules"])
    return Lexicon(
        lists,
        rules,
        _any_rule(rules),
        data["say"],
        re.compile(data["aside"]),
        re.compile(data["promise"]),
        frozenset(data["hints"].split()),
        frozenset(data["vague"].split()),
        frozenset(data["doubts"].split()),
    )


def _any_rule(rules: tuple[Rule, ...]) -> re.Pattern[str]:
    told = (_BACK.sub(".", _GROUP.sub("(?:", rule.pattern.pattern)) for rule in rules)
    return re.compile("|".join(told))


def _rule(line: dict[str, Any], lists: Mapping[str, Mapping[str, Any]]) -> Rule:
    pattern = _NAME.sub(lambda m: _any_of(lists[m[1]]), line.pop("pattern").strip())
    return Rule(line.pop("item"), re.compile(f"{_EDGE}(?:{pattern}){_END}"), line)


def _any_of(words: Mapping[str, Any]) -> str:
    # The longer wording first: "mon" must not win over "monday".
    return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) + ")"
