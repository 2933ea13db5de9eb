"""A refusal's reason is said back only where it is a plain clause about the host."""

from __future__ import annotations

import pytest

from fifteen.method.letters._drafts_reasons import reason_named


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("I'm busy; please stop writing to me.", "you are busy"),
        ("I'm away, but ask me in May.", "you are away"),
        ("I am swamped, so please don't contact me again.", "you are swamped"),
        ("I'm swamped and please leave it there.", "you are swamped"),
        ("I'm on leave — try somebody else.", "you are on leave"),
        ("busy; please stop", "you are busy"),
        ("My schedule is full this year, sorry.", "your schedule is full this year"),
    ],
)
def test_what_is_asked_of_the_seeker_is_no_part_of_the_reason(text: str, reason: str) -> None:
    assert reason_named(text, "Ana Silva") == ("declined.reason", reason)


@pytest.mark.parametrize(
    "text",
    [
        "I am sick of these mails.",
        "I have no time for this nonsense.",
        "I have no time for such unwanted letters.",
        "I'm fed up, I have a full diary.",
        "I am busy so don't write again.",
        "I'm busy, ask again in May.",
        "I'm busy: stop writing.",
        "My work leaves me no hours.",
    ],
)
def test_no_reason_is_made_of_a_complaint_or_of_what_the_seeker_is_told_to_do(text: str) -> None:
    assert reason_named(text, "Ana Silva") == ("", "")
