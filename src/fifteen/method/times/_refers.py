"""What a segment refers to: offered times, and zones."""

from __future__ import annotations

from collections.abc import Iterable

from fifteen.method.times._building import Segment, tells
from fifteen.method.times._day import Day
from fifteen.method.times._hours import Hours
from fifteen.method.times._nodes import Node
from fifteen.method.times._scan import Item


def references(segment: Segment, offered: bool) -> list[Item]:
    """What a segment says of the offered times: "the first", "either", "that works"."""
    found: list[Item] = []
    if not offered:
        return found
    told = [node for node in segment.nodes if tells(node)]
    alone = not any(isinstance(node, Day | Hours) for node in told)
    for node in told:
        if isinstance(node, Item) and (node.kind == "nth" or alone):
            found.append(node)
    nth = [item for item in found if item.kind == "nth"]
    return nth or [item for item in found if item.kind != "that"] or found[:1]


def zones_of(nodes: Iterable[Node]) -> list[Item]:
    """The zones named among nodes."""
    return [node for node in nodes if isinstance(node, Item) and node.kind == "zone"]
