"""The list of people as a tree: who led to whom, with those the filters ask for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from fifteen.method.progress.tree import Node
from fifteen.method.words import Stage, TieKind
from fifteen.pages import _people
from fifteen.pages._people import Wanted
from fifteen.store import find, referrals, scope
from fifteen.store.models import Campaign

MOST_SHOWN = 300
_DEEPEST = 40  # steps; whoever stands deeper is counted

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of the nested list: it opens (`opens`), closes, or names somebody."""

    node: Node | None = None
    opens: bool = False
    fits: bool = True  # the filters ask for this person, not only for somebody below
    introduced: bool = False

    @property
    def stage(self) -> Stage | None:
        """Where the person stands."""
        return self.node.life.who.stage if self.node else None


@dataclass(frozen=True, slots=True)
class Tree:
    """The nested list, and how many people of it are left out."""

    marks: tuple[Mark, ...]
    people: int
    left_out: int


def tree(campaign: Campaign, asked: Wanted, today: date) -> Tree:
    """The trees of everybody the filters ask for, each with those who led there."""
    forest, ids = referrals.forest(campaign)
    fitting = _fitting(campaign, asked, today, ids) if asked.filters else set(ids)
    wanted = _with_those_above(forest.chains, fitting)
    marks: list[Mark] = []
    shown = 0
    for root in forest.chains:
        for mark in _walk(root, wanted, fitting):
            if mark.node is not None and shown >= MOST_SHOWN:
                break
            shown += mark.node is not None
            marks.append(mark)
    marks += [Mark()] * (sum(m.opens for m in marks) - sum(_closes(m) for m in marks))
    people = sum(key in fitting for key in wanted)
    return Tree(tuple(marks), people, max(0, len(wanted) - shown))


def _closes(mark: Mark) -> bool:
    return mark.node is None and not mark.opens


def _walk(root: Node, wanted: set[str], fitting: set[str]) -> Iterator[Mark]:
    """A tree as pieces of a nested list: a name, then its own list where there is one."""
    waiting: list[tuple[Node | Mark, int]] = [(root, 0)]
    while waiting:
        one, depth = waiting.pop()
        if isinstance(one, Mark):
            yield one
            continue
        who = one.life.who
        if who.key not in wanted:
            continue
        yield Mark(one, fits=who.key in fitting, introduced=who.tie.kind is TieKind.INTRODUCED)
        below = [child for child in one.below if child.life.who.key in wanted]
        if below and depth < _DEEPEST:
            waiting.append((Mark(), depth))
            waiting += [(child, depth + 1) for child in reversed(below)]
            waiting.append((Mark(opens=True), depth))


def _with_those_above(roots: list[Node], fitting: set[str]) -> set[str]:
    """Whoever fits, and whoever led there."""
    wanted: set[str] = set()
    for root in roots:
        way: list[tuple[Node, bool]] = [(root, False)]
        while way:
            node, seen = way.pop()
            if not seen:
                way.append((node, True))
                way += [(child, False) for child in node.below]
            elif node.life.who.key in fitting or any(
                child.life.who.key in wanted for child in node.below
            ):
                wanted.add(node.life.who.key)
    return wanted


def _fitting(campaign: Campaign, asked: Wanted, today: date, ids: dict[str, int]) -> set[str]:
    base = scope.people(campaign)
    if asked.q:
        found = set(find.ids(campaign, asked.q, _people.MOST_FOUND))
        ids = {key: pk for key, pk in ids.items() if pk in found}
    numbers = sorted(ids.values())
    fitting: set[str] = set()
    for start in range(0, len(numbers), _AT_ONCE):
        some = base.filter(pk__in=numbers[start : start + _AT_ONCE])
        fitting |= set(_people.narrowed(some, asked, today).values_list("key", flat=True))
    return fitting
