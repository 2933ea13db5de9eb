"""Learn which mentions break a rule: `python -m tools.mentions` writes papers_<language>.txt
(papers that come with the letter) and term_<language>.txt (the term for the talk).

Read are the letters in which the rule is labelled (a mention that bears no label is innocent), and
sentences that were written for it ("T" before one that breaks the rule).
`python -m tools.mentions --cross` tells how well sets are known that were not learned from.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np

from fifteen.method.letters import _around, _papers, _term
from fifteen.method.letters._classes import words_of
from fifteen.method.letters._mentions import Mention, around, features
from fifteen.method.letters._reading import Field, Reading
from tools import weighing
from tools.sense import DATA
from tools.sense_data import BEFORE_TALK
from tools.weighing import Row

OF_A_SENTENCE = 0.5  # the weight of one that was written for this


@dataclass(frozen=True)
class Question:
    """What is asked of each mention."""

    name: str
    rule: str
    kinds: frozenset[str]  # of letters that the rule is for
    mentions: Callable[[Reading, Field], Iterator[Mention]]
    senses: str
    least: float
    by_sentence: bool  # a label anywhere in the sentence is about all its mentions


QUESTIONS = (
    Question(
        "papers",
        "resume-enclosed",
        BEFORE_TALK | {"thanks-met"},
        _papers.mentions,
        _papers.SENSES,
        _papers.LEAST,
        by_sentence=True,
    ),
    Question(
        "term",
        "names-the-term",
        BEFORE_TALK,
        _term.mentions,
        _term.SENSES,
        _term.LEAST,
        by_sentence=False,
    ),
)


def main(argv: list[str]) -> None:
    for question in QUESTIONS:
        rows = [*told(question), *sentences(question)]
        if "--cross" in argv:
            print(question.name)
            cross(question, rows)
        else:
            text = weighing.written(weighing.learned(rows), "mentions")
            (DATA / f"{question.name}_en.txt").write_text(text, "utf-8")


def told(question: Question) -> Iterator[Row]:
    """The mentions of letters, and whether a label is about them; not those that bear none in a
    letter that has one elsewhere: what is said twice was labelled once."""
    for group, reading, labels in weighing.letters(question.kinds):
        known = any(label["rule"] == question.rule for label in labels)
        for number, one in enumerate(_mentions(question, reading)):
            so = _labelled(question, one, labels)
            if known and not so:
                continue
            place = f"{reading.letter.body[:40]} {one.field.name} {one.place} {number}"
            yield Row(_features(question, one), so, 1.0, group, place)


def sentences(question: Question) -> Iterator[Row]:
    """The sentences that were written to learn from, each set into a letter."""
    for group, mark, said in weighing.marked(question.name):
        reading = weighing.set_into_a_letter(said)
        for number, one in enumerate(_mentions(question, reading)):
            if said.startswith(weighing.SUBJECT) and one.field is not reading.subject:
                continue
            place = f"{said} {one.place} {number}"
            yield Row(_features(question, one), mark == "T", OF_A_SENTENCE, group, place)


def _mentions(question: Question, reading: Reading) -> Iterator[Mention]:
    fields = (reading.subject, reading.body)
    return chain.from_iterable(question.mentions(reading, field) for field in fields)


def _features(question: Question, one: Mention) -> list[str]:
    return _around.features(*around(one), words_of()) + features(one, question.senses)


def _labelled(question: Question, one: Mention, labels: list[dict[str, Any]]) -> bool:
    about = one.sentence if question.by_sentence else one
    return weighing.labelled(one.field, about.start, about.end, question.rule, labels)


def cross(question: Question, rows: list[Row]) -> None:
    """How many are known in sets that were not learned from, from some odds on. Where a label is
    about a sentence, its likeliest mention counts."""
    odds = weighing.held(rows)
    best: dict[tuple[str, str], tuple[float, bool]] = {}
    for row, likely in zip(rows, odds, strict=True):
        place = row.place.rpartition(" ")[0] if question.by_sentence else row.place
        key = row.group, place
        known = best.get(key, (-99.0, False))
        best[key] = max(known[0], float(likely)), row.so
    groups = [group for group, _ in best]
    likely, so = (np.array(part) for part in zip(*best.values(), strict=True))
    weighing.curve(likely, so.astype(bool), groups, question.least)


if __name__ == "__main__":
    main(sys.argv[1:])
