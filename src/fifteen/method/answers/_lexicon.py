"""The words of a language, read once from answers_<language>.toml and compiled once.

A phrase is a regular expression over one sentence, letters of any case. In it `~3 ?` stands for up
to three words, `<set>` for an entry of `sets` and `<Name>` for words with capitals.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("en", "de")

_SET = re.compile(r"<([a-z_]+)>")
_GAP = re.compile(r"~(\d) ?\??")
_CAPITAL = r"[A-Z\u00c0-\u00de\u0100-\u017f][\w'-]+"

Patterns = tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A language: phrases by class, patterns for machines and parts of a mail, names of days."""

    classes: Mapping[str, Patterns]
    machine: Mapping[str, re.Pattern[str]]
    words: Mapping[str, re.Pattern[str]]
    spans: Mapping[str, str]
    months: Mapping[str, int]
    seasons: Mapping[str, int]
    numbers: Mapping[str, int]
    no_name: re.Pattern[str]


@cache
def lexicon(language: str) -> Lexicon:
    """The words of a language; English where there is none of that name."""
    name = language if language in LANGUAGES else LANGUAGES[0]
    path = files("fifteen.method.answers").joinpath(f"answers_{name}.toml")
    data: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    sets: dict[str, str] = data["sets"]
    return Lexicon(
        {
            name: tuple(_compiled(one, sets) for one in told)
            for name, told in data["classes"].items()
        },
        {name: _compiled(one, sets) for name, one in data["machine"].items()},
        {name: _compiled(one, sets) for name, one in data["words"].items()},
        data["spans"],
        data["months"],
        data["seasons"],
        data["numbers"],
        re.compile(sets["no_name"]),
    )


def _compiled(phrase: str, sets: Mapping[str, str]) -> re.Pattern[str]:
    while found := _SET.search(phrase):
        phrase = phrase[: found.start()] + sets[found[1]] + phrase[found.end() :]
    phrase = _GAP.sub(r"(?:[\\w'/&%$-]{1,30}[,;:]? ){0,\1}", phrase)
    return re.compile(phrase.replace("<Name>", _name(sets["no_name"])), re.IGNORECASE)


def _name(no_name: str) -> str:
    """Words with capitals that are not only so because a sentence or a weekday begins."""
    return rf"(?-i:(?!{no_name}){_CAPITAL}(?: {_CAPITAL}){{0,2}})"


def any_of(words: Mapping[str, int]) -> str:
    """An alternation of the words, the longer first."""
    return "(?:" + "|".join(re.escape(one) for one in sorted(words, key=len, reverse=True)) + ")"
