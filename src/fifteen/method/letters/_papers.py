"""Which mentions of papers say that the seeker's come with the letter, or offer them (A8).

A résumé is enclosed, lies below, can be had on request or hangs on a site in as many words as
people have; and as many tell of résumés that are no such thing. So it is learned from letters: by
the words around each mention, and by how much its sentence is one that encloses (`_sense`). The
weights are data of a language (`papers_<language>.txt`); `python -m tools.mentions` learns them
anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from fifteen.method.letters._anatomy import Sentence
from fifteen.method.letters._mentions import MOST, MOST_OF_ALL, Mention, around, features
from fifteen.method.letters._reading import Field, Reading
from fifteen.method.letters._weighed import Weighed, weighed

LEAST = 0.0  # log odds from which papers come with the letter
SENSES = "RJ"  # how much a sentence encloses, how much it asks for work
_HARDLY = -7.0  # log odds that a sentence encloses below which no mention does


def learned(reading: Reading) -> Weighed | None:
    """What was learned of the letter's language; None where nothing was."""
    return weighed("papers", reading.language) if reading.body.sense else None


def enclosed(reading: Reading, field: Field, weights: Weighed) -> list[Mention]:
    """The mention of each sentence of a field that says most surely that papers come with it."""
    best: dict[Sentence, tuple[float, Mention]] = {}
    for one in islice(mentions(reading, field), MOST_OF_ALL):
        if one.about("R") < _HARDLY:
            continue  # most of them
        odds = weights.odds(*around(one), features(one, SENSES))
        if odds >= LEAST and odds > best.get(one.sentence, (LEAST, None))[0]:
            best[one.sentence] = odds, one
    return [one for _, one in best.values()]


def mentions(reading: Reading, field: Field) -> Iterator[Mention]:
    """Where a field mentions papers; in a sentence that names none, what is attached or linked."""
    for place, sentence in enumerate(field.sentences):
        for one in islice(_in_sentence(reading, field, sentence), MOST):
            yield Mention(field, place, *one.span())


def _in_sentence(reading: Reading, field: Field, sentence: Sentence) -> Iterator[re.Match[str]]:
    sets, patterns, flat = reading.words.sets, reading.words.patterns, field.flat
    start, end, found = sentence.start, sentence.end, None
    if not sentence.words.isdisjoint(sets["papers_heads"]):
        for found in patterns["papers_named"].finditer(flat, start, end):
            yield found
    linked = flat.find(".", start, end - 1) >= 0 or "://" in flat[start:end]
    if found is None and (linked or not sentence.words.isdisjoint(sets["papers_bearers"])):
        yield from patterns["papers_borne"].finditer(flat, start, end)
