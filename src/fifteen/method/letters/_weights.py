"""The weights of features, each read from its line when it is first asked for.

A feature's weights for all labels and hidden units are one whole number, a lane of bits for each.
There are hundreds of thousands of them and a letter needs a few hundred. `tools/sense_file.py`
writes them.
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
ALONE, NEXT, NEAR, PAIR, THREE = "one", "next", "near", "pair", "three"
"""Kinds of features: a word or class alone, two that follow each other, two near each other, two
classes in one clause, three words in a row."""
NOTHING: dict[str, str] = {}  # one for all: most words have none


class Lines(dict[str, int]):
    """Lines of weights as numbers, each read when it is first asked for; features share them."""

    def __missing__(self, line: str) -> int:
        value = self[line] = packed(line)
        return value


class Store:
    """The lines of all features: of a word or class alone, of two by the first of them ("next",
    "near", "pair"), of the third words by the first and the second ("three").

    They are kept in blocks, one for each first of each kind, and a block is taken apart when it is
    first asked for: the words of a letter ask for a small part of them. The second part of a
    feature stands in thousands of them and is kept once (`intern`); whoever looks for that very
    string finds it without a look at its letters.
    """

    def __init__(self, text: str) -> None:
        self.lines = Lines()
        blocks = (block.partition("\n") for block in text.strip("\n").split("\n\n"))
        self._blocks = {head: told for head, _, told in blocks}
        self._told: dict[str, dict[str, str]] = {}
        self._one = self.told(ALONE, "")

    def told(self, kind: str, first: str) -> dict[str, str]:
        """The lines of a kind by what stands second (or third); none where nobody knows the
        first."""
        head = f"{kind} {first}"
        found = self._told.get(head)
        if found is None:
            block = self._blocks.get(head)
            if block is None:
                return NOTHING
            parts = block.replace("\n", "\t").split("\t")
            found = dict(zip(map(intern, parts[::2]), parts[1::2], strict=True))
            self._told[head] = found
        return found

    def alone(self, feature: str) -> int:
        """What a word or a class weighs alone; nothing where nobody knows it."""
        numbers = self._one.get(feature)
        return 0 if numbers is None else self.lines[numbers]


class _Labels(dict[str, int]):
    """What "J-12" adds in its lane; there are a few hundred of them."""

    def __missing__(self, told: str) -> int:
        value = self[told] = int(told[1:]) << _SHIFT_OF[told[0]]
        return value


_label = _Labels().__getitem__


def packed(numbers: str) -> int:
    """The weights of a line, "J12 P-8/" and a character for each unit, as one number."""
    labels, _, code = numbers.partition("/")
    value = sum(map(_label, labels.split()))
    if code:  # a character is as wide as a lane
        units = int.from_bytes(code.encode("utf-32-le"), "little")
        value += (units - _MIDDLES) << UNIT_SHIFTS[0]
    return value
