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


def test_so_many_talks_by_a_day_need_so_many_requests() -> None:
    """By the day itself, and one fewer would not be enough nine times in ten."""
    seen = belief.learn([], PRIORS)
    for bond, days in ((Bond.CLOSE, 15), (Bond.REFERRED, 30), (Bond.ALUMNI, 30)):
        count = plan.requests_by(3, Outlook(seen, [], Plan()), bond, days, 5)
        assert count is not None
        assert _chance(seen, bond, count, days) >= 0.9 > _chance(seen, bond, count - 1, days)


def _chance(seen: belief.Belief, bond: Bond, count: int, days: int) -> float:
    new = tuple((bond, 1 + n // 5) for n in range(count))
    return Outlook(seen, [], Plan(new)).talks(days).at_least(3)


def test_what_is_on_its_way_is_counted_and_may_be_enough() -> None:
    agreed = [Request(Bond.CLOSE, DAY, elapsed=3, answered=1, yes=True, booked_in=4)] * 9
    seen = belief.learn(agreed, PRIORS)
    assert plan.requests_by(5, Outlook(seen, agreed, Plan()), Bond.CLOSE, 15, 5) == 0
    some = plan.requests_by(10, Outlook(seen, agreed, Plan()), Bond.CLOSE, 15, 5)
    alone = plan.requests_by(10, Outlook(seen, [], Plan()), Bond.CLOSE, 15, 5)
    assert some is not None
    assert alone is not None
    assert 0 < some < alone


def test_the_nearer_the_day_the_more_are_needed_until_there_is_no_time() -> None:
    seen = belief.learn([], PRIORS)
    counts = [
        plan.requests_by(3, Outlook(seen, [], Plan()), Bond.REFERRED, d, 5) for d in (60, 30, 15, 2)
    ]
    assert counts[-1] is None
    found = [count for count in counts if count is not None]
    assert found == sorted(found)
    at_last = plan.requests_for(3, seen, Bond.REFERRED)
    assert at_last is not None
    assert found[0] >= at_last - 1
