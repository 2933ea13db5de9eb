"""What was not understood although it may matter: then it is asked back instead of guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fifteen.method.times._days import Day
from fifteen.method.times._hours import Hours
from fifteen.method.times._lexicon import Lexicon
from fifteen.method.times._nodes import Node
from fifteen.method.times._scan import Item
from fifteen.method.times._walk import SMALL
from fifteen.method.times.words import Unclear

_OPENERS = ("after", "until", "between", "from")
_FEW = 3  # items: an answer about nothing but a time
_NEAR = 4  # words before a time that are looked at
_WORDS = re.compile(r"[^\W\d_][\w']*")


def check(nodes: Sequence[Node], words: Lexicon) -> None:
    """Raise Unclear where a word about time, or a number beside a day, was left unread."""
    told = [node for node in nodes if not (isinstance(node, Item) and node.kind == "end")]
    if len(told) == 1 and isinstance(told[0], Item) and told[0].kind == "bare":
        raise Unclear("hour_alone")  # "3?" and nothing else
    if not any(isinstance(node, Day | Hours) for node in nodes) and len(nodes) > _FEW:
        return
    for place, node in enumerate(nodes):
        after = nodes[place + 1] if place + 1 < len(nodes) else None
        before = nodes[place - 1] if place else None
        if isinstance(node, Item) and _is_left(node, before, after):
            raise Unclear("odd")
        near = _WORDS.findall(node.gap)
        if isinstance(node, Day | Hours) and len(near) <= _NEAR and words.doubts & {*near}:
            raise Unclear("odd")


def _is_left(node: Item, before: Node | None, after: Node | None) -> bool:
    if node.kind in ("odd", "same"):
        return True
    beside = isinstance(after, Day | Hours) and after.gap in SMALL
    if node.kind in _OPENERS:
        return beside
    number = node.kind == "bare" and node.text.isdigit()
    return number and (beside or (isinstance(before, Day | Hours) and node.gap in SMALL))
