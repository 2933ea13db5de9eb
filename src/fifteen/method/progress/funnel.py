"""Asked, answered, met, learned from: people, overall and by tie, with honest intervals (F5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fifteen.method.forecast.funnel import Part, part
from fifteen.method.progress.lives import Life
from fifteen.method.words import TieKind

GROUPS: tuple[tuple[str, frozenset[TieKind]], ...] = (
    ("Family, friends", frozenset({TieKind.FAMILY, TieKind.FRIEND})),
    ("Colleagues", frozenset({TieKind.COLLEAGUE})),
    ("Referred", frozenset({TieKind.REFERRED, TieKind.INTRODUCED})),
    ("Long out of touch", frozenset({TieKind.DORMANT})),
    ("Same school", frozenset({TieKind.ALUMNI})),
    ("Same group", frozenset({TieKind.GROUP})),
    ("Acquaintances", frozenset({TieKind.WEAK})),
    ("No tie yet", frozenset({TieKind.NONE})),
)
"""The ties as the picture groups them, close ones first; every tie stands in one of them."""

KNOWN = frozenset(kind for _, kinds in GROUPS[:4] for kind in kinds)
"""Those who know the seeker, or know somebody who does."""


@dataclass(frozen=True, slots=True)
class Funnel:
    """How many of those asked answered, met, and taught something; nobody counts twice."""

    label: str
    asked: int
    answered: Part
    met: Part
    learned: Part


def of(lives: Sequence[Life], label: str = "Everybody") -> Funnel:
    """The funnel of these people; whoever was met without being asked counts as asked."""
    asked = [life for life in lives if life.began is not None]
    n = len(asked)
    return Funnel(
        label,
        n,
        part(sum(life.answered is not None for life in asked), n),
        part(sum(bool(life.met) for life in asked), n),
        part(sum(life.learned for life in asked), n),
    )


def by_tie(lives: Sequence[Life]) -> list[Funnel]:
    """A funnel for each group of ties of which anybody was asked."""
    found = (of([x for x in lives if x.who.tie.kind in kinds], label) for label, kinds in GROUPS)
    return [funnel for funnel in found if funnel.asked]
