"""A word as sentences are read by what was learned: what it weighs alone and beside others."""

from __future__ import annotations

from sys import intern

from fifteen.method.letters._weights import NEAR, NEXT, THREE, Store

STOPS = frozenset(",;:?!()") | {"- "}

Next = tuple[int, dict[str, str]]
"""What a word weighs behind another one, and the third words that weigh behind both."""


class Heard:
    """A word as it was said or denied; or a stop, before which nothing but third words weighs.

    What follows it and what stands near it is kept here once it was added up, so that one look
    finds all that two words weigh together, and nothing has to be made to look for it.
    """

    __slots__ = (
        *("after", "alone", "key", "kinds", "near", "small", "stop", "word"),
        *("_names", "_near_told", "_next_told"),
    )

    def __init__(
        self,
        word: str,
        names: tuple[str, ...],
        known: Store,
        alone: int = 0,
        kinds: int = 0,
        small: bool = False,
    ) -> None:
        self.word = word
        self.stop = word in STOPS
        self.key = word if self.stop else names[-1]  # with "!" where it is denied
        self.alone = alone
        self.kinds = kinds  # its classes, a bit for each
        self.small = small
        self.after: dict[str, Next] = {}
        self.near: dict[str, int] = {}
        self._names = () if self.stop else tuple(map(intern, names))
        self._next_told = [found for name in names if (found := known.told(NEXT, name))]
        self._near_told = [found for name in names if (found := known.told(NEAR, name))]

    def before(self, second: Heard, known: Store) -> Next:
        """What the second word weighs behind this one, with what it weighs alone."""
        weight = second.alone + _pair(self._next_told, second._names, known)
        return weight, known.told(THREE, f"{self.word}|{second.word}")

    def beside(self, second: Heard, known: Store) -> int:
        """What both weigh that stand near each other."""
        return _pair(self._near_told, second._names, known)


def _pair(told: list[dict[str, str]], names: tuple[str, ...], known: Store) -> int:
    """The weights of two words in their order, by what is told of the first."""
    lines = known.lines
    return sum([lines[by_name[name]] for by_name in told for name in names if name in by_name])
