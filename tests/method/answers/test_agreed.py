"""A letter that asks, one that thanks, and one about a talk that is agreed; where a reply ends."""

from __future__ import annotations

from datetime import UTC, datetime
from time import process_time
from typing import Any

import pytest

from fifteen.method.answers import AnswerClass as A
from fifteen.method.answers import Message, read
from fifteen.method.answers._agreed import is_agreed, is_thanked
from fifteen.method.times import Span

WRITTEN = datetime(2026, 11, 24, 9, 12, tzinfo=UTC)
HOUR = Span(datetime(2026, 12, 1, 9, tzinfo=UTC), datetime(2026, 12, 1, 9, 15, tzinfo=UTC))
LATER = Span(datetime(2026, 12, 3, 9, tzinfo=UTC), datetime(2026, 12, 3, 9, 15, tzinfo=UTC))


def answer(text: str, asked: str, **more: Any) -> Message:
    known = {"sender": "Ana Ruiz <ana@acme.example>", "to": "Mira Halonen <mira@mail.example>"}
    return Message(text, **{**known, "asked": asked, "written": WRITTEN, **more})


@pytest.mark.parametrize(
    ("asked", "language", "agreed"),
    [
        ("A quarter of an hour would help me, Tuesday 1 December at 10:00.", "en", False),
        ("I'd be grateful for a talk with you on Tuesday, 1 December, at 10:00.", "en", False),
        ("I am free Tuesday at 10:00. With thanks, Mira", "en", False),
        ("Falls es Ihnen passt, käme ich Dienstag, 1. Dezember, um 10:00 Uhr.", "de", False),
        ("Thank you! Then Tuesday, 1 December at 10:00 at your office.", "en", True),
        ("I look forward to Tuesday 1 December at 10:00. I'll bring the cake.", "en", True),
        ("Looking forward to Tuesday at 10:00, are we still on for it?", "en", True),
        ("Alles klar, ich bin dann Dienstag, 1. Dezember, um 10:00 Uhr am Tor.", "de", True),
        ("Wonderful! Tuesday at 10:00 at the boatyard it is. Which gate should I use?", "en", True),
        ("Is Tuesday, 1 December at 10:00 still convenient?", "en", True),
        ("We said Tuesday, 10:00, by phone. I hope that is still fine?", "en", True),
        ("Thank you for making the time. May I bring a friend on Tuesday at 10:00?", "en", True),
        ("Brilliant, Tuesday 10:00 at the depot. Do I need boots?", "en", True),
        ("I will make our 10:00 on Tuesday. Would it be all right if I came early?", "en", True),
        ("Bleibt es bei Dienstag, 10:00 Uhr?", "de", True),
        ("Vielen Dank für Ihre Zusage! Soll ich Dienstag um 10:00 etwas mitbringen?", "de", True),
        ("I am looking forward to your reply. Tuesday at 10:00 would suit me.", "en", False),
        ("Could I see you for a moment on Tuesday, 1 December at 10:00?", "en", False),
        ("I hope you still have the old forge. Could I see it on Tuesday at 10:00?", "en", False),
        ("May I remind you of my letter? Tuesday at 10:00 is still possible for me.", "en", False),
        ("Ich freue mich auf Ihre Antwort. Dienstag, 10:00 Uhr ginge bei mir.", "de", False),
        ("Frau Berg nannte Sie. Ich bitte um ein Gespräch, Dienstag, 10:00 Uhr.", "de", False),
    ],
)
def test_a_letter_that_asks_without_a_question_agrees_nothing(
    asked: str, language: str, agreed: bool
) -> None:
    assert is_agreed("", answer("", asked, language=language)) is agreed


def test_a_letter_with_two_times_to_choose_from_agrees_nothing() -> None:
    asked = "Tuesday, 1 December at 10:00, or Thursday, 3 December at 10:00. Mira"
    assert not is_agreed("", answer("", asked, offered=(HOUR, LATER)))


def test_what_follows_a_request_without_a_question_is_a_yes() -> None:
    asked = "Fifteen minutes would help me more than any book; I'm free Tuesday 1 December at 10:00"
    assert read(answer("If you don't mind mud, come on over Tuesday.", asked)).main is A.YES


@pytest.mark.parametrize(
    ("asked", "thanked"),
    [
        ("Thank you for your time on Monday. Your tip about nights was right.", True),
        ("Your book is on my desk; fifteen minutes on Monday at 10:00? With thanks", False),
        ("I'd come by on Monday at 10:00. Thank you for considering it.", False),
    ],
)
def test_thanks_in_a_request_are_no_letter_of_thanks(asked: str, thanked: bool) -> None:
    assert is_thanked(answer("", asked)) is thanked


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("Could you do 4:30?\n\nOn Mon, Feb 22, 2027 Mira <mira@mail.example> wrote:\n> Hi", None),
        ("Send it over.\n\nAna\n\nAna Ruiz\nOwner\nCell 414-555-0190", "Send it over.\n\nAna"),
        ("Send it over.\nA. R.\n\nProf. Ana Ruiz\nOwner", "Send it over.\nA. R."),
        ("Send it over.\n\nAna Ruiz\nOwner", "Send it over."),
        ("Send it over.\n\nAna Ruiz", "Send it over.\n\nAna Ruiz"),
        ("Send it over.\nAna Ruiz, DVM", "Send it over.\nAna Ruiz, DVM"),
    ],
)
def test_the_card_below_the_name_is_not_the_reply(text: str, reply: str | None) -> None:
    assert read(answer(text, "")).reply == (reply or text.partition("\n")[0])


@pytest.mark.parametrize(
    "piece",
    ["minutes ", "a min ", "5:00 ", "thank ", "Mo 5:00\n", "A. R.\n", "passt ", "wir hatten "],
)
def test_a_long_letter_is_looked_at_in_good_time(piece: str) -> None:
    long = piece * (100_000 // len(piece))
    start = process_time()
    told = answer(long, long, offered=())
    is_thanked(told)
    read(told)
    assert process_time() - start < 5
