"""Learn what sentences are about: `python -m tools.sense [--cross]` writes sense_<language>.txt.

Read are the sentences of bench/letters/sentences (each with its labels) and the letters to build
on. A letter that lacks, say, a purpose tells that none of its sentences states one; one that has
it, that one of them does: which, is guessed from what was learned so far, and learned again.
`--cross` learns from four fifths and tells how well the fifth part is known, five times.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from fifteen.method.letters import _classes, _sense
from fifteen.method.letters._net import COARSE, FINE, coded
from fifteen.method.letters._sense import SCALE
from fifteen.method.letters._weights import LABELS
from tools.sense_data import BUILT_ON, MISSING, Bag, Row, augmented, letters, sentences
from tools.sense_file import blocks
from tools.sense_net import Learner

DATA = Path(_sense.__file__).parent
STRENGTH = 1.0  # how strongly weights of a regression are kept small
ROUNDS = 80  # of the solver
FOLDS = 5
SMALLEST = 2  # of the whole numbers that are kept of what a word adds to the units
LEAST_KEPT = {"P": 12, "R": 6}  # the same of what a feature adds to the labels; of few letters more
LEAST_OF_ALL = 3  # for the other labels
LEAST_ONE = 4  # of the greatest of a feature that is kept


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
    rows += augmented(rows, _classes.words_of())
    learner = Learner([row.text for row in rows])
    if "--cross" in argv:
        cross(learner, rows, bags)
        return
    learner.fit(rows, bags)
    (DATA / "sense_en.txt").write_text(written(learner), "utf-8")


def written(learner: Learner) -> str:
    """The weights as text: biases, hidden units, then the features; small ones left out."""
    lines = [
        f"# Learned by `python -m tools.sense`; {SCALE} is 1. Bias, units, features: {LABELS}",
        " ".join(map(str, _whole(learner.bias, SCALE))),
        " ".join(map(str, _whole(learner.begin, COARSE))),
        *(" ".join(map(str, _whole(numbers, FINE))) for numbers in learner.second.T),
    ]
    told: list[tuple[str, str]] = []
    for feature, labels, units in learner.lines():
        whole = _whole(labels, SCALE)
        numbers = " ".join(
            f"{label}{number}"
            for label, number in zip(LABELS, whole, strict=True)
            if abs(number) >= LEAST_KEPT.get(label, LEAST_OF_ALL)
            and max(map(abs, whole)) >= LEAST_ONE
        )
        code = coded(_whole(units, COARSE)) if np.abs(units).max() * COARSE >= SMALLEST else ""
        if numbers or code:
            told.append((feature, f"{numbers}/{code}" if code else numbers))
    return "\n".join((*lines, blocks(told)))


def _whole(numbers: Any, scale: int) -> list[int]:
    return [round(float(number) * scale) for number in numbers]


def cross(learner: Learner, rows: list[Row], bags: list[Bag]) -> None:
    """How well sentences and letters that were not learned from are known."""
    part = parts(rows)
    found: dict[str, list[tuple[float, int, str, str]]] = {label: [] for label in LABELS}
    missing: dict[str, list[tuple[float, int, str, str]]] = {m: [] for m in MISSING.values()}
    for number in range(FOLDS):
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
                odds = learner.scores([row.text for row in bag.rows])
                best = float(odds[:, LABELS.index(bag.label)].max())
                missing[bag.label].append((-best, int(not bag.positive), "", bag.group))
    for label, results in found.items():
        curve(f"{label}, all", results)
        curve(f"{label}, letters", [r for r in results if ".jsonl" in r[3]])
    for label, results in missing.items():
        curve(f"no {label}, letters", results)


def parts(rows: list[Row]) -> dict[str, int]:
    """The part in which a letter, or a stretch of sentences, is held back."""
    groups = sorted({row.group for row in rows})
    random.Random(4).shuffle(groups)
    return {group: number % FOLDS for number, group in enumerate(groups)}


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
