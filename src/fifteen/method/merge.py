"""Two people's hands in one text: a three-way merge by lines, in which nothing typed is lost.

Both sides began with the same text and typed on. What one side changed and the other did not is
taken; what both changed alike is taken once; where both changed the same place both versions stand,
each line whole. A line that one side took out and the other left alone is out; a line that one side
took out and the other wrote anew stays. `merge.js` does the same in the browser, line by line the
same result: tests/browser/test_merge.py compares the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

LARGEST_TABLE = 1_000_000  # cells compared; beyond it the middle counts as written anew

Lines = Sequence[str]


@dataclass(frozen=True, slots=True)
class _Change:
    """Lines `start` to `end` of the base are replaced by `lines`."""

    start: int
    end: int
    lines: tuple[str, ...]
    mine: bool


def merge(base: str, mine: str, theirs: str) -> str:
    """Both texts in one. Where both wrote at the same place, `theirs` comes first."""
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    start = base.split("\n")
    changes = [
        *_changes(start, theirs.split("\n"), mine=False),
        *_changes(start, mine.split("\n"), mine=True),
    ]
    out: list[str] = []
    at = 0
    for group in _groups(sorted(changes, key=lambda c: (c.start, c.end))):
        out += start[at : group[0].start]
        out += _settled(group)
        at = max(c.end for c in group)
    return "\n".join([*out, *start[at:]])


def _groups(changes: Sequence[_Change]) -> list[list[_Change]]:
    """Changes that touch or overlap belong together."""
    groups: list[list[_Change]] = []
    end = -1
    for change in changes:
        if groups and change.start <= end:
            groups[-1].append(change)
        else:
            groups.append([change])
        end = max(end, change.end)
    return groups


def _settled(group: Sequence[_Change]) -> list[str]:
    """The lines of changes at one place: those both have once, the others all."""
    first = [line for c in group if c.mine == group[0].mine for line in c.lines]
    second = [line for c in group if c.mine != group[0].mine for line in c.lines]
    apart = all(
        a.end <= b.start and (a.start, a.end) != (b.start, b.end) for a, b in pairwise(group)
    )
    if apart and not set(first) & set(second):
        return [line for c in group for line in c.lines]
    return _both(first, second)


def _both(first: Lines, second: Lines) -> list[str]:
    """All lines of two texts in their order, what they share once."""
    out: list[str] = []
    i = j = 0
    for x, y in [*_pairs(first, second), (len(first), len(second))]:
        out += [*first[i:x], *second[j:y], *first[x : x + 1]]
        i, j = x + 1, y + 1
    return out


def _changes(base: Lines, now: Lines, mine: bool) -> list[_Change]:
    """What was done to the base, as stretches replaced."""
    found = []
    i = j = 0
    for x, y in [*_pairs(base, now), (len(base), len(now))]:
        if i < x or j < y:
            found.append(_Change(i, x, tuple(now[j:y]), mine))
        i, j = x + 1, y + 1
    return found


def _pairs(a: Lines, b: Lines) -> list[tuple[int, int]]:
    """The longest common subsequence as pairs of places, in order."""
    head = 0
    most = min(len(a), len(b))
    while head < most and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < most - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    n, m = len(a) - tail - head, len(b) - tail - head
    middle = _middle(a[head : head + n], b[head : head + m]) if n * m <= LARGEST_TABLE else []
    return [
        *((k, k) for k in range(head)),
        *((head + x, head + y) for x, y in middle),
        *((head + n + k, head + m + k) for k in range(tail)),
    ]


def _middle(a: Lines, b: Lines) -> list[tuple[int, int]]:
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for x in range(len(a) - 1, -1, -1):
        row, below = table[x], table[x + 1]
        for y in range(len(b) - 1, -1, -1):
            row[y] = below[y + 1] + 1 if a[x] == b[y] else max(below[y], row[y + 1])
    pairs = []
    x = y = 0
    while x < len(a) and y < len(b):
        if a[x] == b[y]:
            pairs.append((x, y))
            x, y = x + 1, y + 1
        elif table[x + 1][y] >= table[x][y + 1]:
            x += 1
        else:
            y += 1
    return pairs
