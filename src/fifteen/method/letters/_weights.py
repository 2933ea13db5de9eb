"""The weights of features, each read from its line when it is first asked for.

A feature's weights for all labels and hidden units are one whole number, a lane of bits for each.
There are hundreds of thousands of them and a letter needs a few hundred.
"""

from __future__ import annotations

from sys import intern

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


class Lines(dict[str, int]):
    """Lines of weights as numbers, each read when it is first asked for; features share them."""

    def __missing__(self, line: str) -> int:
        value = self[line] = packed(line)
        return value


class Store:
    """The lines of all features: of a word or class alone, of two by the first of them, and of the
    third words by the first and the second.

    The second part of a feature stands in thousands of them and is kept once (`intern`); whoever
    looks for that very string finds it without a look at its letters.
    """

    def __init__(self, lines: list[str]) -> None:
        self.lines = Lines()
        self.one: dict[str, str] = {}
        self.next: dict[str, dict[str, str]] = {}
        self.near: dict[str, dict[str, str]] = {}
        self.pair: dict[str, dict[str, str]] = {}
        self.three: dict[str, dict[str, dict[str, str]]] = {}
        for line in lines:
            feature, found, numbers = line.partition("\t")
            if found:
                self._keep(feature, numbers)

    def _keep(self, feature: str, numbers: str) -> None:
        if feature.count("|") == _BARS and " " not in feature:
            first, second, third = feature.split("|")
            self.three.setdefault(first, {}).setdefault(second, {})[third] = numbers
            return
        for mark, kept in ((" ", self.next), ("_", self.near), ("+", self.pair)):
            first, found, second = feature.partition(mark)
            if found and first and second:
                kept.setdefault(first, {})[intern(second)] = numbers
                return
        self.one[feature] = numbers

    def alone(self, feature: str) -> int:
        """What a word or a class weighs alone; nothing where nobody knows it."""
        numbers = self.one.get(feature)
        return 0 if numbers is None else self.lines[numbers]


class _Labels(dict[str, int]):
    """What "J-12" adds in its lane; there are a few hundred of them."""

    def __missing__(self, told: str) -> int:
        value = self[told] = int(told[1:]) << _SHIFT_OF[told[0]]
        return value


_label = _Labels().__getitem__


def packed(numbers: str) -> int:
    """The weights of a line, "J12 P-8" and a character for each unit, as one number."""
    labels, _, code = numbers.partition("\t")
    value = sum(map(_label, labels.split()))
    if code:  # a character is as wide as a lane
        units = int.from_bytes(code.encode("utf-32-le"), "little")
        value += (units - _MIDDLES) << UNIT_SHIFTS[0]
    return value
