"""Hostile address books: a short run of `bench.fuzz`, and whatever it ever found."""

from __future__ import annotations

import tracemalloc

from bench.fuzz import inputs, samples, trouble

from fifteen.adapters.people.reading import Reading, read


def test_no_changed_book_is_more_than_read_or_refused() -> None:
    for name, data in [*samples(), *inputs(1_500, seed=7)]:
        assert trouble(name, data) == "", (name, data[:2_000])


def test_none_takes_more_memory_than_it_may() -> None:
    for name, data in inputs(40, seed=11):
        assert trouble(name, data, weigh=True) == "", (name, data[:2_000])


def test_a_list_of_linkedin_takes_less_than_ten_times_itself() -> None:
    head = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    rows = (
        f"Ana{n},Ruiz,https://www.linkedin.com/in/ana{n},,Acme {n % 99},Counsel,07 Feb 2024\n"
        for n in range(5_000)
    )
    data = (head + "".join(rows)).encode()
    tracemalloc.start()
    found = read(data, "Connections.csv")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(found, Reading) and len(found.rows) == 5_000
    assert peak < 10 * len(data), f"{peak / len(data):.1f} times the file"
