"""Requests -> belief: what a user's own record and the priors together say about answers.

Each tie has one rate p of first letters answered. The rates of all ties lean on one shared normal
score z of the person: in the normal scores of its prior, the rate of a tie is N(c z, 1 - c^2), so
that its own prior stays exactly the Beta of numbers.toml. The pace of answers is one factor on all
days and one on all spreads. A silent request of age d has the likelihood 1 - p F(d) (mixture cure
model), a reminder adds a factor of its own at a share of p; an answer on day k has S(k) - S(k + 1).
Everything is summed over small grids: no sampling, the same figures each time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import exp, log, sqrt
from operator import mul

from fifteen.method.forecast.after_yes import Talk, after_yes
from fifteen.method.forecast.requests import Request
from fifteen.method.forecast.shapes import HORIZON, NORMAL, beta_quantile, by_days
from fifteen.method.priors import Beta, Bond, Priors, TiePrior

_SCORES = tuple(-4 + 0.5 * i for i in range(17))  # normal scores of a rate under its prior
_MANY = 30  # requests of a tie from which its grid is laid around what they say
_FINE = 12  # steps of that grid
_PERSONS = tuple(-2.4 + 0.8 * i for i in range(7))  # the shared score z
_LEAST_WEIGHT = 1e-5  # nodes below this share of the whole are left aside
_RULED_OUT = 12.0  # logarithms of likelihood behind the best
_FLOOR = 1e-12  # so that one odd day decides nothing alone

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
    scores: Mapping[Bond, tuple[float, ...]]  # the grid of a tie, in normal scores of its prior
    rates: Mapping[Bond, tuple[float, ...]]  # p at each score
    likelihood: Mapping[tuple[Bond, int], tuple[float, ...]]  # by tie and pace, at each score
    yes: Mapping[Bond, Beta]
    talk: Talk

    def weights(self, bond: Bond, node: Node) -> tuple[float, ...]:
        """How likely each rate of a tie is, at one node; they add up to one."""
        given = _given(self.priors.shared, self.scores[bond])[node.person]
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
    paces = tuple(Pace(s, w) for (s, _), (w, _) in product(priors.slower, priors.wider))
    before = [a * b for (_, a), (_, b) in product(priors.slower, priors.wider)]
    seen = _grouped(requests)
    scores = {b: _grid(seen.get(b, Counter()), priors.of(b), priors) for b in Bond}
    rates = {b: _rates(scores[b], priors.of(b).answered) for b in Bond}
    logs: dict[tuple[Bond, int], list[float]] = {}
    kept = list(range(len(paces)))
    for tried in ([i for i in kept if paces[i].wider == 1.0], kept):
        for i in (i for i in tried if i in kept):
            for bond, groups in seen.items():
                if (bond, i) not in logs:
                    table = paces[i].table(priors.of(bond))
                    logs[bond, i] = _log_likelihood(groups, rates[bond], table, priors)
        kept = _possible(logs, paces, list(seen), kept)
    peaks = {key: max(values) for key, values in logs.items()}
    likelihood = {key: tuple(exp(v - peaks[key]) for v in values) for key, values in logs.items()}
    given = {bond: _given(priors.shared, scores[bond]) for bond in seen}
    return Belief(
        priors=priors,
        paces=paces,
        nodes=_nodes({i: before[i] for i in kept}, given, likelihood, peaks),
        scores=scores,
        rates=rates,
        likelihood=likelihood,
        yes={b: _share(prior.yes, _decided(requests, b)) for b, prior in priors.ties},
        talk=after_yes(requests, priors),
    )


def _grid(groups: Mapping[Group, int], tie: TiePrior, priors: Priors) -> tuple[float, ...]:
    """Where the rate of a tie is looked for: around its prior, or around what many requests say."""
    if sum(groups.values()) < _MANY:
        return _SCORES
    scores = _SCORES[::2]
    rates = _rates(scores, tie.answered)
    found: list[tuple[float, float]] = []
    for slower, prior in priors.slower[::2]:
        logs = _log_likelihood(groups, rates, Pace(slower, 1.0).table(tie), priors)
        found += [(log(prior) + v - s * s / 2, s) for v, s in zip(logs, scores, strict=True)]
    highest = max(found)[0]
    weighed = [(exp(v - highest), s) for v, s in found]
    total = sum(w for w, _ in weighed)
    middle = sum(w * s for w, s in weighed) / total
    variance = sum(w * (s - middle) ** 2 for w, s in weighed) / total
    reach = 4 * max(sqrt(variance), 0.3)
    return tuple(middle - reach + 2 * reach * i / _FINE for i in range(_FINE + 1))


def _rates(scores: Sequence[float], answered: Beta) -> tuple[float, ...]:
    a, b = answered
    return tuple(beta_quantile(NORMAL.cdf(score), a, b) for score in scores)


@lru_cache(maxsize=64)
def _given(shared: float, scores: tuple[float, ...]) -> tuple[tuple[float, ...], ...]:
    """The weights of the scores of a tie for each shared score of the person; a row is one."""
    own = 1 - shared * shared
    found = []
    for z in _PERSONS:
        row = [exp(-((score - shared * z) ** 2) / (2 * own)) for score in scores]
        total = sum(row)
        found.append(tuple(w / total for w in row))
    return tuple(found)


def _possible(
    logs: Mapping[tuple[Bond, int], list[float]],
    paces: Sequence[Pace],
    seen: Sequence[Bond],
    kept: Sequence[int],
) -> list[int]:
    """The paces whose factor on the days has not been ruled out by those worked out so far."""
    if not seen:
        return list(kept)
    best: dict[float, float] = {}
    for i in kept:
        if (seen[0], i) in logs:
            peak = sum(max(logs[bond, i]) for bond in seen)
            best[paces[i].slower] = max(peak, best.get(paces[i].slower, peak))
    highest = max(best.values())
    return [i for i in kept if best[paces[i].slower] > highest - _RULED_OUT]


def _nodes(
    before: Mapping[int, float],
    given: Mapping[Bond, tuple[tuple[float, ...], ...]],
    likelihood: Mapping[tuple[Bond, int], tuple[float, ...]],
    peaks: Mapping[tuple[Bond, int], float],
) -> tuple[Node, ...]:
    """What is likely for the whole person, after all ties together."""
    raw: list[tuple[int, int, float]] = []
    for i, prior in before.items():
        peak = log(prior) + sum(peaks[bond, i] for bond in given)
        for j, z in enumerate(_PERSONS):
            weight = peak - z * z / 2
            for bond, rows in given.items():
                weight += log(max(sum(map(mul, rows[j], likelihood[bond, i])), 1e-300))
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
        ages = tuple(near(age - sent) for sent in r.sent if sent <= age)
        if r.answered is not None or any(ages):
            found.setdefault(r.bond, Counter())[ages, r.answered is not None] += 1
    return found


_NEAR = (*range(15), *(15,) * 2, *(18,) * 3, *(22,) * 5, *(28,) * 8, *(40,) * 16, *(60,) * 12)


def near(age: int) -> int:
    """The age of a letter, the old ones grouped: from three weeks on, days tell nothing more."""
    nearest: int = _NEAR[age]
    return nearest


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
    single: list[tuple[int, float]] = []  # silent after one letter: most of all
    silent: list[tuple[int, float, float, float]] = []
    came: list[tuple[int, float, float, float]] = []
    for (ages, answered), count in groups.items():
        c1, c2, c3 = silence([table[age] for age in ages], shares)
        if answered:
            n1, n2, n3 = silence([table[age + 1] for age in ages], shares)
            came.append((count, n1 - c1, n2 - c2, n3 - c3))
        elif c2 or c3:
            silent.append((count, c1, c2, c3))
        else:
            single.append((count, c1))
    return [
        sum([n * log(1 - p * c) for n, c in single])
        + sum([n * log(1 - p * (c1 - p * (c2 - p * c3))) for n, c1, c2, c3 in silent])
        + sum([n * log(p * (d1 - p * (d2 - p * d3)) + _FLOOR) for n, d1, d2, d3 in came])
        for p in rates
    ]


def _decided(requests: Sequence[Request], bond: Bond) -> Iterable[bool | None]:
    return (r.yes for r in requests if r.bond is bond)


def _share(prior: Beta, outcomes: Iterable[bool | None]) -> Beta:
    counts = Counter(outcomes)
    return prior[0] + counts[True], prior[1] + counts[False]
