"""What was said of the times that had been offered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from fifteen.method.times._day import Day
from fifteen.method.times._hours import Hours, minutes, within
from fifteen.method.times._scan import Item
from fifteen.method.times._zones import host_zone, zone
from fifteen.method.times.words import Asked, Span, Unclear

_EARLIER, _LATER = -10, -11  # values of the list `nth`
_MIDDLE = -2
_TWO = ("both", "beide")
_DAYS_OF = {"month", "month2", "month3", "weekday", "weekday2", "weekday3", "weekdays"}
_PAIR = 2  # "die ersten beiden"


def referred(item: Item, asked: Asked) -> list[Span]:
    """The offered times that a reference names; raises Unclear where there are too few."""
    offered = list(asked.offered)
    if item.kind == "all":
        if item.text.startswith(_TWO) and len(offered) > _PAIR:
            raise Unclear("which")
        return offered
    if item.kind == "none":
        return []
    if item.kind == "that":
        if len(offered) > 1:
            raise Unclear("which")
        return offered
    if "side" in item.data:
        count = item.data["count"] if isinstance(item.data["count"], int) else _PAIR
        return offered[:count] if item.data["side"] == "first" else offered[-count:]
    if letter := item.data.get("letter", item.data.get("letter2")):
        return [_nth(offered, "abcdef".index(str(letter)) + 1)]
    if _DAYS_OF & {*item.data}:
        return _of_its_days(item, asked)
    nth = int(next((item.data[n] for n in ("nth", "nth2", "nth3", "num") if n in item.data), 0))
    if nth in (_EARLIER, _LATER):
        return [sorted(offered)[0 if nth == _EARLIER else -1]]
    if nth == -1:
        return offered[-1:]
    if nth == _MIDDLE:
        if len(offered) % 2 == 0:
            raise Unclear("which")
        return [offered[len(offered) // 2]]
    numbers = [nth, *(int(item.data[name]) for name in ("num2", "num3") if name in item.data)]
    found = [_nth(offered, number) for number in numbers]
    if item.data.get("loose") and _may_be_hours(numbers, asked, found):
        raise Unclear("two_fit")
    return found


def _of_its_days(item: Item, asked: Asked) -> list[Span]:
    """ "The January one", "both Tuesday slots": those offered in that month, on that weekday."""
    there = zone(host_zone(asked))
    named = [
        ("month", "month2", "month3"),
        ("weekday", "weekday2", "weekday3", "weekdays"),
    ]
    wanted = [next((item.data[n] for n in names if n in item.data), None) for names in named]
    found = [
        span
        for span in asked.offered
        for day in [span.start.astimezone(there).date()]
        if day.month == wanted[0] or day.weekday() == wanted[1]
    ]
    if not found:
        raise Unclear("which")
    return found if "many" in item.data else [the_one(found)]


def is_rest(item: Item) -> bool:
    """Whether a reference is to what was not named: "the other two", "die anderen"."""
    return item.kind == "all" and item.text.startswith(_REST)


_REST = (
    *("the other", "the rest", "the remaining", "die anderen", "der andere", "die übrigen"),
    *("die beiden a", "die zwei a", "die drei a", "die beiden ü", "die beiden r"),
)


def is_both(item: Item) -> bool:
    """Whether a reference is to two times: "both", "either"."""
    return item.kind == "all" and item.text.startswith((*_TWO, "either", "die beiden"))


def is_relative(item: Item) -> bool:
    """Whether a reference is one among several: "the later one", "the last"."""
    return item.kind == "nth" and item.data.get("nth") in (_EARLIER, _LATER, -1)


def _nth(offered: Sequence[Span], number: int) -> Span:
    if not 1 <= number <= len(offered):
        raise Unclear("beyond", n=len(offered))
    return offered[number - 1]


def _may_be_hours(numbers: Sequence[int], asked: Asked, found: Sequence[Span]) -> bool:
    """ "3" may be the third, or the one at three o'clock."""
    there = zone(host_zone(asked))
    at = {span: span.start.astimezone(there).hour % 12 for span in asked.offered}
    others = {hour for span, hour in at.items() if span not in found}
    return all(number % 12 in others for number in numbers)


def on_the_day(asked: Asked, found: Sequence[date], day: Day, name: str) -> list[Span]:
    """The offered times on the days meant; a bare weekday means any offer on that weekday."""
    there = zone(name)
    bare = day.kind == "weekday" and day.week is None and not set(day.data) & {"mod", "plus"}
    wanted = int(day.data.get("weekday", -1)) if bare else -1
    on = [(span, span.start.astimezone(there).date()) for span in asked.offered]
    same = [span for span, local in on if local.weekday() == wanted]
    if len(same) > 1 and "mod" not in day.data:
        return same  # "the Thursday one", where two Thursdays had been offered
    exactly = [span for span, local in on if local in found]
    return exactly or same


def by_number(asked: Asked, day: Day, fits: Sequence[Span]) -> list[Span]:
    """ "The 3rd" may be the third that was offered, or that day: asked back where both are."""
    number = int(day.data.get("d", 0))
    alone = day.kind == "date" and not {"month", "m", "y"} & set(day.data) and day.weekday is None
    if not alone or not 1 <= number <= len(asked.offered):
        return list(fits)
    if fits and asked.offered[number - 1] not in fits:
        raise Unclear("two_fit")
    return list(fits) or [asked.offered[number - 1]]


def at_the_hours(spans: Sequence[Span], hours: Hours, zones: Sequence[str]) -> list[Span]:
    """Those offered times that begin within these hours, in the first zone where any does."""
    for name in zones:
        there = zone(name)
        found = [span for span in spans if _begins_within(span.start.astimezone(there), hours)]
        if found:
            return found
    return []


def _begins_within(local: datetime, hours: Hours) -> bool:
    at = local.hour * 60 + local.minute
    if hours.op == "at" and hours.first is not None and not (hours.first.half or hours.first.sure):
        # A bare hour: either half of the day may be meant where it had been offered.
        return at % 720 == (hours.first.hour % 12) * 60 + hours.first.minute
    if hours.op == "at" and hours.first is not None:
        return at == minutes(hours.first)
    span = within(hours)
    return span.start <= at < span.end


def the_one(spans: Sequence[Span]) -> Span:
    """The only one of them; raises Unclear where two fit equally."""
    if len(set(spans)) > 1:
        raise Unclear("two_fit")
    return spans[0]


def length(asked: Asked) -> timedelta:
    """How long a talk takes."""
    return timedelta(minutes=asked.minutes)
