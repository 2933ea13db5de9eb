"""Days: what "next Tuesday", "the 24th", "early next week" and "KW 49" are on the calendar."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from fifteen.method.times._nth import nth_weekday
from fifteen.method.times.words import Unclear

FARTHEST = 366  # days ahead that somebody can mean
NEARLY_A_YEAR = 300  # a day named without its year that is farther ahead has just passed
FAR_FOR_A_SLIP = 180  # farther ahead than this, 11/12 may have been meant the other way round

MONTH_FIRST = frozenset({"US", "PH", "BZ", "PW", "FM", "MH"})
"""Countries that write the month before the day."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day, several days or a week as they were said."""

    kind: str  # weekday, date, dates, slashed, day, week, weekend, anyday, month, range, open
    data: Mapping[str, Any] = field(default_factory=dict)
    ends: tuple[Day, ...] = ()  # of a range: its first and last day; of an open one: its edge
    week: Day | None = None  # the week it was said to be in
    weekday: int | None = None  # said beside a date: "Tuesday the 24th"
    apart: bool = False  # an "or" stands before it
    gap: str = ""  # words before it that say nothing about times


@dataclass(frozen=True, slots=True)
class Calendar:
    """What days are counted from: the host's day of writing, and how they write dates."""

    today: date
    month_first: bool | None = None  # None: not known


def days(day: Day, at: Calendar) -> list[date]:
    """The days meant, in their order; raises Unclear where that is open."""
    return list(_KINDS[day.kind](day, at))


def is_whole_week(day: Day) -> bool:
    """Whether this is a week (or a stretch of one) that later days can lie in."""
    return day.kind == "week" or (day.kind == "anyday" and day.week is not None)


def may_be_today(day: Day, at: Calendar) -> bool:
    """Whether the day of writing itself is meant if its hours are still ahead."""
    bare = day.kind == "weekday" and day.week is None and day.data.get("mod") in (None, "this")
    return bare and not day.data.get("plus") and _weekday(day) == at.today.weekday()


def _weekday(day: Day) -> int:
    return int(day.data["weekday"] if "weekday" in day.data else day.data["weekdays"])


def _weekdays(day: Day, at: Calendar) -> Iterator[date]:
    wanted = _weekday(day)
    if day.week is not None:
        found = [d for d in _all_of_week(day.week, at) if d.weekday() == wanted]
        if not found:
            raise Unclear("which")
        yield from found
        return
    ahead = (wanted - at.today.weekday()) % 7
    coming = at.today + timedelta(days=ahead or 7)
    still_ahead = wanted > at.today.weekday()
    if "after_next" in day.data:
        if still_ahead:
            raise Unclear("two_next", a=coming + timedelta(7), b=coming + timedelta(14))
        yield coming + timedelta(days=7)
    elif "plus" in day.data:
        yield coming + timedelta(days=int(day.data["plus"]))
    elif day.data.get("mod") == "next" and still_ahead:
        raise Unclear("two_next", a=coming, b=coming + timedelta(days=7))
    elif may_be_today(day, at):
        yield at.today  # the hours decide whether it is this day or a week later
    else:
        yield coming


def _date(day: Day, at: Calendar) -> Iterator[date]:
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


def _dates(day: Day, at: Calendar) -> Iterator[date]:
    """ "1-4 December" and "24 or 25 November": every day between, or the two."""
    data = day.data
    month, year = int(data.get("month", data.get("m", 0))), _year(data)
    if "d0" in data:
        yield _the_day(int(data["d0"]), month, year, Day("date"), at)
    first = _the_day(int(data["d"]), month, year, day, at)
    last = _the_day(int(data["d2"]), month, year, Day("date"), at)
    if str(data["sep"]) in _APART and "between" not in data:
        yield from (first, last)
    else:
        yield from _between(first, last)


_APART = ("or", "and", "/", ",", "oder", "und")


def _between(first: date, last: date) -> Iterator[date]:
    """Every day from one to the other; week-ends only where they are an end themselves."""
    if last < first or (last - first).days > 31:
        raise Unclear("end_first")
    for n in range((last - first).days + 1):
        found = first + timedelta(days=n)
        if found.weekday() < 5 or found in (first, last):
            yield found


