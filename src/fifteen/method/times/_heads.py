"""Sentences that propose beside sentences that tell of something else.

"The crusher takes fruit from 5 until about four. Wednesday 6 pm." proposes one time: a sentence
that begins with a day and its hours, or says in so many words that they suit, is a proposal. What
stands around it, is long and is nothing of the kind is told only.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from fifteen.method.times._day import Day
from fifteen.method.times._hours import Hours
from fifteen.method.times._lexicon import Lexicon
from fifteen.method.times._nodes import Node, nodes
from fifteen.method.times._scan import Item, items, pieces
from fifteen.method.times._walk import SMALL
from fifteen.method.times.words import Unclear

_PROPOSES = ("good", "prefer", "preferred")
_REFUSES = ("no", "bad", "unsure", "odd", "vague")
_STANDS = ("reserve", "mend", "likewise", "same", "nth", "all", "none", "that")
"""What keeps a sentence that is no proposal of its own: it says something of one."""
_BESIDE = (*_PROPOSES, "zone")  # only right beside a time: "I do the books" says nothing of one
_BEFORE = (*_PROPOSES, "comma", "stop", "at", "around", "from", "end", "likewise")
_OFFERS = ("nth", "all")
_SAYS_SO = (*_PROPOSES, *_REFUSES, *_STANDS, *_OFFERS)
_VERBS = ("do", "does", "try")  # of a proposal only right before a time
_LONG = 3  # words beside those of the times
_WORDS = 2  # that a time takes


@dataclass(frozen=True, slots=True)
class Heads:
    """What proposes, and what is told beside it."""

    proposal: str
    told: tuple[str, ...]


def heads(text: str, words: Lexicon, offered: bool) -> Heads | None:
    """The text less what is only told beside a proposal; None where nothing is, or none proposes.

    `text` has been prepared by `plain`.
    """
    parts = pieces(text, words, offered)
    if len(parts) == 1:
        return None
    kinds = [_kind(part, words, offered) for part in parts]
    for place, (part, kind) in enumerate(zip(parts[1:], kinds, strict=False)):
        if part.startswith(":") and kind == "tells" and _refuses(parts[place], words, offered):
            kinds[place : place + 2] = ["", ""]  # "what I can't make: Monday at 3"
    best = "proposes" if "proposes" in kinds else "own"
    if best not in kinds or not {*kinds} - {best, ""}:
        return None
    kinds = [kind if kind in ("", best) else "tells" for kind in kinds]
    kept = [part for part, kind in zip(parts, kinds, strict=True) if kind != "tells"]
    told = [part for part, kind in zip(parts, kinds, strict=True) if kind == "tells"]
    return Heads("".join(kept).strip(), tuple(told))


def only_told(text: str, words: Lexicon) -> bool:
    """Whether days are named in passing, without any hours, and no word proposes one of them.

    "The office moves on 8 March", "My probation ends on the 31st".
    """
    parts = [(part, nodes(items(part, words, False))) for part in pieces(text, words, False)]
    if any(isinstance(node, Hours) for _, found in parts for node in found):
        return False
    dated = [(part, found) for part, found in parts if any(isinstance(n, Day) for n in found)]
    return bool(dated) and all(_in_passing(part, found, words) for part, found in dated)


def _in_passing(part: str, found: list[Node], words: Lexicon) -> bool:
    kinds = {node.kind for node in found if isinstance(node, Item)} & {*_SAYS_SO}
    asks = part.rstrip().endswith("?") or bool(words.invites.search(part))
    return not (kinds or asks or _fronted(found, words, 1) or _gaps(found) < _LONG)


def _kind(part: str, words: Lexicon, offered: bool) -> str:
    """proposes; own (a time of the host's own day, which may be meant for a talk all the same);

    tells (of something else); or "" where it may be either or says nothing.
    """
    try:
        found = nodes(items(part, words, offered))
    except Unclear:
        return ""
    kinds = {node.kind for node in found if isinstance(node, Item)}
    kinds -= {*_BESIDE} - _beside_times(found)
    day = any(isinstance(node, Day) for node in found)
    hours = any(isinstance(node, Hours) for node in found)
    times = sum(isinstance(node, Day | Hours) for node in found)
    long = len(part.split()) - _WORDS * times >= _LONG or _gaps(found) >= _LONG
    offer = offered and (bool(kinds & {*_OFFERS}) or (day and not long))
    named = (day and hours) or offer
    said = offer or kinds & {*_PROPOSES} or _fronted(found, words)
    if words.clauses.own.search(part) and not words.clauses.proposes.search(part):
        return "own" if named and _fronted(found, words) else "tells"
    if named and said and not kinds & {*_REFUSES}:
        return "proposes"
    if any(isinstance(node, Day) and _is_ahead(node) for node in found):
        return ""  # "I'd suggest next week: Tuesday"
    if kinds & {*_STANDS, *_BESIDE} or part.rstrip().endswith("?") or words.invites.search(part):
        return ""
    first = found[0] if found else None
    if isinstance(first, Item) and first.kind == "or" and not first.gap:
        return ""
    return "tells" if long else ""


def _is_ahead(day: Day) -> bool:
    """Whether it is a later week or a month, which a day that is proposed may lie in."""
    this = day.data.get("week", day.data.get("week_offset")) == 0
    return day.kind in ("week", "month") and not this


def _refuses(part: str, words: Lexicon, offered: bool) -> bool:
    return any(item.kind in _REFUSES for item in items(part, words, offered))


def _gaps(found: list[Node]) -> int:
    return sum(word not in SMALL for node in found for word in node.gap.split())


def _beside_times(found: list[Node]) -> set[str]:
    """The kinds of the items that stand right before or behind a day or hours."""
    kinds: set[str] = set()
    for before, node in pairwise(found):
        if (
            isinstance(before, Item)
            and isinstance(node, Day | Hours)
            and len(node.gap.split()) < _LONG
        ):
            kinds.add(before.kind if node.gap == "" or before.text not in _VERBS else "")
        elif isinstance(node, Item) and isinstance(before, Day | Hours):
            kinds.add(node.kind if node.text not in _VERBS else "")  # "Mondays I do the books"
    return kinds


def _fronted(found: list[Node], words: Lexicon, least: int = 2) -> bool:
    """Whether so many times stand, a day beside its hours, before anything else is said."""
    times = 0
    for node in found:
        if isinstance(node, Item) and node.kind not in _BEFORE:
            return False
        if not {*node.gap.split()} <= words.leads:
            return False
        times += isinstance(node, Day | Hours)
        if times >= least:
            return True
    return False
