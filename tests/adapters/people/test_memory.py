"""What reading takes of memory, in a process of its own: a file that is all short lines, narrow
rows or tiny cards was a hundred times itself as objects."""

from __future__ import annotations

import sys

import pytest
from bench.books_memory import BASE, SHAPES, TIMES, weigh

from fifteen.adapters.people.packed import Row, Rows
from fifteen.method.facts import clean
from fifteen.method.words import Tie, TieKind

SIZE = 500_000  # bytes
MANY = [
    *("one word a line", "a narrow table", "a table of letters", "LinkedIn"),
    *("tiny cards", "cards in JSON", "signatures"),
]

needs_proc = pytest.mark.skipif(sys.platform != "linux", reason="the kernel tells by /proc")


@needs_proc
@pytest.mark.parametrize("shape", MANY)
def test_many_short_rows_take_less_than_ten_times_their_file(shape: str) -> None:
    name, made = SHAPES[shape]
    data = made(SIZE)
    held, people = weigh(name, data)
    assert people > 10_000
    assert held < TIMES * len(data), f"{held / len(data):.1f} times the file"


@needs_proc
@pytest.mark.parametrize("shape", [shape for shape in SHAPES if shape not in MANY])
def test_no_shape_takes_more_than_its_base_and_ten_times_its_file(shape: str) -> None:
    name, made = SHAPES[shape]
    data = made(SIZE)
    held, _ = weigh(name, data)
    assert held < BASE + TIMES * len(data), f"{held:,} bytes for {len(data):,}"


def test_packed_rows_are_the_rows() -> None:
    rows = [
        Row(n + 1, clean(name=f"Ana {n}", note="one\ntwo" * (n % 50), tie=tie, extra={"A": "b"}))
        for n, tie in enumerate([Tie(), Tie(TieKind.REFERRED, "Tom"), Tie(TieKind.WEAK)] * 500)
    ]
    packed = Rows(rows)
    assert list(packed) == rows and len(packed) == len(rows)
    assert [packed[n] for n in (0, 499, 500, 1_000, -1)] == [
        rows[n] for n in (0, 499, 500, 1_000, -1)
    ]
    assert packed[498:503] == tuple(rows[498:503])
    assert packed == tuple(rows) and packed != tuple(rows[1:])
    with pytest.raises(IndexError):
        packed[len(rows)]
