"""Quarters: which are open on a day, on every day of some years."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from fifteen.method.programme import quarters


def test_four_quarters_side_by_side_and_the_last_opens_a_month_after_its_end() -> None:
    day = date(2023, 12, 1)
    before: list[quarters.Quarter] = []
    while day < date(2028, 3, 2):
        shown = quarters.open_on(day)
        assert len(shown) == 4
        assert all(a.end == b.first for a, b in pairwise(shown))
        assert shown[-1].opens <= day < quarters.Quarter(shown[-1].end).opens
        assert shown == before or not before or shown[:-1] == before[1:]
        before, day = shown, day + timedelta(days=1)


def test_a_quarter_is_named_by_its_months() -> None:
    assert [q.called for q in quarters.open_on(date(2026, 2, 1), 2)] == [
        *("Jul to Sep 2025", "Oct to Dec 2025")
    ]
    assert quarters.open_on(date(2026, 1, 31), 1)[0].called == "Jul to Sep 2025"
