"""The words of a language, read once from answers_<language>.toml and compiled once.

A phrase is a regular expression, letters of any case. In it `~3 ?` stands for up to three words and
`<set>` for an entry of `sets`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from fifteen.method._once import once

LANGUAGES = ("en", "de")

_SET = re.compile(r"<([a-z_]+)>")
_GAP = re.compile(r"~(\d) ?\??")


_SMALL = ("auto_text", "auto_sure")
"""Patterns that are looked for in most texts: where letters are small already they are found in a
quarter of the time."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A language: patterns for machines and parts of a mail, names of days."""

    machine: Mapping[str, re.Pattern[str]]
    small: Mapping[str, re.Pattern[str]]  # of them the longest, for text in small letters alone
    words: Mapping[str, re.Pattern[str]]
    says: Mapping[str, re.Pattern[str]]  # constructions by the labels they say and do not say
    spans: Mapping[str, str]
    months: Mapping[str, int]
    seasons: Mapping[str, int]
    numbers: Mapping[str, int]
    no_name: re.Pattern[str]
    nobody: frozenset[str]  # words of a greeting that name nobody


@once
def lexicon(language: str) -> Lexicon:
    """The words of a language; English where there is none of that name."""
    name = language if language in LANGUAGES else LANGUAGES[0]
    path = files("fifteen.method.answers").joinpath(f"answers_{name}.toml")
    data: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    sets: dict[str, str] = data["sets"]
    return Lexicon(
        {name: _compiled(one, sets) for name, one in data["machine"].items()},
        {name: _compiled(data["machine"][name], sets, re.NOFLAG) for name in _SMALL},
        {name: _compiled(one, sets) for name, one in data["words"].items()},
        {name: _compiled("|".join(one), sets) for name, one in data["says"].items()},
        data["spans"],
        data["months"],
        data["seasons"],
        data["numbers"],
        re.compile(sets["no_name"]),
        frozenset(sets["nobody"].split()),
    )


def _compiled(
    phrase: str, sets: Mapping[str, str], flags: re.RegexFlag = re.IGNORECASE
) -> re.Pattern[str]:
    while found := _SET.search(phrase):
        phrase = phrase[: found.start()] + sets[found[1]] + phrase[found.end() :]
    phrase = _GAP.sub(r"(?:[\\w'/&%$-]{1,30}[,;:]? ){0,\1}", phrase)
    return re.compile(phrase, flags)


def any_of(words: Mapping[str, int]) -> str:
    """An alternation of the words, the longer first."""
    return "(?:" + "|".join(re.escape(one) for one in sorted(words, key=len, reverse=True)) + ")"
