"""Items -> nodes: clock readings with their "after" and "to" become hours, days become days.

What is neither (a "no", a "works", an "or", an end of a sentence) stays an item.
"""

from __future__ import annotations

from dataclasses import replace

from fifteen.method.times._days import Day
from fifteen.method.times._hours import WHOLE_DAY, Clock, Hours, clock_of, part_of
from fifteen.method.times._scan import Item
from fifteen.method.times._walk import CLOCKS, DAYS, OPENERS, SMALL, Walk

Node = Item | Day | Hours


def nodes(items: list[Item]) -> list[Node]:
    """The nodes of a text in their order."""
    walk = Walk(items)
    found: list[Node] = []
    while (item := walk.peek()) is not None:
        node = (
            _same_hours(walk, found) or _hours(walk, found) or _day_range(walk) or _day(walk, found)
        )
        if node is None:
            found.append(walk.take())
        elif isinstance(node, list):
            found.extend(node)
        else:
            found.append(replace(node, gap=item.gap))
    return _without_any_time(found)


def _without_any_time(found: list[Node]) -> list[Node]:
    """ "Any time Monday" is Monday: a day is whole where no hours are said."""
    kept = []
    for place, node in enumerate(found):
        after = found[place + 1] if place + 1 < len(found) else None
        whole = isinstance(node, Hours) and node.part == WHOLE_DAY
        if not (whole and isinstance(after, Day) and after.gap in SMALL):
            kept.append(node)
    return kept


def _hours(walk: Walk, before: list[Node]) -> Hours | None:
    opener = walk.kind()
    if opener in OPENERS and _is_clock(walk, 1):
        said = walk.take()
        return _opened(walk, said)
    if opener in CLOCKS and _reads_as_clock(walk, before):
        return _from_clock(walk)
    if opener == "part":
        return Hours("part", part=part_of(walk.take()))
    return None


def _same_hours(walk: Walk, before: list[Node]) -> list[Node] | None:
    """ "Friday at 2 or the same time Monday": the hours said last, behind their new day."""
    if walk.kind() != "same":
        return None
    said = [node for node in before if isinstance(node, Hours) and node.op != "part"]
    if not said:
        return None
    walk.take()
    if _is_day(walk, 0):
        return [_one_day(walk), replace(said[-1], gap="")]
    return [replace(said[-1], gap="")]


def _opened(walk: Walk, said: Item) -> Hours:
    first = _clock(walk)
    joins = ("to", "until", "or", "from") if said.kind == "between" else ("to", "until")
    opens = said.kind in ("between", "from", "after", "at") and walk.kind() in joins
    if opens and _is_clock(walk, 1) and walk.close(1):
        walk.take()
        return Hours("range", first, _clock(walk))
    if said.kind == "from" or said.kind == "after":
        if walk.kind() == "on":
            walk.take()
        return Hours("after", first, limit=_is_limit(said))
    if said.kind == "until":
        return Hours("until", first, limit=_is_limit(said))
    if said.kind == "around":
        return Hours("around", first)
    return _from_read(walk, first)


def _is_limit(said: Item) -> bool:
    return " " in said.text


def _from_clock(walk: Walk) -> Hours:
    item = walk.peek()
    first = _clock(walk)
    if item is not None and item.data.get("ish"):
        return Hours("around", first)
    return _from_read(walk, first)


def _from_read(walk: Walk, first: Clock) -> Hours:
    """What follows a reading: a second one, "onwards", or nothing."""
    if walk.kind() in ("to", "until") and walk.close() and _is_clock(walk, 1) and walk.close(1):
        walk.take()
        return Hours("range", first, _clock(walk))
    if walk.kind() == "on" and walk.close():
        walk.take()
        return Hours("after", first)
    if walk.items[walk.at - 1].data.get("ish") or (walk.kind() == "orso" and walk.take()):
        return Hours("around", first)
    return _limited(walk, first) or Hours("at", first)


def _limited(walk: Walk, first: Clock) -> Hours | None:
    """ "At 3 at the earliest", "10 at the latest"."""
    item = walk.peek()
    if item is None or item.gap not in ("", "at the") or _is_clock(walk, 1):
        return None
    for word, op in _TRAILING.items():
        if word in item.text and item.kind in ("from", "until"):
            walk.take()
            return Hours(op, first, limit=True)
    return None


_TRAILING = {
    "or earlier": "until",
    "or before": "until",
    "earliest": "after",
    "latest": "until",
    "frühestens": "after",
    "spätestens": "until",
}


def _clock(walk: Walk) -> Clock:
    return clock_of(walk.take())


def _is_clock(walk: Walk, ahead: int) -> bool:
    item = walk.peek(ahead)
    return item is not None and item.kind in CLOCKS and item.gap in SMALL


