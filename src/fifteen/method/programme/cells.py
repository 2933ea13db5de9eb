"""Counts that tell nobody (O2): small ones are hidden, and nothing shown gives them away.

A count under five is hidden, zero too. What is shown is rounded to fives, and every total is the
sum of what is shown, never the true one. The smallest piece is a field in a quarter; fields with
fewer than five requests there are counted together. No request is in two pieces, so whatever is
taken from whatever leaves pieces of five requests or more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LEAST = 5
HIDDEN = "under 5"
TOGETHER = "Other fields together"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows and columns as they may be seen; None is a hidden count."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int | None, ...]], ...]

    @property
    def totals(self) -> tuple[int | None, ...]:
        """The sum of what is shown of each column; hidden where nothing is."""
        return added([row for _, row in self.rows])


def shown(count: int) -> int | None:
    """One count as it may be seen: None where it is under five, else to the nearest five."""
    return None if count < LEAST else (count + 2) // LEAST * LEAST


def said(count: int | None) -> str:
    """Such a count in a table."""
    return HIDDEN if count is None else f"{count:,}"


def pieces(counts: Mapping[str, Sequence[int]]) -> dict[str, tuple[int | None, ...]]:
    """What may be seen of a quarter, by field: of each field with five requests (the first count)
    or more its own, of all others together one, and of fewer than five nothing."""
    own = {name: tuple(row) for name, row in counts.items() if row[0] >= LEAST}
    rest = [row for name, row in counts.items() if name not in own]
    together = tuple(map(sum, zip(*rest, strict=True)))
    if together and together[0] >= LEAST:
        own[TOGETHER] = together
    return {name: tuple(map(shown, row)) for name, row in own.items()}


def added(rows: Sequence[Sequence[int | None]]) -> tuple[int | None, ...]:
    """The sum of what is shown, column by column; hidden where nothing is."""
    return tuple(map(_sum, zip(*rows, strict=True)))


def _sum(cells: Sequence[int | None]) -> int | None:
    there = [cell for cell in cells if cell is not None]
    return sum(there) if there else None


def middle(days: Sequence[int]) -> int | None:
    """The median of waiting times in whole days; None of fewer than five."""
    if len(days) < LEAST:
        return None
    return sorted(days)[len(days) // 2]


def gini(loads: Sequence[int]) -> float | None:
    """How unevenly hosts are asked: 0 all alike, towards 1 all on one; None of fewer than twenty
    hosts or without a request. To one place, so that one request more is not seen in it."""
    if len(loads) < 4 * LEAST or not any(loads):
        return None
    return round(evenness(loads), 1)


def evenness(loads: Sequence[int]) -> float:
    """The Gini coefficient as it is; 0 of nothing."""
    ordered, total = sorted(loads), sum(loads)
    if not total:
        return 0.0
    count = len(ordered)
    weighted = sum(place * load for place, load in enumerate(ordered, 1))
    return 2 * weighted / (count * total) - (count + 1) / count
