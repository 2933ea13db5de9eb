"""Numbers of conversations: distributions, the ranges that are shown, mixtures of binomials."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, exp, floor, lgamma, log, log1p

_MANY = 40  # trials from which one more or less makes no difference


@dataclass(frozen=True, slots=True)
class Range:
    """A number of conversations: the most likely one, and where it lies five and nine in ten."""

    low90: int
    low50: int
    median: int
    high50: int
    high90: int
    likely: int
    low10: int  # below this it would be a stall: one in ten at the most
    mean: float


@dataclass(frozen=True, slots=True)
class Distribution:
    """How likely each number of conversations is, from 0 on."""

    chances: tuple[float, ...]

    def quantile(self, share: float) -> int:
        """The smallest number that is not exceeded with at least this chance."""
        below = 0.0
        for number, chance in enumerate(self.chances):
            below += chance
            if below >= share - 1e-9:
                return number
        return len(self.chances) - 1

    def at_least(self, number: int) -> float:
        """The chance of so many or more."""
        return max(0.0, 1 - sum(self.chances[:number]))

    @property
    def mean(self) -> float:
        """The expected number."""
        return sum(n * chance for n, chance in enumerate(self.chances))

    @property
    def range(self) -> Range:
        """The figures that are shown."""
        low90, low10, low50, median, high50, high90 = (
            self.quantile(q) for q in (0.05, 0.10, 0.25, 0.50, 0.75, 0.95)
        )
        likely = max(range(len(self.chances)), key=lambda n: self.chances[n])
        return Range(low90, low50, median, high50, high90, likely, low10, self.mean)


def mixed(moments: Sequence[tuple[float, float]]) -> tuple[float, ...]:
    """The average of the binomials with these moments, cut where nothing is left."""
    most = max(mean + 7 * max(mean - squares, 0.0) ** 0.5 for mean, squares in moments) + 4
    chances = [0.0] * (int(most) + 1)
    for mean, squares in moments:
        for trials, weight in _trials(mean, squares):
            _add_binomial(chances, trials, mean / trials, weight)
    total = sum(chances)
    return tuple(c / total for c in chances)


def _trials(mean: float, squares: float) -> Iterator[tuple[int, float]]:
    """Numbers of trials, with weights, that give this mean and this variance between them."""
    if mean < 1e-9:
        yield 1, 1.0
        return
    exact = mean * mean / squares
    low, high = floor(exact), ceil(exact)
    if low == high or low < mean or low < 1 or low > _MANY:
        yield max(high, 1), 1.0
        return
    weight = (1 / exact - 1 / high) / (1 / low - 1 / high)
    yield low, weight
    yield high, 1 - weight


def _add_binomial(chances: list[float], trials: int, p: float, weight: float) -> None:
    """Add weight times the binomial to the chances, from its middle outwards."""
    p = min(max(p, 1e-12), 1 - 1e-12)
    odds = p / (1 - p)
    start = min(int((trials + 1) * p), trials, len(chances) - 1)
    top = _binomial(trials, start, p) * weight
    chance, k = top, start
    while k < min(trials, len(chances) - 1) and chance > 1e-14:
        chances[k] += chance
        chance *= (trials - k) / (k + 1) * odds
        k += 1
    if chance > 1e-14:
        chances[k] += chance
    chance, k = top, start
    while k > 0 and chance > 1e-14:
        chance *= k / (trials - k + 1) / odds
        k -= 1
        chances[k] += chance


def _binomial(trials: int, k: int, p: float) -> float:
    choose = lgamma(trials + 1) - lgamma(k + 1) - lgamma(trials - k + 1)
    return exp(choose + k * log(p) + (trials - k) * log1p(-p))
