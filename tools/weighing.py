"""Weights of features, learned by a regression: shared by what learns of names, lengths, papers."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from fifteen.doors.check import context_of, letter_of
from fifteen.method.letters._reading import Field, Reading
from fifteen.method.letters._weighed import SCALE
from fifteen.method.words import Letter, LetterContext, LetterKind
from tools.sense import logistic
from tools.sense_data import BUILT_ON, LETTERS
from tools.whose_data import SEEN

RARE = 2  # rows in which a feature stands
LEAST_KEPT = 3  # of a weight as a whole number
FOLDS = 5
_OF_ONE_GROUP = 20  # sentences
SUBJECT = "Subject: "
_FACT = "I read your article on flood maps."
ALSO = ("reported39.jsonl", *SEEN)  # of which the model of sentences has learned nothing
FORMS = ("forms*.jsonl", "good31.jsonl", "whose/*.jsonl")  # written for single rules

Weights = tuple[dict[str, int], Any]  # the features with their columns; the weights, the bias last


class Row(NamedTuple):
    """What is told of something, and whether it is so."""

    features: list[str]
    so: bool
    weight: float
    group: str  # held back together
    place: str = ""


def files() -> list[Path]:
    """The letters to learn from."""
    named = [LETTERS / name for name in (*BUILT_ON, *ALSO)]
    return [*named, *(path for pattern in FORMS for path in sorted(LETTERS.glob(pattern)))]


def letters(kinds: Collection[str]) -> Iterator[tuple[str, Reading, list[dict[str, Any]]]]:
    """The letters of some kinds as they are read, with their set and their labels."""
    for path in files():
        for line in path.read_text("utf-8").splitlines():
            data = json.loads(line)
            if data["kind"] in kinds:
                reading = Reading(letter_of(data), context_of(data.get("context")))
                if reading.body.sense is not None:
                    yield path.stem, reading, data["labels"]


def marked(folder: str) -> Iterator[tuple[str, str, str]]:
    """The sentences of a folder of bench/letters that were written to learn from: the group that is
    held back together, "T" or "-", and what is said."""
    for path in sorted((LETTERS / folder).glob("*.txt")):
        for number, line in enumerate(path.read_text("utf-8").splitlines()):
            mark, _, said = line.partition(" ")
            if mark in ("T", "-") and said:
                yield f"{path.stem} {number // _OF_ONE_GROUP}", mark, said


def set_into_a_letter(said: str, more: str = "") -> Reading:
    """A small letter that says something and no more; or as its subject."""
    subject, body = "", f"{said} {more}"
    if said.startswith(SUBJECT):
        subject, body = said.removeprefix(SUBJECT), more or _FACT
    letter = Letter(LetterKind.REQUEST, f"Dear Ms Vega,\n\n{body}\n\nAna Lopez", subject)
    return Reading(letter, LetterContext(seeker_name="Ana Lopez"))


def labelled(field: Field, start: int, end: int, rule: str, labels: list[dict[str, Any]]) -> bool:
    """Whether a label of a rule tells of something between two folded offsets of a field."""
    text = field.anatomy.text
    start, end = text.span(start, end)
    quotes = (
        label.get("quote")
        for label in labels
        if label["rule"] == rule and label.get("field", "body") == field.name
    )
    found = (at for quote in quotes if quote for at in re.finditer(re.escape(quote), text.original))
    return any(at.start() < end and start < at.end() for at in found)


def learned(rows: Sequence[Row]) -> Weights:
    """The weights by which features tell yes from no."""
    told = [row.features for row in rows]
    counts = Counter(feature for found in told for feature in set(found))
    kept = sorted(feature for feature, count in counts.items() if count >= RARE)
    known = {feature: column for column, feature in enumerate(kept)}
    so = np.array([float(row.so) for row in rows])
    weight = np.array([row.weight for row in rows])
    return known, logistic(_matrix(told, known), so, weight, np.zeros(len(known) + 1))


def log_odds(weights: Weights, told: Sequence[list[str]]) -> Any:
    """The log odds of rows by their features."""
    known, numbers = weights
    return _matrix(told, known) @ numbers[:-1] + numbers[-1]


def _matrix(told: Sequence[list[str]], known: dict[str, int]) -> csr_matrix:
    """How often each row has each feature."""
    rows = [[known[feature] for feature in found if feature in known] for found in told]
    ends = np.cumsum([0, *map(len, rows)])
    columns = [column for row in rows for column in row]
    found = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(told), len(known)))
    found.sum_duplicates()
    return found


def held(rows: Sequence[Row]) -> Any:
    """The log odds of each row by what was learned from other groups."""
    groups = sorted({row.group for row in rows})
    odds = np.zeros(len(rows))
    for fold in range(FOLDS):
        out = set(groups[fold::FOLDS])
        inside = [number for number, row in enumerate(rows) if row.group in out]
        weights = learned([row for row in rows if row.group not in out])
        odds[inside] = log_odds(weights, [rows[number].features for number in inside])
    return odds


def curve(odds: Any, so: Any, groups: Sequence[str], least: float) -> None:
    """Print precision and recall from some odds on, for all groups and for those of one kind."""
    kinds = [re.sub(r"[\d _]+$", "", group) for group in groups]
    for kind in ("", *sorted(set(kinds))):
        ones = [number for number, name in enumerate(kinds) if kind in ("", name)]
        for at in (least - 1, least - 0.5, least, least + 0.5, least + 1):
            told, true = odds[ones] >= at, so[ones]
            right = int((told & true).sum())
            print(
                f"{kind or 'all':12} {at:4.1f}: precision {right / max(1, told.sum()):.3f}, "
                f"recall {right / max(1, true.sum()):.3f} of {true.sum()} among {len(ones)}"
            )


def written(weights: Weights, tool: str) -> str:
    """The bias and the weights as text, a feature a line; small ones left out."""
    known, numbers = weights
    whole = {feature: round(float(numbers[column]) * SCALE) for feature, column in known.items()}
    lines = [f"{told}\t{number}" for told, number in whole.items() if abs(number) >= LEAST_KEPT]
    head = f"# Learned by `python -m tools.{tool}`; {SCALE} is 1. The bias, then a feature a line."
    return "\n".join([head, str(round(float(numbers[-1]) * SCALE)), *lines]) + "\n"
