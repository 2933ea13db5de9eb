"""Segments -> mentions: which hours belong to which days, and which days to which week."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from fifteen.method.times._building import Segment
from fifteen.method.times._day import Day
from fifteen.method.times._days import is_any_of_its_kind, is_whole_week
from fifteen.method.times._hours import Hours, joined
from fifteen.method.times._nodes import Node
from fifteen.method.times._scan import Item
from fifteen.method.times._walk import SMALL
from fifteen.method.times.words import Unclear

_DATED = ("date", "slashed")
_IN_A_WEEK = ("weekday", "weekend", "anyday", "range", "open")


@dataclass(slots=True)
class Mention:
    """Days with the hours said for them; either may be empty."""

    days: list[Day] = field(default_factory=list)
    hours: list[Hours] = field(default_factory=list)
    apart: bool = False  # an "or" stands before its first day

    @property
    def week_alone(self) -> bool:
        """Whether it names whole weeks and nothing finer."""
        return bool(self.days) and all(is_whole_week(day) for day in self.days)


ZoneOf = Callable[[Item], str]


def mentions(segment: Segment, zone_of: ZoneOf) -> list[Mention]:
    """The mentions of a segment in their order, zones and weeks settled inside it."""
    nodes = _with_zones(segment.nodes, zone_of)
    found: list[Mention] = []
    nodes = _without_context(nodes)
    hours_first = isinstance(next((n for n in nodes if isinstance(n, Day | Hours)), None), Hours)
    apart = False
    for place, node in enumerate(nodes):
        if isinstance(node, Day):
            if node.kind == "anyday" and any(mention.days for mention in found):
                continue  # "January 19 to 21, 9 to 11 each day"
            _put_day(found, node, apart, hours_first)
            apart = False
        elif isinstance(node, Hours):
            before = nodes[place - 1] if place else None
            if not hours_first and _belongs_behind(nodes, place):
                found.append(Mention([], [node], apart))  # "Thursday at noon, EOD Friday"
                apart = False
                continue
            if isinstance(before, Item) and before.kind == "comma":
                _limit_all(found, node)
            _put_hours(found, node, apart, hours_first)
            apart = False
        elif node.kind == "or":
            apart = True
    if hours_first:
        _give_last_hours_a_day(found)
    return _in_weeks(found)


def _without_context(nodes: list[Node]) -> list[Node]:
    """ "If an evening call is fine: Monday or Tuesday, 8pm": the evening is said once more."""
    told = [n for n, node in enumerate(nodes) if isinstance(node, Day | Hours)]
    if len(told) <= _CONTEXT:
        return nodes
    first, second = nodes[told[0]], nodes[told[1]]
    later = [nodes[n] for n in told[2:]]
    clock = any(isinstance(node, Hours) and node.op != "part" for node in later)
    between = nodes[told[0] + 1 : told[1]]
    apart = isinstance(second, Day) and (bool(second.gap not in SMALL) or bool(between))
    joined_by_or = any(isinstance(node, Item) and node.kind == "or" for node in between)
    if isinstance(first, Hours) and first.op == "part" and clock and apart and not joined_by_or:
        return [*nodes[: told[0]], *nodes[told[0] + 1 :]]
    return nodes


_CONTEXT = 2  # days and hours: with more, the first hours may only lead to the others


def _belongs_behind(nodes: list[Node], place: int) -> bool:
    """Whether hours stand before the day they are said of, in a list that began with a day."""
    before, after = nodes[place - 1], nodes[place + 1 : place + 3]
    listed = isinstance(before, Item) and before.kind in ("comma", "or")
    day = after[0] if after else None
    alone = len(after) < 2 or not isinstance(after[1], Hours)
    close = isinstance(day, Day) and day.gap in SMALL and day.kind not in ("anyday", "week")
    said = any(isinstance(node, Hours) for node in nodes[:place])
    return listed and close and alone and said


def _put_day(found: list[Mention], day: Day, apart: bool, hours_first: bool) -> None:
    # Day first: hours close a mention. Hours first: they wait for their days.
    if found and not hours_first and found[-1].hours and not found[-1].days:
        found[-1].days.append(day)
        return
    if not found or (not hours_first and found[-1].hours):
        found.append(Mention([day], [], apart))
        return
    last = found[-1]
    if not hours_first and any(one.kind == day.kind and one.data == day.data for one in last.days):
        # "Thursday or Friday, Friday only until 11"
        last.days = [one for one in last.days if one.kind != day.kind or one.data != day.data]
        found.append(Mention([day], [], apart))
        return
    if not apart and last.days and _merged(last.days, day):
        return
    last.days.append(replace(day, apart=apart))


def _merged(days: list[Day], day: Day) -> bool:
    """ "In December, the 3rd" is one day."""
    before = days[-1]
    if day.kind == "month" and is_any_of_its_kind(before) and day.gap in SMALL:
        days[-1] = replace(before, data={**before.data, "month": day.data.get("month")})
        return True
    month = before.data.get("month") if before.kind == "month" else None
    if month is None or day.kind != "date" or "month" in day.data or "m" in day.data:
        return False
    days[-1] = replace(day, data={**day.data, "month": month})
    return True


def _put_hours(found: list[Mention], hours: Hours, apart: bool, hours_first: bool) -> None:
    last = found[-1] if found else None
    if last is not None and last.hours and last.hours[-1].loose and apart and hours.op == "at":
        hours = replace(hours, op="around", loose=True)  # "around 2 or 3"
    if hours.limit and last is not None and any(one.op == "at" for one in last.hours):
        return  # "at 10, not before 9" says nothing new
    if last is not None and last.hours and apart and last.hours[-1].op == "after":
        if hours.op == "after" and last.hours[-1].limit:
            hours = replace(hours, op="until")  # "not before 10 or after 4"
        apart = hours.op != "until"  # "after 10 and before 3" is one stretch
    if last is not None and last.hours and hours.op == "part" and len(last.hours[-1].zones) > 1:
        return  # "10 CDT, which is 4 in the afternoon over there": of the second hour
    if last is not None and last.hours and not apart:
        again = hours_first and bool(last.days)
        ops = (last.hours[-1].op, hours.op)
        limits = hours.limit and last.hours[-1].limit and {*ops} == {"after", "until"}
        settles = ops == ("at", "part") or limits  # "7:30 Monday morning"
        whole = None if again and not settles else joined(last.hours[-1], hours)
        whole = whole or _same_moment(last.hours[-1], hours)
        if whole is not None:
            last.hours[-1] = whole
            return
    if last is None or (hours_first and last.days):
        found.append(Mention([], [hours], apart))
    else:
        last.hours.append(hours)


def _limit_all(found: list[Mention], limit: Hours) -> None:
    """ "Tuesday afternoon or Thursday afternoon, after 3": the limit is about all of them."""
    parts = {one.part for mention in found for one in mention.hours if one.op == "part"}
    if limit.op in ("after", "until") and len(found) > 1 and len(parts) == 1:
        for mention in found[:-1]:
            mention.hours = [joined(one, limit) or one for one in mention.hours]


def _same_moment(a: Hours, b: Hours) -> Hours | None:
    """One moment named in two zones: kept as a pair, judged once the day is known."""
    if a.op == b.op == "at" and a.zones[:1] != b.zones[:1]:
        # Where one of them names no zone, it is the one the words are meant in anyway.
        return replace(a, last=b.first, zones=(*(a.zones[:1] or ("",)), *(b.zones[:1] or ("",))))
    return None


def _give_last_hours_a_day(found: list[Mention]) -> None:
    """ "After 3 on Tuesday or Wednesday morning": the last hours belong to the day before them."""
    if len(found) > 1 and not found[-1].days and found[-2].days:
        before = found[-2]
        ops = [{one.op for one in mention.hours} for mention in (before, found[-1])]
        if len(before.days) == 1 and ops[0] == ops[1] <= {"after", "until"}:
            raise Unclear("odd")  # "by 8:30 on Thursday we can talk until 9"
        day = before.days.pop() if len(before.days) > 1 else before.days[0]
        found[-1].days.append(day)


def _with_zones(nodes: list[Node], zone_of: ZoneOf) -> list[Node]:
    """Zones go to the hours before them that have none yet; without any, to all that follow."""
    settled: list[Node] = []
    floating = ""
    for place, node in enumerate(nodes):
        if not (isinstance(node, Item) and node.kind == "zone"):
            if isinstance(node, Hours) and floating:
                settled.append(replace(node, zones=(floating,)))
            else:
                settled.append(node)
            continue
        zone = zone_of(node)
        open_hours = _named_by_zone(settled)
        for at in open_hours:
            one = settled[at]
            assert isinstance(one, Hours)
            settled[at] = replace(one, zones=(zone,))
        following = nodes[place + 1] if place + 1 < len(nodes) else None
        if not open_hours and (isinstance(following, Hours) or not _any_hours(settled)):
            floating = zone
    return settled


def _any_hours(settled: list[Node]) -> bool:
    return any(isinstance(one, Hours) for one in settled)


def _named_by_zone(settled: list[Node]) -> list[int]:
    """The places of the hours that a zone behind them is about: "10 or 11 ET" is both."""
    places = [n for n, one in enumerate(settled) if isinstance(one, Hours) and not one.zones]
    if len(places) < 2:
        return places
    clock, part = (settled[place] for place in places[-2:])
    close = places[-2] + 1 == places[-1]
    if close and getattr(clock, "op", "") == "at" and getattr(part, "op", "") == "part":
        return places  # "4 in the afternoon, your time"
    between = settled[places[-2] : places[-1]]
    joined_by_or = any(isinstance(one, Item) and one.kind == "or" for one in between)
    other_day = any(isinstance(one, Day) for one in between)
    return places if joined_by_or or other_day else places[-1:]


def _in_weeks(found: list[Mention]) -> list[Mention]:
    """Weekdays take the week that was said beside them, before or behind."""
    carried: Day | None = None
    kept: list[Mention] = []
    for mention in found:
        if mention.week_alone and not mention.hours and not mention.apart and kept:
            last_week = mention.days[-1]
            if any(_takes_week(day) for one in kept for day in one.days):
                for one in kept:
                    one.days = [put_in(day, last_week) for day in one.days]
                continue
        mention.days, carried = _days_in_weeks(mention.days, carried)
        kept.append(mention)
    return kept


def _takes_week(day: Day) -> bool:
    return day.kind in _IN_A_WEEK and day.week is None and not day.data.get("plus")


def is_bare_weekday(day: Day) -> bool:
    """Whether it is a weekday of which no word tells the week."""
    return day.kind == "weekday" and _takes_week(day) and day.data.get("mod") in (None, "listed")


def put_in(day: Day, week: Day) -> Day:
    """The day in that week, if it has none of its own."""
    if not _takes_week(day):
        return day
    return replace(day, week=week, ends=tuple(put_in(one, week) for one in day.ends))


def _days_in_weeks(days: list[Day], carried: Day | None) -> tuple[list[Day], Day | None]:
    found: list[Day] = []
    waiting: Day | None = None  # a week that nothing has taken yet
    for day in days:
        if found and found[-1].kind == "weekend" and _is_in_weekend(day):
            found[-1] = put_in(day, replace(found[-1], kind="week"))
            continue
        if is_whole_week(day):
            if waiting is not None:
                found.append(waiting)
            if found and not day.apart and _takes_week(found[-1]):
                found = [put_in(one, day) for one in found]
                carried, waiting = day, None
            else:
                waiting = day
            continue
        if waiting is not None and _takes_week(day) and not day.apart:
            carried, waiting = waiting, None
        elif waiting is not None:
            if day.kind not in _DATED or day.apart:  # "the week after, Monday 9/6"
                found.append(waiting)
            waiting = None
        found.append(put_in(day, carried) if carried else day)
    if waiting is not None:
        found.append(waiting)
    return found, carried


def _is_in_weekend(day: Day) -> bool:
    return day.kind == "weekday" and not day.apart and day.data.get("weekday") in (5, 6)


def weekend_days(days: Iterable[Day]) -> bool:
    """Whether all of the days are Saturdays or Sundays."""
    return all(day.kind == "weekday" and day.data.get("weekday") in (5, 6) for day in days)


def weekday_like(days: Iterable[Day]) -> bool:
    """Whether any of the days could lie in a week that was said before."""
    return any(_takes_week(day) for day in days)
