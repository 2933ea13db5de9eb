"""Who led to whom, and what each chain brought (C3, T4): a forest, and its rows for a picture.

A person stands under whoever named or introduced them (`tie.via`, by name). Names in a book are
what people typed: nobody may be found, two may share one, and A may have been referred by B who was
referred by A. Whatever the names say, everybody stands in the forest exactly once.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from fifteen.method.folding import name_key
from fifteen.method.progress.lives import Life
from fifteen.method.words import TieKind

LED = frozenset({TieKind.REFERRED, TieKind.INTRODUCED})
MOST_SHOWN = 32  # people; the richest chains, the others are counted


@dataclass(slots=True)
class Node:
    """A person in the forest; `people` and `talks` count the whole chain below and this one."""

    life: Life
    below: list[Node] = field(default_factory=list)
    people: int = 1
    talks: int = 0

    @property
    def led_to(self) -> int:
        """How many people came through this one."""
        return self.people - 1


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the picture: a person, or how many more stand here."""

    depth: int  # 0: directly below the seeker
    over: int  # the row it hangs on; -1: the seeker
    node: Node | None = None
    more: int = 0


@dataclass(frozen=True, slots=True)
class Forest:
    """Everybody who was asked or named, each under who led to them."""

    roots: tuple[Node, ...]  # the richest chains first, those who led to nobody last

    @property
    def chains(self) -> list[Node]:
        """The roots that led to somebody."""
        return [root for root in self.roots if root.below]

    @property
    def alone(self) -> int:
        """How many led to nobody and came through nobody."""
        return sum(not root.below for root in self.roots)

    @property
    def led(self) -> list[Life]:
        """Everybody who came through somebody, in no order."""
        return [n.life for chain in self.chains for n in _all(chain) if n is not chain]


def grow(lives: Iterable[Life]) -> Forest:
    """The forest of these people."""
    nodes = {life.who.key: Node(life, talks=len(life.met)) for life in lives}
    over = _uncircled(_parents(nodes), nodes)
    for key, node in nodes.items():
        if key in over:
            nodes[over[key]].below.append(node)
    roots = [node for key, node in nodes.items() if key not in over]
    for root in roots:
        for node in reversed(list(_all(root))):  # the lowest first
            for child in node.below:
                node.people += child.people
                node.talks += child.talks
            node.below.sort(key=_order)
    return Forest(tuple(sorted(roots, key=_order)))


def _order(node: Node) -> tuple[bool, int, int, int]:
    """What a chain brought, the most first; then the oldest."""
    return not node.below, -node.talks, -node.people, node.life.who.place


def _all(root: Node) -> Iterable[Node]:
    """The node and all below it, each before those below it."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(node.below)


def _parents(nodes: Mapping[str, Node]) -> dict[str, str]:
    """Who is said to have led to whom, by key; of two with one name, the one who talked."""
    named: dict[str, str] = {}
    for key, node in sorted(nodes.items(), key=lambda pair: (not pair[1].talks, pair[0])):
        named.setdefault(name_key(node.life.who.name), key)
    over = {}
    for key, node in nodes.items():
        tie = node.life.who.tie
        via = named.get(name_key(tie.via)) if tie.kind in LED and tie.via.strip() else None
        if via is not None and via != key:
            over[key] = via
    return over


def _uncircled(over: dict[str, str], nodes: Mapping[str, Node]) -> dict[str, str]:
    """The same without circles: of each, whoever came into the book first stands on top."""
    done: set[str] = set()
    for start in list(over):
        way: dict[str, None] = {}
        key: str | None = start
        while key is not None and key not in done and key not in way:
            way[key] = None
            key = over.get(key)
        if key is not None and key in way:
            circle = list(way)[list(way).index(key) :]
            first = min(
                circle, key=lambda k: (nodes[k].life.began or date.max, nodes[k].life.who.place)
            )
            del over[first]
        done |= set(way)
    return over


def rows(forest: Forest, most: int = MOST_SHOWN) -> list[Row]:
    """The lines of the picture: the people whose chains brought most, and how many are left out.

    Everybody is on a line of their own or counted in one; nobody is in two.
    """
    shown = _richest(forest.chains, most)
    lines: list[Row] = []
    waiting: list[tuple[Node | None, int, int, int]] = [
        (root, 0, -1, 0) for root in reversed(forest.chains) if id(root) in shown
    ]
    while waiting:
        node, depth, over, more = waiting.pop()
        lines.append(Row(depth, over, node, more))
        if node is None:
            continue
        here = len(lines) - 1
        hidden = sum(child.people for child in node.below if id(child) not in shown)
        if hidden:
            waiting.append((None, depth + 1, here, hidden))
        waiting += [(c, depth + 1, here, 0) for c in reversed(node.below) if id(c) in shown]
    rest = sum(root.people for root in forest.roots if id(root) not in shown)
    return [*lines, Row(0, -1, None, rest)] if rest else lines


def _richest(roots: Sequence[Node], most: int) -> set[int]:
    """The ids of the nodes to show: a chain is never richer than what it hangs on."""
    everybody: list[Node] = list(roots)
    queue = [(-node.talks, -node.people, n) for n, node in enumerate(everybody)]
    heapq.heapify(queue)
    shown: set[int] = set()
    while queue and len(shown) < most:
        node = everybody[heapq.heappop(queue)[-1]]
        shown.add(id(node))
        for child in node.below:
            heapq.heappush(queue, (-child.talks, -child.people, len(everybody)))
            everybody.append(child)
    return shown
