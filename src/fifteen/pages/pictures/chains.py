"""Who led to whom, as a tree: one line a person, the dial of the stage before the name (T4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fifteen.method import spoken
from fifteen.method.progress.lives import Life
from fifteen.method.progress.story import Called, by_name
from fifteen.method.progress.tree import Forest, Node, Row, rows
from fifteen.method.words import Stage
from fifteen.pages.pictures.counts import day
from fifteen.pages.pictures.course import short
from fifteen.pages.pictures.picture import Cell, Picture, dot, span, text
from fifteen.pages.templatetags.fifteen import stage_label

ROW = 30  # pixels a line takes
STEP = 22  # pixels a level goes in
DEEPEST = 6  # levels that go in; deeper ones stand below each other
LONGEST = 28  # characters of a name
_R = 7


def tree(forest: Forest, since: date | None, called: Called = by_name) -> Picture:
    """The richest chains, each with what it brought; whoever does not fit is counted."""
    lines = rows(forest)
    rest = "asked directly" if not _left_out(forest, lines) else "asked directly or in other chains"
    body = dot("9", 15, "g", 8) + _words(25, 15, "You", f"since {day(since)}" if since else "")
    for number, row in enumerate(lines):
        body += _branch(row, number + 1) + _line(row, number + 1, rest, called)
    return Picture(
        "tree",
        "Who led to whom",
        says(forest, called),
        body,
        (len(lines) + 1) * ROW,
        "o",
        ("Person", "Through", "Stands", "First asked", "Conversations", "Led to", "Talks there"),
        tuple(_figures(forest, called)),
        frozenset({4, 5, 6}),
    )


def says(forest: Forest, called: Called = by_name) -> str:
    """The tree in words: how many came through somebody, and the richest chains."""
    led = forest.led
    held = sum(bool(life.met) for life in led)
    if not led:
        return "Nobody has led you to somebody else yet."
    told = (
        f"{spoken.count_of(len(led), 'person', 'people').capitalize()} came through somebody, "
        f"{spoken.count_of(held, 'conversation')} among them. "
    )
    best = [
        f"{called(n.life)} led to {spoken.count_of(n.led_to, 'person', 'people')} "
        f"and {spoken.count_of(n.talks - len(n.life.met), 'conversation')}"
        for n in forest.chains[:3]
    ]
    return told + "; ".join(best) + "."


def _left_out(forest: Forest, lines: Sequence[Row]) -> bool:
    """Whether whole chains are only counted."""
    return sum(row.depth == 0 and row.node is not None for row in lines) < len(forest.chains)


def _place(depth: int) -> int:
    return 9 + STEP * (min(depth, DEEPEST) + 1)


def _branch(row: Row, number: int) -> str:
    """From under the dial it hangs on, down, and to the right."""
    over = row.over + 1
    x = 9 if row.over < 0 else _place(row.depth - 1)
    end = _place(row.depth)
    if end == x:  # deeper than goes in: straight down
        return f'<path class="tr" d="M{x} {over * ROW + 23}V{number * ROW + 8}"/>'
    corner = min(8, end - x - _R)
    down = number * ROW + 15 - corner
    return (
        f'<path class="tr" d="M{x} {over * ROW + 23}V{down}a{corner} {corner} 0 0 0 '
        f'{corner} {corner}H{end - _R}"/>'
    )


def _line(row: Row, number: int, rest: str, called: Called) -> str:
    x, y = _place(row.depth), number * ROW + 15
    if row.node is None:
        return _words(x, y, f"{row.more}", "more in this chain" if row.over >= 0 else rest, dx=5)
    life = row.node.life
    return dial(life, x, y) + _words(
        x + 16, y, short(called(life), LONGEST), _now(life), far=_brought(row.node)
    )


def dial(life: Life, x: int, y: float) -> str:
    """The stage as a dial: a quarter asked, half booked, three quarters met, full thanked."""
    stage = Stage.THANKED if life.met and life.who.stage is Stage.RESTING else life.who.stage
    if stage is Stage.RESTING:
        return f'<path class="tr" d="M{x - _R} {y:g}h{2 * _R}"/>'
    drawn = dot(f"{x}", y, "o", _R)
    if stage is Stage.THANKED:
        return dot(f"{x}", y, "g", _R)
    part = {
        Stage.ASKED: f"M{x} {y:g}v-{_R}a{_R} {_R} 0 0 1 {_R} {_R}z",
        Stage.YES: f"M{x} {y - _R:g}a{_R} {_R} 0 0 1 0 {2 * _R}z",
        Stage.BOOKED: f"M{x} {y - _R:g}a{_R} {_R} 0 0 1 0 {2 * _R}z",
        Stage.MET: f"M{x} {y:g}v-{_R}a{_R} {_R} 0 1 1 -{_R} {_R}z",
    }.get(stage)
    return f'{drawn}<path class="g" d="{part}"/>' if part else drawn


def _words(x: int, y: float, bold: str, more: str, dx: float = 8, far: str = "") -> str:
    """A line of text; where it stands in the tree is no share of the width, but pixels."""
    return text(
        "",
        f"{x}",
        y + 4.5,
        "k",
        more=span(bold, "b", 0) + span(more, "dm", dx) + span(far, "dm far", 0),
    )


def _now(life: Life) -> str:
    stage = stage_label(life.who.stage).lower()
    if life.met:
        return f"met {day(life.met[-1])}"
    if life.asked:
        told = f"asked {day(life.asked[0])}"
        return told if stage == "asked" else f"{told}, {stage}"
    return stage


def _brought(node: Node) -> str:
    """What the chain below brought; on a phone there is no room for it, the table has it."""
    talks = node.talks - len(node.life.met)
    return f"; brought {spoken.count_of(talks, 'talk')}" if talks else ""


def _figures(forest: Forest, called: Called) -> Sequence[tuple[Cell, ...]]:
    """Everybody in a chain, each below who led to them."""
    found: list[tuple[Cell, ...]] = []
    waiting = [(root, "") for root in reversed(forest.chains)]
    while waiting:
        node, via = waiting.pop()
        life = node.life
        found.append(
            (
                called(life),
                via,
                stage_label(life.who.stage),
                life.asked[0] if life.asked else "",
                len(life.met),
                node.led_to,
                node.talks - len(life.met),
            )
        )
        waiting += [(child, called(life)) for child in reversed(node.below)]
    return found
