"""Segments -> what suits and what is ruled out, each as days with hours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from fifteen.method.times._building import Segment
from fifteen.method.times._circumstance import is_circumstance, is_clock, is_week_alone
from fifteen.method.times._day import Day
from fifteen.method.times._hours import WHOLE_DAY, Hours
from fifteen.method.times._mentions import (
    Mention,
    ZoneOf,
    is_bare_weekday,
    mentions,
    put_in,
    weekend_days,
)
from fifteen.method.times._nodes import Node
from fifteen.method.times._offers import is_both, is_relative
from fifteen.method.times._refers import references
from fifteen.method.times._said import (
    LIMITS,
    Meaning,
    Said,
    bad_stretch,
    is_clocked,
    is_open,
    is_said_again,
    is_taken_back,
    is_vague,
    is_weekend,
    lies_in,
    named_before,
    narrowed,
    partly_out,
    this_week_is_out,
    without_month,
)
from fifteen.method.times._scan import Item
from fifteen.method.times.words import Unclear


def meaning(segments: Iterable[Segment], zone_of: ZoneOf, offered: bool) -> Meaning:
    """What the segments say together: the last correction holds, a preference narrows."""
    told = Meaning()
    dropped = False  # an hour of the clock that nobody can place
    all_of_them = list(segments)
    if not offered:
        _in_order(all_of_them)
    for segment in all_of_them:
        if is_circumstance(segment, all_of_them):
            continue
        if segment.doubtful and not is_week_alone(segment):
            raise Unclear("odd")
        if segment.unsure:
            told.unsure = True
            dropped = dropped or any(is_clock(node) for node in segment.nodes)
        elif segment.negative or segment.doubtful:
            _rule_out(told, segment, zone_of, offered)
            told.excepts = told.excepts or segment.excepts
        else:
            _take_up(told, segment, zone_of, offered)
    if dropped and told.suits and not offered and not any(map(is_clocked, told.suits)):
        raise Unclear("odd")  # "I teach on Tuesdays, after that I could, say 1:15"
    if told.excepts and not told.suits and not offered:
        raise Unclear("open_days")  # "any time but Monday"
    if offered and told.excepts and not told.suits:
        told.suits.append(Said(offers=[Item("all", "")]))
    for said in told.suits:
        said.days = without_month(said.days)
    for out in told.not_these:
        parts = all(one.op in ("part", "range") and one.part != WHOLE_DAY for one in out.hours)
        if out.hours and parts and not out.days and not out.offers:
            # "I can't do mornings. Monday?"
            out.days = [day for said in told.suits for day in said.days]
    if any(is_clocked(said) for said in told.suits):
        # "Not until the 14th. Monday the 14th at 9?"
        told.suits = [said for said in told.suits if not is_open(said)]
        told.not_these = [said for said in told.not_these if not is_open(said)]
    if any(is_clocked(said) for said in told.suits):
        # "I work Saturdays, so Saturday at noon"
        told.not_these = [out for out in told.not_these if not is_taken_back(out, told)]
    if any(is_clocked(said) and weekend_days(said.days) for said in told.suits):
        # "Saturday at 10? I know it's the weekend."
        told.suits = [said for said in told.suits if said.hours or not is_weekend(said)]
    finer = [said for said in told.suits if said.offers or not is_vague(said)]
    told.suits = finer or told.suits
    if any(said.preferred for said in told.suits):
        told.suits = _liked(told.suits)
    return told


def _liked(suits: list[Said]) -> list[Said]:
    """ "Friday is safer. Friday, 10.": what is said again with its hours is no other time."""
    liked = [one for one in suits if one.preferred and one.days and not one.hours]
    return [
        said
        for said in suits
        if said.preferred or said.reserve or any(is_said_again(one, said) for one in liked)
    ]


def _in_order(segments: list[Segment]) -> None:
    """ "Monday or Tuesday", said on a Tuesday: is the second the day of writing?"""
    before = False
    for segment in segments:
        for place, node in enumerate(segment.nodes):
            if not isinstance(node, Day) or node.kind != "weekday":
                continue
            if before and "mod" not in node.data:
                segment.nodes[place] = replace(node, data={**node.data, "mod": "listed"})
            before = True


def _rule_out(told: Meaning, segment: Segment, zone_of: ZoneOf, offered: bool) -> None:
    refers = references(segment, offered)
    if refers:
        told.not_these.append(Said(offers=refers))
    for mention in mentions(segment, zone_of):
        _same_week(told, mention.days)
        # Without a day it is about the days said before, or about all of them.
        days = mention.days or (told.suits[-1].days if told.suits else [])
        told.not_these.append(Said(list(days), mention.hours))


def _same_week(told: Meaning, excepted: list[Day]) -> None:
    """ "Any day but Friday next week": the week is about both."""
    weeks = [day.week for day in excepted if day.week is not None]
    if weeks and told.suits:
        last = told.suits[-1]
        week = weeks[-1]
        last.days = [
            week if day.kind == "week" and not day.data.get("week") else put_in(day, week)
            for day in last.days
        ]


def _take_up(told: Meaning, segment: Segment, zone_of: ZoneOf, offered: bool) -> None:
    refers = references(segment, offered)
    if _is_among(refers, segment, told, offered):
        return
    if _is_both_again(refers, segment, told):
        return
    replaced = told.suits.pop() if segment.mends and told.suits else None
    if replaced is not None and replaced.preferred:
        segment.preferred = True  # "Tue or Thu. Thu is better, so let's make it Thu, 1:30"
    if any(item.kind == "none" for item in refers):
        told.not_these.append(Said(offers=refers))
    elif refers:
        said = Said(offers=refers, preferred=segment.preferred, reserve=segment.reserve)
        told.suits.append(said)
    for mention in mentions(segment, zone_of):
        if replaced is not None:
            mention.days = mention.days or replaced.days
            mention.hours = mention.hours or replaced.hours
        if _is_of_each(mention, told):
            mention.days = []  # "Tuesday and Wednesday are open, each day between 10 and 12"
        if mention.days:
            if not offered and mention.hours and any(_is_all(node) for node in segment.nodes):
                for said in told.suits:  # "Monday, failing that Tuesday, both at 3"
                    said.hours = said.hours or mention.hours
            _add(told, mention, segment)
        elif told.suits and (segment.fresh or any(_is_all(node) for node in segment.nodes)):
            bare = [said for said in told.suits if said.days and not said.hours]
            for said in bare:
                said.hours = mention.hours  # "both at 4", "Mornings, please."
            if not bare:
                _refine(told, mention.hours, segment)
        elif told.suits and told.suits[-1].days:
            _refine(told, mention.hours, segment)
        elif days := partly_out(told):
            told.suits.append(Said(days, mention.hours, [], segment.preferred, segment.reserve))
        else:
            told.pending.extend(mention.hours)


def _is_of_each(mention: Mention, told: Meaning) -> bool:
    each = bool(mention.days) and all("each" in day.data for day in mention.days)
    return each and bool(mention.hours) and bool(told.suits) and bool(told.suits[-1].days)


def _is_among(refers: list[Item], segment: Segment, told: Meaning, offered: bool) -> bool:
    """ "Tuesday, the later of the two", "Tuesday, both": taken up as those on that day."""
    days = [node for node in segment.nodes if isinstance(node, Day)]
    items = [node for node in segment.nodes if isinstance(node, Item)]
    hours = any(isinstance(node, Hours) for node in segment.nodes)
    both = [item for item in items if is_both(item)] if offered and days and not hours else []
    meant = both or [item for item in refers if is_relative(item)]
    if any(item.kind == "or" for item in items) or len(meant) != 1 or len(refers) > 1:
        return False
    last = told.suits[-1] if told.suits else Said()
    if not days and not (segment.alternative or segment.reserve or segment.mends or last.hours):
        days = list(last.days)  # "Tuesday, but the later one"
        told.suits = told.suits[:-1] if days else told.suits
    if len(days) != 1:
        return False
    said = Said([], [], meant, segment.preferred, segment.reserve, days)
    told.suits.append(said)
    return True


def _is_both_again(refers: list[Item], segment: Segment, told: Meaning) -> bool:
    """ "The Tuesday ones suit both": what was named is only summed up."""
    joins = segment.fresh or segment.alternative or segment.negative
    before = bool(told.suits) and bool(told.suits[-1].offers)
    return before and not joins and bool(refers) and all(one.kind == "all" for one in refers)


def _is_all(node: Node) -> bool:
    return isinstance(node, Item) and node.kind in ("all", "each")


def _add(told: Meaning, mention: Mention, segment: Segment) -> None:
    hours = mention.hours
    last = told.suits[-1] if told.suits else None
    preferred = segment.preferred
    if preferred and not hours and (said := named_before(told, mention.days)):
        mention.days, hours = said.days, said.hours  # "Monday or Friday from 2, ideally Friday"
    if last is not None and not segment.alternative and lies_in(last, mention.days):
        # "Next week is good. Tuesday or Wednesday?": the days lie in that week.
        told.week = last.days[-1].week or last.days[-1]
        mention.days = [put_in(day, told.week) for day in mention.days]
        hours = hours or last.hours
        preferred = preferred or last.preferred
        told.suits.pop()
    elif told.week is not None:
        mention.days = _in_week_before(told, mention.days)
    if last is not None and not segment.alternative:
        hours = _said_again(last, mention, hours)
    if (bad := bad_stretch(told)) is not None:
        # "Early next week is bad, but Thursday would do" is the Thursday of that week.
        mention.days = [put_in(day, bad) for day in mention.days]
    if this_week_is_out(told):
        # "Not this week. Tuesday?" is Tuesday of the next one.
        mention.days = [put_in(day, _NEXT_WEEK) for day in mention.days]
    if told.pending and (not hours or all(one.limit for one in told.pending)):
        # "Not before 1, otherwise any time on Wednesday"
        hours = narrowed(hours, told.pending) or hours or told.pending
    told.pending = []
    told.suits.append(Said(mention.days, hours, [], preferred, segment.reserve))


def _in_week_before(told: Meaning, days: list[Day]) -> list[Day]:
    """ "Next week is good: Tuesday at 9 or Thursday at 10": both are of that week, until another
    week, a date or "this Thursday" is named."""
    if told.week is not None and all(is_bare_weekday(day) for day in days):
        return [put_in(day, told.week) for day in days]
    told.week = None
    return days


def _said_again(last: Said, mention: Mention, hours: list[Hours]) -> list[Hours]:
    """ "Wednesday or Thursday next week, but Thursday only before noon": one day said again."""
    names = [day.data.get("weekday") for day in mention.days]
    same = [one for one in last.days if one.kind == "weekday" and one.data.get("weekday") in names]
    if len(mention.days) == 1 and same and hours and len(last.days) > 1 and not last.hours:
        last.days = [one for one in last.days if one not in same]
        mention.days = same
    return hours


_NEXT_WEEK = Day("week", {"week": 1})


def _refine(told: Meaning, hours: list[Hours], segment: Segment) -> None:
    """Hours said after the days: they narrow what was said, or stand beside it."""
    last = told.suits[-1]
    if not last.hours:
        last.hours = hours
        return
    inside = [] if segment.alternative else narrowed(last.hours, hours)
    if inside:
        last.hours = inside
    elif {one.op for one in last.hours} == {one.op for one in hours} <= {*LIMITS}:
        raise Unclear("odd")  # "by 8:30 on Thursday, we can talk until 9"
    else:
        told.suits.append(
            Said(last.days[-1:], hours, [], segment.preferred or last.preferred, segment.reserve)
        )
