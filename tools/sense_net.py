"""The learner of tools/sense.py: features, hidden units for the words among them, labels.

Weights are learned in small steps, each smaller the more a feature was seen; in each step half of
the features are passed over, so that no wording is relied on alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from fifteen.method.letters import _classes, _sense
from fifteen.method.letters._classes import KIND
from fifteen.method.letters._net import UNITS
from fifteen.method.letters._weights import LABELS
from tools.sense_data import Bag, Row

LEAST = 3  # sentences in which a feature stands
EPOCHS = 12
AT_ONCE = 256  # sentences of a step
STEP = 0.04
PASSED_OVER = 0.5  # of the features, in each step
STRENGTH = 1e-2  # how strongly weights are kept small
GUESSED_FROM = 2  # the epoch from which it is guessed what a sentence of a letter says
_ALONE = re.compile(r"!?[^ _+^|~]+$")  # a word or a class by itself: it adds to the hidden units
BY_KIND = "LFSBA"
LEAST_OF_KIND = 6  # the same for a feature with a kind in it
_LANES = UNITS + len(LABELS)


class Learner:
    """A network over the features of all texts it may ever see, worked out once."""

    def __init__(self, texts: list[str]) -> None:
        self.place = {text: i for i, text in enumerate(dict.fromkeys(texts))}
        known = _classes.words_of()
        feats = [_sense.features(text, known) for text in self.place]
        counts = Counter(f for fs in feats for f in set(fs))
        self.vocabulary = {
            f: i
            for i, f in enumerate(
                sorted(f for f, n in counts.items() if n >= (LEAST_OF_KIND if KIND in f else LEAST))
            )
        }
        alone = [bool(_ALONE.match(feature)) for feature in self.vocabulary]
        self.open = np.ones((len(alone), _LANES), dtype=np.float32)
        self.open[:, :UNITS] = np.array(alone, dtype=np.float32)[:, None]
        by_kind = np.array([KIND in feature for feature in self.vocabulary])
        others = [UNITS + i for i, label in enumerate(LABELS) if label not in BY_KIND]
        self.open[np.ix_(by_kind, others)] = 0
        self.matrix = _matrix(feats, self.vocabulary)

    def fit(self, rows: list[Row], bags: list[Bag], seed: int = 0) -> None:
        """Learn from rows, and from letters of which one sentence (or none) is of a label."""
        chance = np.random.default_rng(seed)
        self._begin(chance)
        x = self.matrix[[self.place[row.text] for row in rows]]
        y = np.full((len(rows), len(LABELS)), -1.0, dtype=np.float32)
        for number, row in enumerate(rows):
            for label, known in row.labels.items():
                y[number, LABELS.index(label)] = known
        weight = np.array([row.weight for row in rows], dtype=np.float32)
        at = {id(row): number for number, row in enumerate(rows)}
        for epoch in range(EPOCHS):
            if epoch >= GUESSED_FROM:
                self._guess(x, y, [(bag, [at[id(row)] for row in bag.rows]) for bag in bags])
            step = STEP * (1.05 - epoch / EPOCHS)
            order = chance.permutation(len(rows))
            for start in range(0, len(order), AT_ONCE):
                part = order[start : start + AT_ONCE]
                self._step(x[part], y[part], weight[part], step, chance)

    def _begin(self, chance: Any) -> None:
        size = len(self.vocabulary)
        self.first = (chance.standard_normal((size, _LANES)) * 0.05).astype(np.float32)
        self.first[:, UNITS:] = 0
        self.first *= self.open
        self.begin = np.zeros(UNITS, dtype=np.float32)
        self.second = (chance.standard_normal((UNITS, len(LABELS))) * 0.3).astype(np.float32)
        self.bias = np.full(len(LABELS), -2.0, dtype=np.float32)
        self.seen = np.full((size, _LANES), 1e-6, dtype=np.float32)  # how much was learned of each
        self.moves = [[np.zeros_like(p), np.zeros_like(p)] for p in self._small()]
        self.steps = 0

    def _small(self) -> list[Any]:
        return [self.second, self.begin, self.bias]

    def _step(self, x: csr_matrix, y: Any, weight: Any, step: float, chance: Any) -> None:
        x = x.astype(np.float32)
        x.data *= (chance.random(x.nnz) > PASSED_OVER).astype(np.float32) / (1 - PASSED_OVER)
        cols, place = np.unique(x.indices, return_inverse=True)
        x = csr_matrix((x.data, place, x.indptr), shape=(x.shape[0], len(cols)))
        first = self.first[cols]
        sums = x @ first
        bent = np.tanh(sums[:, :UNITS] + self.begin)
        odds = bent @ self.second + sums[:, UNITS:] + self.bias
        wrong = (1 / (1 + np.exp(-odds)) - y) * (y >= 0) * weight[:, None] * (64 / AT_ONCE)
        back = (wrong @ self.second.T) * (1 - bent * bent)
        turn = (x.T @ np.hstack([back, wrong]) + STRENGTH * first) * self.open[cols]
        self.seen[cols] += turn * turn
        self.first[cols] = first - step * turn / np.sqrt(self.seen[cols])
        self.steps += 1
        turns = (bent.T @ wrong, back.sum(0), wrong.sum(0))
        for small, turn, moved in zip(self._small(), turns, self.moves, strict=True):
            moved[0] = 0.9 * moved[0] + 0.1 * turn
            moved[1] = 0.99 * moved[1] + 0.01 * turn * turn
            size = np.sqrt(moved[1] / (1 - 0.99**self.steps)) + 1e-8
            move = 0.2 * step * (moved[0] / (1 - 0.9**self.steps)) / size
            np.subtract(small, move, out=small)

    def _guess(self, x: csr_matrix, y: Any, bags: list[tuple[Bag, list[int]]]) -> None:
        """Write down which sentence of each letter is thought to be of the label it has."""
        odds = self._odds(x)
        for bag, numbers in bags:
            column = LABELS.index(bag.label)
            y[numbers, column] = -1.0 if bag.positive else 0.0
            if bag.positive:
                y[numbers[int(np.argmax(odds[numbers, column]))], column] = 1.0

    def _odds(self, x: csr_matrix) -> Any:
        sums = x @ self.first
        return np.tanh(sums[:, :UNITS] + self.begin) @ self.second + sums[:, UNITS:] + self.bias

    def scores(self, texts: list[str]) -> Any:
        """The log odds of all labels of each text."""
        return self._odds(self.matrix[[self.place[text] for text in texts]])

    def lines(self) -> Iterator[tuple[str, Any, Any]]:
        """Each feature with what it adds to the labels and to the hidden units."""
        for feature, number in sorted(self.vocabulary.items()):
            yield feature, self.first[number, UNITS:], self.first[number, :UNITS]


def _matrix(feats: list[list[str]], known: dict[str, int]) -> csr_matrix:
    indices = [known[f] for fs in feats for f in fs if f in known]
    sizes = [sum(f in known for f in fs) for fs in feats]
    data = np.ones(len(indices), dtype=np.float32)
    matrix = csr_matrix(
        (data, indices, np.cumsum([0, *sizes])), shape=(len(feats), len(known)), dtype=np.float32
    )
    matrix.sum_duplicates()
    return matrix
