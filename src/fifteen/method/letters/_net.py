"""How the words of a sentence bear on each other: a few hidden units between words and labels.

Each word and class adds to every unit; a unit, bent at both ends, adds to every label. The weights
are data of a language, as those of the words alone are (`sense_<language>.txt`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import tanh
from operator import mul
from typing import NamedTuple

UNITS = 16
COARSE = 25  # what words add to the units is kept as whole numbers: 25 is one
FINE = 100  # the weights between units and labels are kept as whole numbers: 100 is one
MOST = 46  # of the numbers that a character tells
MIDDLE = 80  # the character of nothing: P


class Net(NamedTuple):
    """The layer behind the sums: what each unit begins with, what it adds to each label."""

    begin: tuple[int, ...]
    rows: tuple[tuple[float, ...], ...]  # one for each label

    def added(self, sums: Iterable[float], label: int) -> float:
        """What the units add to one label."""
        return float(sum(map(mul, self.rows[label], map(tanh, sums))))

    def all_added(self, sums: Iterable[float]) -> list[float]:
        """What the units add to each label."""
        bent = list(map(tanh, sums))
        return [sum(map(mul, row, bent)) for row in self.rows]


def net_of(lines: Sequence[str]) -> Net:
    """The layer as it stands at the head of the weights: the beginnings, then a line a label."""
    begin = tuple(int(number) for number in lines[0].split())
    rows = (line.split() for line in lines[1:])
    return Net(begin, tuple(tuple(int(number) / FINE for number in row) for row in rows))


def coded(numbers: Iterable[int]) -> str:
    """What a word adds to the units, a character for each."""
    return "".join(chr(MIDDLE + max(-MOST, min(MOST, number))) for number in numbers)
