"""Simulated campaigns: what was forecast comes as often as was said. Seeds fixed.

The bands are binomial: with `SIZE` campaigns a share lies outside its `_band` about once
in a thousand runs, so a forecast too sure or too shy fails here.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

import pytest
from scipy import stats
from tests.method.forecast.simulated import Campaign, campaign

from fifteen.method import priors
from fifteen.method.forecast.belief import learn
from fifteen.method.forecast.counts import Distribution
from fifteen.method.forecast.outlook import Outlook
from fifteen.method.forecast.requests import Request

SIZE = 120
PRIORS = priors.default()


def _band(share: float, size: int) -> tuple[float, float]:
    low, high = stats.binom.ppf([0.0005, 0.9995], size, share)
    return low / size, high / size


@dataclass(frozen=True)
class Result:
    """What was forecast for one campaign, and what came; `pit` is where it lies, randomised."""

    forecast: Distribution
    came: int
    pit: float


@cache
def forecasts(slower: float | None, fresh: bool) -> tuple[tuple[Campaign, Outlook], ...]:
    """Every campaign with its outlook; `fresh`: as if no silence were older than a morning."""
    found = []
    for seed in range(SIZE):
        seen = campaign(seed, slower=slower)
        shown = [
            replace(r, elapsed=0, sent=(0,)) if fresh and r.silent else r for r in seen.requests
        ]
        found.append((seen, Outlook(learn(seen.requests, PRIORS), shown, seen.plan)))
    return tuple(found)


@cache
def results(what: str, slower: float | None = None, fresh: bool = False) -> tuple[Result, ...]:
    dice, found = random.Random(9), []
    for seen, outlook in forecasts(slower, fresh):
        ahead = outlook.talks(seen.days) if what == "talks" else outlook.answers(seen.days)
        came = seen.talks if what == "talks" else seen.answers
        chances = (*ahead.chances, 0.0)
        below = sum(chances[:came])
        here = chances[min(came, len(chances) - 1)]
        found.append(Result(ahead, came, below + dice.random() * here))
    return tuple(found)


def share(some: tuple[Result, ...], holds: Callable[[Result], bool]) -> float:
    return sum(map(holds, some)) / len(some)


@pytest.mark.parametrize("what", ["talks", "answers"])
def test_the_ranges_cover_what_they_say(what: str) -> None:
    some = results(what)
    for part, tail in ((0.5, 0.25), (0.9, 0.05)):
        low, high = _band(part, SIZE)
        assert low <= share(some, lambda r, t=tail: t < r.pit < 1 - t) <= high
    # Whole numbers cannot be cut finer: the ranges shown hold at least what they say.
    shown = share(some, lambda r: r.forecast.range.low90 <= r.came <= r.forecast.range.high90)
    assert shown >= _band(0.9, SIZE)[0]


@pytest.mark.parametrize("what", ["talks", "answers"])
def test_where_outcomes_lie_in_their_forecasts_is_even(what: str) -> None:
    places = [r.pit for r in results(what)]
    assert stats.kstest(places, "uniform").pvalue > 0.001
    assert sum(places) / len(places) == pytest.approx(0.5, abs=3.3 / math.sqrt(12 * SIZE))


def test_people_who_are_twice_as_slow_are_learned() -> None:
    low, high = _band(0.9, SIZE)
    assert low <= share(results("answers", 2.0), lambda r: 0.05 < r.pit < 0.95) <= high


def test_a_stall_is_called_at_most_one_time_in_ten_when_all_is_well() -> None:
    called = share(results("talks"), lambda r: r.came < r.forecast.range.low10)
    assert called <= _band(0.1, SIZE)[1]


def _brier(chance: float, happened: bool) -> float:
    return (chance - happened) ** 2


def test_the_brier_score_beats_the_base_rate_and_the_plugged_in_mean() -> None:
    some = results("talks")
    least = round(sum(r.came for r in some) / SIZE)
    rate = sum(r.came >= least for r in some) / SIZE
    ours = sum(_brier(r.forecast.at_least(least), r.came >= least) for r in some) / SIZE
    base = sum(_brier(rate, r.came >= least) for r in some) / SIZE
    plugged = sum(
        _brier(_plugged_in(campaign(seed), least), r.came >= least) for seed, r in enumerate(some)
    )
    assert ours < 0.9 * base
    assert ours < plugged / SIZE


def _plugged_in(seen: Campaign, least: int) -> float:
    """Mean rates as if they were known, silence as if it were fresh: a plain count."""
    mean = 0.0
    for r in seen.requests:
        if r.silent:
            mean += _mean(r)
        elif not r.over:
            mean += 0.9 if r.yes else 0.6
    mean += sum(_mean(Request(bond, seen.requests[0].on)) for bond, _ in seen.plan.new)
    return float(stats.poisson.sf(least - 1, mean))


def _mean(r: Request) -> float:
    tie = PRIORS.of(r.bond)
    return 0.9 * tie.answered[0] / sum(tie.answered) * tie.yes[0] / sum(tie.yes)


def test_these_tests_find_a_forecast_that_takes_silence_as_fresh() -> None:
    low, _ = _band(0.9, SIZE)
    assert share(results("answers", fresh=True), lambda r: 0.05 < r.pit < 0.95) < low
