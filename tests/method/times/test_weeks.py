"""A week that is said to be good, and the days that are named behind it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from fifteen.method.times import Asked, read

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 11, 30, 10, tzinfo=BERLIN)


def days(text: str, language: str = "en") -> list[int]:
    """The days of December that suit, in order."""
    asked = Asked(text, MONDAY, "Europe/Berlin", "Europe/Berlin", language=language)
    return [time.span.start.astimezone(BERLIN).day for time in read(asked).times]


@pytest.mark.parametrize(
    "text",
    [
        "Next week is good: Tuesday before noon, or Thursday, 10ish.",
        "Next week works. Tuesday at 9. Thursday at 10.",
        "I can do next week: Tuesday at 9 or Thursday at 10.",
        "Next week suits me, Tuesday at 9, otherwise Thursday at 10.",
        "The week of the 7th is fine. Tuesday at 9 or Thursday at 10?",
    ],
)
def test_each_day_lies_in_the_week_that_was_named(text: str) -> None:
    assert days(text) == [8, 10]


def test_in_german_too() -> None:
    text = "Nächste Woche passt gut: Dienstag um 9 Uhr oder Donnerstag gegen 10 Uhr."
    assert days(text, "de") == [8, 10]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Next week is good: Tuesday at 9, or this Thursday at 10.", [3, 8]),
        ("Next week is good: Tuesday at noon, or 17 December at 10.", [8, 17]),
        ("Next week is good: Tuesday at 9. The week after, Thursday at 10.", [8, 17]),
        ("Tuesday at 9 or Thursday at 10.", [1, 3]),
    ],
)
def test_another_week_that_is_named_holds_from_there(text: str, found: list[int]) -> None:
    assert days(text) == found
