"""What to say to oneself where an agreed time fell through: no reproach, to nobody (R1, F8)."""

from __future__ import annotations

from fifteen.method.spoken import count_of
from fifteen.method.words import Standing

_OFTEN = 2  # times that fell through: the telephone is easier then


def fell_through(s: Standing) -> str:
    """Why to offer other times, and how: after the second time the telephone."""
    if s.fell_through >= _OFTEN:
        often = "twice" if s.fell_through == _OFTEN else count_of(s.fell_through, "time")
        return (
            f"The time was moved, called off or missed {often}. Full days do that, "
            "and it says nothing about you: offer the telephone at an hour of theirs."
        )
    if s.open_answer_data.get("missed"):
        return "It did not come about. One friendly line with other times, and no word of blame."
    return "The time fell through. Nobody needs a reason: offer two or three others."
