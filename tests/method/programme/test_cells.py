"""Counts that tell nobody: what is shown is the same whatever a hidden count is (O2)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fifteen.method.programme import cells

COLUMNS = ("Asked", "Yes", "Talked")
rows = st.lists(st.integers(0, 30), min_size=3, max_size=3)
tables = st.dictionaries(st.sampled_from("abcdefgh"), rows, max_size=8)


@given(tables, st.data())
def test_no_hidden_count_leaves_a_trace(counts: dict[str, list[int]], data: st.DataObject) -> None:
    shown = cells.table(COLUMNS, counts)
    other = {
        name: [data.draw(st.integers(0, 4)) if count < cells.LEAST else count for count in row]
        for name, row in counts.items()
    }
    assert cells.table(COLUMNS, other) == shown
    assert cells.table(COLUMNS, other).totals == shown.totals


@given(tables)
def test_nothing_under_five_is_shown_and_nothing_by_the_unit(counts: dict[str, list[int]]) -> None:
    shown = cells.table(COLUMNS, counts)
    for _, row in shown.rows:
        assert all(cell is None or (cell % 5 == 0 and cell >= 5) for cell in row)


def test_a_row_of_small_counts_is_not_named() -> None:
    shown = cells.table(COLUMNS, {"law": [4, 1, 0], "grids": [12, 6, 3]})
    assert shown.rows == (("grids", (10, 5, None)),)
    assert shown.totals == (10, 5, None)
    assert cells.said(None) == "under 5"


def test_waits_and_evenness_of_few_are_not_said() -> None:
    assert cells.middle([1, 2, 3, 4]) is None
    assert cells.middle([1, 2, 3, 4, 9]) == 3
    assert cells.gini([1] * 19) is None
    assert cells.gini([2] * 20) == 0.0
    assert cells.gini([0] * 49 + [7]) == 1.0
