"""Hostile address books: a short run of `bench.fuzz`, and whatever it ever found."""

from __future__ import annotations

from bench.fuzz import inputs, samples, trouble


def test_no_changed_book_is_more_than_read_or_refused() -> None:
    for name, data in [*samples(), *inputs(1_500, seed=7)]:
        assert trouble(name, data) == "", (name, data[:2_000])


def test_none_takes_more_memory_than_it_may() -> None:
    for name, data in inputs(40, seed=11):
        assert trouble(name, data, weigh=True) == "", (name, data[:2_000])
