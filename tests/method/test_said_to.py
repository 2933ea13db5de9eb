"""The seeker's own words, said to the seeker."""

from __future__ import annotations

import pytest

from fifteen.method.said_to import to_seeker


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("tell him what I made of it", "tell him what you made of it"),
        ("send me my notes", "send you your notes"),
        ("I'll ask when I am back", "You'll ask when you are back"),
        (
            "read “What I Learned” and say what I’ve made of it",
            "read “What I Learned” and say what you’ve made of it",
        ),
        ("meet me-too people at Mine", "meet me-too people at Mine"),
        ("read Networks of Power", "read Networks of Power"),
        ("read part I of the book", "read part I of the book"),
        (
            "ask what I, a teacher, missed in Volume I",
            "ask what you, a teacher, missed in Volume I",
        ),
        (
            "name the book I read and the part I liked",
            "name the book you read and the part you liked",
        ),
        ("for my part I read on", "for your part you read on"),
        ("", ""),
    ],
)
def test_the_seeker_is_you_but_not_within_quotation_marks(typed: str, said: str) -> None:
    assert to_seeker(typed) == said
