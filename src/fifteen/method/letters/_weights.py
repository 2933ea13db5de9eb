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


class Weights(dict[str, int]):
    """Words and classes with their weights; `told` are the lines that were not yet needed, too."""

    def __init__(self) -> None:
        super().__init__()
        self.told: dict[str, str] = {}

    def __missing__(self, feature: str) -> int:
        numbers = self.told.get(feature)
        if numbers is None:
            return 0
        value = self[feature] = packed(numbers)
        return value


class Lines(dict[str, int]):
    """The weights of lines, each added up when it is first asked for; many features share one."""

    def __missing__(self, line: str) -> int:
        value = self[line] = packed(line)
        return value


class Store:
    """All features: words and classes, those of two parts by the first of them, and three words in
    a row by the first two. What two words weigh is kept where they are read (`Sense`), as the sum
    of all that is told of them; so the lines of such features are kept as they stand."""

    def __init__(self, lines: list[str]) -> None:
        self.one = Weights()
        self.next: dict[str, dict[str, str]] = {}
        self.near: dict[str, dict[str, str]] = {}
        self.pair: dict[str, dict[str, str]] = {}
        self._three: dict[str, str] = {}  # the third words, each with its weights in the next line
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
                    known = kept[first] = {}
                known[intern(second)] = numbers
                return
        if feature.count("|") == _BARS:
            both, _, third = feature.rpartition("|")
            more = f"{third}\n{numbers}"
            self._three[both] = f"{self._three[both]}\n{more}" if both in self._three else more
        else:
            self.one.told[feature] = numbers

    def thirds(self, first: str, second: str) -> dict[str, str]:
        """The words that weigh behind two words, each with the line of its weights."""
        told = self._three.get(f"{first}|{second}")
        if told is None:
            return {}
        lines = told.split("\n")
        return dict(zip(lines[::2], lines[1::2], strict=True))


class _Labels(dict[str, int]):
    """What "J-12" adds in its lane; there are a few hundred of them."""

    def __missing__(self, told: str) -> int:
        value = self[told] = int(told[1:]) << _SHIFT_OF[told[0]]
        return value


_label = _Labels().__getitem__


def packed(*lines: str) -> int:
    """The weights of lines, "J12 P-8" and a character for each unit, added up as one number."""
    if not lines:
        return 0
    said = " ".join(lines)
    if "\t" not in said:  # none bears on the units: they are read as one line
        return sum(map(_label, said.split()))
    return sum(map(_packed, lines))


def _packed(numbers: str) -> int:
    labels, _, code = numbers.partition("\t")
    value = sum(map(_label, labels.split()))
    if code:  # a character is as wide as a lane
        units = int.from_bytes(code.encode("utf-32-le"), "little")
        value += (units - _MIDDLES) << UNIT_SHIFTS[0]
    return value
