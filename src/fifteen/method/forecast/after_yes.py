"""From a yes to the talk: how many are held, and how long it takes.

A yes that has waited long without a talk may never become one: with h the share that is held and H
the chance of a talk within so many days, its likelihood is 1 - h H(d), and what is left to come of
it h (1 - H(d)) / (1 - h H(d)), as for a silent letter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import exp, log

from fifteen.method.forecast.requests import Request
from fifteen.method.forecast.shapes import HORIZON, beta_cdf, beta_quantile, by_days
from fifteen.method.priors import Beta, Priors

_FACTORS = ((0.4, 0.12), (0.65, 0.24), (1.0, 0.28), (1.5, 0.24), (2.4, 0.12))
"""How far the wait may lie from ours, with weights before anything is known."""

_STEPS = 24  # equally likely values of h before anything is known
_FLOOR = 1e-12


@dataclass(frozen=True, slots=True)
class Talk:
    """What is believed about the way from a yes to the talk."""

    held: tuple[tuple[float, float], ...]  # shares that are held, in order, with weights
    days: tuple[float, ...]  # the chance of a talk within 0, 1, ... days of the yes

    @property
    def moments(self) -> tuple[float, float]:
        """The mean of the share that is held, and of its square."""
        return sum(h * w for h, w in self.held), sum(h * h * w for h, w in self.held)

    def quantile(self, u: float) -> float:
        """The share that is held, at a place of its distribution."""
        for h, weight in self.held:
            u -= weight
            if u < 0:
                return h
        return self.held[-1][0]


def after_yes(requests: Sequence[Request], priors: Priors) -> Talk:
    """The belief after these requests."""
    waits = Counter(r.talk_after for r in requests if r.talk_after is not None)
    waiting = Counter(
        r.agreed for r in requests if r.agreed is not None and r.talk_after is None and not r.over
    )
    decided = Counter(r.held for r in requests)
    shares = _shares(priors.held)
    tables = [by_days(priors.talk_days * f, priors.talk_spread, HORIZON) for f, _ in _FACTORS]
    logs = []
    for table, (_, prior) in zip(tables, _FACTORS, strict=True):
        came = sum(n * log(max(table[k + 1] - table[k], _FLOOR)) for k, n in waits.items())
        for h in shares:
            weight = log(prior) + came + decided[True] * log(h) + decided[False] * log(1 - h)
            weight += sum(n * log(1 - h * table[k]) for k, n in waiting.items())
            logs.append(weight)
    highest = max(logs)
    weights = [exp(v - highest) for v in logs]
    total = sum(weights)
    by_share = [sum(weights[i :: len(shares)]) / total for i in range(len(shares))]
    by_table = [
        sum(weights[i : i + len(shares)]) / total for i in range(0, len(weights), len(shares))
    ]
    pairs = list(zip(tables, by_table, strict=True))
    return Talk(
        tuple(zip(shares, by_share, strict=True)),
        tuple(sum(table[d] * w for table, w in pairs) for d in range(HORIZON + 1)),
    )


@lru_cache(maxsize=64)
def _shares(held: Beta) -> tuple[float, ...]:
    """The mean of each equally likely part of the prior, so that the mean of all is its own."""
    a, b = held
    ends = [0.0, *(beta_quantile(k / _STEPS, a, b) for k in range(1, _STEPS)), 1.0]
    below = [beta_cdf(end, a + 1, b) for end in ends]
    return tuple((up - low) * _STEPS * a / (a + b) for low, up in pairwise(below))
