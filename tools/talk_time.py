"""Learn which length of time is that of the talk: `python -m tools.talk_time` writes
talk_time_<language>.txt.

Read are the letters whose lengths are labelled (what is more than fifteen minutes and bears no
label is of something else; the one short length of a request that lacks none is the talk's), and
the sentences of bench/letters/lengths ("T" before one whose length in brackets is the talk's).
`python -m tools.talk_time --cross` tells how well sets are known that were not learned from.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np

from fifteen.method.letters import _around
from fifteen.method.letters._classes import words_of
from fifteen.method.letters._reading import Reading
from fifteen.method.letters._talk_time import LEAST, Told, around, features, is_short
from tools import weighing
from tools.sense import DATA
from tools.sense_data import BEFORE_TALK
from tools.weighing import Row

OF_A_SHORT = 0.2  # the weight of a short length, of which there are ten times as many
OF_A_SENTENCE = 0.5  # of one of the two letters a sentence is set into
LONG = "long"  # the place of a length above fifteen minutes
_ASK = "Could you tell me in fifteen minutes on the telephone how you came to your work?"
_MARKED = re.compile(r"(?P<before>.*)\[\[(?P<length>.+?)\]\](?P<behind>.*)")


def main(argv: list[str]) -> None:
    rows = [*letters(), *sentences()]
    if "--cross" in argv:
        odds = weighing.held(rows)
        long = [number for number, row in enumerate(rows) if row.place == LONG]
        so = np.array([rows[number].so for number in long], dtype=bool)
        weighing.curve(odds[long], so, [rows[number].group for number in long], LEAST)
        return
    text = weighing.written(weighing.learned(rows), "talk_time")
    (DATA / "talk_time_en.txt").write_text(text, "utf-8")


def letters() -> Iterator[Row]:
    """The lengths of letters before the talk, where it is known whether they are asked for."""
    for group, reading, labels in weighing.letters(BEFORE_TALK):
        yield from _of_letter(reading, labels, group)


def _of_letter(reading: Reading, labels: list[dict[str, Any]], group: str) -> Iterator[Row]:
    others = reading.times_told
    short = [one for one in others if is_short(one)]
    lacks = any(label["rule"] in ("no-length", "no-clear-ask") for label in labels)
    for one in others:
        field = reading.body if one.part.name == reading.body.name else reading.subject
        asked = weighing.labelled(field, *one.length[:2], "too-much-time", labels)
        long = not is_short(one)
        if not long and not asked and (lacks or len(short) > 1):
            continue  # it may be either
        told = _features(one, reading)
        weight, place = (1.0, LONG) if long else (OF_A_SHORT, "")
        yield Row(told, asked or not long, weight, group, place)


def sentences() -> Iterator[Row]:
    """The sentences that were written to learn from, each with another one that asks for fifteen
    minutes and without."""
    for group, mark, line in weighing.marked("lengths"):
        found = _MARKED.fullmatch(line)
        if found is None:
            continue
        said = "".join(found.groups())
        for ask in ("", _ASK):
            reading = weighing.set_into_a_letter(said, ask)
            for one in _marked(reading, said, len(found["before"]), len(found["length"])):
                told = _features(one, reading)
                yield Row(told, mark == "T", OF_A_SENTENCE, group, "" if is_short(one) else LONG)


def _features(one: Told, reading: Reading) -> list[str]:
    more = features(one, reading.times_told, reading.letter.kind)
    return _around.features(*around(one), words_of()) + more


def _marked(reading: Reading, said: str, start: int, length: int) -> Iterator[Told]:
    """The lengths of time that stand in brackets."""
    in_subject = said.startswith(weighing.SUBJECT)
    field = reading.subject if in_subject else reading.body
    text = field.anatomy.text
    start += -len(weighing.SUBJECT) if in_subject else text.original.index(said)
    for one in reading.times_told:
        if one.part.name != field.name:
            continue
        begins, ends = text.span(one.length.start, one.length.end)
        if begins < start + length and start < ends:
            yield one


if __name__ == "__main__":
    main(sys.argv[1:])
