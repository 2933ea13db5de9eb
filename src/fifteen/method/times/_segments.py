"""Nodes -> segments: what is said together, and whether it suits, is ruled out or preferred."""

from __future__ import annotations

import re

from fifteen.method.times._building import Building, Segment
from fifteen.method.times._day import Day
from fifteen.method.times._hours import Hours
from fifteen.method.times._nodes import Node
from fifteen.method.times._scan import Item
from fifteen.method.times.words import Unclear

_CLOSES = ("end", "comma", "stop", "or")


def segments(nodes: list[Node]) -> list[Segment]:
    """The segments of a text in their order; those that say nothing are left out."""
    building = Building()
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
            building.asks = node.text == "?"
            building.close()
            if node.kind == "end":
                building.sentence = len(building.done)
                building.open.fresh = True
        else:
            ends = isinstance(node, Hours) and building.ends_an_exception
            if ends or building.turns(node, _hours_of(nodes[place + 1 :])):
                building.close()
            building.weigh(node)
            building.add(node)
    building.close()
    return building.done


def _hours_of(behind: list[Node]) -> Node | None:
    """The first hours said behind a day, before another day or a verdict stands there."""
    for node in behind:
        if isinstance(node, Hours):
            return node
        if isinstance(node, Day) or node.kind not in ("comma", "at", "around"):
            return None
    return None


def _no(building: Building, item: Item, after: Node | None) -> None:
    at_its_end = after is None or (isinstance(after, Item) and after.kind in ("comma", "end"))
    if item.text in _INTERJECTIONS and isinstance(after, Item) and after.kind == "mend":
        return  # "Tuesday at two, no sorry, Wednesday"
    if item.text == "no" and building.open.told and at_its_end and _is_none_of(after):
        return  # "Saturday from eleven, no plans"
    if item.text in _INTERJECTIONS and at_its_end:
        comma = isinstance(after, Item) and after.kind == "comma"
        if building.open.told and comma:
            building.begin(mends=True)  # "Tuesday, no, Wednesday"
        elif building.open.told:
            _bad(building, item, after)
    elif building.open.told and at_its_end and _is_of_a_thing(item, after):
        return  # "Wednesday at three, ring the yard not the mobile"
    elif building.open.told and at_its_end:
        _bad(building, item, after)  # "Friday I am away"
    else:
        told = f"{item.gap} {item.text}".strip()
        excepts = bool(_EXCEPT.match(item.text) or _EXCEPT.match(told))
        exception = item.text.startswith(_EXCEPTIONS)
        plain = item.text in _PLAIN or "plain" in item.data
        building.begin(negative=True, excepts=excepts, plain=plain, exception=exception)


def _is_of_a_thing(item: Item, after: Node | None) -> bool:
    """Whether something is denied that no rule knows, after words that speak of it."""
    unread = after is not None and bool(after.gap) and after.gap.split()[0] not in _NO_CHANCE
    return item.text in _OF_A_THING and bool(item.gap) and unread


_OF_A_THING = ("not the", "not my", "not a", "not on the", "nicht die", "nicht das", "nicht den")


def _is_none_of(after: Node | None) -> bool:
    said = after.gap.split() if after is not None else []
    return bool(said) and said[0] not in _NO_CHANCE


_NO_CHANCE = (
    "chance",
    "use",
    "good",
    "option",
    "possibility",
    "goer",
    "hope",
    "way",
    "luck",
    "dice",
    "go",
    "joy",
    "can",
    "sorry",
    "thanks",
    "thank",
    "i",
)


_EXCEPT = re.compile(
    r"(?:any\w*|all|every\w*|the lot)(?: ?\w+){0,6} (?:but|except|bar)"
    r"|all(?:es?|en)(?: \w+){0,5} (?:au[sß]+er|bis auf)"
    r"|jede[rns]?(?:zeit)?(?: \w+){0,4} (?:au|bis auf)"
)
_EXCEPTIONS = ("except", "apart", "aside", "other than", "außer", "ausser", "bis auf")
_PLAIN = (
    *("not", "not the", "not on", "just not", "please not"),
    *("nicht", "nicht am", "nicht den", "bloß nicht", "nur nicht", "lieber nicht", "bitte nicht"),
)
_INTERJECTIONS = ("no", "nein", "nee")


def _bad(building: Building, item: Item, after: Node | None) -> None:
    if "flips" in item.data and not building.open.told:
        for one in building.done[building.sentence :]:
            one.negative, one.good = True, False  # "I'd love Friday, but I can't"
        return
    if item.gap.startswith(_IF):
        return  # "number 2, or number 3 if that's gone"
    if not building.open.told:
        building.open.negative = True
        return
    if item.gap.startswith(_OTHER_SUBJECTS) or _tells_where(building.open.nodes, item):
        return  # "Sunday 2 to 4, the pumps are off"
    far = len(item.gap.split()) >= _FAR and " " not in item.text
    if far and not item.gap.startswith(_SELF):
        return  # "Monday at 9, I'll have the last trays out"
    building.open.excepts = building.open.nodes[0].gap.startswith(_ONLY)
    building.split()
    building.open.negative = True
    building.close()


def _tells_where(nodes: list[Node], item: Item) -> bool:
    """ "Come Tuesday around 2, I'll be in the back": where somebody is found at that hour."""
    last, comma = [None, None, *nodes][-2:]
    behind = isinstance(comma, Item) and comma.kind == "comma" and isinstance(last, Hours)
    return behind and item.text.startswith(_WHERE) and not _AT_WORK.search(item.text)