def _nthday(day: Day, at: Calendar) -> Iterator[date]:
    yield nth_weekday(day.data, at.today)


def _slashed(day: Day, at: Calendar) -> Iterator[date]:
    a, b = int(day.data["a"]), int(day.data["b"])
    year = _year(day.data)
    as_day_month = _made(year or 2024, b, a) is not None
    as_month_day = _made(year or 2024, a, b) is not None
    if as_day_month and as_month_day and a != b:
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


def _relative(day: Day, at: Calendar) -> Iterator[date]:
    yield at.today + timedelta(
        days=int(day.data.get("days", day.data.get("few", day.data.get("few2", 0))))
    )


def _week(day: Day, at: Calendar) -> Iterator[date]:
    """Monday to Friday of a week, or a stretch of it, from tomorrow on."""
    first, last = day.data.get("stretch") or day.data.get("stretch_of") or (0, 4)
    for n in range(int(first), int(last) + 1):
        found = _monday(day, at) + timedelta(days=n)
        if found >= at.today:
            yield found


def _monday(day: Day, at: Calendar) -> date:
    if day.ends:
        of = days(day.ends[0], at)[0]
        return of - timedelta(days=of.weekday())
    if "iso" in day.data:
        return _iso_week(int(day.data["iso"]), at)
    if day.data.get("of_date"):
        raise Unclear("week")
    offset = int(day.data.get("week", day.data.get("week_offset", 0)))
    return at.today - timedelta(days=at.today.weekday()) + timedelta(weeks=offset)


def _iso_week(number: int, at: Calendar) -> date:
    year, this, _ = at.today.isocalendar()
    try:
        return date.fromisocalendar(year if number >= this else year + 1, number, 1)
    except ValueError:
        raise Unclear("no_such_day") from None


def _all_of_week(week: Day, at: Calendar) -> Iterator[date]:
    monday = _monday(week, at)
    yield from (monday + timedelta(days=n) for n in range(7))


def _weekend(day: Day, at: Calendar) -> Iterator[date]:
    week = day.week or day
    if day.data.get("of_date"):
        raise Unclear("week")
    for n in (5, 6):
        found = _monday(week, at) + timedelta(days=n)
        if found >= at.today:
            yield found


def _any(day: Day, at: Calendar) -> Iterator[date]:
    if day.week is None:
        raise Unclear("open_days")
    yield from _week(day.week, at)


def _month(day: Day, at: Calendar) -> Iterator[date]:
    raise Unclear("month")


def _range(day: Day, at: Calendar) -> Iterator[date]:
    first, last = day.ends
    one = days(first, at)[0]
    start = Calendar(one, at.month_first) if last.kind == "weekday" and not last.week else at
    yield from _between(one, days(last, start)[-1])


def _open(day: Day, at: Calendar) -> Iterator[date]:
    """ "before Friday", "from Wednesday on": bounded by the week where it was said, else asked."""
    edge = days(day.ends[0], at)[-1]
    if day.data["op"] in ("after", "from"):
        if day.data.get("said", "").startswith(_NOT_BEFORE):
            raise Unclear("open_days")  # it tells what does not suit
        if day.week is None and day.ends[0].week is None:
            raise Unclear("open_days")
        last = edge + timedelta(days=4 - edge.weekday())
        first = edge + timedelta(days=1) if day.data["op"] == "after" else edge
    else:
        until_itself = day.data["said"] not in _BEFORE
        first, last = at.today + timedelta(days=1), edge if until_itself else edge - timedelta(1)
        if day.week is not None or day.ends[0].week is not None:
            first = max(first, edge - timedelta(days=edge.weekday()))
        if (last - first).days > 7:
            raise Unclear("open_days")
    yield from _between(first, last)


_NOT_BEFORE = (
    "not ",
    "nothing ",
    "no earlier",
    "no sooner",
    "nicht ",
    "nichts ",
    "erst ",
    "frühestens",
)
_BEFORE = ("before", "vor")

_KINDS = {
    "weekday": _weekdays,
    "nthday": _nthday,
    "date": _date,
    "dates": _dates,
    "slashed": _slashed,
    "day": _relative,
    "week": _week,
    "weekend": _weekend,
    "anyday": _any,
    "month": _month,
    "range": _range,
    "open": _open,
}
