"""Items -> nodes: clock readings with their "after" and "to" become hours, days become days.

What is neither (a "no", a "works", an "or", an end of a sentence) stays an item.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from fifteen.method.times._days import Day
from fifteen.method.times._hours import Clock, Hours, clock_of, part_of
from fifteen.method.times._scan import Item

Node = Item | Day | Hours

_DAYS = ("weekday", "date", "dates", "slashed", "day", "week", "weekend", "anyday", "month")
_CLOCKS = ("clock", "bare")
_OPENERS = ("from", "after", "until", "between", "around", "at")
_SMALL = frozenset({"", "the", "on", "at", "in", "den", "dem", "der", "am", "um", "ab", "of", "my"})


@dataclass(slots=True)
class _Walk:
    """Where the reading of the items stands."""

    items: list[Item]
    at: int = 0

    def peek(self, ahead: int = 0) -> Item | None:
        place = self.at + ahead
        return self.items[place] if place < len(self.items) else None

    def kind(self, ahead: int = 0) -> str:
        item = self.peek(ahead)
        return item.kind if item else ""

    def close(self, ahead: int = 0) -> bool:
        """Whether nothing that matters stands before that item."""
        item = self.peek(ahead)
        return item is not None and item.gap in _SMALL

    def take(self) -> Item:
        item = self.items[self.at]
        self.at += 1
        return item


def nodes(items: list[Item]) -> list[Node]:
    """The nodes of a text in their order."""
    walk = _Walk(items)
    found: list[Node] = []
    while (item := walk.peek()) is not None:
        node = _hours(walk, found) or _day_range(walk) or _day(walk, found)
        if node is None:
            found.append(walk.take())
        elif isinstance(node, list):
            found.extend(node)
        else:
            found.append(replace(node, gap=item.gap))
    return found


def _hours(walk: _Walk, before: list[Node]) -> Hours | None:
    opener = walk.kind()
    if opener in _OPENERS and _is_clock(walk, 1):
        said = walk.take()
        return _opened(walk, said)
    if opener in _CLOCKS and _reads_as_clock(walk, before):
        return _from_clock(walk)
    if opener == "part":
        return Hours("part", part=part_of(walk.take()))
    return None


def _opened(walk: _Walk, said: Item) -> Hours:
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


def _from_clock(walk: _Walk) -> Hours:
    item = walk.peek()
    first = _clock(walk)
    if item is not None and item.data.get("ish"):
        return Hours("around", first)
    return _from_read(walk, first)


def _from_read(walk: _Walk, first: Clock) -> Hours:
    """What follows a reading: a second one, "onwards", or nothing."""
    if walk.kind() in ("to", "until") and walk.close() and _is_clock(walk, 1) and walk.close(1):
        walk.take()
        return Hours("range", first, _clock(walk))
    if walk.kind() == "on" and walk.close():
        walk.take()
        return Hours("after", first)
    if walk.items[walk.at - 1].data.get("ish"):
        return Hours("around", first)
    return Hours("at", first)


def _clock(walk: _Walk) -> Clock:
    return clock_of(walk.take())


def _is_clock(walk: _Walk, ahead: int) -> bool:
    item = walk.peek(ahead)
    return item is not None and item.kind in _CLOCKS and item.gap in _SMALL


def _reads_as_clock(walk: _Walk, before: list[Node]) -> bool:
    """A bare number is an hour only where its neighbours say so."""
    if walk.kind() == "clock":
        return True
    item = walk.peek()
    assert item is not None
    hour = item.data.get("h", item.data.get("hh", 99))
    if hour > 23 or (item.data.get("four") and (not before or item.text[:2] == "20")):
        return False
    ranged = walk.kind(1) in ("to", "until") and _is_clock(walk, 2) and walk.close(1)
    onward = walk.kind(1) == "on" and walk.close(1)
    if ranged or onward:
        return True
    last = before[-1] if before else None
    if item.text in _NOT_ALONE:
        return False
    if isinstance(last, Day):
        return item.gap in _SMALL
    if isinstance(last, Hours):
        return item.gap in _SMALL and not item.data.get("four")
    joins = isinstance(last, Item) and last.kind in ("or", "comma", "mend")
    if joins and any(isinstance(node, Hours | Day) for node in before):
        return item.gap in _SMALL
    if walk.kind(1) in _DAYS and isinstance(last, Item) and last.kind == "good":
        return item.gap in (*_SMALL, "do", "make", "meet at", "talk at", "manage")
    if isinstance(last, Item) and last.kind == "good" and item.gap in _MADE:
        return walk.kind(1) in ("", "end", "comma", "unsure", "or")
    begins = last is None or (isinstance(last, Item) and last.kind in ("end", "comma"))
    if begins and item.gap == "" and _is_day(walk, 1):
        return True  # "7 on Friday"
    if isinstance(last, Item) and last.kind == "good" and _lists_hours(walk):
        return item.gap in (*_SMALL, "do", "make", "manage")
    if item.gap.endswith((" do", "make it")) and walk.kind(1) in ("", "end"):
        return True
    begins = last is None or (isinstance(last, Item) and last.kind in ("end", "or"))
    return begins and item.gap == "" and walk.kind(1) in _VERDICTS and walk.close(1)


def _lists_hours(walk: _Walk) -> bool:
    """ "10, 11 or 2 on Friday": bare numbers that a day follows."""
    ahead = 1
    while walk.kind(ahead) in ("comma", "or", "bare"):
        ahead += 1
    return ahead > 1 and walk.kind(ahead) in _DAYS


_MADE = ("make it", "do it at", "say")  # "could we make it 11"
_NOT_ALONE = ("one", "ein", "eins")  # "the Thursday one" names no hour
_VERDICTS = ("good", "preferred", "bad", "or", "prefer")


def _day_range(walk: _Walk) -> Day | None:
    opener = walk.kind()
    if opener in ("between", "from", "after", "until") and walk.kind(1) in _DAYS and walk.close(1):
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
    if opener in _DAYS and walk.kind(1) in ("to", "until") and walk.close(1) and _is_day(walk, 2):
        first = _one_day(walk)
        walk.take()
        return Day("range", ends=(first, _one_day(walk)))
    return None


def _is_day(walk: _Walk, ahead: int) -> bool:
    return walk.kind(ahead) in _DAYS and walk.close(ahead)


def _one_day(walk: _Walk) -> Day:
    item = walk.take()
    return Day(item.kind, item.data)


def _day(walk: _Walk, before: list[Node]) -> Day | list[Node] | None:
    if walk.kind() not in _DAYS:
        return None
    item = walk.take()
    day = Day(item.kind, item.data)
    if day.data.get("of_date") and walk.kind() in ("date", "slashed"):
        day = Day("week", ends=(_one_day(walk),))
    day = _with_date(walk, day)
    if "part" in day.data:
        return [replace(day, gap=item.gap), Hours("part", part=part_of(item))]
    return day


def _with_date(walk: _Walk, day: Day) -> Day:
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
            return replace(_one_day(walk), weekday=int(day.data.get("weekday", -1)))
    elif day.kind in ("date", "slashed") and _names_its_weekday(walk, item, skip):
        walk.at += skip + 1
        return replace(day, weekday=int(item.data["weekday"]))
    return day


def _is_a_date(walk: _Walk, item: Item) -> bool:
    """ "Tuesday 9 between 9:30 and 11": hours follow, so that the number is the day's."""
    hours = walk.kind(1) == "clock" or (
        walk.kind(1) in _OPENERS and walk.kind(1) != "until" and _is_clock(walk, 2)
    )
    return item.gap == "" and hours and "h" in item.data and not set(item.data) & {"ap", "four"}


def _names_its_weekday(walk: _Walk, item: Item, skip: int) -> bool:
    if item.kind != "weekday" or item.gap not in ("", "a", "ein"):
        return False
    if set(item.data) & {"mod", "plus", "after_next", "weekdays", "part"}:
        return False
    bracketed = walk.items[walk.at].text == "("
    return skip == 0 or bracketed or item.gap != ""
