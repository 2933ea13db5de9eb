"""The quarter clock as the server draws it, for a page without script."""

from __future__ import annotations

import pytest

from fifteen.pages import _clock


def test_the_hand_goes_from_twelve_to_three() -> None:
    assert _clock.face(0, 15).swept == ""
    assert _clock.face(0, 15).hand == "M16.0 35.0L16.0 10.0"
    assert _clock.face(15, 15).swept.endswith("196.0 204.0")
    assert _clock.face(40, 15).swept == _clock.face(15, 15).swept


@pytest.mark.parametrize(
    ("passed", "left", "phase"),
    [
        *((-3, 15, ""), (0, 15, ""), (0.1, 15, ""), (1, 14, ""), (12.9, 3, "")),
        *((13, 2, "warm"), (14.5, 1, "warm"), (15, 0, "over"), (99, 0, "over")),
    ],
)
def test_the_minutes_left_are_those_begun(passed: float, left: int, phase: str) -> None:
    face = _clock.face(passed, 15)
    assert (face.left, face.phase) == (left, phase)


def test_one_minute_is_one_minute() -> None:
    assert _clock.face(14.5, 15).label == "One minute left of 15"


def test_there_is_a_tick_for_every_minute() -> None:
    assert _clock.face(0, 20).ticks.count("M") == 21
