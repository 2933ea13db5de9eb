"""The distributions against scipy, which serves as the oracle here and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some
from scipy import stats

from fifteen.method.forecast import shapes

SHARES = some.floats(1e-6, 1 - 1e-6)
WEIGHTS = some.floats(0.3, 300)


@given(SHARES, WEIGHTS, WEIGHTS)
def test_the_beta_cdf_is_that_of_the_oracle(x: float, a: float, b: float) -> None:
    assert shapes.beta_cdf(x, a, b) == pytest.approx(stats.beta.cdf(x, a, b), abs=1e-12)


@given(some.floats(0.001, 0.999), WEIGHTS, WEIGHTS)
def test_a_beta_quantile_leads_back_to_its_chance(u: float, a: float, b: float) -> None:
    there = shapes.beta_quantile(u, a, b)
    assert 0 <= there <= 1
    assert stats.beta.cdf(there, a, b) == pytest.approx(u, abs=1e-8)


@given(some.floats(0.01, 200), some.floats(0.05, 20), some.floats(0.2, 3))
def test_the_lognormal_cdf_is_that_of_the_oracle(x: float, median: float, spread: float) -> None:
    oracle = stats.lognorm.cdf(x, spread, scale=median)
    assert shapes.lognormal_cdf(x, median, spread) == pytest.approx(oracle, abs=1e-12)


@given(some.integers(0, 120), WEIGHTS, WEIGHTS)
def test_the_beta_binomial_is_that_of_the_oracle(n: int, a: float, b: float) -> None:
    for k in {0, n // 3, n // 2, n}:
        oracle = stats.betabinom.pmf(k, n, a, b)
        assert shapes.betabinom_pmf(k, n, a, b) == pytest.approx(oracle, rel=1e-8, abs=1e-13)


@given(some.integers(1, 12), some.integers(1, 150), WEIGHTS, WEIGHTS)
def test_the_tail_of_the_beta_binomial_is_that_of_the_oracle(
    least: int, n: int, a: float, b: float
) -> None:
    oracle = stats.betabinom.sf(least - 1, n, a, b)
    assert shapes.betabinom_tail(least, n, a, b) == pytest.approx(oracle, abs=1e-10)


@given(some.floats(0.02, 0.98), some.floats(0.5, 200))
def test_a_beta_is_found_again_from_its_moments(mean: float, weight: float) -> None:
    a, b = mean * weight, (1 - mean) * weight
    square = mean * (a + 1) / (a + b + 1)
    assert shapes.beta_of(mean, square) == pytest.approx((a, b), rel=1e-5)
