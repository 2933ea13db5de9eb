"""The learner of the second step: which classes a message has, from the signs of it as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize

from fifteen.method.answers._weighed import CLASSES, SCALE, SIGNS

FIRST_FREE, HOLDS_FREE = 1.0, 0.2  # how freely the weights may leave those of the rules
FIRST_RULES, HOLDS_RULES = 1.5, 4.0  # the weight of the rules' verdict before anything is learned
ROUNDS = 80  # of the solver
NAMES = [one.value for one in CLASSES]


class Case(NamedTuple):
    """The signs of a message that was not learned from, and the classes it has."""

    signs: Mapping[str, float]
    main: str
    holds: set[str]


def weigh(cases: Sequence[Case]) -> tuple[Any, Any]:
    """The weights of the signs for each class: to act on first, and to hold at all."""
    x = np.array([[case.signs.get(name, 0.0) for name in SIGNS] for case in cases])
    first = np.array([[float(case.main == name) for name in NAMES] for case in cases])
    holds = np.array([[float(name in case.holds) for name in NAMES] for case in cases])
    return (
        _solved(x, first, _rules("main", FIRST_RULES), FIRST_FREE, _chosen),
        _solved(x, holds, _rules("holds", HOLDS_RULES), HOLDS_FREE, _each),
    )


def table(weights: tuple[Any, Any]) -> str:
    """The weights as text: a sign a line, for each class to come first and then to hold."""
    whole = np.rint(np.hstack(weights) * SCALE).astype(int)
    lines = [f"# Learned by `python -m tools.answers_weighed`; {SCALE} is 1: {' '.join(NAMES)}"]
    lines += [f"{name}\t{' '.join(map(str, row))}" for name, row in zip(SIGNS, whole, strict=True)]
    return "\n".join(lines) + "\n"


def _rules(kind: str, weight: float) -> Any:
    start = np.zeros((len(SIGNS), len(NAMES)))
    for column, name in enumerate(NAMES):
        start[SIGNS.index(f"{kind} {name}"), column] = weight
        start[SIGNS.index("always"), column] = -weight / 2 if kind == "holds" else 0.0
    return start


def _solved(x: Any, y: Any, start: Any, free: float, how: Any) -> Any:
    def loss(p: Any) -> tuple[float, Any]:
        value, wrong = how(x @ (p.reshape(start.shape) + start), y)
        return value + 0.5 / free * float(p @ p), (x.T @ wrong).ravel() + p / free

    zero = np.zeros(start.size)
    best = minimize(loss, zero, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}).x
    return best.reshape(start.shape) + start


def _chosen(odds: Any, y: Any) -> tuple[float, Any]:
    """One of the classes comes first."""
    odds = odds - odds.max(1, keepdims=True)
    share = np.exp(odds)
    share /= share.sum(1, keepdims=True)
    return -float(np.sum(y * np.log(share + 1e-12))), share - y


def _each(odds: Any, y: Any) -> tuple[float, Any]:
    """Each class holds or not, whatever the others."""
    return float(np.sum(np.logaddexp(0, odds) - y * odds)), 1 / (1 + np.exp(-odds)) - y
