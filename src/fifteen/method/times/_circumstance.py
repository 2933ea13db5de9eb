"""Days that are named in passing: "this week I am in Geneva. Monday at 10?"."""

from __future__ import annotations

from fifteen.method.times._building import Segment
from fifteen.method.times._day import Day
from fifteen.method.times._days import is_whole_week
from fifteen.method.times._hours import Hours
from fifteen.method.times._nodes import Node

_FOCUS = frozenset({"nur", "noch", "only", "just", "auch", "also", "please", "bitte"})
_WORDY = 4  # so many leave hours that stand by themselves to another day
CIRCUMSTANCE_WORDS = 2  # so many words around a day tell of something else


def is_circumstance(segment: Segment, segments: list[Segment]) -> bool:
    """A day or a week without hours in a sentence about something else, beside one that proposes.

    "This week I am in Geneva. Monday at 10?" and "our concert was on Saturday".
    """
    apart = segment.words >= _WORDY and any(_is_of_hours(one) for one in segments)
    others = any(one is not segment and _proposes(one, apart) for one in segments)
    if segment.doubtful:
        return others and not is_week_alone(segment)
    if segment.good or segment.negative or segment.preferred or segment.reserve or segment.mends:
        return False
    clock = any(is_clock(node) for node in segment.nodes)
    days = [node for node in segment.nodes if isinstance(node, Day)]
    least = CIRCUMSTANCE_WORDS + all(is_whole_week(day) for day in days)
    focus = sum(word in _FOCUS for node in segment.nodes for word in node.gap.split())
    if clock or segment.words - focus < least:
        return False
    return others


def is_clock(node: Node) -> bool:
    """Whether it is an hour of the clock, not a part of a day."""
    return isinstance(node, Hours) and node.op != "part"


def is_week_alone(segment: Segment) -> bool:
    """Whether nothing but whole weeks is told of."""
    told = [node for node in segment.nodes if isinstance(node, Day | Hours)]
    return all(isinstance(node, Day) and is_whole_week(node) for node in told)


def _is_of_hours(segment: Segment) -> bool:
    told = [node for node in segment.nodes if isinstance(node, Day | Hours)]
    return segment.fresh and bool(told) and all(isinstance(node, Hours) for node in told)


def _proposes(segment: Segment, apart: bool) -> bool:
    """Whether days are proposed; `apart` is whether hours stand in a sentence of their own."""
    hours = any(isinstance(node, Hours) for node in segment.nodes)
    days = any(isinstance(node, Day) for node in segment.nodes)
    return (
        not segment.negative
        and not segment.unsure
        and days
        and (hours or segment.good or (apart and segment.words <= 1))
    )
