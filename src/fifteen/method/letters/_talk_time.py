"""Which of the lengths of time that a letter tells is that of the talk it asks for (A3).

People tell of a drive of half an hour and of twenty minutes on the telephone in the same words as
they ask for them. So it is learned, from letters and sentences whose lengths are labelled: by the
words around a length, by how it is told, by how much the sentence asks for the talk (`_sense`), and
by what else is told. The weights are data of a language (`talk_time_<language>.txt`);
`python -m tools.talk_time` learns them anew.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from fifteen.method.letters import _around, _lengths
from fifteen.method.letters._anatomy import Sentence
from fifteen.method.letters._lengths import Length
from fifteen.method.letters._lexicon import Lexicon
from fifteen.method.letters._weighed import above, weighed
from fifteen.method.letters._weights import LABELS
from fifteen.method.words import LetterKind

LEAST = 0.0  # log odds from which a length is that of the talk
_SHORT = 15  # minutes
_MOST = 60  # lengths of a letter that are looked at; hardly one has ten
_STEPS = (15, 20, 30, 45, 60, 90, 120)  # minutes above which a length is told to be longer
_ASKS = (-6, -4, -2, -1, 0, 1, 2, 4)  # log odds of a sentence above which it asks more surely
_NONE = -9.0  # the odds of a sentence that is not there
_TALK = LABELS.index("T")
_WORD = re.compile(r"[a-z]+")
_DIGITS = re.compile(r"\d+")


class Part(NamedTuple):
    """A field of a letter that may tell of lengths."""

    name: str
    flat: str
    sentences: Sequence[Sentence]
    senses: Sequence[tuple[float, ...]]  # what each sentence is about


class Told(NamedTuple):
    """A length where it is told."""

    part: Part
    place: int  # of its sentence
    length: Length

    @property
    def sentence(self) -> Sentence:
        """The sentence it stands in."""
        return self.part.sentences[self.place]

    def asking(self, beside: int = 0) -> float:
        """The log odds that its sentence asks for the talk, or one beside it."""
        place = self.place + beside
        senses = self.part.senses
        return senses[place][_TALK] if 0 <= place < len(senses) else _NONE


def timed(told: Sequence[Told], kind: LetterKind, language: str) -> list[tuple[Told, float]]:
    """All lengths of a letter, each with the log odds that it is that of the talk; none where
    nothing was learned of the language."""
    learned = weighed("talk_time", language)
    if learned is None:
        return []
    return [(one, learned.odds(*around(one), features(one, told, kind))) for one in told]


def told(parts: Sequence[Part], lexicon: Lexicon) -> list[Told]:
    """All lengths that a letter tells, up to a number that no letter reaches."""
    found = (
        Told(part, place, length)
        for part in parts
        for place, sentence in enumerate(part.sentences)
        for length in _lengths.told(part.flat, sentence, lexicon)
    )
    return list(islice(found, _MOST))


def around(one: Told) -> tuple[str, str]:
    """What stands before and behind a length in its sentence, folded."""
    flat, sentence, length = one.part.flat, one.sentence, one.length
    return flat[sentence.start : length.start], flat[length.end : sentence.end]


def features(one: Told, others: Sequence[Told], kind: LetterKind) -> list[str]:
    """What is told of a length beside the words around it: itself, how much its sentence and those
    beside it ask for the talk, whether a short one is told as well."""
    before, behind = around(one)
    length, asking = one.length, one.asking()
    found = _itself(one.part.flat[length.start : length.end], length)
    found += _beside(length.kind, *_around.sides(before, behind))
    found += [f"asks {step}" for step in above(asking, _ASKS)]
    found += [f"{length.kind} asks {step}" for step in above(asking, _ASKS)]
    found += [f"asks before {step}" for step in above(one.asking(-1), _ASKS)]
    found += [f"asks after {step}" for step in above(one.asking(1), _ASKS)]
    if all(asking >= senses[_TALK] for senses in one.part.senses):
        found.append("asks most")
    short = [other for other in others if is_short(other) and other is not one]
    same = any(other.part is one.part and other.place == one.place for other in short)
    elsewhere = any(other.part is not one.part or other.place != one.place for other in short)
    last = one.place == len(one.part.sentences) - 1
    found += [f"in {one.part.name}", f"question {behind.rstrip().endswith('?')}", f"last {last}"]
    found += [f"short beside {same}", f"short elsewhere {elsewhere}"]
    return [*found, f"{length.kind} short elsewhere {elsewhere}", f"kind {kind.value}"]


def _itself(said: str, length: Length) -> list[str]:
    """What a length tells itself."""
    found = [f"word {word}" for word in _WORD.findall(said)]
    long = len(above(length.minutes, _STEPS))
    return [*found, f"said {_DIGITS.sub('0', said)}", length.kind, f"{length.kind} {long}"]


def _beside(kind: str, left: list[str], right: list[str]) -> list[str]:
    """The two words before and behind a length that is told so."""
    first, second = [*left, "^", "^"][:2]
    last, after = [*right, "$", "$"][:2]
    return [
        *(f"{kind}<{first}", f"{kind}<{second} {first}"),
        *(f"{kind}>{last}", f"{kind}>{last} {after}"),
    ]


def is_short(one: Told) -> bool:
    """Whether a length is one that may be asked for."""
    return one.length.kind == "counted" and one.length.minutes <= _SHORT
