"""Items -> nodes: clock readings with their "after" and "to" become hours, days become days.

What is neither (a "no", a "works", an "or", an end of a sentence) stays an item.
"""

from __future__ import annotations

from dataclasses import replace

from fifteen.method.times._day import Day
from fifteen.method.times._hours import WHOLE_DAY, Clock, Hours, clock_of, part_of
from fifteen.method.times._named_days import day, day_range, is_day, one_day
from fifteen.method.times._scan import Item
from fifteen.method.times._walk import CLOCKS, DAYS, OPENERS, SMALL, Walk

Node = Item | Day | Hours


def nodes(items: list[Item]) -> list[Node]:
    """The nodes of a text in their order."""
    walk = Walk(items)
    found: list[Node] = []
    while (item := walk.peek()) is not None:
        node = (
            _same_hours(walk, found)
            or _thence(walk, found)
            or _hours(walk, found)
            or day_range(walk)
            or day(walk)
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
    if opener in OPENERS and walk.is_clock(1):
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
    if is_day(walk, 0):
        return [one_day(walk), replace(said[-1], gap="")]
    return [replace(said[-1], gap="")]


def _thence(walk: Walk, before: list[Node]) -> Hours | None:
    """ "In a meeting until 2, free after that": from the end that was said last."""
    item = walk.peek()
    if item is None or "thence" not in item.data:
        return None
    if not any(isinstance(node, Item) and node.kind in ("no", "bad") for node in before):
        return None
    clocks = [node for node in before if isinstance(node, Hours) and node.op != "part"]
    last = clocks[-1] if clocks else None
    end = {"until": "first", "range": "last"}.get(last.op, "") if last is not None else ""
    if not end:
        return None
    walk.take()
    return Hours("after", getattr(last, end), zones=last.zones if last else ())


def _opened(walk: Walk, said: Item) -> Hours:
    first = _clock(walk)
    joins = ("to", "until", "or", "from") if said.kind == "between" else ("to", "until")
    opens = said.kind in ("between", "from", "after", "at") and walk.kind() in joins
    if opens and walk.is_clock(1):
        walk.take()
        return Hours("range", first, _clock(walk))
    if said.kind == "from" or said.kind == "after":
        if walk.kind() == "on":
            walk.take()
        return Hours("after", first, limit=_is_limit(said))
    if said.kind == "until":
        return Hours("until", first, limit=_is_limit(said))
    if said.kind == "around":
        return Hours("around", first, loose=True)
    return _from_read(walk, first)


def _is_limit(said: Item) -> bool:
    return " " in said.text


def _from_clock(walk: Walk) -> Hours:
    item = walk.peek()
    first = _clock(walk)
    ranged = walk.kind() in ("to", "until") and walk.is_clock(1)
    if item is not None and item.data.get("ish") and not ranged:
        return Hours("around", first)
    return _from_read(walk, first)


def _from_read(walk: Walk, first: Clock) -> Hours:
    """What follows a reading: a second one, "onwards", or nothing."""
    if walk.kind() in ("to", "until") and walk.close() and walk.is_clock(1):
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
    if item is None or item.gap not in ("", "at the") or walk.is_clock(1):
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


def _reads_as_clock(walk: Walk, before: list[Node]) -> bool:
    """A bare number is an hour only where its neighbours say so."""
    if walk.kind() == "clock":
        return True
    item = walk.peek()
    assert item is not None
    hour = item.data.get("h", item.data.get("hh", 99))
    year = item.data.get("four") and (not before or item.text[:2] == "20")
    if hour > 23 or (year and not (is_day(walk, 1) and item.text[:2] != "20")):
        return False
    ranged = walk.kind(1) in ("to", "until") and walk.is_clock(2) and walk.close(1)
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
    if _is_alone(walk, before):
        return True  # "Let's talk Friday. Does 2 work?"
    following = walk.peek(1)
    if following is not None and following.kind in DAYS and _is_on(following):
        return True  # "would 1600 on Monday suit?"
    if isinstance(last, Hours):
        return item.gap in SMALL and not item.data.get("four")
    if item.gap in _LEADS and any(isinstance(node, Day) for node in before):
        return walk.kind(1) in ("", "end", "or")  # "... on Friday, so 11?"
    if isinstance(last, Item) and last.kind == "comma" and _counts(walk):
        return False
    return _is_said_of(walk, item, before)


def _counts(walk: Walk) -> bool:
    """ "Tuesday at 9, three witnesses": a number of something."""
    behind = walk.peek(1)
    word = behind.gap.split()[0] if behind is not None and behind.gap else ""
    return len(word) > _SHORT_WORD and word not in _GO_ON


_SHORT_WORD = 4  # letters: shorter ones go on with a time
_GO_ON = ("would", "could", "might", "whichever", "either", "please", "whatever", "würde", "könnte")


def _is_said_of(walk: Walk, item: Item, before: list[Node]) -> bool:
    """Whether what stands around a bare number says that it is an hour: "10 works", "make it 3"."""
    last = before[-1] if before else None
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
    if begins and item.gap == "" and is_day(walk, comma):
        return True  # "7 on Friday"
    if isinstance(last, Item) and last.kind == "good" and _lists_hours(walk):
        return item.gap in (*SMALL, "do", "make", "manage")
    if item.gap.endswith((" do", "make it")) and walk.kind(1) in ("", "end", "comma"):
        return True
    kinds: tuple[str, ...] = ("end", "or")
    if _any_clock(before):
        kinds = ("end", "or", "comma", "stop")
    if isinstance(last, Item) and last.kind == "stop" and any(isinstance(n, Day) for n in before):
        kinds = ("stop",)  # "Friday, but ten would be better"
    begins = last is None or (isinstance(last, Item) and last.kind in kinds)
    return begins and item.gap == "" and walk.kind(1) in _VERDICTS and walk.close(1)


def _is_alone(walk: Walk, before: list[Node]) -> bool:
    """Whether a number is all that a sentence says, behind one that named a day."""
    item = walk.peek()
    last = before[-1] if before else None
    begins = isinstance(last, Item) and last.kind in ("end", "good", "mend")
    days = any(isinstance(node, Day) for node in before) or _any_clock(before)
    small = item is not None and item.gap in _ASKS and not item.data.get("four")
    ends = walk.kind(1) in ("", "end", "or") or (walk.kind(1) == "good" and walk.close(1))
    return begins and days and small and ends


_ASKS = ("", "does", "would", "is", "maybe", "so", "then", "dann", "um", "passt", "geht", "wäre")


def _is_on(day: Item) -> bool:
    return day.gap == "on" or (day.gap == "" and day.text.startswith("am "))


def _any_clock(before: list[Node]) -> bool:
    return any(isinstance(node, Hours) and node.op != "part" for node in before)


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
