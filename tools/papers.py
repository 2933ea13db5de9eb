"""Learn which mentions of papers enclose them: `python -m tools.papers` writes them as data.

Read are the letters whose enclosed papers are labelled (a mention in a sentence that bears a label
encloses, any other does not), and the sentences of bench/letters/papers ("T" before one that
encloses). `python -m tools.papers --cross` tells how well sets are known that were not learned
from.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain
from typing import Any

import numpy as np

from fifteen.method.letters import _around
from fifteen.method.letters._classes import words_of
from fifteen.method.letters._papers import LEAST, Mention, around, features, mentions
from fifteen.method.letters._reading import Reading
from tools import weighing
from tools.sense import DATA
from tools.sense_data import BEFORE_TALK
from tools.weighing import Row

OF_A_SENTENCE = 0.5  # the weight of one that was written for this
KINDS = BEFORE_TALK | {"thanks-met"}  # with which no papers go


def main(argv: list[str]) -> None:
    rows = [*told(), *sentences()]
    if "--cross" in argv:
        cross(rows)
        return
    text = weighing.written(weighing.learned(rows), "papers")
    (DATA / "papers_en.txt").write_text(text, "utf-8")


def told() -> Iterator[Row]:
    """The mentions of papers, and whether a label tells that they are enclosed. Each sentence is a
    row of its group: it is its likeliest mention that counts."""
    for group, reading, labels in weighing.letters(KINDS):
        for number, one in enumerate(_mentions(reading)):
            asked = _labelled(one, labels)
            place = f"{reading.letter.body[:40]} {one.field.name} {one.place} {number}"
            yield Row(_features(one), asked, 1.0, group, place)


def sentences() -> Iterator[Row]:
    """The sentences that were written to learn from, each set into a letter."""
    for group, mark, said in weighing.marked("papers"):
        reading = weighing.set_into_a_letter(said)
        for number, one in enumerate(_mentions(reading)):
            if said.startswith(weighing.SUBJECT) and one.field is not reading.subject:
                continue
            place = f"{said} {one.place} {number}"
            yield Row(_features(one), mark == "T", OF_A_SENTENCE, group, place)


def _mentions(reading: Reading) -> Iterator[Mention]:
    return chain(mentions(reading, reading.subject), mentions(reading, reading.body))


def _features(one: Mention) -> list[str]:
    return _around.features(*around(one), words_of()) + features(one)


def _labelled(one: Mention, labels: list[dict[str, Any]]) -> bool:
    return weighing.labelled(
        one.field, one.sentence.start, one.sentence.end, "resume-enclosed", labels
    )


def cross(rows: list[Row]) -> None:
    """How many sentences that enclose papers are known in sets that were not learned from, from
    `LEAST` and other odds on."""
    odds = weighing.held(rows)
    best: dict[tuple[str, str], tuple[float, bool]] = {}
    for row, likely in zip(rows, odds, strict=True):
        key = row.group, row.place.rpartition(" ")[0]
        known = best.get(key, (-99.0, False))
        best[key] = max(known[0], float(likely)), row.so
    groups = [group for group, _ in best]
    likely, so = (np.array(part) for part in zip(*best.values(), strict=True))
    weighing.curve(likely, so.astype(bool), groups, LEAST)


if __name__ == "__main__":
    main(sys.argv[1:])
