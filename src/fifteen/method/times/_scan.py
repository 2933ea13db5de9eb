"""Text -> items: the words about times, in their order, with what they carry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Any

from fifteen.method.times._lexicon import Lexicon, Rule, lexicon

LONGEST = 4_000  # characters looked at; an answer about times is far shorter

_SPACES = re.compile(r"[^\S\n]+")
_DIGIT = re.compile(r"\d")
_BREAKS = re.compile(r"\s*\n\s*")
_STARTS = re.compile(r"\n|[^\W\d_]+|\d+|[^\w\s]")
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("–—−‐‑‒", "-"),
        **dict.fromkeys("’‘`´", "'"),
        **dict.fromkeys("“”„«»", '"'),
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\r": "\n",
    }
)
_MARKS = {**dict.fromkeys(".!?;\n", "end"), ",": "comma", ":": "comma", "(": "comma", ")": "comma"}


@dataclass(frozen=True, slots=True)
class Item:
    """A word or phrase that says something about times: its kind and what it carries.

    `gap` is what stands between it and the item before: words that say nothing about times.
    """

    kind: str
    text: str
    data: Mapping[str, Any] = field(default_factory=dict)
    gap: str = ""


def plain(text: str) -> str:
    """The text in small letters, with one kind of dash, quote and space."""
    told = text[:LONGEST].translate(_PLAIN).lower()
    return _BREAKS.sub("\n", _SPACES.sub(" ", told)).strip()


def items(text: str, words: Lexicon, has_offers: bool) -> list[Item]:
    """All items of a text that `plain` has prepared; what is passed over is left out."""
    found: list[Item] = []
    gap_from = 0
    for start, end, kind, data in _matches(text, words.name, has_offers):
        if kind != "skip":
            found.append(Item(kind, text[start:end], data, text[gap_from:start].strip()))
        gap_from = end
    if rest := text[gap_from:].strip():
        found.append(Item("end", "", {}, rest))
    kept = any("kept" in item.data for item in found)
    return [item for item in found if not (kept and "benefit" in item.data)]


def pieces(text: str, words: Lexicon, has_offers: bool) -> list[str]:
    """The sentences of a text that `plain` has prepared; together they are the text.

    A clause behind "so" counts as one where a time stands right behind it.
    """
    found: list[str] = []
    begins = 0
    for _start, end, kind, _data in _matches(text, words.name, has_offers):
        if kind == "end":
            found.append(text[begins:end])
            begins = end
    found.append(text[begins:])
    return [one for sentence in found for one in _turns(sentence, words) if one]


def _turns(sentence: str, words: Lexicon) -> list[str]:
    cuts = {m.start() for m in words.turn.finditer(sentence)}
    if (busy := words.busy.search(sentence)) is not None:
        behind = words.after_busy.finditer(sentence, busy.end())
        cuts |= {m.start() for m in behind if not _DIGIT.search(sentence, 0, m.start())}
    edges = [0, *sorted(cuts), len(sentence)]
    return [sentence[a:b] for a, b in pairwise(edges)]


Matched = tuple[int, int, str, Mapping[str, Any]]


@lru_cache(maxsize=128)
def _matches(text: str, language: str, has_offers: bool) -> tuple[Matched, ...]:
    """Where each rule holds; kept, since a text is read in several ways."""
    return tuple(_found(text, lexicon(language), has_offers))


def _found(text: str, words: Lexicon, has_offers: bool) -> Iterator[Matched]:
    at = 0
    for start in (m.start() for m in _STARTS.finditer(text)):
        if start < at:
            continue
        best = _longest(text, start, words, has_offers)
        if best is not None:
            rule, match = best
            yield start, match.end(), rule.item, {**rule.fixed, **_values(match, words)}
            at = match.end()
        elif mark := _MARKS.get(text[start]):
            yield start, start + 1, mark, {}
            at = start + 1


def _longest(
    text: str, start: int, words: Lexicon, has_offers: bool
) -> tuple[Rule, re.Match[str]] | None:
    best: tuple[Rule, re.Match[str]] | None = None
    for number in words.openings.rules(text, start):
        rule = words.rules[number]
        only = rule.fixed.get("only")
        if only and (only == "offers") != has_offers:
            continue
        match = rule.pattern.match(text, start)
        if match and match.end() > start and (best is None or match.end() > best[1].end()):
            best = rule, match
    return best


_COUNTED = ("h", "num", "num2", "num3", "few", "count")  # numbers that may be words


def _values(match: re.Match[str], words: Lexicon) -> dict[str, Any]:
    """The named groups of a match; words of a list become the list's value."""
    values: dict[str, Any] = {}
    for name, said in match.groupdict().items():
        if said is None:
            continue
        known = words.lists.get(name.rstrip("23"), {}) or words.lists.get(name, {})
        if name == "zone2":
            known = words.lists["zone_late"]
        if said in known:
            values[name] = known[said]
        elif name in _COUNTED and said in words.lists["number"]:
            values[name] = words.lists["number"][said]
        elif said.isdecimal():
            values[name] = int(said)
        else:
            values[name] = said
    return values
