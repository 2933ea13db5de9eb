"""Counts that tell nobody (O2): small ones are hidden, and nothing shown gives them away.

A count under five is hidden, zero too. What is shown is rounded to fives, and a total is the sum
of what is shown, never the true one: so nobody can take the shown from it and learn the hidden.
The test holds it as a law: what is shown stays the same whatever a hidden count is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LEAST = 5
HIDDEN = "under 5"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows and columns as they may be seen; None is a hidden count."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int | None, ...]], ...]

    @property
    def totals(self) -> tuple[int | None, ...]:
        """The sum of what is shown of each column; hidden where nothing is."""
        columns = zip(*(cells for _, cells in self.rows), strict=True)
        return tuple(_sum(cells) for cells in columns) if self.rows else ()


def shown(count: int) -> int | None:
    """One count as it may be seen: None where it is under five, else to the nearest five."""
    return None if count < LEAST else (count + 2) // LEAST * LEAST


def said(count: int | None) -> str:
    """Such a count in a table."""
    return HIDDEN if count is None else f"{count:,}"


def table(columns: Sequence[str], counts: Mapping[str, Sequence[int]]) -> Table:
    """Counts by row and column. A row of small counts alone is not named: that it is there would
    say that somebody is."""
    rows = [(name, tuple(shown(count) for count in cells)) for name, cells in counts.items()]
    kept = [row for row in rows if any(cell is not None for cell in row[1])]
    kept.sort(key=lambda row: (-(_sum(row[1]) or 0), row[0]))
    return Table(tuple(columns), tuple(kept))


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
