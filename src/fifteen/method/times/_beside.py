"""What a day takes from the days said before and behind it: its month, its week.

"14 January at 3 or the 15th at 10" is two days of January; "next week is bad, the week after is
fine" counts from the week that was named; "Monday 8 March or Tuesday" is the day after that Monday.
"""

from __future__ import annotations

from dataclasses import replace

from fifteen.method.times._day import Day
from fifteen.method.times._hours import Hours
from fifteen.method.times._nodes import Node
from fifteen.method.times._scan import Item
from fifteen.method.times.words import Unclear

_MONTH = ("month", "m", "y")
_ONE_DAY = ("weekday", "date", "day")
_DATED = ("date", "slashed")
_STRETCH = ("stretch", "stretch_of")
_LAST = 2  # weeks ahead that "the week after" can be counted from


def beside(nodes: list[Node]) -> list[Node]:
    """The nodes with what the days take from each other; raises Unclear where that is open."""
    forth = _with_months(_said_twice(nodes))
    back = _with_months(forth[::-1], backwards=True)[::-1]
    return _after_dates(_weeks_after(_next_ones(back)))


def _said_twice(nodes: list[Node]) -> list[Node]:
    """Without a day that was named before: "Monday at 5, if today is okay"."""
    found: list[Node] = []
    first = -1  # the place of the day that is named in this sentence, as long as it is the only one
    for place, node in enumerate(nodes):
        after = nodes[place + 1] if place + 1 < len(nodes) else None
        if isinstance(node, Item) and node.kind not in ("comma", "at", "around"):
            first = -1
        elif isinstance(node, Day):
            before = found[first] if first >= 0 else None
            if isinstance(before, Day) and _is_it(before, node, after):
                if before.kind in _DATED:
                    found[first] = replace(before, weekday=int(node.data["weekday"]))
                continue
            first = len(found) if before is None else -1
        found.append(node)
    return found


def _is_it(before: Day, day: Day, after: Node | None) -> bool:
    if before.kind == "weekday" and day.kind == "day":
        good = isinstance(after, Item) and after.kind == "good"
        return good and day.gap in _IF and day.data.get("days") == 0
    dated = before.kind in _DATED and before.weekday is None and isinstance(before, Day)
    bare = day.kind == "weekday" and {*day.data} == {"weekday"} and not isinstance(after, Hours)
    return dated and bare and day.gap.endswith(_ON_THE)


_IF = ("if", "falls", "wenn")
_ON_THE = (" on the", " that is the", " which is the", " the")


def _with_months(nodes: list[Node], *, backwards: bool = False) -> list[Node]:
    found: list[Node] = []
    month: dict[str, object] = {}
    number = 0
    for node in nodes:
        found.append(node)
        if isinstance(node, Day) and node.kind == "date":
            own, said = _month_of(node), _number(node)
            if own:
                month, number = own, said
            elif month and (said < number if backwards else said > number):
                found[-1] = replace(node, data={**node.data, **month})
        elif isinstance(node, Day) and node.ends and not backwards:
            month = _month_of(node.ends[-1])
            number = _number(node.ends[-1])
    return found


def _month_of(day: Day) -> dict[str, object]:
    return {name: day.data[name] for name in _MONTH if name in day.data}


def _number(day: Day) -> int:
    return int(next((day.data[name] for name in ("d", "d3", "ordinal") if name in day.data), 0))


def _weeks_after(nodes: list[Node]) -> list[Node]:
    found: list[Node] = []
    last: Day | None = None
    for node in nodes:
        found.append(_counted_from(last, node) if isinstance(node, Day) else node)
        if isinstance(one := found[-1], Day) and one.kind == "week":
            whole = {name: value for name, value in one.data.items() if name not in _STRETCH}
            last = replace(one, data=whole)
        elif isinstance(one, Day) and one.kind in _DATED:
            last = Day("week", ends=(one,))
    return found


def _counted_from(last: Day | None, day: Day) -> Day:
    """ "That week", "the week after": from the week that was named last."""
    if "that_one" in day.data:
        if last is None:
            raise Unclear("week")
        return replace(last, gap=day.gap)
    if "after_it" in day.data:
        ahead = last.data.get("week", last.data.get("week_offset")) if last else None
        if last is not None and last.ends:
            raise Unclear("week")
        if ahead is None or ahead >= _LAST:
            raise Unclear("week")  # "could you do the week after?"
        return replace(day, data={"week": ahead + 1})
    return day


def _next_ones(nodes: list[Node]) -> list[Node]:
    """ "This Friday is no good but next Friday is", "nicht Freitag, aber am Freitag darauf"."""
    found: list[Node] = []
    said: set[object] = set()
    last: Day | None = None
    for node in nodes:
        found.append(node)
        before, last = last, node if isinstance(node, Day) else last
        if isinstance(node, Day) and "day_after" in node.data:
            if before is None or before.kind not in _ONE_DAY:
                raise Unclear("odd")  # "the day after", after what?
            found[-1] = replace(node, data={"behind": before})
        if not (isinstance(node, Day) and node.kind == "weekday"):
            continue
        wanted, mod = node.data.get("weekday"), node.data.get("mod")
        follows = "follows" in node.data
        if follows and wanted not in said:
            if before is None or before.kind not in _ONE_DAY:
                raise Unclear("odd")  # "the Friday after", after what?
            found[-1] = replace(node, data={**node.data, "behind": before})
            continue
        if wanted in said and (follows or mod == "next"):
            found[-1] = replace(node, data={"weekday": wanted, "plus": 7})
        elif mod in (None, "this") and node.week is None and "plus" not in node.data:
            said.add(wanted)
    return found


def _after_dates(nodes: list[Node]) -> list[Node]:
    """A bare weekday behind a date, joined to it: the first such day after it."""
    found: list[Node] = []
    dated: Day | None = None
    joined = False
    for node in nodes:
        found.append(node)
        if isinstance(node, Day):
            bare = node.kind == "weekday" and node.week is None
            if bare and joined and dated and not {"mod", "plus", "weekdays"} & {*node.data}:
                found[-1] = replace(node, data={**node.data, "behind": dated})
            dated = node if node.kind in _DATED else None
            joined = False
        elif isinstance(node, Item) and node.kind == "or":
            joined = True
        elif isinstance(node, Item) and node.kind not in ("comma", "same"):
            joined, dated = False, None
    return found
