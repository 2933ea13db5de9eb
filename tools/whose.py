"""Learn whose firm a sentence speaks of: `python -m tools.whose` writes whose_<language>.txt.

Read are the sentences of bench/letters/whose (a name marked in each; "T" where it is spoken of as
the host's organisation) and the letters to build on: there the host's own organisation, where it is
named, and a wrong one that is labelled are spoken of so, and all other names are not.
`python -m tools.whose --cross` learns from all files of sentences but one and tells how well the
sentences of that one are known.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from fifteen.doors.check import context_of, letter_of
from fifteen.method.folding import organisation_key
from fifteen.method.letters import _names, _peers, _places
from fifteen.method.letters._classes import words_of
from fifteen.method.letters._fold import fold
from fifteen.method.letters._reading import Reading
from fifteen.method.letters._whose import SCALE, features
from tools.sense import DATA, logistic
from tools.sense_data import BUILT_ON, LETTERS

LEAST = 2  # lines in which a feature stands
LEAST_KEPT = 2  # of a weight as a whole number
OF_A_LETTER = 0.3  # the weight of a name in a letter beside that of a sentence written for this
SURELY = 0.5  # from which probability --cross counts a name as found
_MARKED = re.compile(r"(?P<mark>[T-]) (?P<before>.*)\[\[(?P<name>.+?)\]\](?P<behind>.*)")


class Named(NamedTuple):
    """A name in its sentence; whether it is spoken of as the host's organisation."""

    before: str
    behind: str
    name: str
    theirs: bool
    weight: float
    group: str


def main(argv: list[str]) -> None:
    sentences = list(marked())
    if "--cross" in argv:
        cross(sentences)
        return
    known, weights = learned([*sentences, *in_letters(BUILT_ON)])
    (DATA / "whose_en.txt").write_text(written(known, weights), "utf-8")


def marked() -> Iterator[Named]:
    """The sentences that were written to learn from."""
    for path in sorted((LETTERS / "whose").glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            found = _MARKED.fullmatch(line)
            if found is None:
                continue
            own = found["behind"].startswith("'s")
            before, behind = (_plain(found[side]) for side in ("before", "behind"))
            name = found["name"] + ("'s" if own else "")
            yield Named(before, behind, name, found["mark"] == "T", 1.0, path.stem)


def in_letters(names: tuple[str, ...]) -> Iterator[Named]:
    """The names in letters whose context has an organisation."""
    for file in names:
        for line in (LETTERS / file).read_text("utf-8").splitlines():
            data = json.loads(line)
            reading = Reading(letter_of(data), context_of(data.get("context")), learned=False)
            if _places.has_one(reading):
                yield from _named(reading, data["labels"], file)


def _named(reading: Reading, labels: list[dict[str, Any]], group: str) -> Iterator[Named]:
    people = reading.host | reading.seeker
    known = set(organisation_key(reading.context.host_organisation or "").split())
    common = reading.words.sets["no_place"] | reading.words.sets["common_places"]
    for field in (reading.subject, reading.body):
        quotes = [
            label["quote"]
            for label in labels
            if label["rule"] == "wrong-name" and label.get("field", "body") == field.name
        ]
        for sentence in field.sentences:
            for name in _peers.names_in(reading.words, field, sentence):
                start, end = _places.tidied(name)
                if end <= start or not people.isdisjoint(_names.ordered(name[0])):
                    continue
                text = field.anatomy.text
                first, last = text.span(start, end)
                wrong = any(_meets(quote, text.original, first, last) for quote in quotes)
                own = set(organisation_key(re.sub(r"'s?$", "", name[0])).split()) & known
                yield Named(
                    field.flat[sentence.start : start],
                    field.flat[end : sentence.end],
                    name[0],
                    wrong or bool(own - common) or own == known,
                    OF_A_LETTER,
                    group,
                )


def _meets(quote: str, text: str, start: int, end: int) -> bool:
    found = re.finditer(re.escape(quote), text)
    return any(at.start() < end and at.end() > start for at in found)


def _plain(text: str) -> str:
    return fold(text).plain.replace("\n", " ")


def learned(named: list[Named]) -> tuple[dict[str, int], Any]:
    """The features with their columns, and the weights with the bias behind them."""
    told = [_features(one) for one in named]
    counts = Counter(feature for features in told for feature in set(features))
    kept = sorted(feature for feature, count in counts.items() if count >= LEAST)
    known = {feature: column for column, feature in enumerate(kept)}
    theirs = np.array([float(one.theirs) for one in named])
    weight = np.array([one.weight for one in named])
    start = np.zeros(len(known) + 1)
    return known, logistic(_matrix(told, known), theirs, weight, start)


def _features(one: Named) -> list[str]:
    return features(one.before, one.behind, one.name, words_of())


def _matrix(told: list[list[str]], known: dict[str, int]) -> csr_matrix:
    """How often each name has each feature."""
    rows = [[known[feature] for feature in features if feature in known] for features in told]
    ends = np.cumsum([0, *map(len, rows)])
    columns = [column for row in rows for column in row]
    matrix = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(told), len(known)))
    matrix.sum_duplicates()
    return matrix


def written(known: dict[str, int], weights: Any) -> str:
    """The bias and the weights as text, a feature a line; small ones left out."""
    whole = {feature: round(float(weights[column]) * SCALE) for feature, column in known.items()}
    lines = [f"{f}\t{number}" for f, number in whole.items() if abs(number) >= LEAST_KEPT]
    head = f"# Learned by `python -m tools.whose`; {SCALE} is 1. The bias, then a feature a line."
    return "\n".join([head, str(round(float(weights[-1]) * SCALE)), *lines]) + "\n"


def cross(sentences: list[Named]) -> None:
    """How well the sentences of one hand are known from those of the others."""
    for group in sorted({one.group for one in sentences}):
        known, weights = learned([one for one in sentences if one.group != group])
        held = [one for one in sentences if one.group == group]
        odds = _matrix([_features(one) for one in held], known) @ weights[:-1] + weights[-1]
        said = 1 / (1 + np.exp(-odds)) >= SURELY
        theirs = np.array([one.theirs for one in held])
        right = int((said & theirs).sum())
        print(
            f"{group}: {len(held)} names, precision {right / max(1, int(said.sum())):.3f}, "
            f"recall {right / max(1, int(theirs.sum())):.3f}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
