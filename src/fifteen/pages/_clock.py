"""The quarter clock as the server draws it: the state of the moment, for a page without script.

The script draws the same from the wall clock (clock.js): twelve to three in the minutes agreed.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, cos, radians, sin

from fifteen.method.spoken import in_words

WARM = 2  # minutes before the end: at thirteen of fifteen it warms (T1)
_CENTRE_X, _CENTRE_Y, _RADIUS = 16, 204, 180
_QUARTER = 90  # degrees
_LONG_TICK_EVERY = 5  # minutes


@dataclass(frozen=True, slots=True)
class Face:
    """The drawing's paths, the minutes left, the phase ("", "warm" or "over") and the label."""

    left: int
    phase: str
    label: str
    swept: str
    hand: str
    ticks: str


def face(passed: float, length: int) -> Face:
    """The clock after `passed` minutes of `length`; it stands still at the end."""
    passed = max(0.0, passed)
    share = min(passed / length, 1.0)
    left = max(0, ceil(length - passed - 1e-9))
    angle = share * _QUARTER
    return Face(
        left=left,
        phase="over" if passed >= length else "warm" if passed >= length - WARM else "",
        label=f"{in_words(left).capitalize()} minute{'s' if left != 1 else ''} left of {length}",
        swept=f"M16 24A180 180 0 0 1 {_at(angle, _RADIUS)}" if share > 0 else "",
        hand=f"M{_at(angle, 169)}L{_at(angle, 194)}",
        ticks="".join(_tick(minute, length) for minute in range(length + 1)),
    )


def _tick(minute: int, length: int) -> str:
    angle = minute / length * _QUARTER
    inner = 154 if minute % _LONG_TICK_EVERY == 0 else 160
    return f"M{_at(angle, inner)}L{_at(angle, 166)}"


def _at(angle: float, radius: float) -> str:
    turn = radians(angle)
    x, y = _CENTRE_X + radius * sin(turn), _CENTRE_Y - radius * cos(turn)
    return f"{x:.1f} {y:.1f}"
