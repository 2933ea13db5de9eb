"""Days: what "next Tuesday", "the 24th", "early next week" and "KW 49" are on the calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from fifteen.method.times._dates import between, several_dates, slashed, the_date
from fifteen.method.times._day import Calendar, Day
from fifteen.method.times._nth import nth_weekday
from fifteen.method.times.words import Unclear

MONTH_FIRST = frozenset({"US", "PH", "BZ", "PW", "FM", "MH"})
"""Countries that write the month before the day."""


def days(day: Day, at: Calendar) -> list[date]:
    """The days meant, in their order; raises Unclear where that is open."""
    return list(_KINDS[day.kind](day, at))


def is_whole_week(day: Day) -> bool:
    """Whether this is a week (or a stretch of one) that later days can lie in."""
    return day.kind == "week" or (day.kind == "anyday" and day.week is not None)


def is_any_of_its_kind(day: Day) -> bool:
    """ "Any Tuesday", "Tuesdays", "jeden Dienstag": of a month it is all of them."""
    bare = day.kind == "weekday" and day.week is None and not {"mod", "plus"} & {*day.data}
    return bare and ("weekdays" in day.data or day.gap.split()[-1:] in _ANY)


_ANY = (["any"], ["every"], ["all"], ["jeden"], ["jeder"], ["jedem"], ["alle"])


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
    if isinstance(month := day.data.get("month"), int):
        yield from _of_month(month, wanted, at)
        return
    if isinstance(before := day.data.get("behind"), Day):
        yield _behind(days(before, at)[-1], wanted, at, sure="follows" in day.data)
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


def _of_month(month: int, wanted: int, at: Calendar) -> Iterator[date]:
    """ "Any Tuesday in November": all of the coming one that are still ahead."""
    year = at.today.year + (month < at.today.month)
    first = date(year, month, 1)
    found = (first + timedelta(days=n) for n in range(31))
    yield from (
        one for one in found if one.month == month and one.weekday() == wanted and one > at.today
    )


def _behind(before: date, wanted: int, at: Calendar, sure: bool) -> date:
    """ "Monday 8 March or Tuesday" is the 9th; "Thursday 11 March or Monday" is asked back, unless
    it is "the Monday after"."""
    ahead = (wanted - at.today.weekday()) % 7
    coming = at.today + timedelta(days=ahead or 7)
    found = before + timedelta(days=(wanted - before.weekday()) % 7 or 7)
    if not sure and coming < before and wanted < before.weekday():
        raise Unclear("two_next", a=coming, b=found)
    return found


def _nthday(day: Day, at: Calendar) -> Iterator[date]:
    yield nth_weekday(day.data, at.today)


def _relative(day: Day, at: Calendar) -> Iterator[date]:
    if isinstance(before := day.data.get("behind"), Day):
        yield days(before, at)[-1] + timedelta(days=1)
        return
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
    yield from between(one, days(last, start)[-1])


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
    yield from between(first, last)


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
    "date": the_date,
    "dates": several_dates,
    "slashed": slashed,
    "day": _relative,
    "week": _week,
    "weekend": _weekend,
    "anyday": _any,
    "month": _month,
    "range": _range,
    "open": _open,
}
