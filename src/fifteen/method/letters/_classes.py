"""The classes of a language's words: a role, a workplace, a wish, a condition ..., as data."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

KIND = "~"  # before the name of a kind


class Words(NamedTuple):
    """The classes of a language's words, and its small words that steer how a sentence is read."""

    classes: Mapping[str, tuple[str, ...]]
    negators: frozenset[str]  # what follows them is denied
    turns: frozenset[str]  # but, only: a denial ends
    clauses: frozenset[str]  # they begin a new clause after a comma
    small: frozenset[str]  # passed over when words near each other are paired
    asked: frozenset[str]  # "don't you ...?" beside one of them is a question and no denial
    joins: frozenset[str]  # a part of a sentence that says something by itself begins with them
    host: frozenset[str]  # of whom a word speaks: of the host,
    seeker: frozenset[str]  # of the seeker,
    others: frozenset[str]  # of others
    plural: frozenset[str]  # classes that their words' plurals are of, too
    kinds: Mapping[str, tuple[str, ...]] = {}

    def kinds_of(self, word: str) -> tuple[str, ...]:
        """What a word without a class is: a material, a tool, a past form of a craft."""
        if word in self.classes:
            return ()
        return self.kinds.get(word) or self.kinds.get(word.removesuffix("'s"), ())


@cache
def words_of(language: str = "en") -> Words:
    """The classes of a language's words; names of classes are capitals, the rest steers."""
    found: dict[str, list[str]] = {}
    steering: dict[str, frozenset[str]] = {}
    for line in text_of(f"classes_{language}.txt").splitlines():
        name, _, said = line.partition(":")
        if name.startswith("#"):
            continue
        if name.islower():
            steering[name] = frozenset(said.split())
            continue
        words = said.split()
        if name in steering.get("plural", ()):
            words += [f"{word}s" for word in words if not word.endswith("s")]
        for word in dict.fromkeys(words):
            found.setdefault(word, []).append(name)
    classes = {word: tuple(names) for word, names in found.items()}
    return Words(classes, **steering, kinds=_kinds(language))


def _kinds(language: str) -> dict[str, tuple[str, ...]]:
    """The kinds of common words, by word; none where nobody wrote them down."""
    name = f"kinds_{language}.txt"
    if not files("fifteen.method.letters").joinpath(name).is_file():
        return {}
    found: dict[str, list[str]] = {}
    for line in text_of(name).splitlines():
        kind, _, said = line.partition(":")
        for word in () if line.startswith("#") else said.split():
            found.setdefault(word, []).append(KIND + kind)
    return {word: tuple(kinds) for word, kinds in found.items()}


def text_of(name: str) -> str:
    """A file of a language's data."""
    return files("fifteen.method.letters").joinpath(name).read_text("utf-8")
