"""The weights of features, each read from its line when it is first asked for.

A feature's weights for all labels and hidden units are one whole number, a lane of bits for each.
There are hundreds of thousands of them and a letter needs a few hundred.
"""

from __future__ import annotations

from functools import cache
from typing import TypeVar

from fifteen.method.letters._net import MIDDLE, UNITS

LABELS = "JPGANRTLFSMB"
"""Job, pressing, granted, another ask, name of a further person, résumé, talk, learning, fact about
the host, something specific that was said, memory, what one had hoped to learn."""

LANE = 32  # bits of a label or a hidden unit in a number
LABEL_SHIFTS = tuple(LANE * lane for lane in range(len(LABELS)))
UNIT_SHIFTS = tuple(LANE * (len(LABELS) + lane) for lane in range(UNITS))
_SHIFT_OF = dict(zip(LABELS, LABEL_SHIFTS, strict=True))
_MIDDLES = sum(MIDDLE << (LANE * lane) for lane in range(UNITS))  # every unit left alone
_BARS = 2  # in a feature of three words

_Key = TypeVar("_Key")


class Weights(dict[_Key, int]):
    """Features with their weights; `told` are the lines that were not yet needed, too."""

    def __init__(self) -> None:
        super().__init__()
        self.told: dict[_Key, str] = {}

    def __missing__(self, feature: _Key) -> int:
        numbers = self.told.get(feature)
        if numbers is None:
            return 0
        value = self[feature] = packed(numbers)
        return value


class Store:
    """All features: a word, three in a row, and those of two parts by the first of them."""

    def __init__(self, lines: list[str]) -> None:
        self.one: Weights[str] = Weights()
        self.three: Weights[tuple[str, ...]] = Weights()
        self.next: dict[str, Weights[str]] = {}
        self.near: dict[str, Weights[str]] = {}
        self.pair: dict[str, Weights[str]] = {}
        for line in lines:
            feature, found, numbers = line.partition("\t")
            if found:
                self._keep(feature, numbers)

    def _keep(self, feature: str, numbers: str) -> None:
        for mark, kept in ((" ", self.next), ("_", self.near), ("+", self.pair)):
            first, found, second = feature.partition(mark)
            if found and first and second:
                known = kept.get(first)
                if known is None:
                    known = kept[first] = Weights()
                known.told[second] = numbers
                return
        if feature.count("|") == _BARS:
            self.three.told[tuple(feature.split("|"))] = numbers
        else:
            self.one.told[feature] = numbers


@cache
def _label(told: str) -> int:
    """What "J-12" adds in its lane; there are a few hundred of them."""
    return int(told[1:]) << _SHIFT_OF[told[0]]


def packed(numbers: str) -> int:
    """The weights of a line, "J12 P-8" and a character for each unit, as one number."""
    labels, _, code = numbers.partition("\t")
    value = sum([_label(told) for told in labels.split()])
    if code:  # a character is as wide as a lane
        units = int.from_bytes(code.encode("utf-32-le"), "little")
        value += (units - _MIDDLES) << UNIT_SHIFTS[0]
    return value
