"""Which mentions of interviews, informationals and career chats call the talk so (A2).

The host gave an interview, holds them, had one; the seeker comes from one for a job, or wants to
"do two informationals for my class". It is learned from letters by the words around each mention,
and by how much its sentence asks for the talk (`_sense`). The weights are data of a language
(`term_<language>.txt`); `python -m tools.mentions` learns them anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from fifteen.method.letters._mentions import MOST, Mention, around, features
from fifteen.method.letters._reading import Field, Reading
from fifteen.method.letters._weighed import weighed

LEAST = 0.0  # log odds from which the talk is called so
SENSES = "TL"  # how much a sentence asks for the talk, how much it tells what it is for


def called(reading: Reading, field: Field) -> list[Mention] | None:
    """Where a field calls the talk by the term; None where nothing was learned of the language."""
    weights = weighed("term", reading.language) if field.sense else None
    if weights is None:
        return None
    return [
        one
        for one in mentions(reading, field)
        if weights.odds(*around(one), features(one, SENSES)) >= LEAST
    ]


def mentions(reading: Reading, field: Field) -> Iterator[Mention]:
    """Where a field mentions what may be the term."""
    named, heads = reading.words.patterns["term_named"], reading.words.sets["term_heads"]
    for place, sentence in enumerate(field.sentences):
        if heads.isdisjoint(sentence.words):
            continue
        for one in islice(named.finditer(field.flat, sentence.start, sentence.end), MOST):
            yield Mention(field, place, *one.span())
