"""What it was worth: points by goal (Q3), what was given back (F5)."""

from __future__ import annotations

from collections.abc import Sequence

from fifteen.method import spoken
from fifteen.method.progress.gains import Given, GoalLine
from fifteen.method.words import Goal
from fifteen.pages.pictures.picture import Picture, rect, share, text

_ROW = 44

_SHORT = {
    Goal.CONNECTION: "A connection in the field",
    Goal.FURTHER_PERSON: "A further person to talk to",
    Goal.REMEMBERED: "To be remembered",
    Goal.OPENING: "An opening, asked gently",
}


def goals(lines: Sequence[GoalLine]) -> Picture:
    """How often each goal was chosen and reached, and the points it brought."""
    most = max([1, *(g.chosen for g in lines)])
    body = "".join(
        _bar(
            n,
            _SHORT[g.goal],
            f"{g.points} point{'' if g.points == 1 else 's'}",
            g.reached,
            g.chosen,
            most,
        )
        for n, g in enumerate(lines)
    )
    told = [
        f"{_SHORT[g.goal].lower()}: reached {g.reached} of {g.chosen}, {g.points}" for g in lines
    ]
    total = spoken.count_of(sum(g.points for g in lines), "point").capitalize()
    return Picture(
        "goals",
        "Points by goal",
        f"{total} in all. {'; '.join(told)}.",
        body,
        len(lines) * _ROW,
        "o",
        ("Goal", "Worth", "Chosen", "Reached", "Points"),
        tuple((g.label, int(g.goal), g.chosen, g.reached, g.points) for g in lines),
        frozenset(range(1, 5)),
    )


def given(lines: Sequence[Given]) -> Picture:
    """What was given back, each as a share of how often it could be."""
    body = "".join(
        _bar(n, g.label, f"{g.count} of {g.of}", g.count, g.of, max(g.of, 1))
        for n, g in enumerate(lines)
    )
    told = "; ".join(f"{g.label.lower()}: {g.count} of {g.of}" for g in lines)
    return Picture(
        "given",
        "What you gave back",
        f"{told[:1].upper()}{told[1:]}.",
        body,
        len(lines) * _ROW,
        "o",
        ("What", "How often", "Of"),
        tuple((g.label, g.count, g.of) for g in lines),
        frozenset({1, 2}),
    )


def _bar(number: int, label: str, right: str, count: int, of: int, most: int) -> str:
    top = number * _ROW
    drawn = text(label, "0", top + 15, "k") + text(right, "100%", top + 15, "k b", "end")
    if of:
        drawn += rect("0", top + 23, share(of / most), 10, "e", 3)
    if count:
        drawn += rect("0", top + 23, share(count / most), 10, "g", 3)
    return drawn
