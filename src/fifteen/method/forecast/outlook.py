"""Belief and plans -> how many conversations by a day: a distribution, its ranges, the fan.

What can still bring a talk: booked ones, a yes without a time, answers not decided, silent requests
growing colder, and new requests at the pace chosen. Given one set of rates all of these are
independent, so their number is close to a binomial with the same mean and variance; averaged over
many sets of rates drawn from the belief on an even lattice (the same figures each time, no dice).

The fan is `Outlook.fan(days)`: the talks still to come by each of these days, cumulated.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from math import sqrt
from operator import mul

from fifteen.method.forecast.belief import Belief, Node, learn, near, reminder_shares, silence
from fifteen.method.forecast.counts import Distribution, Range, mixed
from fifteen.method.forecast.requests import Request
from fifteen.method.forecast.shapes import HORIZON, beta_quantile
from fifteen.method.priors import Beta, Bond, Priors

DRAWS = 180
MOST_DAYS = 70  # business days ahead; no list and no plan reaches further
_STEPS = 48  # of the tables of quantiles a draw looks shares up in

Letters = tuple[int, ...]  # ages in business days; a letter of the future has a negative age


@dataclass(frozen=True, slots=True)
class Plan:
    """What is going to be done: new requests (tie, in how many business days) and reminders."""

    new: tuple[tuple[Bond, int], ...] = ()
    reminder_after: int = 7
    reminders: int = 1


@dataclass(frozen=True, slots=True)
class _Draw:
    """One set of rates: the node of the person, and for each tie the rate's place and the yes."""

    node: Node
    rate: Mapping[Bond, int]
    yes: Mapping[Bond, float]
    held: float


@dataclass
class Outlook:
    """A belief about to be asked for several days; what it has worked out is kept meanwhile."""

    belief: Belief
    requests: Sequence[Request]
    plan: Plan
    _draws: list[_Draw] = field(default_factory=list)
    _known: dict[tuple[str, int], Distribution] = field(default_factory=dict)

    def talks(self, days: int) -> Distribution:
        """How many conversations are held by the end of the day so many business days from now."""
        return self._count("talks", days, self.belief.talk.days)

    def yeses(self, days: int) -> Distribution:
        """How many of the answers that come by the end of that day are or become a yes."""
        return self._count("yeses", days, _AT_ONCE)

    def answers(self, days: int) -> Distribution:
        """How many first answers come by the end of that day."""
        return self._count("answers", days, _AT_ONCE)

    def fan(self, days: Sequence[int]) -> tuple[Range, ...]:
        """The conversations still to come by each of these days (business days from now)."""
        return tuple(self.talks(day).range for day in days)

    def _count(self, what: str, days: int, waits: Sequence[float]) -> Distribution:
        days = min(days, MOST_DAYS)
        known = self._known.get((what, days))
        if known is None:
            letters = _letters(self.requests, self.plan, days)
            pending = _pending(self.requests, days, waits) if what == "talks" else ()
            sums = _Sums(self.belief, letters, days, waits)
            if not self._draws:
                bonds = {r.bond for r in self.requests} | {b for b, _ in self.plan.new}
                self._draws = list(_drawn(self.belief, sorted(bonds)))
            moments = [_moments(d, sums, pending, what) for d in self._draws]
            known = self._known[what, days] = Distribution(mixed(moments))
        return known


_AT_ONCE = (0.0, *[1.0] * HORIZON)
"""The wait after an answer where the answer itself is what counts."""


@lru_cache(maxsize=4)
def look(requests: tuple[Request, ...], plan: Plan, priors: Priors) -> Outlook:
    """The outlook after these requests; the same question is not worked out twice."""
    return Outlook(learn(requests, priors), requests, plan)


def _letters(requests: Sequence[Request], plan: Plan, days: int) -> dict[Bond, Counter[Letters]]:
    """The letters that an answer may still come to, those to be sent within `days` included."""
    found: dict[Bond, Counter[Letters]] = {}
    for r in requests:
        if r.silent:
            ages = tuple(near(r.elapsed - sent) for sent in r.sent)
            if len(ages) <= plan.reminders and ages[-1] <= 2 * plan.reminder_after:
                ages = (*ages, -max(0, plan.reminder_after - ages[-1]))
            found.setdefault(r.bond, Counter())[ages] += 1
    for bond, start in plan.new:
        if start <= days:
            sends = [-start - k * plan.reminder_after for k in range(1 + plan.reminders)]
            found.setdefault(bond, Counter())[tuple(sends)] += 1
    return found


Pending = tuple[Bond | None, float, float]
"""The tie where the yes is still open, else None; the chance that the talk would have come by now,
and by the day asked about."""


def _pending(
    requests: Sequence[Request], days: int, waits: Sequence[float]
) -> tuple[tuple[Pending, int], ...]:
    """What has been answered already and may end in a talk."""
    found: Counter[Pending] = Counter()
    for r in requests:
        if r.over or r.answered is None:
            continue
        if r.booked_in is not None:
            found[None, 0.0, 1.0 if r.booked_in <= days else 0.0] += 1
        elif r.agreed is not None:
            age = near(r.agreed)
            found[None, waits[age], waits[age + days + 1]] += 1
        else:
            found[r.bond, 0.0, waits[max(0, days - r.not_before + 1)]] += 1
    return tuple(found.items())