def _reads_as_clock(walk: Walk, before: list[Node]) -> bool:
    """A bare number is an hour only where its neighbours say so."""
    if walk.kind() == "clock":
        return True
    item = walk.peek()
    assert item is not None
    hour = item.data.get("h", item.data.get("hh", 99))
    year = item.data.get("four") and (not before or item.text[:2] == "20")
    if hour > 23 or (year and not (_is_day(walk, 1) and item.text[:2] != "20")):
        return False
    ranged = walk.kind(1) in ("to", "until") and _is_clock(walk, 2) and walk.close(1)
    onward = walk.kind(1) == "on" and walk.close(1)
    if ranged or onward or (walk.kind(1) == "zone" and walk.close(1)):
        return True
    last = before[-1] if before else None
    if walk.kind(1) == "part" and walk.close(1) and item.gap in SMALL and hour <= _HALF_DAY:
        return True  # "eight in the morning"
    if item.text in _NOT_ALONE:
        return False
    if isinstance(last, Day):
        return item.gap in SMALL
    if isinstance(last, Hours):
        return item.gap in SMALL and not item.data.get("four")
    if item.gap in _LEADS and any(isinstance(node, Day) for node in before):
        return walk.kind(1) in ("", "end")  # "... on Friday, so 11?"
    joins = isinstance(last, Item) and last.kind in ("or", "comma", "mend")
    if joins and any(isinstance(node, Hours | Day) for node in before):
        return item.gap in SMALL
    if walk.kind(1) in DAYS and isinstance(last, Item) and last.kind == "good":
        return item.gap in (*SMALL, "do", "make", "meet at", "talk at", "manage")
    does = isinstance(last, Item) and last.text == "do" and item.gap == ""
    if isinstance(last, Item) and last.kind == "good" and (does or item.gap in _MADE):
        return walk.kind(1) in ("", "end", "comma", "unsure", "or") and walk.close_or_end(1)
    begins = last is None or (isinstance(last, Item) and last.kind in ("end", "comma"))
    comma = 1 + (walk.kind(1) == "comma")
    if begins and item.gap == "" and _is_day(walk, comma):
        return True  # "7 on Friday"
    if isinstance(last, Item) and last.kind == "good" and _lists_hours(walk):
        return item.gap in (*SMALL, "do", "make", "manage")
    if item.gap.endswith((" do", "make it")) and walk.kind(1) in ("", "end"):
        return True
    begins = last is None or (isinstance(last, Item) and last.kind in ("end", "or"))
    return begins and item.gap == "" and walk.kind(1) in _VERDICTS and walk.close(1)


def _lists_hours(walk: Walk) -> bool:
    """ "10, 11 or 2 on Friday": bare numbers that a day follows."""
    ahead = 1
    while walk.kind(ahead) in ("comma", "or", "bare"):
        ahead += 1
    return ahead > 1 and walk.kind(ahead) in DAYS


_HALF_DAY = 12
_LEADS = ("so", "then", "say", "maybe", "perhaps", "dann", "also", "vielleicht")
_MADE = ("make it", "do it at", "say", "do", "make", "start at", "meet at", "talk at")
"""Words between "could we" and a bare number that is an hour."""
_NOT_ALONE = ("one", "ein", "eins")  # "the Thursday one" names no hour
_VERDICTS = ("good", "preferred", "bad", "or", "prefer")


def _day_range(walk: Walk) -> Day | None:
    opener = walk.kind()
    if opener in ("between", "from", "after", "until") and walk.kind(1) in DAYS and walk.close(1):
        said = walk.take()
        first = _one_day(walk)
        joins = ("to", "until", "or") if opener == "between" else ("to", "until")
        if opener != "until" and walk.kind() in joins and _is_day(walk, 1):
            walk.take()
            return Day("range", ends=(first, _one_day(walk)))
        if opener == "between":
            return first
        if walk.kind() == "on":
            walk.take()
        return Day("open", {"op": opener, "said": said.text}, ends=(first,))
    if opener == "weekday" and walk.kind(1) == "on" and walk.close(1) and _is_onwards(walk):
        first = _one_day(walk)
        walk.take()
        return Day("open", {"op": "from", "said": "from"}, ends=(first,))
    if opener in DAYS:
        begins = walk.at
        first = _one_day(walk)
        if walk.kind() in ("to", "until") and walk.close() and _is_day(walk, 1):
            walk.take()
            return Day("range", ends=(first, _one_day(walk)))
        walk.at = begins
    return None


def _is_onwards(walk: Walk) -> bool:
    item = walk.peek(1)
    return item is not None and item.text.startswith(("onward", "or later", "or thereafter"))


def _is_day(walk: Walk, ahead: int) -> bool:
    return walk.kind(ahead) in DAYS and walk.close(ahead)


def _one_day(walk: Walk) -> Day:
    item = walk.take()
    return _with_date(walk, Day(item.kind, item.data))


def _day(walk: Walk, before: list[Node]) -> Day | list[Node] | None:
    if walk.kind() not in DAYS:
        return None
    item = walk.take()
    day = Day(item.kind, item.data)
    if day.data.get("of_date") and walk.kind() in ("date", "slashed"):
        day = Day(day.kind, ends=(_one_day(walk),))
    day = _with_date(walk, day)
    if "part" in day.data:
        return [replace(day, gap=item.gap), Hours("part", part=part_of(item))]
    return day


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
        walk.kind(1) in OPENERS and walk.kind(1) != "until" and _is_clock(walk, 2)
    )
    return item.gap == "" and hours and "h" in item.data and not set(item.data) & {"ap", "four"}


def _names_its_weekday(walk: Walk, item: Item, skip: int) -> bool:
    if item.kind != "weekday" or item.gap not in ("", "a", "ein"):
        return False
    if set(item.data) & {"mod", "plus", "after_next", "weekdays", "part"}:
        return False
    bracketed = walk.items[walk.at].text == "("
    return skip == 0 or bracketed or item.gap != ""
