"""The distributions the forecast needs, on the standard library alone.

Tested against scipy: agreement to 1e-12 and better (tests/method/forecast/test_shapes.py).
"""

from __future__ import annotations

from functools import lru_cache
from math import exp, inf, lgamma, log, log1p
from statistics import NormalDist

NORMAL = NormalDist()
HORIZON = 140  # business days the tables of times reach
_TINY = 1e-300
_MOST_STEPS = 400


def log_beta(a: float, b: float) -> float:
    """The logarithm of the beta function."""
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def beta_cdf(x: float, a: float, b: float) -> float:
    """The chance that a Beta(a, b) share is at most x (regularised incomplete beta function)."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    front = exp(a * log(x) + b * log1p(-x) - log_beta(a, b))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction of the incomplete beta function, by Lentz's method."""
    c, d = 1.0, 1 - (a + b) * x / (a + 1)
    d = 1 / (d if abs(d) > _TINY else _TINY)
    value = d
    for m in range(1, _MOST_STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for step in (even, odd):
            d = 1 + step * d
            d = 1 / (d if abs(d) > _TINY else _TINY)
            c = 1 + step / c
            c = c if abs(c) > _TINY else _TINY
            value *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return value


@lru_cache(maxsize=4096)
def beta_quantile(u: float, a: float, b: float) -> float:
    """The share that a Beta(a, b) stays below with chance u: Newton's steps inside a bracket."""
    low, high = 0.0, 1.0
    x = a / (a + b)
    norm = log_beta(a, b)
    for _ in range(_MOST_STEPS):
        wrong = beta_cdf(x, a, b) - u
        if wrong > 0:
            high = x
        else:
            low = x
        slope = exp((a - 1) * log(x) + (b - 1) * log1p(-x) - norm) if 0 < x < 1 else 0.0
        step = x - wrong / slope if slope > 0 else inf
        x_next = step if low < step < high else (low + high) / 2
        if abs(x_next - x) <= 1e-13 * x_next:
            return x_next
        x = x_next
    return x


def lognormal_cdf(x: float, median: float, spread: float) -> float:
    """The chance that a log-normal time is at most x."""
    return NORMAL.cdf(log(x / median) / spread) if x > 0 else 0.0


@lru_cache(maxsize=512)
def by_days(median: float, spread: float, days: int) -> tuple[float, ...]:
    """The log-normal cdf at 0, 1, ... `days` whole days."""
    return tuple(lognormal_cdf(day, median, spread) for day in range(days + 1))


def betabinom_pmf(k: int, n: int, a: float, b: float) -> float:
    """The chance of k hits among n that share one Beta(a, b) rate."""
    if not 0 <= k <= n:
        return 0.0
    choose = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
    return exp(choose + log_beta(k + a, n - k + b) - log_beta(a, b))


def betabinom_tail(least: int, n: int, a: float, b: float) -> float:
    """The chance of at least so many hits among n that share one Beta(a, b) rate."""
    return max(0.0, 1 - sum(betabinom_pmf(k, n, a, b) for k in range(min(least, n + 1))))


def beta_of(mean: float, square: float) -> tuple[float, float]:
    """The Beta distribution with this mean and mean square (the moments of a share)."""
    variance = max(square - mean * mean, 1e-12)
    weight = max(mean * (1 - mean) / variance - 1, 1e-6)
    return mean * weight, (1 - mean) * weight
