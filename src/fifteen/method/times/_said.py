"""What was said of days and hours, and what can be told of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from fifteen.method.times._day import Day
from fifteen.method.times._days import is_whole_week
from fifteen.method.times._hours import WHOLE_DAY, Hours, within
from fifteen.method.times._mentions import weekday_like, weekend_days
from fifteen.method.times._scan import Item
from fifteen.method.times.words import Unclear

LIMITS = ("after", "until")


@dataclass(slots=True)
class Said:
    """Days with hours that suit, or references to what was offered."""

    days: list[Day] = field(default_factory=list)
    hours: list[Hours] = field(default_factory=list)
    offers: list[Item] = field(default_factory=list)
    preferred: bool = False
    reserve: bool = False
    among: list[Day] = field(default_factory=list)  # only those offered on these days are meant


@dataclass(slots=True)
class Meaning:
    """All that was said: what suits, what does not, hours nobody gave a day to."""

    suits: list[Said] = field(default_factory=list)
    not_these: list[Said] = field(default_factory=list)
    pending: list[Hours] = field(default_factory=list)
    week: Day | None = None  # "next week is good": the days that are named behind it lie in it
    unsure: bool = False
    excepts: bool = False  # "anything but Tuesday": all else that was offered suits


def is_clocked(said: Said) -> bool:
    """Whether days are said with an hour of the clock."""
    return bool(said.days) and any(hours.op != "part" for hours in said.hours)


def is_said_again(day: Said, clocked: Said) -> bool:
    """Whether days without hours are named once more, with an hour of the clock."""
    names = [[one.data.get("weekday") for one in said.days] for said in (day, clocked)]
    return is_clocked(clocked) and names[0] == names[1] and None not in names[0]


def is_taken_back(out: Said, told: Meaning) -> bool:
    """Whether the only weekday that is ruled out is named with its hours all the same."""
    days = [day.data.get("weekdays") for day in out.days if not out.hours]
    named = {day.data.get("weekday") for one in told.suits if is_clocked(one) for day in one.days}
    return bool(days) and None not in days and {*days} <= named


def named_before(told: Meaning, days: list[Day]) -> Said | None:
    """A weekday that is preferred among those said before, with its date and its hours."""
    name = _name(days[0]) if len(days) == 1 else None
    hours: list[Hours] = []
    for said in reversed(told.suits if name is not None else []):
        same = [day for day in said.days if _name(day) == name]
        hours = said.hours or hours
        if len(same) == 1 and hours:
            return Said(same, hours)
    return None


def _name(day: Day) -> int | None:
    name = day.data.get("weekday", day.weekday)
    return name if isinstance(name, int) else None


def is_open(said: Said) -> bool:
    """Whether it is an open stretch of days, "until Thursday", without hours."""
    return bool(said.days) and not said.hours and all(day.kind == "open" for day in said.days)


def is_vague(said: Said) -> bool:
    """Whether nothing finer than a month is said."""
    return all(day.kind == "month" for day in said.days)


def lies_in(last: Said, days: list[Day]) -> bool:
    """Whether days are said of the week, or the weekend, that was named just before."""
    if is_weekend(last):
        return weekend_days(days)
    if not is_week(last):
        return False
    week = last.days[-1]
    same = all(day.week is not None and day.week.data == week.data for day in days)
    return weekday_like(days) or (bool(days) and same)


def is_weekend(said: Said) -> bool:
    """Whether it is a week-end as a whole."""
    return bool(said.days) and all(day.kind == "weekend" for day in said.days)


def is_week(said: Said) -> bool:
    """Whether it is a week, or several, as a whole."""
    return bool(said.days) and all(is_whole_week(day) for day in said.days)


def partly_out(told: Meaning) -> list[Day]:
    """ "I have meetings until 3 on Friday, so 3:15?": the day that hours were ruled out of."""
    last = told.not_these[-1] if told.not_these else Said()
    partly = all(hours.part != WHOLE_DAY for hours in last.hours)
    return list(last.days) if last.hours and partly and len(last.days) == 1 else []


def bad_stretch(told: Meaning) -> Day | None:
    """The week of which only a stretch was ruled out: "early next week is bad"."""
    last = told.not_these[-1] if told.not_these and not told.suits else None
    day = last.days[-1] if last is not None and last.days else None
    if day is None or day.kind != "week" or "stretch" not in day.data:
        return None
    return Day("week", {key: value for key, value in day.data.items() if key != "stretch"})


def this_week_is_out(told: Meaning) -> bool:
    """Whether the current week was ruled out as a whole."""
    return any(
        day.kind == "week" and day.data.get("week", day.data.get("week_offset")) == 0
        for said in told.not_these
        for day in said.days
        if not said.hours and "stretch" not in day.data
    )


def narrowed(before: list[Hours], now: list[Hours]) -> list[Hours]:
    """The new hours where all of them lie inside, or limit, what was said before."""
    found = []
    for hours in now:
        for old in before:
            inside = _limited(old, hours)
            if inside is not None:
                found.append(inside)
                break
        else:
            return []
    return found


def _limited(old: Hours, new: Hours) -> Hours | None:
    if old.op == "at":
        return old if new.limit else None
    try:
        span = within(old)
        narrow = within(Hours(new.op, new.first, new.last, (span.start, span.end)))
    except Unclear:
        return None
    if narrow.exact:
        return new if span.start <= narrow.start < span.end else None
    start, end = max(span.start, narrow.start), min(span.end, narrow.end)
    if start >= end:
        return None
    if new.op in LIMITS or (span.start <= narrow.start and narrow.end <= span.end):
        return Hours("part", part=(start, end), zones=new.zones or old.zones)
    return None


def without_month(days: list[Day]) -> list[Day]:
    """A month said beside dates tells nothing more; beside a bare weekday it leaves it open."""
    finer = [day for day in days if day.kind != "month"]
    months = [day for day in days if day.kind == "month" and "month" in day.data]
    if months and any(day.kind == "weekday" and not day.week for day in finer):
        raise Unclear("month")  # "any Friday in March"
    return finer or days
