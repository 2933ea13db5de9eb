"""What was not understood although it may matter: then it is asked back instead of guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from fifteen.method.times._day import Day
from fifteen.method.times._hours import Hours
from fifteen.method.times._lexicon import Lexicon
from fifteen.method.times._nodes import Node
from fifteen.method.times._scan import Item
from fifteen.method.times._walk import SMALL
from fifteen.method.times.words import Unclear

_OPENERS = ("after", "until", "between", "from")
_FEW = 3  # items: an answer about nothing but a time
_NEAR = 4  # words before a time that are looked at
_VERDICTS = ("good", "bad", "prefer", "preferred")
_EDGES = ("after", "before", "until", "till", "between", "nach", "vor", "bis", "zwischen")
_NO_EDGES = ("all", "i ", "we ", "you ", "that", "the holiday", "christmas", "dem urlaub", "den f")
_AHEAD = ("in ", "half an", "eine halbe")
_LIMITS = ("earliest", "latest", "frühestens", "spätestens")
_WORDS = re.compile(r"[^\W\d_][\w']*")


def check(nodes: Sequence[Node], words: Lexicon, is_theirs: Callable[[Item], bool]) -> None:
    """Raise Unclear where a word about time, or a number beside a day, was left unread.

    `is_theirs` tells whether a zone that is named is the one the host's words are meant in anyway.
    """
    told = [node for node in nodes if not (isinstance(node, Item) and node.kind == "end")]
    if len(told) == 1 and isinstance(told[0], Item) and told[0].kind == "bare":
        raise Unclear("hour_alone")  # "3?" and nothing else
    if not any(isinstance(node, Day | Hours) for node in nodes):
        _check_hour_alone(told)
        if len(nodes) > _FEW and not any(isinstance(n, Item) and n.kind == "odd" for n in nodes):
            return
    _check_limits(nodes, words, is_theirs)
    _check_clocks(nodes)
    _check_numbers(nodes, words)
    for place, node in enumerate(nodes):
        after = nodes[place + 1] if place + 1 < len(nodes) else None
        before = nodes[place - 1] if place else None
        if isinstance(node, Item) and _is_left(node, before, after):
            raise Unclear("odd")
        near = _WORDS.findall(node.gap)
        beside = isinstance(node, Day | Hours) or isinstance(before, Day | Hours)
        if beside and len(near) <= _NEAR and words.doubts & {*near}:
            raise Unclear("odd")


_SETTLES = ("mend", "no", "bad", "good")
_JOINS = ("or", "reserve", "prefer", "preferred", "zone")


def _check_clocks(nodes: Sequence[Node]) -> None:
    """ "Friday at 9:30? I have a 10 o'clock.": two hours of one day that nothing joins."""
    last: Hours | None = None
    apart = joined = False
    for before, node in pairwise([None, *nodes]):
        if isinstance(node, Hours) and node.op == "at":
            far = apart or len(node.gap.split()) > 1
            if last is not None and far and not joined:
                raise Unclear("odd")
            last, apart, joined = node, False, False
        elif isinstance(node, Day):
            last = last if isinstance(before, Hours) else None
        elif isinstance(node, Item) and node.kind in _SETTLES:
            last = None
        elif isinstance(node, Item) and node.kind in _JOINS:
            joined = True
        elif isinstance(node, Item) and node.kind == "end":
            apart = True


def _check_numbers(nodes: Sequence[Node], words: Lexicon) -> None:
    """ "Wednesday. Make it 4 instead?": a number nothing read, among words that ask for one."""
    clause: list[Node] = []
    for node in [*nodes, Item("end", "")]:
        clause.append(node)
        if not (isinstance(node, Item) and node.kind in ("end", "comma", "stop")):
            continue
        number = any(isinstance(n, Item) and n.kind == "bare" and n.text.isdigit() for n in clause)
        said = {word for one in clause for word in _WORDS.findall(one.gap)}
        if number and said <= words.asks:
            raise Unclear("odd")
        clause = []


def _check_limits(nodes: Sequence[Node], words: Lexicon, is_theirs: Callable[[Item], bool]) -> None:
    """ "Monday after the school run", "Tuesday, early": a limit, but no clock tells which."""
    sentence: list[Node] = []
    for node in [*nodes, Item("end", "")]:
        sentence.append(node)
        if not (isinstance(node, Item) and node.kind == "end"):
            continue
        if _is_zone_alone(sentence, is_theirs) and any(isinstance(one, Hours) for one in nodes):
            raise Unclear("zone")  # "I'm on Pacific time this week. 10am Friday."
        clock = any(isinstance(one, Hours) and _is_narrow(one) for one in sentence)
        if any(isinstance(one, Day) for one in sentence) and not clock:
            for one, after in pairwise(sentence):
                edge = isinstance(one, Item) and one.text in _EDGES and bool(after.gap)
                if edge and not after.gap.startswith(_NO_EDGES):
                    raise Unclear("odd")
            hours = any(isinstance(one, Hours) for one in sentence)
            if any(isinstance(one, Item) and one.kind == "vague" for one in sentence):
                raise Unclear("odd")  # "after my 9 o'clock"
            once = any(isinstance(one, Item) and one.kind == "once" for one in sentence)
            if once and not hours:
                raise Unclear("odd")  # "Friday once I'm off the floor"
            if not hours and any(words.vague & {*_WORDS.findall(one.gap)} for one in sentence):
                raise Unclear("odd")
        sentence = []


def _is_narrow(hours: Hours) -> bool:
    """An hour of the clock, or a part so short that a limit tells nothing new: "first thing"."""
    return hours.part is None or hours.part[1] - hours.part[0] <= _SHORT


_SHORT = 60  # minutes


def _is_zone_alone(sentence: Sequence[Node], is_theirs: Callable[[Item], bool]) -> bool:
    hours = any(isinstance(one, Hours) for one in sentence)
    zones = [one for one in sentence if isinstance(one, Item) and one.kind == "zone"]
    return not hours and any("whose" not in one.data and not is_theirs(one) for one in zones)


def _check_hour_alone(told: Sequence[Node]) -> None:
    """ "How about 7?" and "in an hour?" name no day."""
    for before, node in pairwise([None, *told]):
        if not isinstance(node, Item):
            continue
        asked = isinstance(before, Item) and before.kind in ("good", "at", "around", "prefer")
        if node.kind == "bare" and node.text.isdigit() and asked and node.gap in SMALL:
            raise Unclear("hour_alone")
        if (
            node.kind == "fromnow"
            and len(told) <= _FEW
            and (node.text.startswith(_AHEAD) or len(told) == 1)
        ):
            raise Unclear("nothing")


def _is_left(node: Item, before: Node | None, after: Node | None) -> bool:
    if node.kind in ("odd", "same"):
        return True
    if node.kind == "orso" and isinstance(before, Day):
        return True  # "Thursday or so"
    if node.text == "um" and isinstance(before, Day) and not isinstance(after, Hours):
        return True  # "Dienstag um Dingsbums"
    beside = isinstance(after, Day | Hours) and after.gap in SMALL
    if node.kind in _OPENERS:
        limit = node.text.endswith(_LIMITS) and isinstance(before, Day | Hours)
        return beside or limit
    number = node.kind == "bare" and node.text.isdigit()
    if number and isinstance(after, Item) and after.kind in _VERDICTS and after.gap == "":
        return True  # "so 10 would be perfect"
    return number and (beside or (isinstance(before, Day | Hours) and node.gap in SMALL))
