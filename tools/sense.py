"""Learn what sentences are about: `python -m tools.sense [--cross]` writes sense_<language>.txt.

Read are the sentences of bench/letters/sentences (each with its labels) and the letters to build
on. A letter that lacks, say, a purpose tells that none of its sentences states one; one that has
it, that one of them does: which, is guessed from what was learned so far, and learned again.
`--cross` learns from four fifths and tells how well the fifth part is known, five times.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from fifteen.method.letters import _sense
from fifteen.method.letters._sense import LABELS, SCALE
from tools.sense_data import BUILT_ON, MISSING, Bag, Row, augmented, letters, sentences

DATA = Path(_sense.__file__).parent
STRENGTH = 1.0  # how strongly weights are kept small
ROUNDS = 80  # of the solver
LEAST = 3  # sentences in which a feature stands
FOLDS = 5
SMALLEST = 2  # of the whole numbers that are kept


class Learner:
    """Weights of all labels over the features of all texts it may ever see, worked out once."""

    def __init__(self, texts: list[str]) -> None:
        self.place = {text: i for i, text in enumerate(dict.fromkeys(texts))}
        known = _sense.words_of()
        feats = [_sense.features(text, known) for text in self.place]
        counts = Counter(f for fs in feats for f in set(fs))
        self.vocabulary = {
            f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= LEAST))
        }
        self.matrix = self._matrix(feats)
        self.forget()

    def forget(self) -> None:
        """Begin again from nothing."""
        self.weights = np.zeros((len(self.vocabulary), len(LABELS)))
        self.bias = np.zeros(len(LABELS))

    def fit(self, rows: list[Row], bags: list[Bag], rounds: int = 2) -> None:
        """Learn from rows; then, as often as told, from what the bags are thought to say."""
        self._learn(rows, LABELS)
        for _ in range(rounds if bags else 0):
            extra = list(self._guessed(bags))
            self._learn(rows + extra, tuple(dict.fromkeys(MISSING.values())))

    def _guessed(self, bags: list[Bag]) -> Any:
        for bag in bags:
            if bag.positive:
                part = self.scores(bag.texts)[:, LABELS.index(bag.label)]
                yield Row(bag.texts[int(np.argmax(part))], bag.group, {bag.label: 1}, 0.7)
            else:
                for text in bag.texts:
                    yield Row(text, bag.group, {bag.label: 0})

    def _learn(self, rows: list[Row], labels: Any) -> None:
        for label in labels:
            col = LABELS.index(label)
            kept = [row for row in rows if label in row.labels]
            if not any(row.labels[label] for row in kept):
                continue
            x = self.matrix[[self.place[row.text] for row in kept]]
            y = np.array([row.labels[label] for row in kept], dtype=float)
            w = np.array([row.weight for row in kept])
            start = np.append(self.weights[:, col], self.bias[col])
            best = logistic(x, y, w, start)
            self.weights[:, col], self.bias[col] = best[:-1], best[-1]

    def _matrix(self, feats: list[list[str]]) -> csr_matrix:
        known = self.vocabulary
        indices = [known[f] for fs in feats for f in fs if f in known]
        sizes = [sum(f in known for f in fs) for fs in feats]
        data = np.ones(len(indices), dtype=np.float32)
        shape = (len(feats), len(known))
        matrix = csr_matrix((data, indices, np.cumsum([0, *sizes])), shape=shape)
        matrix.sum_duplicates()
        return matrix

    def scores(self, texts: list[str]) -> Any:
        return self.matrix[[self.place[text] for text in texts]] @ self.weights + self.bias


def logistic(x: csr_matrix, y: Any, w: Any, start: Any) -> Any:
    """Weights and bias of a regression with squared weights kept small."""
    xt = x.T.tocsr()

    def loss(p: Any) -> tuple[float, Any]:
        z = x @ p[:-1] + p[-1]
        value = float(np.sum(w * (np.logaddexp(0, z) - y * z)))
        value += 0.5 * STRENGTH * float(p[:-1] @ p[:-1])
        d = w * (1 / (1 + np.exp(-z)) - y)
        return value, np.append(xt @ d + STRENGTH * p[:-1], d.sum())

    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}).x


def main(argv: list[str]) -> None:
    rows = sentences()
    more, bags = letters(BUILT_ON)
    rows += more
    rows += augmented(rows, _sense.words_of())
    learner = Learner([row.text for row in rows] + [t for bag in bags for t in bag.texts])
    if "--cross" in argv:
        cross(learner, rows, bags)
        return
    learner.fit(rows, bags)
    (DATA / "sense_en.txt").write_text(written(learner), "utf-8")


def written(learner: Learner) -> str:
    """The weights as text: the bias of each label, then a feature a line; small ones left out."""
    whole = np.rint(learner.weights * SCALE).astype(int)
    whole[np.abs(whole) < SMALLEST] = 0
    lines = [
        f"# Learned by `python -m tools.sense`; {SCALE} is 1. Bias, then features: {LABELS}",
        " ".join(str(round(number * SCALE)) for number in learner.bias),
    ]
    for feature, row in sorted(learner.vocabulary.items()):
        numbers = [f"{LABELS[col]}{whole[row, col]}" for col in np.flatnonzero(whole[row])]
        if numbers:
            lines.append(f"{feature}\t{' '.join(numbers)}")
    return "\n".join(lines) + "\n"


def cross(learner: Learner, rows: list[Row], bags: list[Bag]) -> None:
    """How well sentences and letters that were not learned from are known."""
    groups = sorted({row.group for row in rows})
    random.Random(4).shuffle(groups)
    part = {group: number % FOLDS for number, group in enumerate(groups)}
    found: dict[str, list[tuple[float, int, str, str]]] = {label: [] for label in LABELS}
    missing: dict[str, list[tuple[float, int, str, str]]] = {m: [] for m in MISSING.values()}
    for number in range(FOLDS):
        learner.forget()
        learner.fit(
            [row for row in rows if part[row.group] != number],
            [bag for bag in bags if part[bag.group] != number],
        )
        held = [row for row in rows if part[row.group] == number and row.weight == 1.0]
        for row, scores in zip(held, learner.scores([r.text for r in held]), strict=True):
            for label, known in row.labels.items():
                score = float(scores[LABELS.index(label)])
                found[label].append((score, known, row.text, row.group))
        for bag in bags:
            if part[bag.group] == number:
                best = learner.scores(bag.texts)[:, LABELS.index(bag.label)].max()
                missing[bag.label].append((-float(best), int(not bag.positive), "", bag.group))
    for label, results in found.items():
        curve(f"{label}, all", results)
        curve(f"{label}, letters", [r for r in results if ".jsonl" in r[3]])
    for label, results in missing.items():
        curve(f"no {label}, letters", results)


def curve(name: str, results: list[tuple[float, int, str, str]]) -> None:
    """Print the best F1 over all thresholds, and the recall where precision is 0.95."""
    wanted = sum(known for _, known, _, _ in results)
    best, at95, right = (0.0, 0.0, 0.0, 0.0), (0.0, 0.0), 0
    for place, (score, known, _, _) in enumerate(sorted(results, key=lambda r: -r[0]), 1):
        right += known
        precision, recall = right / place, right / max(1, wanted)
        f1 = 2 * right / (place + wanted)
        best = max(best, (f1, precision, recall, score))
        if precision >= 0.95:
            at95 = (recall, score)
    print(
        f"{name:16} {wanted:5} of {len(results):5}  F1 {best[0]:.3f} (precision {best[1]:.3f},"
        f" recall {best[2]:.3f} at {best[3]:.2f}); recall {at95[0]:.3f} at precision 0.95"
        f" ({at95[1]:.2f})"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
