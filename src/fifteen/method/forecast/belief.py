"""Requests -> belief: what a user's own record and the priors together say about answers.

Each tie has one rate p of first letters answered. The rates of all ties lean on one shared normal
score z of the person: in the normal scores of its prior, the rate of a tie is N(c z, 1 - c^2), so
that its own prior stays exactly the Beta of priors.toml. The pace of answers is one factor on all
days and one on all spreads. A silent request of age d has the likelihood 1 - p F(d) (mixture cure
model), a reminder adds a factor of its own at a share of p; an answer on day k has S(k) - S(k + 1).
Everything is summed over small grids: no sampling, the same figures each time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import exp, log
from operator import mul

from fifteen.method.forecast.requests import Request
from fifteen.method.forecast.shapes import NORMAL, beta_quantile, by_days
from fifteen.method.priors import Beta, Bond, Priors, TiePrior

HORIZON = 140  # business days the tables reach
_SCORES = tuple(-4 + 0.5 * i for i in range(17))  # normal scores of a rate under its prior
_PERSONS = tuple(-2.4 + 0.8 * i for i in range(7))  # the shared score z
_LEAST_WEIGHT = 1e-4  # nodes below this share of the whole are left aside
_FLOOR = 1e-12

Sends = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pace:
    """A node of the grid of delays: factors on all medians and on all spreads."""

    slower: float
    wider: float

    def table(self, tie: TiePrior) -> tuple[float, ...]:
        """The chance of an eventual answer to be there after 0, 1, ... business days."""
        return by_days(tie.days * self.slower, tie.spread * self.wider, HORIZON)


@dataclass(frozen=True, slots=True)
class Node:
    """What is held for the whole person at once: pace and shared score, with its weight."""

    pace: int  # index into `Belief.paces`
    person: int  # index into the grid of z
    weight: float


@dataclass(frozen=True)
class Belief:
    """The posterior: nodes with weights, and for each tie the rates with theirs."""

    priors: Priors
    paces: tuple[Pace, ...]
    nodes: tuple[Node, ...]
    rates: Mapping[Bond, tuple[float, ...]]  # p at each score
    likelihood: Mapping[tuple[Bond, int], tuple[float, ...]]  # by tie and pace, at each score
    yes: Mapping[Bond, Beta]
    held: Beta
    talk_days: tuple[float, ...]  # the chance of a talk within 0, 1, ... days of the yes

    def weights(self, bond: Bond, node: Node) -> tuple[float, ...]:
        """How likely each rate of a tie is, at one node; they add up to one."""
        given = _given(self.priors.shared)[node.person]
        seen = self.likelihood.get((bond, node.pace))
        raw = given if seen is None else tuple(map(mul, given, seen))
        total = sum(raw)
        return tuple(w / total for w in raw)

    def moments(self, bond: Bond) -> tuple[float, float, float, float]:
        """The means of p, p^2, p^3 and p^4 for a tie."""
        sums = [0.0] * 4
        for node in self.nodes:
            weights = self.weights(bond, node)
            power = weights
            for k in range(4):
                power = tuple(map(mul, power, self.rates[bond]))
                sums[k] += node.weight * sum(power)
        return sums[0], sums[1], sums[2], sums[3]


def learn(requests: Sequence[Request], priors: Priors) -> Belief:
    """The belief after these requests; with none, the priors themselves."""
    rates = {b: _rates(prior.answered) for b, prior in priors.ties}
    paces = tuple(Pace(s, w) for (s, _), (w, _) in product(priors.slower, priors.wider))
    before = [a * b for (_, a), (_, b) in product(priors.slower, priors.wider)]
    seen = _grouped(requests)
    logs = {
        (bond, i): _log_likelihood(groups, rates[bond], pace.table(priors.of(bond)), priors)
        for bond, groups in seen.items()
        for i, pace in enumerate(paces)
    }
    likelihood = {key: tuple(exp(v - max(values)) for v in values) for key, values in logs.items()}
    peaks = {key: max(values) for key, values in logs.items()}
    nodes = _nodes(before, priors.shared, list(seen), likelihood, peaks)
    return Belief(
        priors=priors,
        paces=paces,
        nodes=nodes,
        rates=rates,
        likelihood=likelihood,
        yes={b: _share(prior.yes, _decided(requests, b)) for b, prior in priors.ties},
        held=_share(priors.held, (r.held for r in requests)),
        talk_days=_talk_days(requests, priors),
    )


def _rates(answered: Beta) -> tuple[float, ...]:
    a, b = answered
    return tuple(beta_quantile(NORMAL.cdf(score), a, b) for score in _SCORES)


def _given(shared: float) -> list[tuple[float, ...]]:
    """The weights of the scores of a tie, for each shared score of the person."""
    found = _GIVEN.get(shared)
    if found is None:
        own = 1 - shared * shared
        found = [
            tuple(exp(-((score - shared * z) ** 2) / (2 * own)) for score in _SCORES)
            for z in _PERSONS
        ]
        _GIVEN[shared] = found
    return found


_GIVEN: dict[float, list[tuple[float, ...]]] = {}


def _nodes(
    before: Sequence[float],
    shared: float,
    seen: Sequence[Bond],
    likelihood: Mapping[tuple[Bond, int], tuple[float, ...]],
    peaks: Mapping[tuple[Bond, int], float],
) -> tuple[Node, ...]:
    raw: list[tuple[int, int, float]] = []
    for i, prior in enumerate(before):
        peak = sum(peaks[bond, i] for bond in seen)
        for j, (z, given) in enumerate(zip(_PERSONS, _given(shared), strict=True)):
            weight = log(prior) - z * z / 2 + peak
            total = sum(given)
            for bond in seen:
                here = sum(map(mul, given, likelihood[bond, i]))
                weight += log(max(here / total, 1e-300))
            raw.append((i, j, weight))
    highest = max(weight for _, _, weight in raw)
    scaled = [(i, j, exp(weight - highest)) for i, j, weight in raw]
    total = sum(w for _, _, w in scaled)
    kept = [(i, j, w / total) for i, j, w in scaled if w / total > _LEAST_WEIGHT]
    whole = sum(w for _, _, w in kept)
    return tuple(Node(i, j, w / whole) for i, j, w in kept)


Group = tuple[Sends, bool]  # ages of the letters, and whether the answer came at that age


def _grouped(requests: Sequence[Request]) -> dict[Bond, Counter[Group]]:
    found: dict[Bond, Counter[Group]] = {}
    for r in requests:
        age = r.elapsed if r.answered is None else r.answered
        ages = tuple(age - sent for sent in r.sent if sent <= age)
        if r.answered is not None or any(ages):
            found.setdefault(r.bond, Counter())[ages, r.answered is not None] += 1
    return found


def reminder_shares(priors: Priors) -> tuple[float, float, float]:
    """What a letter and its two reminders do, as shares of the first letter's rate."""
    (a, b), (c, d) = priors.reminder, priors.second_reminder
    return 1.0, a / (a + b), c / (c + d)


