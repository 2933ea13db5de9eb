"""Words that may break a rule, where a letter mentions them; what is told of each."""

from __future__ import annotations

import re
from typing import NamedTuple

from fifteen.method.letters._anatomy import Sentence
from fifteen.method.letters._reading import Field
from fifteen.method.letters._weighed import above
from fifteen.method.letters._weights import LABELS

MOST, MOST_OF_ALL = 6, 60  # mentions of a sentence, of a field that are looked at
_STEPS = (-6, -5, -4, -3, -2, -1, 0, 1, 2)  # log odds of a sentence above which it tells more
_WORD = re.compile(r"[a-z]+")


class Mention(NamedTuple):
    """Where it stands: offsets in the folded text of a field."""

    field: Field
    place: int  # of the sentence
    start: int
    end: int

    @property
    def sentence(self) -> Sentence:
        """The sentence it stands in."""
        return self.field.sentences[self.place]

    def about(self, label: str) -> float:
        """How much its sentence is of a label, as log odds."""
        return self.field.senses[self.place][LABELS.index(label)]


def around(one: Mention) -> tuple[str, str]:
    """What stands before and behind a mention in its sentence, folded."""
    flat, sentence = one.field.flat, one.sentence
    return flat[sentence.start : one.start], flat[one.end : sentence.end]


def features(one: Mention, labels: str) -> list[str]:
    """What is told of a mention beside the words around it: itself, and how much its sentence is of
    some labels."""
    said, asked = one.field.flat[one.start : one.end], around(one)[1].rstrip().endswith("?")
    found = [f"word {word}" for word in _WORD.findall(said)]
    found += [f"said {said}", f"in {one.field.name}", f"question {asked}"]
    found += [f"{label} {step}" for label in labels for step in above(one.about(label), _STEPS)]
    return found
