"""Days listed with what each of them is for: "Clinic Monday, theatre Tuesday, free Thursday"."""

from __future__ import annotations

import re

from fifteen.method.times._day import Day
from fifteen.method.times._hours import Hours
from fifteen.method.times._lexicon import Lexicon
from fifteen.method.times._nodes import Node, nodes
from fifteen.method.times._scan import Item, items, pieces

_COMMA = re.compile(r",(?!\d)")
_SINGLE = ("weekday", "date", "day")
_SHORTEST = 3  # letters of a word that names a place or an affair


def without_listed(text: str, words: Lexicon) -> tuple[str, int]:
    """The text less the days that are listed with an affair, beside one that is proposed.

    With it, how many there are: one alone may be a place to meet, too.
    """
    read = [_without(part, words) for part in pieces(text, words, False)]
    return "".join(part for part, _ in read), sum(number for _, number in read)


def _without(part: str, words: Lexicon) -> tuple[str, int]:
    clauses = _COMMA.split(part)
    if len(clauses) == 1:
        return part, 0
    read = [nodes(items(clause, words, False)) for clause in clauses]
    affairs = [
        _is_affair(found, clause, words) for found, clause in zip(read, clauses, strict=True)
    ]
    if not any(affairs) or not any(map(_proposes, read)):
        return part, 0
    kept = [clause for clause, gone in zip(clauses, affairs, strict=True) if not gone]
    return ",".join(kept), sum(affairs)


def _is_affair(found: list[Node], clause: str, words: Lexicon) -> bool:
    told = [node for node in found if isinstance(node, Day | Hours)]
    kinds = {node.kind for node in found if isinstance(node, Item)} - {"end", "at", "on"}
    if len(told) != 1 or not isinstance(told[0], Day) or told[0].kind not in _SINGLE or kinds:
        return False
    said = {word for node in found for word in re.findall(r"[^\W\d_]+", node.gap)}
    unknown = {word for word in said - words.leads if len(word) >= _SHORTEST}
    return bool(unknown) and not (said & words.selves) and not words.invites.search(clause)


def _proposes(found: list[Node]) -> bool:
    day = any(isinstance(node, Day) for node in found)
    kinds = {node.kind for node in found if isinstance(node, Item)}
    said = any(isinstance(node, Hours) for node in found) or "good" in kinds
    return day and said and not kinds & {"no", "bad", "unsure", "odd"}
