"""Dates: what "the 24th", "1-4 December" and "11/12" are on the calendar."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from fifteen.method.times._day import Calendar, Day
from fifteen.method.times.words import Unclear

FARTHEST = 366  # days ahead that somebody can mean
NEARLY_A_YEAR = 300  # a day named without its year that is farther ahead has just passed
FAR_FOR_A_SLIP = 180  # farther ahead than this, 11/12 may have been meant the other way round


def the_date(day: Day, at: Calendar) -> Iterator[date]:
    """The day of a date, "24 November" or "the 24th"."""
    data = day.data
    number = int(next(data[name] for name in ("d", "d3", "ordinal") if name in data))
    month = int(data["month"]) if "month" in data else int(data.get("m", 0))
    yield _the_day(number, month, _year(data), day, at)


def _year(data: Mapping[str, Any]) -> int:
    year = int(data.get("y", 0))
    return year + 2000 if 0 < year < 100 else year


def _the_day(number: int, month: int, year: int, day: Day, at: Calendar) -> date:
    """The next such day; a weekday said beside it must agree."""
    if not 1 <= number <= 31 or month > 12:
        raise Unclear("no_such_day")
    if year:
        found = _made(year, month or at.today.month, number)
    elif month:
        found = _next(at, ((at.today.year + n, month) for n in range(9)), number)
    else:
        months = ((at.today.month - 1 + n) for n in range(12))
        found = _next(at, ((at.today.year + n // 12, n % 12 + 1) for n in months), number)
    if found is None or found < at.today or (found - at.today).days > FARTHEST:
        raise Unclear("no_such_day")
    if not year and (found - at.today).days > NEARLY_A_YEAR:
        raise Unclear("past_date")
    if day.weekday is not None and found.weekday() != day.weekday:
        raise Unclear("contradicts", date=found)
    return found


def _next(at: Calendar, months: Iterator[tuple[int, int]], number: int) -> date | None:
    for year, month in months:
        found = _made(year, month, number)
        if found is not None and found >= at.today:
            return found
    return None


def _made(year: int, month: int, number: int) -> date | None:
    if not 1 <= month <= 12 or not 1 <= number <= calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, number)


def several_dates(day: Day, at: Calendar) -> Iterator[date]:
    """ "1-4 December" and "24 or 25 November": every day between, or the two."""
    data = day.data
    month, year = int(data.get("month", data.get("m", 0))), _year(data)
    if "d0" in data and str(data["sep"]) not in _APART and int(data["d2"]) <= _HOURS:
        raise Unclear("odd")  # "March 2, 3-5": three days, or two hours?
    if "d0" in data:
        yield _the_day(int(data["d0"]), month, year, Day("date"), at)
    first = _the_day(int(data["d"]), month, year, day, at)
    last = _the_day(int(data["d2"]), month, year, Day("date"), at)
    if str(data["sep"]) in _APART and "between" not in data:
        yield from (first, last)
    else:
        yield from between(first, last)


_HOURS = 12


_APART = ("or", "and", "/", ",", "oder", "und")


def between(first: date, last: date) -> Iterator[date]:
    """Every day from one to the other; week-ends only where they are an end themselves."""
    if last < first or (last - first).days > 31:
        raise Unclear("end_first")
    for n in range((last - first).days + 1):
        found = first + timedelta(days=n)
        if found.weekday() < 5 or found in (first, last):
            yield found


def _by_weekday(day: Day, a: int, b: int, year: int, at: Calendar) -> tuple[int, int] | None:
    """ "3/5 (Fri)": day and month in the order in which the weekday is right, where only one is."""
    if day.weekday is None:
        return None
    right = []
    for number, month in ((a, b), (b, a)):
        found = _made(year, month, number) if year else _next_of(at, month, number)
        if found is not None and found.weekday() == day.weekday:
            right.append((number, month))
    return right[0] if len(right) == 1 else None


def _next_of(at: Calendar, month: int, number: int) -> date | None:
    return _next(at, ((at.today.year + n, month) for n in range(9)), number)


def slashed(day: Day, at: Calendar) -> Iterator[date]:
    """The day of "11/12", in the order of the host's country."""
    a, b = int(day.data["a"]), int(day.data["b"])
    year = _year(day.data)
    as_day_month = _made(year or 2024, b, a) is not None
    as_month_day = _made(year or 2024, a, b) is not None
    if as_day_month and as_month_day and a != b and (told := _by_weekday(day, a, b, year, at)):
        as_day_month = told == (a, b)
    elif as_day_month and as_month_day and a != b:
        if at.month_first is None:
            one, two = (_the_day(a, b, year, day, at), _the_day(b, a, year, day, at))
            raise Unclear("two_orders", a=one, b=two)
        as_day_month = not at.month_first
    found = _the_day(*((a, b) if as_day_month else (b, a)), year, day, at)
    if as_month_day and a != b and (found - at.today).days > FAR_FOR_A_SLIP and not year:
        other = (b, a) if as_day_month else (a, b)
        if _made(2024, other[1], other[0]) is not None:
            raise Unclear("two_orders", a=found, b=_the_day(*other, year, day, at))
    yield found
