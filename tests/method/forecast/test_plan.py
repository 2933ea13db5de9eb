"""How many requests, what a higher pace brings, whether names feed the list."""

from __future__ import annotations

from datetime import date

import pytest
from scipy import stats

from fifteen.method import priors
from fifteen.method.forecast import belief, plan
from fifteen.method.forecast.outlook import Outlook, Plan
from fifteen.method.forecast.requests import Request
from fifteen.method.priors import Bond

DAY = date(2026, 11, 2)
PRIORS = priors.default()


@pytest.mark.parametrize(
    ("bond", "count", "hopeful"),
    [
        (Bond.CLOSE, 10, 9),
        (Bond.REFERRED, 18, 14),
        (Bond.DORMANT, 20, 16),
        (Bond.ALUMNI, 46, 28),
        (Bond.WEAK, 69, 36),
        (Bond.COLD, 143, 69),
    ],
)
def test_requests_for_five_talks_are_those_of_the_evidence(
    bond: Bond, count: int, hopeful: int
) -> None:
    nothing_known = belief.learn([], PRIORS)
    assert plan.requests_for(5, nothing_known, bond) == count
    a, b = plan.chance(nothing_known, bond)
    plain = next(n for n in range(5, 400) if stats.binom.sf(4, n, a / (a + b)) >= 0.9)
    assert plain == hopeful


def test_no_plan_rests_on_those_without_tie_and_reason() -> None:
    nothing_known = belief.learn([], PRIORS)
    assert plan.requests_for(5, nothing_known, Bond.GENERIC) is None
    assert plan.spread([Bond.GENERIC, Bond.WEAK], 5, 10) == ((Bond.WEAK, 1),)


def test_ones_own_answers_change_how_many_are_needed() -> None:
    well = [Request(Bond.WEAK, DAY, elapsed=9, answered=1, yes=True, held=True, over=True)] * 12
    badly = [Request(Bond.WEAK, DAY, (0, 7), elapsed=40)] * 12
    fewer = plan.requests_for(5, belief.learn(well, PRIORS), Bond.WEAK)
    more = plan.requests_for(5, belief.learn(badly, PRIORS), Bond.WEAK)
    assert fewer is not None
    assert fewer < 30
    assert more is None or more > 90


def test_what_one_tie_shows_says_something_about_the_others() -> None:
    well = [Request(Bond.WEAK, DAY, elapsed=9, answered=1, yes=True, held=True, over=True)] * 12
    before, after = belief.learn([], PRIORS), belief.learn(well, PRIORS)
    assert after.moments(Bond.COLD)[0] > 1.15 * before.moments(Bond.COLD)[0]


def test_requests_are_spread_over_the_week() -> None:
    starts = [start for _, start in plan.spread([Bond.CLOSE] * 9, 2, 10)]
    assert starts == [1, 3, 6, 8]
    assert [s for _, s in plan.spread([Bond.CLOSE] * 3, 5, 20)] == [1, 2, 3]


def test_a_higher_pace_brings_more_and_says_when_the_list_runs_out() -> None:
    bonds = [Bond.REFERRED] * 20
    seen = belief.learn([], PRIORS)
    now = Outlook(seen, [], Plan(plan.spread(bonds, 3, 20)))
    more = plan.raised(now, bonds, 3, 2, 20)
    assert more.gain > 1
    assert not more.runs_out
    assert plan.raised(now, bonds, 3, 4, 20).runs_out


def test_two_names_a_talk_make_a_campaign_feed_itself() -> None:
    seen = belief.learn([], PRIORS)
    assert plan.names(seen, 0, 0).chance == pytest.approx(0.5, abs=0.02)
    assert plan.names(seen, 0, 0).enough == pytest.approx(2.0, abs=0.1)
    assert plan.names(seen, 200, 100).m == pytest.approx(0.93, abs=0.1)
    assert plan.names(seen, 230, 100).m > 1
