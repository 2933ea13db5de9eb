"""Business days of a country: week-ends and public holidays left out (EVIDENCE.md)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import holidays as public_holidays

_ONE = timedelta(days=1)
_SATURDAY = 5
_LAST = date(9999, 1, 1)  # beyond this there is no counting on


@lru_cache(maxsize=64)
def _free(country: str, year: int) -> frozenset[date]:
    if not country:
        return frozenset()
    try:
        return frozenset(public_holidays.country_holidays(country, years=year))
    except (NotImplementedError, KeyError):
        return frozenset()


def is_workday(day: date, country: str = "") -> bool:
    """Whether people work on that day; `country` is an ISO code, empty for week-ends alone."""
    return day.weekday() < _SATURDAY and day not in _free(country, day.year)


def is_holiday(day: date, country: str) -> bool:
    """Whether a public holiday of the country falls on that day."""
    return day in _free(country, day.year)


def on_or_after(day: date, country: str = "") -> date:
    """The day itself where it is a business day, else the next one."""
    while not is_workday(day, country) and day < _LAST:
        day += _ONE
    return day


def on_or_before(day: date, country: str = "") -> date:
    """The day itself where it is a business day, else the last one before it."""
    while not is_workday(day, country):
        day -= _ONE
    return day


def after(day: date, count: int, country: str = "") -> date:
    """The day `count` business days later; 0 gives the day itself or the next business day."""
    day = on_or_after(day, country) if count == 0 else day
    for _ in range(count):
        if day >= _LAST:
            return day
        day = on_or_after(day + _ONE, country)
    return day


def before(day: date, count: int, country: str = "") -> date:
    """The day `count` business days earlier."""
    for _ in range(count):
        day = on_or_before(day - _ONE, country)
    return day


def between(first: date, last: date, country: str = "") -> int:
    """How many business days lie after `first` up to and including `last`; 0 if none."""
    if last <= first:
        return 0
    weeks, rest = divmod((last - first).days, 7)
    count = weeks * 5
    day = first + timedelta(days=weeks * 7)
    for _ in range(rest):
        day += _ONE
        count += day.weekday() < _SATURDAY
    for year in range(first.year, last.year + 1):
        count -= sum(first < d <= last and d.weekday() < _SATURDAY for d in _free(country, year))
    return count
