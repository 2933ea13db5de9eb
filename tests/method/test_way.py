"""When to leave: the length of a way in the words people use."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from fifteen.method.way import leave_at, minutes


@pytest.mark.parametrize(
    ("words", "comes_to"),
    [
        ("25 min by tram", 25),
        ("20 min by tram, 5 min on foot", 25),
        ("20-30 minutes", 30),
        ("20 to 30 min, depending on the traffic", 30),
        ("half an hour", 30),
        ("an hour and a half by train", 90),
        ("1 h 10", 70),
        ("1,5 Stunden mit dem Zug", 90),
        ("1:10 h", 70),
        ("eine halbe Stunde", 30),
        ("a quarter of an hour on the 16 bus", 15),
        ("40", 40),
        ("U8, then 10 min on foot", 10),
    ],
)
def test_the_words_people_use_are_minutes(words: str, comes_to: int) -> None:
    assert minutes(words) == comes_to


@pytest.mark.parametrize(
    "words", ["", "by tram", "not far", "two days on foot", "9999 min", "bus 16"]
)
def test_words_without_a_length_are_none(words: str) -> None:
    assert minutes(words) is None


def test_one_leaves_so_as_to_be_there_ten_minutes_early() -> None:
    start = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
    assert leave_at(start, "25 min by tram") == datetime(2026, 11, 27, 8, 25, tzinfo=UTC)
    assert leave_at(start, "by tram") is None
