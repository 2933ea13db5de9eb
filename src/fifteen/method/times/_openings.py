"""Which rules may hold where some letters stand: one is not tried where no wording of it begins so.

Of each rule it is known which characters may stand first, second and so on in what it matches, each
place by itself. So a rule that is left out cannot match there, and one that is tried may still not:
what is found is the same as if all were tried in their order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

LETTERS = 5
"""So many characters of the beginning are looked at; more leave hardly fewer rules to try."""

_MOST_KEPT = 4_096  # beginnings whose rules are remembered
_MANY = 1 << 30
_PART = re.compile(
    r"(?P<list>\{[a-z_]+\})|(?P<count>[*+?]\??|\{\d*,?\d*\}\??)"
    r"|(?P<look>\(\?<?[=!])|(?P<group>\(\?:|\(\?P<\w+>|\((?!\?))|(?P<close>\))|(?P<bar>\|)"
    r"|(?P<again>\(\?P=\w+\))|(?P<edge>\\b|[$^])|(?P<one>\\[dwsDWS]|\.|\[\^?(?:\\.|[^\]\\])+\])"
    r"|(?P<said>\\[^A-Za-z0-9]|\\n|[^\\()\[\]|*+?{}.$^])"
)
_ANYTHING = re.compile(r"[\s\S]")
_COUNTS = {"?": (0, 1), "*": (0, _MANY), "+": (1, _MANY)}

Ways = list[list["Part"]]
"""Alternatives, each a row of parts."""


@dataclass(slots=True)
class Part:
    """A piece of a pattern: words, one character of a set, or a group; how often it may stand."""

    words: tuple[str, ...] = ()
    one: re.Pattern[str] | None = None
    ways: Ways | None = None
    least: int = 1
    most: int = 1


@dataclass(slots=True)
class Place:
    """What may stand at one place of the beginning."""

    said: set[str] = field(default_factory=set)
    ones: set[re.Pattern[str]] = field(default_factory=set)
    anything: bool = False

    def may_be(self, character: str) -> bool:
        """Whether this character may stand here."""
        return (
            self.anything
            or character in self.said
            or any(one.match(character) for one in self.ones)
        )


class Openings:
    """The rules of a language by how they begin. A rule's number is its place in their order."""

    def __init__(self, patterns: Iterable[str], lists: Mapping[str, Mapping[str, Any]]) -> None:
        self._of = [places(pattern, lists) for pattern in patterns]
        self._at: list[dict[str, int]] = [{} for _ in range(LETTERS)]
        self._kept: dict[int, tuple[int, ...]] = {}

    def rules(self, text: str, start: int) -> tuple[int, ...]:
        """The numbers of the rules that may hold from `start` on, in their order."""
        mask = -1
        for place, character in enumerate(text[start : start + LETTERS]):
            there = self._at[place].get(character)
            mask &= self._learned(place, character) if there is None else there
            if not mask:
                return ()
        kept = self._kept.get(mask)
        if kept is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            numbers = range(len(self._of))
            kept = self._kept[mask] = tuple(n for n in numbers if mask >> n & 1)
        return kept

    def _learned(self, place: int, character: str) -> int:
        mask = sum(1 << n for n, of in enumerate(self._of) if of[place].may_be(character))
        if len(self._at[place]) < _MOST_KEPT:
            self._at[place][character] = mask
        return mask


def places(pattern: str, lists: Mapping[str, Mapping[str, Any]]) -> Sequence[Place]:
    """What may stand at the first places of anything a pattern matches."""
    found = tuple(Place() for _ in range(LETTERS))
    for over in _through(_parsed(pattern, lists), {0}, found):
        for place in found[over:]:
            place.anything = True  # the match is over: whatever follows it
    return found


def _through(ways: Ways, begins: set[int], found: Sequence[Place]) -> set[int]:
    """Notes what may stand where; returns where each way may end."""
    return {end for row in ways for end in _along(row, begins, found)}


def _along(row: Sequence[Part], begins: set[int], found: Sequence[Place]) -> set[int]:
    at = begins
    for part in row:
        done = set(at) if part.least == 0 else set()
        here = at
        for times in range(1, min(part.most, LETTERS + part.least) + 1):
            here = _once(part, here, found)
            done |= here if times >= part.least else set()
            if not here or here == {LETTERS}:
                done |= here
                break
        at = done
        if at == {LETTERS}:
            return at
    return at


def _once(part: Part, begins: set[int], found: Sequence[Place]) -> set[int]:
    if part.ways is not None:
        return _through(part.ways, begins, found)
    if part.one is not None:
        for begin in begins - {LETTERS}:
            found[begin].ones.add(part.one)
        return {min(begin + 1, LETTERS) for begin in begins}
    ends = set()
    for begin in begins:
        for word in part.words:
            for place, character in zip(found[begin:], word, strict=False):
                place.said.add(character)
            ends.add(min(begin + len(word), LETTERS))
    return ends


def _parsed(pattern: str, lists: Mapping[str, Mapping[str, Any]]) -> Ways:
    """The pattern as alternatives of parts. What looks about or stands between two characters is
    left out: it takes up no place. Raises ValueError for what no rule uses."""
    inside: list[Ways] = [[[]]]
    at = 0
    counted: Part | None = None
    while at < len(pattern):
        found = _PART.match(pattern, at)
        if found is None or (found["count"] is not None and counted is None):
            raise ValueError(f"Not read: {pattern[at : at + 20]}")
        row, said, at = inside[-1][-1], found[0], found.end()
        if counted is not None and found["count"]:
            counted.least, counted.most = _count(said)
            counted = None
            continue
        counted = None
        if found["group"] or found["look"]:
            inside.append([[]])
            if found["group"]:
                row.append(Part(ways=inside[-1]))
        elif found["bar"]:
            inside[-1].append([])
        elif found["close"]:
            over = inside.pop()
            last = inside[-1][-1][-1:]
            counted = last[0] if last and last[0].ways is over else None
        elif not found["edge"]:
            counted = _piece(found, lists)
            row.append(counted)
    return inside[0]


def _piece(found: re.Match[str], lists: Mapping[str, Mapping[str, Any]]) -> Part:
    said = found[0]
    if found["list"]:
        return Part(words=tuple(lists[said[1:-1]]))
    if found["again"]:  # what stood there before: anything
        return Part(one=_ANYTHING, least=0, most=_MANY)
    if found["one"]:
        return Part(one=re.compile(said))
    return Part(words=("\n" if said == "\\n" else said[-1],))


def _count(said: str) -> tuple[int, int]:
    if said[0] in _COUNTS:
        return _COUNTS[said[0]]
    least, comma, most = said.strip("{}?").partition(",")
    return int(least or 0), int(most or _MANY) if comma else int(least)
