"""Business days, checked against counting one by one."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from fifteen.method import workdays

DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))
COUNTRIES = st.sampled_from(["", "DE", "US", "GB", "XX"])


def test_a_friday_is_followed_by_a_monday() -> None:
    assert workdays.after(date(2026, 11, 20), 1) == date(2026, 11, 23)


def test_christmas_is_no_business_day_where_it_is_kept() -> None:
    assert not workdays.is_workday(date(2026, 12, 25), "DE")
    assert workdays.is_workday(date(2026, 12, 25), "")


def test_an_unknown_country_has_its_week_ends_alone() -> None:
    assert workdays.after(date(2026, 12, 24), 1, "XX") == date(2026, 12, 25)


@given(DAYS, st.integers(0, 40), COUNTRIES)
def test_after_lands_on_a_business_day_and_between_counts_them(
    day: date, count: int, country: str
) -> None:
    then = workdays.after(day, count, country)
    assert workdays.is_workday(then, country)
    if count:
        assert workdays.between(day, then, country) == count


@given(DAYS, st.integers(0, 60), COUNTRIES)
def test_between_is_the_sum_of_the_days(day: date, length: int, country: str) -> None:
    last = day + timedelta(days=length)
    one_by_one = sum(
        workdays.is_workday(day + timedelta(days=n), country) for n in range(1, length + 1)
    )
    assert workdays.between(day, last, country) == one_by_one


@given(DAYS, st.integers(1, 40), COUNTRIES)
def test_before_goes_back_as_many(day: date, count: int, country: str) -> None:
    earlier = workdays.before(day, count, country)
    assert workdays.is_workday(earlier, country)
    assert workdays.between(earlier, workdays.on_or_before(day, country), country) <= count
