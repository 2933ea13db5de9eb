"""Hours as people type them."""

from __future__ import annotations

from datetime import date

import pytest

from fifteen.method.free import typed
from fifteen.method.free.words import USUAL, Away, Hours, Stretch
from fifteen.method.words import Refusal

FORM = {
    **dict.fromkeys(typed.WEEKDAYS, "9-12, 14-17"),
    **{"saturday": "", "sunday": "none", "days": "", "away": ""},
    **{"notice": "24", "gap": "15", "most_a_day": "2", "ahead": "28"},
}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("9-12, 14-17", "9:00-12:00, 14:00-17:00"),
        ("14:30 to 17, 9 - 12.15", "9:00-12:15, 14:30-17:00"),
        ("9am-5pm", "9:00-17:00"),
        ("2-5pm", "14:00-17:00"),
        ("9 to 2pm", "9:00-14:00"),
        ("12am-12pm", "0:00-12:00"),
        ("22-24", "22:00-24:00"),
        ("20-0", "20:00-24:00"),
        ("9 bis 11 und 13 bis 15", "9:00-11:00, 13:00-15:00"),
        ("", ""),
        ("none", ""),
    ],
)
def test_hours_are_read_as_they_are_meant(text: str, said: str) -> None:
    found = typed.stretches(text, "monday")
    assert not isinstance(found, Refusal)
    assert typed.said(found) == said


@pytest.mark.parametrize(
    "text", ["9", "12-9", "9-25", "9-12, 11-13", "morning", "9:75-10", "13pm-2pm", "9-9", "²-3"]
)
def test_what_cannot_be_is_refused_at_its_field(text: str) -> None:
    found = typed.stretches(text, "monday")
    assert isinstance(found, Refusal)
    assert found.field == "monday"


def test_a_whole_form_is_kept_and_typed_again() -> None:
    told = {**FORM, "days": "2026-12-24 none\n2026-12-03: 14-18", "notice": "48"}
    told["away"] = "2026-12-07 to 2026-12-11 America/New_York\n2026-12-14 Asia/Tokyo"
    found = typed.hours(told, "Europe/Berlin")
    assert isinstance(found, Hours)
    assert found.weekly[0] == USUAL
    assert found.weekly[5] == ()
    assert found.days == {date(2026, 12, 24): (), date(2026, 12, 3): (Stretch(840, 1080),)}
    assert found.away[0] == Away(date(2026, 12, 7), date(2026, 12, 11), "America/New_York")
    assert found.away[1] == Away(date(2026, 12, 14), date(2026, 12, 14), "Asia/Tokyo")
    assert typed.from_kept(typed.as_kept(found), "Europe/Berlin") == found


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"tuesday": "late"}, "tuesday"),
        ({"days": "Christmas none"}, "days"),
        ({"days": "2026-02-30 none"}, "days"),
        ({"away": "2026-12-11 to 2026-12-07 Asia/Tokyo"}, "away"),
        ({"away": "2026-12-11 Mars/Base"}, "away"),
        ({"notice": "-1"}, "notice"),
        ({"most_a_day": "0"}, "most_a_day"),
        ({"ahead": "many"}, "ahead"),
        ({"gap": "9999999999"}, "gap"),
    ],
)
def test_a_refusal_names_its_field(wrong: dict[str, str], field: str) -> None:
    found = typed.hours({**FORM, **wrong}, "Europe/Berlin")
    assert isinstance(found, Refusal)
    assert found.field == field


def test_what_was_kept_and_cannot_be_read_gives_the_usual_hours() -> None:
    assert typed.from_kept({}, "UTC") == Hours("UTC")
    assert typed.from_kept({"monday": ["x"]}, "UTC") == Hours("UTC")