_AT_WORK = re.compile(
    r"court|surg|theat|class|clinic|meeting|lectur|session|flight|hearing|call|leave|shift|holiday"
)
_WHERE = ("i'll be in", "i'll be at", "i'll be out", "i'll be on the", "you'll find me")
_IF = ("if ", "falls ", "wenn ")
_FAR = 3  # words between a time and what is said of something else
_SELF = (
    *(
        "bin ich ",
        "bin i ",
        "sind wir ",
        "kann ich ",
        "können wir ",
        "geht es ",
        "ist es ",
        "wird es ",
    ),
    *("passt es ", "schaffe ich ", "i'm ", "i am ", "we're ", "we are ", "it's ", "habe ich "),
)
"""What begins a clause about oneself: "am Freitag bin ich wegen der Sitzung verhindert"."""
_ONLY = ("only", "just", "nur", "lediglich")
_OTHER_SUBJECTS = ("the ", "my ", "our ", "their ", "mein", "unser", "die ", "der ")


_CAN = ("", "can", "could", "i can", "i could", "but can", "but could")
_PROPOSES = ("how about", "what about", "could", "can ", "shall we", "let's", "try", "wie w")


def _good(building: Building, item: Item, after: Node | None) -> None:
    if not building.open.told:
        if building.open.negative and item.text.startswith(_PROPOSES):
            building.open = Segment()  # "I'm travelling that week, how about the 8th?"
        building.open.good = True
        return
    building.open.good = True
    if isinstance(after, Hours) and isinstance(building.open.nodes[-1], Day):
        if building.open.negative and not building.open.exception:
            building.split_before_last_day()  # "not Monday, Tuesday is fine after 3"
        return  # "Tuesday would be good at 11, Wednesday at 12"
    last = building.open.nodes[-1]
    comma = isinstance(last, Item) and last.kind == "comma" and item.gap in _CAN
    if building.open.negative and comma and isinstance(after, Day) and not after.gap:
        building.begin(good=True)  # "can't do the 24th or 25th, can do the 27th"
        return
    if building.open.negative and building.open.exception:
        building.begin(good=True)  # "except for Thursday I'm free all week"
        return
    if building.open.negative:
        building.split_before_last_day()
    building.close()


def _prefer(building: Building, item: Item, after: Node | None) -> None:
    at_its_end = after is None or (isinstance(after, Item) and after.kind in _CLOSES)
    if building.open.told and at_its_end:
        _preferred(building, item, after)
    else:
        building.begin(preferred=True)


def _preferred(building: Building, item: Item, after: Node | None) -> None:
    if not building.open.told:
        building.open.preferred = True
        return
    building.split()
    building.open.preferred = True
    building.open.negative = False
    building.close()


_AS_WELL = ("auch", "also", "too")


def _is_of_the_last(building: Building, after: Node | None) -> bool:
    """Whether a word behind a verdict is about the same time: "would do at a pinch, Friday ..."."""
    ends = after is None or (isinstance(after, Item) and after.kind == "end")
    comma = isinstance(after, Item) and after.kind == "comma"
    return bool(building.done) and (ends or (comma and len(building.done) > building.sentence))


def _reserve(building: Building, item: Item, after: Node | None) -> None:
    behind = [n.kind for n in building.open.nodes if isinstance(n, Item)][-2:]
    if (
        building.open.told
        and (behind == ["or", "comma"] or behind[-1:] == ["or"])
        and isinstance(after, Item)
    ):
        building.begin(reserve=True)  # "Tuesday's slot or, failing that, the January one"
        return
    at_its_end = after is None or (isinstance(after, Item) and after.kind in _CLOSES)
    goes_on = isinstance(after, Item) and after.text in _AS_WELL
    if building.open.told and at_its_end and not goes_on and item.gap == "":
        building.split()
        building.open.reserve = True
        building.close()
    elif _is_of_the_last(building, after) and not item.gap and not building.open.nodes:
        building.done[-1].reserve = True  # "the Tuesday would do at a pinch"
    else:
        building.begin(reserve=True)


def _mend(building: Building, item: Item, after: Node | None) -> None:
    said_before = building.open.told or bool(building.done)
    building.begin(mends=said_before)


def _unsure(building: Building, item: Item, after: Node | None) -> None:
    last = building.open.nodes[-1] if building.open.nodes else None
    if (
        isinstance(last, Day)
        and not item.gap
        and item.text.startswith(("after that", "before th", "danach"))
    ):
        raise Unclear("odd")  # "Monday after that", without a word when that is
    building.begin(unsure=True, tentative="tentative" in item.data)
    building.open.compared = item.text in _THAN


_THAN = ("than", "rather than", "instead of", "als", "statt", "anstatt")


def _likewise(building: Building, item: Item, after: Node | None) -> None:
    """ "Friday's out. So is Monday.": the verdict said last is said again."""
    last = building.open if building.open.told else next(iter(building.done[::-1]), Segment())
    building.begin(negative=last.negative, good=last.good)


_VERDICTS = {
    "likewise": _likewise,
    "no": _no,
    "bad": _bad,
    "good": _good,
    "prefer": _prefer,
    "preferred": _preferred,
    "reserve": _reserve,
    "mend": _mend,
    "unsure": _unsure,
}