class _Sums:
    """For a tie, a pace and a rate: the sum of the chances of its letters, and of their squares.

    S is a polynomial in the rate, so the days are gone through once for a pace, not for a rate.
    """

    def __init__(
        self,
        belief: Belief,
        letters: Mapping[Bond, Counter[Letters]],
        days: int,
        waits: Sequence[float],
    ) -> None:
        self.belief, self.letters, self.days = belief, letters, days
        self.shares = reminder_shares(belief.priors)
        self.steps = [waits[k] - waits[k - 1] for k in range(days + 1, 0, -1)]
        self.whole = waits[days + 1]
        self.known: dict[tuple[Bond, int, int], tuple[float, float]] = {}
        self.lines: dict[tuple[Bond, int], list[tuple[int, tuple[float, ...]]]] = {}

    def of(self, bond: Bond, pace: int, rate: int) -> tuple[float, float]:
        """Sum and sum of squares of the chances, before yes and held."""
        found = self.known.get((bond, pace, rate))
        if found is None:
            p = self.belief.rates[bond][rate]
            first = second = 0.0
            for count, (n1, n2, n3, c1, c2, c3) in self._lines(bond, pace):
                chance = p * (n1 - p * (n2 - p * n3)) / (1 - p * (c1 - p * (c2 - p * c3)))
                first += count * chance
                second += count * chance * chance
            found = self.known[bond, pace, rate] = (first, second)
        return found

    def _lines(self, bond: Bond, pace: int) -> list[tuple[int, tuple[float, ...]]]:
        lines = self.lines.get((bond, pace))
        if lines is None:
            table = self.belief.paces[pace].table(self.belief.priors.of(bond))
            lines = [(n, self._line(ages, table)) for ages, n in self.letters[bond].items()]
            self.lines[bond, pace] = lines
        return lines

    def _line(self, ages: Letters, table: Sequence[float]) -> tuple[float, ...]:
        columns = [_slice(table, age, self.days + 2) for age in ages]
        columns = [[s * v for v in c] for s, c in zip(self.shares, columns, strict=False)]
        powers = [columns[0], [], []]
        if len(columns) > 1:
            a, b = columns[0], columns[1]
            powers[0], powers[1] = [x + y for x, y in zip(a, b, strict=True)], list(map(mul, a, b))
            if len(columns) > 2:
                c = columns[2]
                powers[2] = list(map(mul, powers[1], c))
                powers[1] = [q + s * z for q, s, z in zip(powers[1], powers[0], c, strict=True)]
                powers[0] = [s + z for s, z in zip(powers[0], c, strict=True)]
        now = silence([table[max(0, age)] for age in ages], self.shares)
        sums = [
            sum(map(mul, power[1:], self.steps)) - start * self.whole if power else 0.0
            for power, start in zip(powers, now, strict=True)
        ]
        return (*sums, *now)


def _slice(table: Sequence[float], age: int, count: int) -> list[float]:
    if age >= 0:
        return list(table[age : age + count])
    return [0.0] * min(-age, count) + list(table[: max(0, count + age)])


def _drawn(belief: Belief, bonds: Sequence[Bond]) -> Iterator[_Draw]:
    """Even sets of rates: the nodes by their weight, all else along a lattice."""
    yes = {b: _quantiles(belief.yes[b]) for b in bonds}
    ladders: dict[tuple[Bond, int, int], list[float]] = {}
    cumulated, node_at = 0.0, iter(belief.nodes)
    node = next(node_at)
    cumulated = node.weight
    for i in range(DRAWS):
        while (i + 0.5) / DRAWS > cumulated + 1e-12:
            following = next(node_at, None)
            if following is None:
                break
            node = following
            cumulated += node.weight
        rate: dict[Bond, int] = {}
        share: dict[Bond, float] = {}
        for number, bond in enumerate(bonds):
            key = (bond, node.pace, node.person)
            if key not in ladders:
                ladders[key] = list(accumulate(belief.weights(bond, node)))
            place = bisect(ladders[key], _even(i, 2 * number + 1))
            rate[bond] = min(place, len(ladders[key]) - 1)
            share[bond] = yes[bond][int(_even(i, 2 * number + 2) * _STEPS)]
        yield _Draw(node, rate, share, belief.talk.quantile(_even(i, 0)))


_STRIDES = [sqrt(n) for n in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47)]


def _even(i: int, dimension: int) -> float:
    """The i-th number of a sequence that fills the unit evenly, another for each dimension."""
    return (0.5 + (i + 1) * _STRIDES[dimension]) % 1.0


def _quantiles(beta: Beta) -> list[float]:
    return [beta_quantile((k + 0.5) / _STEPS, *beta) for k in range(_STEPS)]


def _moments(
    draw: _Draw, sums: _Sums, pending: Sequence[tuple[Pending, int]], what: str
) -> tuple[float, float]:
    """The mean and the sum of squared chances of everything, for one set of rates."""
    mean = squares = 0.0
    for bond in sums.letters:
        first, second = sums.of(bond, draw.node.pace, draw.rate[bond])
        share = {"talks": draw.yes[bond] * draw.held, "yeses": draw.yes[bond]}.get(what, 1.0)
        mean += share * first
        squares += share * share * second
    for (open_to, by_today, by_then), count in pending:
        chance = draw.held * (by_then - by_today) / (1 - draw.held * by_today)
        chance *= draw.yes[open_to] if open_to else 1.0
        mean += count * chance
        squares += count * chance * chance
    return mean, squares
