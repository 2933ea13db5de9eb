"""Items -> days: a weekday with its date, a range of days, an open one ("before Friday")."""

from __future__ import annotations

from dataclasses import replace

from fifteen.method.times._day import Day
from fifteen.method.times._hours import Hours, part_of
from fifteen.method.times._scan import Item
from fifteen.method.times._walk import DAYS, OPENERS, Walk
from fifteen.method.times.words import Unclear

Named = list[Day | Hours]
"""A day, and the part of it that was said in the same word."""


def day_range(walk: Walk) -> Named | None:
    """ "Monday to Wednesday", "between the 3rd and the 5th", "before Friday", "Monday onwards"."""
    opener = walk.kind()
    if opener in ("between", "from", "after", "until") and is_day(walk, 1):
        return _opened(walk)
    if opener == "weekday" and walk.kind(1) == "on" and walk.close(1) and _is_onwards(walk):
        item = walk.take()
        first = _with_date(walk, Day(item.kind, item.data))
        walk.take()
        return [Day("open", {"op": "from", "said": "from"}, (first,), gap=item.gap)]
    if opener in DAYS:
        begins = walk.at
        item = walk.take()
        first = _with_date(walk, Day(item.kind, item.data))
        if walk.kind() in ("to", "until") and walk.close() and is_day(walk, 1):
            walk.take()
            return _between(first, walk, item.gap)
        walk.at = begins
    return None


def _opened(walk: Walk) -> Named:
    said = walk.take()
    item = walk.take()
    first = _with_date(walk, Day(item.kind, item.data))
    joins = ("to", "until", "or") if said.kind == "between" else ("to", "until")
    if said.kind != "until" and walk.kind() in joins and is_day(walk, 1):
        walk.take()
        return _between(first, walk, said.gap)
    if said.kind == "between" and walk.kind() == "part":
        raise Unclear("odd")  # "between Tuesday lunchtime and Thursday lunchtime"
    if said.kind == "between":
        return [replace(first, gap=said.gap)]
    if walk.kind() == "on":
        walk.take()
    return [Day("open", {"op": said.kind, "said": said.text}, (first,), gap=said.gap)]


def _between(first: Day, walk: Walk, gap: str) -> Named:
    """The range, with the part of the day its last word names: "Wed to Fri mornings"."""
    item = walk.take()
    last = _with_date(walk, Day(item.kind, item.data))
    range_ = Day("range", ends=(first, last), gap=gap)
    if "part" not in item.data and "part" not in first.data:
        return [range_]
    if first.data.get("part", item.data.get("part")) != item.data.get("part"):
        raise Unclear("odd")  # "Monday afternoon to Wednesday"
    return [range_, Hours("part", part=part_of(item))]


def _is_onwards(walk: Walk) -> bool:
    item = walk.peek(1)
    return item is not None and item.text.startswith(("onward", "or later", "or thereafter"))


def is_day(walk: Walk, ahead: int) -> bool:
    """Whether a day stands so far ahead, with nothing that matters before it."""
    return walk.kind(ahead) in DAYS and walk.close(ahead)


def one_day(walk: Walk) -> Day:
    """The day that stands here, with the date or weekday that follows it."""
    item = walk.take()
    return _with_date(walk, Day(item.kind, item.data))


def day(walk: Walk) -> Named | None:
    """The day that stands here."""
    if walk.kind() not in DAYS:
        return None
    item = walk.take()
    found = Day(item.kind, item.data)
    if found.data.get("of_date") and walk.kind() in ("date", "slashed"):
        stretch = {name: found.data[name] for name in ("stretch",) if name in found.data}
        found = Day(found.kind, stretch, (one_day(walk),))
    found = replace(_with_date(walk, found), gap=item.gap)
    if "part" in found.data:
        return [found, Hours("part", part=part_of(item))]
    return [found]


def _with_date(walk: Walk, day: Day) -> Day:
    """ "Tuesday the 24th", "Tuesday, 24 November", "24 November (a Tuesday)" are one day."""
    skip = 1 if walk.kind() == "comma" else 0
    item = walk.peek(skip)
    if item is None:
        return day
    if day.kind == "weekday" and item.kind == "bare" and skip == 0 and _is_a_date(walk, item):
        number = walk.take().data["h"]
        return Day("date", {"d": number}, weekday=int(day.data.get("weekday", -1)))
    if day.kind == "weekday" and not day.data.get("plus"):
        if item.kind in ("date", "slashed") and walk.close(skip):
            walk.at += skip
            item = walk.take()
            return replace(Day(item.kind, item.data), weekday=int(day.data.get("weekday", -1)))
    elif day.kind in ("date", "slashed") and _names_its_weekday(walk, item, skip):
        walk.at += skip + 1
        return replace(day, weekday=int(item.data["weekday"]))
    return day


def _is_a_date(walk: Walk, item: Item) -> bool:
    """ "Tuesday 9 between 9:30 and 11": hours follow, so that the number is the day's."""
    hours = walk.kind(1) == "clock" or (
        walk.kind(1) in OPENERS and walk.kind(1) != "until" and walk.is_clock(2)
    )
    return item.gap == "" and hours and "h" in item.data and not set(item.data) & {"ap", "four"}


def _names_its_weekday(walk: Walk, item: Item, skip: int) -> bool:
    if item.kind != "weekday" or item.gap not in ("", "a", "ein"):
        return False
    if set(item.data) & {"mod", "plus", "after_next", "weekdays", "part"}:
        return False
    bracketed = walk.items[walk.at].text == "("
    return skip == 0 or bracketed or item.gap != "" or _is_between_commas(walk)


def _is_between_commas(walk: Walk) -> bool:
    """ "11 January, Tuesday, 9:30": the weekday of the date, and the hour behind it."""
    comma = walk.kind(2) == "comma" and walk.close(2)
    return comma and (walk.kind(3) == "clock" or (walk.kind(3) in OPENERS and walk.is_clock(4)))
