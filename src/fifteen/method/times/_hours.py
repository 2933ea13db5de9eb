"""Hours of the clock: what "half past three", "10ish" and "2-4pm" mean within one day.

Bare hours: 8 to 11 are in the morning, 12 is noon, 1 to 5 in the afternoon; a bare 6 or 7 is asked
back unless a part of the day settles it (ANSWERS.md, part 2).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from fifteen.method.times._scan import Item
from fifteen.method.times.words import Unclear

DAY_BEGINS, DAY_ENDS = 8 * 60, 17 * 60  # minutes after midnight; a whole day is 8:00 to 17:00
WHOLE_DAY = (DAY_BEGINS, DAY_ENDS)
ABOUT_BEFORE, ABOUT_AFTER = 15, 30  # "10ish" is 9:45 to 10:30
LATE = 60  # "after 5" is that hour to one hour later
LONGEST_RANGE = 11 * 60  # a longer one is a slip: "from 11 to 10"
LATEST = 20 * 60  # nor does one end later than this unless that is said

_MORNING_HOURS = range(8, 12)
_AFTERNOON_HOURS = range(1, 6)


@dataclass(frozen=True, slots=True)
class Clock:
    """A reading of the clock: `half` is "a" or "p" where it was said; `sure` on a 24-hour clock."""

    hour: int
    minute: int = 0
    half: str = ""
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours as they were said: `op` is at, after, until, range, around or part."""

    op: str
    first: Clock | None = None
    last: Clock | None = None
    part: tuple[int, int] | None = None  # minutes after midnight
    zones: tuple[str, ...] = ()  # named beside it: IANA, "seeker" or "host"
    limit: bool = False  # said as a limit: "not before 10"
    loose: bool = False  # "around 2": so is what "or" joins to it
    gap: str = ""  # words before it that say nothing about times


@dataclass(frozen=True, slots=True)
class Within:
    """Hours of one day in minutes after midnight; `exact` is a point in time."""

    start: int
    end: int
    exact: bool = False


def clock_of(item: Item) -> Clock:
    """The reading that an item of kind "clock" or "bare" carries."""
    data = item.data
    if "at" in data:
        return Clock(int(data["at"]), int(data.get("min", 0)), sure=True)
    hour = int(data.get("h", data.get("hh", 0)))
    minute = int(data.get("min", 0))
    if "minutes" in data:
        minute = int(data["minutes"])
    if data.get("half"):
        minute = 30
    if data.get("quarter"):
        hour, minute = (hour - 1) % 12 or 12, 15
    if data.get("back"):
        hour, minute = (hour - 1) % 12 or 12, 60 - minute
    half = str(data.get("ap", ""))[:1]
    twenty_four = "military" in data or "hh" in data or hour > 12 or hour == 0
    sure = twenty_four or (item.text[:1] == "0" and not half)
    if hour > 24 or minute > 59 or (half and hour > 12 and hour > 23):
        raise Unclear("nothing")
    return Clock(hour, minute, "" if hour > 12 else half, sure)


def part_of(item: Item) -> tuple[int, int]:
    """The minutes of a part of the day."""
    start, end = item.data["part"]
    return int(start * 60), int(end * 60)


def within(hours: Hours) -> Within:
    """What these hours are in minutes of a day; raises Unclear where they leave it open."""
    part = hours.part
    begins, ends = part or WHOLE_DAY
    if hours.op == "part" or hours.first is None:
        return Within(begins, ends)
    if hours.op == "range" and hours.last is not None:
        return _range(hours.first, hours.last, part)
    at = minutes(hours.first, part)
    if hours.op == "after":
        return Within(at, ends if at < ends else at + LATE)
    if hours.op == "until":
        return Within(begins if at > begins else at - LATE, at)
    if hours.op == "around":
        return Within(at - ABOUT_BEFORE, at + ABOUT_AFTER)
    return Within(at, at, exact=True)


def minutes(clock: Clock, part: tuple[int, int] | None = None) -> int:
    """A reading in minutes after midnight; raises Unclear for a bare 6 or 7."""
    if clock.half:
        hour = clock.hour % 12 + (12 if clock.half == "p" else 0)
        return hour * 60 + clock.minute
    if clock.sure or clock.hour >= 12:
        return clock.hour * 60 + clock.minute
    both = [clock.hour * 60 + clock.minute, (clock.hour + 12) * 60 + clock.minute]
    if part is not None and part != WHOLE_DAY:
        return min(both, key=lambda at: max(part[0] - at, at - part[1], 0))
    if clock.hour in _MORNING_HOURS:
        return both[0]
    if clock.hour in _AFTERNOON_HOURS:
        return both[1]
    raise Unclear("bare_hour", h=f"{clock.hour}:{clock.minute:02}" if clock.minute else clock.hour)


def _range(first: Clock, last: Clock, part: tuple[int, int] | None) -> Within:
    """From one reading to another: a trailing pm covers both ends, "10 until 1" is 10 to 13."""
    if last.half and not first.half and not first.sure:
        end = minutes(last)
        both = [minutes(replace(first, half=half)) for half in ("p", "a")]
        fits = [at for at in both if at < end]
        start = fits[0] if fits else both[0]
    else:
        start = minutes(first, part)
        if last.half or last.sure or last.hour > 12:
            end = minutes(last)
        else:
            hour = last.hour % 12
            both = [hour * 60 + last.minute, (hour + 12) * 60 + last.minute]
            later = [at for at in both if at > start]
            end = later[0] if later else both[0]
    said_late = last.half or last.sure or last.hour > 12
    if end <= start or end - start > LONGEST_RANGE or (end > LATEST and not said_late):
        raise Unclear("end_first")
    return Within(start, end)


def joined(a: Hours, b: Hours) -> Hours | None:
    """Two sayings about the same hours as one ("Friday morning, from 10 on"), or None."""
    if a.op == "part" and b.op == "part":
        assert a.part is not None and b.part is not None
        start, end = max(a.part[0], b.part[0]), min(a.part[1], b.part[1])
        return replace(a, part=(start, end), zones=a.zones + b.zones) if start < end else None
    if a.op == "part" or b.op == "part":
        part, clock = (a, b) if a.op == "part" else (b, a)
        if clock.part is None:
            return replace(clock, part=part.part, zones=a.zones + b.zones)
        return None
    ops = {a.op: a, b.op: b}
    if set(ops) == {"after", "until"}:
        return Hours("range", ops["after"].first, ops["until"].first, zones=a.zones + b.zones)
    return None
