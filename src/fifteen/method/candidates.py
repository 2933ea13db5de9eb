"""From likes, dislikes, past work, studies and curiosity to fields worth asking about (P2).

A beginning, not a verdict: one to five kinds of work of `kinds_of_work.toml`, each with what points
to it. Nothing points anywhere: none, and "I don't know yet" is a good answer.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from fifteen.method.folding import fold
from fifteen.method.spoken import listing

MOST = 5  # P2: one to five
# A judgement: what one likes counts most, what one dislikes takes away as much; past work and
# studies show what one can build on, curiosity where one wants to go.
_LIKED, _DISLIKED, _CURIOUS, _PAST, _STUDIED, _SAID = 6, -7, 5, 3, 3, 4
_FROM = 6  # points from which a kind of work is worth naming
_WORD = re.compile(r"\w+")
_LONGEST = 60  # characters of a word that is quoted back


@dataclass(frozen=True, slots=True)
class Answers:
    """What the guided page was answered with: ticks, and free words."""

    likes: frozenset[str] = frozenset()  # acts
    dislikes: frozenset[str] = frozenset()
    liked: str = ""  # in words
    disliked: str = ""
    past: str = ""
    studies: str = ""
    curious: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was said that could point anywhere."""
        words = (self.liked, self.past, self.studies, self.curious)
        return not self.likes and not any(text.strip() for text in words)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of work, what its days are made of, and what points to it."""

    name: str
    acts: tuple[str, ...]
    words: tuple[str, ...]
    day: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A field worth asking about: why, and what to picture. `known`: people in the book do it."""

    name: str
    why: str
    day: str
    score: int
    look_for: str  # the beginning of a word by which people in the book are found
    known: bool = False


@dataclass(slots=True)
class _Points:
    score: int = 0
    likes: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    against: list[str] = field(default_factory=list)


@cache
def acts() -> Mapping[str, str]:
    """What can be ticked: key and words."""
    return dict(_data()["acts"])


@cache
def kinds() -> tuple[Kind, ...]:
    """All kinds of work of the file."""
    return tuple(
        Kind(name, tuple(one["acts"]), tuple(one["words"]), one["day"])
        for name, one in _data()["kinds"].items()
    )


@cache
def _data() -> dict[str, Any]:
    text = files("fifteen.method").joinpath("kinds_of_work.toml").read_text("utf-8")
    return tomllib.loads(text)


def of(
    answers: Answers, book: Sequence[str] = (), taken: Collection[str] = ()
) -> tuple[Candidate, ...]:
    """One to five fields, the best first; none where nothing points anywhere.

    `book` are fields of people one knows: one that shares a word with what was said comes in as
    well, for somebody can be asked at once. What is `taken`, by name, is not named again.
    """
    if answers.empty:
        return ()
    gone = {fold(name) for name in taken}
    found = [c for kind in kinds() if (c := _candidate(kind, answers)) and fold(c.name) not in gone]
    names = gone | {fold(c.name) for c in found}
    found += [
        c for name in dict.fromkeys(book) if fold(name) not in names for c in _known(name, answers)
    ]
    return tuple(sorted(found, key=lambda c: (-c.score, c.name))[:MOST])


def _candidate(kind: Kind, answers: Answers) -> Candidate | None:
    points = _Points()
    for act in kind.acts:
        if act in answers.likes:
            points.score += _LIKED
            points.likes.append(act)
        if act in answers.dislikes:
            points.score += _DISLIKED
            points.against.append(act)
    _from_words(points, kind.words, answers)
    if points.score < _FROM:
        return None
    return Candidate(kind.name, _why(points), kind.day, points.score, kind.words[0])


def _from_words(points: _Points, stems: Collection[str], answers: Answers) -> None:
    texts = (
        (answers.curious, _CURIOUS),
        (answers.liked, _SAID),
        (answers.past, _PAST),
        (answers.studies, _STUDIED),
        (answers.disliked, _DISLIKED),
    )
    for text, worth in texts:
        word = _first(text, stems)
        if word:
            points.score += worth
            if worth > 0:
                points.words.append(word)


def _first(text: str, stems: Collection[str]) -> str:
    """The first word of a text that begins with one of the stems, as it was written."""
    words: list[str] = _WORD.findall(text)
    for word in words:
        if fold(word).startswith(tuple(stems)):
            return word[:_LONGEST]
    return ""


def _known(name: str, answers: Answers) -> list[Candidate]:
    """A field of somebody in the book, where what was said speaks of it."""
    stems = tuple(w[:5] for w in _WORD.findall(fold(name)) if len(w) > 3)
    points = _Points()
    if stems:
        _from_words(points, stems, answers)
    if points.score <= 0:
        return []
    why = f"{_why(points)} Somebody in your book does it."
    return [Candidate(name, why, "", points.score + _FROM, stems[0], known=True)]


def _why(points: _Points) -> str:
    """What points to it, in a sentence, and what speaks against it."""
    parts = []
    if points.likes:
        parts.append(f"You like {listing([_small(acts()[a]) for a in points.likes])}")
    if points.words:
        quoted = listing([f"“{w}”" for w in dict.fromkeys(points.words)])
        parts.append(f"you wrote {quoted}" if parts else f"You wrote {quoted}")
    said = "; ".join(parts) + "." if parts else ""
    if points.against:
        against = listing([_small(acts()[a]) for a in points.against])
        said += f" Less so: there is {against} in it."
    return said


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
