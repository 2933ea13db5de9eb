"""Segments: what is said together with one verdict, while it is being put together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from fifteen.method.times._day import Day
from fifteen.method.times._hours import Hours
from fifteen.method.times._nodes import Node
from fifteen.method.times._scan import Item

_REFERS = ("nth", "all", "none", "that")


@dataclass(slots=True)
class Segment:
    """Days, hours and references said with one verdict."""

    nodes: list[Node] = field(default_factory=list)
    negative: bool = False
    preferred: bool = False
    reserve: bool = False
    mends: bool = False  # "no wait": takes the place of what was said before
    unsure: bool = False
    tentative: bool = False  # not decided yet: "I'll have to check"
    alternative: bool = False  # begins with "or"
    good: bool = False  # said to suit, in so many words
    doubtful: bool = False  # something is said of it that nobody taught: "Monday is a wash"
    excepts: bool = False  # "anything but Tuesday": all else suits
    exception: bool = False  # "except for Thursday I'm free": what follows suits
    fresh: bool = False  # begins a sentence
    plain: bool = False  # a bare "not": "not Thursday, Friday at 2"
    compared: bool = False  # what something else is better than: "rather Tuesday than Wednesday"
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


def _is_one_of(node: Node) -> bool:
    return isinstance(node, Item) and node.kind == "nth"


_SAYS = re.compile(
    r"(?:'s|is|are|'re|looks?|gets?|ist|sind|wird)"
    r" (?!(?:(?:usually|always|normally|often|meist|immer) )?(?:my(?! (?!quiet|free|office|easy"
    r"|light|slow|best|calm|home|open|desk|only|fav)[a-z]+ (?:day|morning|afternoon|evening"
    r"|night)\b)|the (?:\w+ )?(?:only|one|best|gap|break|lull|slot|window|moment|time|soonest"
    r"|last|first)|(?:our|a) (?:\w+ )?(?:break|lull|gap|breather|pause|slot|window)|when|what"
    r"|(?:a |my |our )?(?:normal )?(?:working|work|office|business) ?day"
    r"|(?:ein )?(?:arbeits|werk|büro)tag"
    r"|where|yours|mine|slot|definite|certain|safe|quiet|calm|grand|super|mein|d(?:er|ie|as)"
    r" (?:\w+ )?(?:einzige|letzte|erste|ruhig|beste|frei|bessere)|wenn|ruhig|sicher)\w*)"
    r"[a-zäöüß]"
)
"""A verdict in words that are not known."""
_ALL = ("any", "every", "all", "each")
_SO = ("so", "also", "then", "dann", "so how about", "so maybe", "so say")


class Building:
    """The segments so far, and the one that is open."""

    def __init__(self) -> None:
        self.done: list[Segment] = []
        self.open = Segment(fresh=True)
        self.asks = False  # whether the sentence that is being closed is a question
        self.sentence = 0  # how many segments were done before this sentence

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
        said = [n for n in self.open.nodes if getattr(n, "kind", "") not in ("at", "around")]
        last = said[-1] if said else None
        comma = isinstance(last, Item) and last.kind == "comma" and last.text != "("
        comma = comma or (isinstance(last, Day) and last.kind == "week")
        return comma and self.open.negative and self.open.told and bool(self.done)

    def turns(self, node: Node, after: Node | None) -> bool:
        """ "Not Thursday, Friday at 2" and "in meetings until 3, so 3:15?": the rest suits."""
        if self.open.doubtful and isinstance(node, Hours) and node.gap in _SO:
            self.open.negative, self.open.doubtful = True, False
            return True  # "Thursday at 12 is lunch, so 11 or 2"
        if self.open.compared and self.open.told and isinstance(node, Hours):
            last = self.open.nodes[-1]  # "rather Tuesday than Wednesday, at 10"
            return isinstance(last, Item) and last.kind == "comma"
        if not (self.open.negative and self.open.told):
            return False
        if self.open.exception and len(node.gap.split()) > 1 and isinstance(node, Day | Hours):
            return True  # "bis auf Donnerstag bin ich die ganze Woche nach 15 Uhr frei"
        if isinstance(node, Hours):
            return node.gap in _SO
        said = self.open.nodes
        hours = any(isinstance(one, Hours) for one in said)
        comma = isinstance(said[-1], Item) and said[-1].kind == "comma"
        goes_on = isinstance(node, Day) and isinstance(after, Hours)
        return self.open.plain and comma and goes_on and not hours

    def close(self) -> None:
        # "No, wait, that is the dentist. Wednesday": the correction goes on behind the stop.
        mends = self.open.mends and not self.open.told
        rest = [n for n in self.open.nodes if not (isinstance(n, Item) and n.kind == "all")]
        if self.open.negative and len(rest) < len(self.open.nodes) and any(map(tells, rest)):
            self.open.nodes = rest
            self.open.excepts = True  # "except for Thursday all of them suit"
        if self.open.told:
            if self._goes_on_refusing():
                self.open.negative = True
            self.done.append(self.open)
        elif self.open.tentative:
            for one in self.done[self.sentence :]:  # "Tuesday's possible, I'll have to check"
                one.unsure = any(isinstance(node, Day | Hours) for node in one.nodes)
        self.open = Segment(mends=mends)

    def _goes_on_refusing(self) -> bool:
        """ "It can't be Monday. Or Tuesday.": a day without a verdict of its own."""
        open_, last = self.open, self.done[-1] if self.done else Segment()
        days = not any(isinstance(node, Hours) for node in open_.nodes)
        verdict = open_.good or open_.preferred or open_.reserve or open_.mends
        begins = open_.alternative and open_.fresh and not self.asks
        return begins and days and last.negative and not (last.excepts or verdict)

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
        """Of a negative segment only the last day suits ("not Monday, Tuesday is fine"), or the
        last of the offers ("not the first, the second is fine")."""
        nodes = self.open.nodes
        named = [n for n, one in enumerate(nodes) if isinstance(one, Day) or _is_one_of(one)]
        last = max(named, default=0)
        before, behind = nodes[:last], nodes[last:]
        if any(tells(n) for n in before):
            self.done.append(Segment(before, negative=True))
            self.open = Segment(behind)
