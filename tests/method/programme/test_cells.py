"""Counts that tell nobody: what is shown is the same whatever a hidden count is, and no two
windows of time, compared, show fewer than five requests (O2)."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from fifteen.method.programme import cells

ROWS = st.tuples(st.integers(0, 14), st.integers(0, 14), st.integers(0, 14)).map(
    lambda row: (sum(row), row[0] + row[1], row[0])  # asked, said yes, talked
)
FIELDS = st.dictionaries(st.sampled_from("abcdefgh"), ROWS, max_size=8)
Shown = dict[str, tuple[int | None, ...]]


def window(quarters: list[Shown]) -> dict[str, tuple[int | None, ...]]:
    """All that is shown of some quarters together: by field, and altogether."""
    names = {name for one in quarters for name in one}
    rows = {name: [one[name] for one in quarters if name in one] for name in names}
    everything = [row for one in quarters for row in one.values()]
    told = {name: cells.added(found) for name, found in rows.items()}
    return {**told, "altogether": cells.added(everything) or (None,) * 3}


@settings(deadline=None)
@given(st.lists(FIELDS, min_size=2, max_size=7))
def test_no_two_windows_differ_by_less_than_five(
    years: list[dict[str, tuple[int, int, int]]],
) -> None:
    shown = [cells.pieces(one) for one in years]
    spans = [(a, b) for a in range(len(years)) for b in range(a + 1, len(years) + 1)]
    for (a, b), (c, d) in combinations(spans, 2):
        one, other = window(shown[a:b]), window(shown[c:d])
        for name in {*one, *other}:
            pair = zip(one.get(name) or (0,) * 3, other.get(name) or (0,) * 3, strict=True)
            assert all(((x or 0) - (y or 0)) % cells.LEAST == 0 for x, y in pair), (name, a, b)


@settings(deadline=None)
@given(FIELDS)
def test_every_piece_is_of_five_requests_or_more_and_none_is_in_two(
    counts: dict[str, tuple[int, int, int]],
) -> None:
    shown = cells.pieces(counts)
    small = [row for row in counts.values() if row[0] < cells.LEAST]
    assert {*shown} - {cells.TOGETHER} == {n for n, row in counts.items() if row[0] >= 5}
    assert (cells.TOGETHER in shown) == (sum(row[0] for row in small) >= 5)
    for row in shown.values():
        assert row[0] is not None
        assert all(cell is None or (cell % 5 == 0 and cell >= 5) for cell in row)


@settings(deadline=None)
@given(FIELDS, st.data())
def test_no_hidden_count_of_a_field_leaves_a_trace(
    counts: dict[str, tuple[int, int, int]], data: st.DataObject
) -> None:
    """Of a field that is named, and of one that is not where the others are too few."""
    other = {
        name: (row[0], *(data.draw(st.integers(0, 4)) if one < 5 else one for one in row[1:]))
        for name, row in counts.items()
        if row[0] >= cells.LEAST
    }
    few = data.draw(st.sampled_from([{}, {"z": (4, 4, 4)}, {"y": (2, 1, 0), "z": (1, 0, 0)}]))
    large = {name: row for name, row in counts.items() if row[0] >= cells.LEAST}
    assert cells.pieces({**other, **few}) == cells.pieces(large)


def test_small_fields_are_counted_together_or_not_at_all() -> None:
    shown = cells.pieces({"law": (4, 1, 0), "grids": (12, 6, 3), "tides": (3, 2, 0)})
    assert shown == {"grids": (10, 5, None), cells.TOGETHER: (5, None, None)}
    assert cells.pieces({"law": (4, 4, 4)}) == {}
    assert cells.added(list(shown.values())) == (15, 5, None)
    assert cells.said(None) == "under 5"


def test_waits_and_evenness_of_few_are_not_said() -> None:
    assert cells.middle([1, 2, 3, 4]) is None
    assert cells.middle([1, 2, 3, 4, 9]) == 3
    assert cells.gini([1] * 19) is None
    assert cells.gini([2] * 20) == 0.0
    assert cells.gini([0] * 49 + [7]) == 1.0
