"""Nodes -> segments: what is said together, and whether it suits, is ruled out or preferred."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from fifteen.method.times._days import Day
from fifteen.method.times._hours import Hours
from fifteen.method.times._nodes import Node
from fifteen.method.times._scan import Item
from fifteen.method.times.words import Unclear

_REFERS = ("nth", "all", "none", "that")
_CLOSES = ("end", "comma", "stop", "or")


@dataclass(slots=True)
class Segment:
    """Days, hours and references said with one verdict."""

    nodes: list[Node] = field(default_factory=list)
    negative: bool = False
    preferred: bool = False
    reserve: bool = False
    mends: bool = False  # "no wait": takes the place of what was said before
    unsure: bool = False
    alternative: bool = False  # begins with "or"
    good: bool = False  # said to suit, in so many words
    doubtful: bool = False  # something is said of it that nobody taught: "Monday is a wash"
    excepts: bool = False  # "anything but Tuesday": all else suits
    trailing: int = 0  # words at its end that say nothing about times

    @property
    def words(self) -> int:
        """How many words it has that say nothing about times."""
        return self.trailing + sum(len(node.gap.split()) for node in self.nodes)

    @property
    def told(self) -> bool:
        """Whether it says anything about a time."""
        return any(tells(node) for node in self.nodes)


def tells(node: Node) -> bool:
    """Whether a node names a day, an hour, or one of the offered times."""
    return isinstance(node, Day | Hours) or node.kind in _REFERS


def segments(nodes: list[Node]) -> list[Segment]:
    """The segments of a text in their order; those that say nothing are left out."""
    building = _Building()
    for place, node in enumerate(nodes):
        after = nodes[place + 1] if place + 1 < len(nodes) else None
        if isinstance(node, Item) and node.kind in _VERDICTS:
            _VERDICTS[node.kind](building, node, after)
        elif building.excepts_from_all(node, after):
            building.close()
            building.begin(negative=True)
        elif isinstance(node, Item) and node.kind in ("end", "stop"):
            building.open.trailing = len(node.gap.split()) if node.text else 0
            building.weigh(node)
            building.close()
        else:
            if isinstance(node, Hours) and building.ends_an_exception:
                building.close()
            building.weigh(node)
            building.add(node)
    building.close()
    return building.done


_SAYS = re.compile(
    r"(?:'s|is|are|'re|looks?|gets?|ist|sind|wird) (?!(?:my|the only|the one|the best|when|what"
    r"|where|yours|mine|slot|definite|certain|safe|quiet|calm|grand|super|mein|der einzige"
    r"|die einzige|wenn|ruhig|sicher)\w*)[a-zäöüß]"
)
"""A verdict in words that are not known."""


_ALL = ("any", "every", "all", "each")


class _Building:
    """The segments so far, and the one that is open."""

    def __init__(self) -> None:
        self.done: list[Segment] = []
        self.open = Segment()

    def add(self, node: Node) -> None:
        if isinstance(node, Item) and node.kind == "or" and not self.open.told:
            self.open.alternative = True
        self.open.nodes.append(node)

    def weigh(self, node: Node) -> None:
        """Whether the words before this node say something of the day that no rule knows."""
        last = self.open.nodes[-1] if self.open.nodes else None
        told = isinstance(last, Day | Hours) and _SAYS.match(node.gap)
        ends = isinstance(node, Item) and node.kind in ("end", "stop", "comma")
        if told and ends and not (self.open.negative or self.open.good):
            self.open.doubtful = True

    def excepts_from_all(self, node: Node, after: Node | None) -> bool:
        """ "Any afternoon next week but Friday": all but the day that follows."""
        if not isinstance(node, Item) or node.text not in ("but", "nur nicht") or node.gap:
            return False
        if not self.open.told or not isinstance(after, Day):
            return False
        first = self.open.nodes[0].gap.split()
        kinds = {one.kind for one in self.open.nodes if isinstance(one, Day)}
        return "anyday" in kinds or (bool(first) and first[-1] in _ALL and "weekday" not in kinds)

    @property
    def ends_an_exception(self) -> bool:
        """ "Any day but Friday, at 9": the hours behind the comma are about what suits."""
        last = self.open.nodes[-1] if self.open.nodes else None
        comma = isinstance(last, Item) and last.kind == "comma" and last.text != "("
        return comma and self.open.negative and self.open.told and bool(self.done)

    def close(self) -> None:
        # "No, wait, that is the dentist. Wednesday": the correction goes on behind the stop.
        mends = self.open.mends and not self.open.told
        rest = [n for n in self.open.nodes if not (isinstance(n, Item) and n.kind == "all")]
        if self.open.negative and len(rest) < len(self.open.nodes) and any(map(tells, rest)):
            self.open.nodes = rest
            self.open.excepts = True  # "except for Thursday all of them suit"
        if self.open.told:
            self.done.append(self.open)
        self.open = Segment(mends=mends)

    def begin(self, **verdict: bool) -> None:
        """A new segment, unless nothing has been said in the open one."""
        alternative = self.open.alternative and not self.open.told
        if self.open.told:
            self.close()
        self.open.alternative = alternative
        for name, value in verdict.items():
            setattr(self.open, name, value)

    def split(self) -> None:
        """What stands before the last comma of the open segment becomes one of its own."""
        nodes = self.open.nodes
        commas = [
            n for n, node in enumerate(nodes) if isinstance(node, Item) and node.kind == "comma"
        ]
        for comma in reversed(commas):
            before, behind = nodes[:comma], nodes[comma + 1 :]
            if not any(tells(n) for n in behind):
                continue
            if any(isinstance(n, Item) and n.kind == "or" for n in behind):
                return
            if any(tells(n) for n in before):
                self.done.append(Segment(before, self.open.negative, good=self.open.good))
                self.open = Segment(behind, good=self.open.good)
            return

    def split_before_last_day(self) -> None:
        """Of a negative segment only the last day suits ("not Monday, Tuesday is fine")."""
        nodes = self.open.nodes
        last = max((n for n, node in enumerate(nodes) if isinstance(node, Day)), default=0)
        before, behind = nodes[:last], nodes[last:]
        if any(tells(n) for n in before):
            self.done.append(Segment(before, negative=True))
            self.open = Segment(behind)


def _no(building: _Building, item: Item, after: Node | None) -> None:
    at_its_end = after is None or (isinstance(after, Item) and after.kind in ("comma", "end"))
    if item.text in _INTERJECTIONS and at_its_end:
        comma = isinstance(after, Item) and after.kind == "comma"
        if building.open.told and comma:
            building.begin(mends=True)  # "Tuesday, no, Wednesday"
        elif building.open.told:
            _bad(building, item, after)
    elif building.open.told and at_its_end:
        _bad(building, item, after)  # "Friday I am away"
    else:
        told = f"{item.gap} {item.text}".strip()
        excepts = bool(_EXCEPT.match(item.text) or _EXCEPT.match(told))
        building.begin(negative=True, excepts=excepts)


_EXCEPT = re.compile(
    r"(?:any\w*(?: ?\w+)?|all(?: week)?|everything) (?:but|except)|all(?:es?|en) au[sß]+er"
    r"|jeder(?:zeit)? au"
)
_INTERJECTIONS = ("no", "nein", "nee")


def _bad(building: _Building, item: Item, after: Node | None) -> None:
    if item.gap.startswith(_IF):
        return  # "number 2, or number 3 if that's gone"
    if not building.open.told:
        building.open.negative = True
        return
    if item.gap.startswith(_OTHER_SUBJECTS):
        return  # "Sunday 2 to 4, the pumps are off"
    if len(item.gap.split()) >= _FAR and " " not in item.text:
        return  # "Monday at 9, I'll have the last trays out"
    building.open.excepts = building.open.nodes[0].gap.startswith(_ONLY)
    building.split()
    building.open.negative = True
    building.close()


_IF = ("if ", "falls ", "wenn ")
_FAR = 3  # words between a time and what is said of something else
_ONLY = ("only", "just", "nur", "lediglich")
_OTHER_SUBJECTS = ("the ", "my ", "our ", "their ", "mein", "unser", "die ", "der ")


_PROPOSES = ("how about", "what about", "could", "can ", "shall we", "let's", "try", "wie w")


def _good(building: _Building, item: Item, after: Node | None) -> None:
    if not building.open.told:
        if building.open.negative and item.text.startswith(_PROPOSES):
            building.open = Segment()  # "I'm travelling that week, how about the 8th?"
        building.open.good = True
        return
    building.open.good = True
    if isinstance(after, Hours) and isinstance(building.open.nodes[-1], Day):
        return  # "Tuesday would be good at 11, Wednesday at 12"
    if building.open.negative:
        building.split_before_last_day()
    building.close()


def _prefer(building: _Building, item: Item, after: Node | None) -> None:
    at_its_end = after is None or (isinstance(after, Item) and after.kind in _CLOSES)
    if building.open.told and at_its_end:
        _preferred(building, item, after)
    else:
        building.begin(preferred=True)


def _preferred(building: _Building, item: Item, after: Node | None) -> None:
    if not building.open.told:
        building.open.preferred = True
        return
    building.split()
    building.open.preferred = True
    building.open.negative = False
    building.close()


_AS_WELL = ("auch", "also", "too")


def _reserve(building: _Building, item: Item, after: Node | None) -> None:
    at_its_end = after is None or (isinstance(after, Item) and after.kind in _CLOSES)
    goes_on = isinstance(after, Item) and after.text in _AS_WELL
    if building.open.told and at_its_end and not goes_on and item.gap == "":
        building.split()
        building.open.reserve = True
        building.close()
    else:
        building.begin(reserve=True)


def _mend(building: _Building, item: Item, after: Node | None) -> None:
    said_before = building.open.told or bool(building.done)
    building.begin(mends=said_before)


def _unsure(building: _Building, item: Item, after: Node | None) -> None:
    last = building.open.nodes[-1] if building.open.nodes else None
    if (
        isinstance(last, Day)
        and not item.gap
        and item.text.startswith(("after that", "before th", "danach"))
    ):
        raise Unclear("odd")  # "Monday after that", without a word when that is
    building.begin(unsure=True)


_VERDICTS = {
    "no": _no,
    "bad": _bad,
    "good": _good,
    "prefer": _prefer,
    "preferred": _preferred,
    "reserve": _reserve,
    "mend": _mend,
    "unsure": _unsure,
}
