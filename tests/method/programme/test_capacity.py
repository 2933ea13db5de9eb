"""Nobody is asked beyond what they said: how many a month, rests, pauses, one at a time (O2)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from fifteen.method.programme import capacity
from fifteen.method.programme.words import Load, Offer

MONDAY = date(2026, 11, 9)
days = st.integers(0, 400).map(lambda n: date(2026, 1, 1) + timedelta(days=n))


def test_one_request_at_a_time() -> None:
    busy = capacity.busy(Offer(monthly=9), Load(waits=True), MONDAY)
    assert busy and "one request at a time" in busy.sentence


def test_no_more_in_a_month_than_offered_and_again_from_the_first() -> None:
    load = Load(asked=(date(2026, 11, 2), date(2026, 11, 5)))
    busy = capacity.busy(Offer(monthly=2), load, MONDAY)
    assert busy and busy.until == date(2026, 12, 1)
    assert capacity.busy(Offer(monthly=2), load, date(2026, 12, 1)) is None
    assert capacity.left(Offer(monthly=3), load, MONDAY) == 1


def test_a_host_is_spoken_to_and_not_about_on_their_own_page() -> None:
    for offer, load in (
        (Offer(paused_until=MONDAY), Load()),
        (Offer(monthly=9), Load(waits=True)),
        (Offer(rest=7), Load(talks=(MONDAY,))),
        (Offer(monthly=1), Load(asked=(MONDAY,))),
    ):
        busy = capacity.busy(offer, load, MONDAY)
        assert busy and "you" in busy.own.lower()
        assert "they" not in busy.own.lower() and "their" not in busy.own
        assert "you" not in busy.sentence.lower()


def test_december_is_followed_by_january() -> None:
    load = Load(asked=(date(2026, 12, 30),))
    busy = capacity.busy(Offer(monthly=1), load, date(2026, 12, 31))
    assert busy and busy.until == date(2027, 1, 1)


def test_a_rest_after_a_talk_and_none_before_it() -> None:
    offer, load = Offer(monthly=5, rest=7), Load(talks=(MONDAY,))
    assert capacity.busy(offer, load, MONDAY - timedelta(days=1)) is None
    assert capacity.busy(offer, load, MONDAY + timedelta(days=7))
    assert capacity.busy(offer, load, MONDAY + timedelta(days=8)) is None


def test_a_pause_includes_its_last_day() -> None:
    offer = Offer(paused_until=MONDAY)
    busy = capacity.busy(offer, Load(), MONDAY)
    assert busy and busy.until == MONDAY + timedelta(days=1)
    assert capacity.busy(offer, Load(), MONDAY + timedelta(days=1)) is None


def test_a_holiday_to_come_is_none_yet() -> None:
    offer = Offer(paused_from=MONDAY, paused_until=MONDAY + timedelta(days=4))
    assert capacity.busy(offer, Load(), MONDAY - timedelta(days=1)) is None
    assert capacity.left(offer, Load(), MONDAY - timedelta(days=1)) == 1
    for day in (MONDAY, MONDAY + timedelta(days=4)):
        busy = capacity.busy(offer, Load(), day)
        assert busy and busy.until == MONDAY + timedelta(days=5)
        assert capacity.left(offer, Load(), day) == 0
    assert capacity.busy(offer, Load(), MONDAY + timedelta(days=5)) is None


@settings(deadline=None)
@given(st.integers(1, 6), st.integers(0, 20), st.lists(days, min_size=1, max_size=60))
def test_whatever_the_days_nobody_is_asked_more_often_than_they_said(
    monthly: int, rest: int, wishes: list[date]
) -> None:
    offer, asked, talks = Offer(monthly=monthly, rest=rest), [], []
    for today in sorted(wishes):
        if capacity.busy(offer, Load(tuple(asked), False, tuple(talks)), today) is None:
            asked.append(today)
            talks.append(today + timedelta(days=2))
    months = [(day.year, day.month) for day in asked]
    assert all(months.count(month) <= monthly for month in months)
    assert not any(talk <= day <= talk + timedelta(days=rest) for day in asked for talk in talks)


def test_a_request_ends_with_the_third_business_day_of_the_hosts_country() -> None:
    friday = datetime(2026, 12, 23, 20, tzinfo=UTC)
    # 25 and 26 December are free in Germany, the 25th alone in the United States.
    assert capacity.last_day(date(2026, 12, 23), "DE") == date(2026, 12, 29)
    assert capacity.last_day(date(2026, 12, 23), "US") == date(2026, 12, 29)
    assert capacity.last_day(date(2026, 11, 24), "US") == date(2026, 11, 30)  # Thanksgiving
    assert capacity.last_day(date(2026, 11, 24), "DE") == date(2026, 11, 27)
    ends = capacity.ends(friday, "Europe/Berlin", "DE")
    assert ends.isoformat() == "2026-12-30T00:00:00+01:00"


def test_a_seeker_has_a_limit_too() -> None:
    now = datetime(2026, 11, 9, 9, tzinfo=UTC)
    assert capacity.too_many([], 0, now) == ""
    assert "Let one come in" in capacity.too_many([], capacity.OPEN_MOST, now)
    month = [now - timedelta(days=n) for n in range(capacity.MONTH_MOST)]
    assert "thirty days" in capacity.too_many(month, 0, now)
    assert capacity.too_many([d - timedelta(days=31) for d in month], 0, now) == ""