def silence(values: Sequence[float], shares: Sequence[float]) -> tuple[float, float, float]:
    """S(p) = 1 - p c1 + p^2 c2 - p^3 c3 of letters that would be answered by now at `values`."""
    a = values[0]
    if len(values) == 1:
        return a, 0.0, 0.0
    b = shares[1] * values[1]
    if len(values) == 2:
        return a + b, a * b, 0.0
    c = shares[2] * values[2]
    return a + b + c, a * b + a * c + b * c, a * b * c


def _log_likelihood(
    groups: Mapping[Group, int],
    rates: Sequence[float],
    table: Sequence[float],
    priors: Priors,
) -> list[float]:
    shares = reminder_shares(priors)
    sums = [0.0] * len(rates)
    for (ages, answered), count in groups.items():
        c1, c2, c3 = silence([table[max(0, age)] for age in ages], shares)
        if answered:
            n1, n2, n3 = silence([table[max(0, age) + 1] for age in ages], shares)
            d1, d2, d3 = n1 - c1, n2 - c2, n3 - c3
            logs = [log(max(p * (d1 - p * (d2 - p * d3)), _FLOOR)) for p in rates]
        else:
            logs = [log(max(1 - p * (c1 - p * (c2 - p * c3)), _FLOOR)) for p in rates]
        sums = [s + count * v for s, v in zip(sums, logs, strict=True)]
    return sums


def _decided(requests: Sequence[Request], bond: Bond) -> Iterable[bool | None]:
    return (r.yes for r in requests if r.bond is bond)


def _share(prior: Beta, outcomes: Iterable[bool | None]) -> Beta:
    counts = Counter(outcomes)
    return prior[0] + counts[True], prior[1] + counts[False]


_TALK_FACTORS = ((0.4, 0.12), (0.65, 0.24), (1.0, 0.28), (1.5, 0.24), (2.4, 0.12))
"""How far the wait from a yes to the talk may lie from ours, with weights before anything is
known."""


def _talk_days(requests: Sequence[Request], priors: Priors) -> tuple[float, ...]:
    """The wait from a yes to the talk, averaged over what the record leaves possible."""
    waits = Counter(r.talk_after for r in requests if r.talk_after is not None)
    open_waits = Counter(
        r.agreed for r in requests if r.agreed is not None and r.talk_after is None and not r.over
    )
    tables = [
        (by_days(priors.talk_days * factor, priors.talk_spread, HORIZON), log(weight))
        for factor, weight in _TALK_FACTORS
    ]
    logs = []
    for table, weight in tables:
        came = sum(n * log(max(table[k + 1] - table[k], _FLOOR)) for k, n in waits.items())
        waiting = sum(n * log(max(1 - table[k], _FLOOR)) for k, n in open_waits.items())
        logs.append(weight + came + waiting)
    highest = max(logs)
    weights = [exp(v - highest) for v in logs]
    total = sum(weights)
    pairs = [(table, w / total) for (table, _), w in zip(tables, weights, strict=True)]
    return tuple(sum(table[d] * w for table, w in pairs) for d in range(HORIZON + 1))
