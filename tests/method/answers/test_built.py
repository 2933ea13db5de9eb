"""Answers known by how a sentence is built, whatever its words; and what only looks like them."""

from __future__ import annotations

import pytest

from fifteen.method.answers import Message, read
from fifteen.method.answers._agreed import is_agreed, is_thanked
from fifteen.method.answers._reply import reply_of

ASKED = {
    "en": "Would you have fifteen minutes to tell me about your work?\n\nKind regards,\nMira",
    "de": "Hätten Sie fünfzehn Minuten für ein Gespräch?\n\nViele Grüße\nMira",
}
AGREED = "I'll come on Thursday at 11:00 as agreed.\n\nMira"


def told(text: str, language: str = "en", asked: str = "") -> str:
    """The classes of an answer, the first to act on before the others."""
    people = {"sender": "Ana Ruiz <ana@acme.example>", "to": "Mira Halonen <mira@mail.example>"}
    message = Message(text, asked=asked or ASKED[language], language=language, **people)
    reading = read(message)
    return " ".join([reading.main, *reading.also])


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("We're two drivers short for the winter, mornings only, decent pay.", "opening"),
        ("There's a storeman's job going at our yard, ask at the gate.", "opening"),
        ("The kitchen needs a porter, start Monday.", "opening"),
        ("We have headcount for an analyst. Please write to hr@acme.example.", "opening"),
        ("You asked what it takes. It takes a strong back and a rich aunt.", "by-mail"),
        (
            "Sorry, I don't do interviews. Two pieces of advice though: keep every receipt, and "
            "join the union.",
            "no by-mail",
        ),
        ("You are welcome to renew your request on or after March 1.", "put-off"),
        ("Please put any queries in writing to this address.", "by-mail"),
    ],
)
def test_a_sentence_is_known_by_how_it_is_built(text: str, classes: str) -> None:
    assert told(text) == classes


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("Gesellen suchen wir immer, melden Sie sich.", "opening"),
        ("Mir fehlt ein Fahrer, ab Mai, Führerschein C.", "opening"),
        ("Sie fragen, wie man anfängt. Man fängt im Keller an, mit dem Besen.", "by-mail"),
        ("Des wird nix, zum Reden hab i ka Zeit und ka Lust.", "no"),
        ("Kurz gesagt: nein.", "no"),
        ("Mir fehlt leider die Zeit.", "no"),
    ],
)
def test_so_is_one_in_german(text: str, classes: str) -> None:
    assert told(text, "de") == classes


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("I'm two nurses short this week and can't think. Ask me in March.", "put-off"),
        ("Sorry, there isn't a post going and I have no time for talks.", "no"),
        ("The short answer: no.", "no"),
        ("Happy to talk. One thing: are you a journalist?", "yes question"),
        ("Sure, Thursday at 10. My advice: take the bus.", "yes"),
        ("My advice: ask Jane Smith at the museum, she knows far more.", "someone-else"),
        ("You may write on or after Monday to fix the hour, but yes, gladly.", "yes"),
    ],
)
def test_what_only_looks_like_it_is_not(text: str, classes: str) -> None:
    assert told(text) == classes


def test_of_an_agreed_talk_another_hour_moves_it_and_never_stands_beside_called_off() -> None:
    moved = told("Not going to make 11. Make it 2 and lunch is on me.", asked=AGREED)
    assert moved == "move"
    never = "Thursday is off, and don't ever write to me again."
    assert told(never, asked=AGREED) == "never cancel"


@pytest.mark.parametrize(
    ("asked", "agreed"),
    [
        ("I have you down for tomorrow at 2 at the showroom, is that still right?", True),
        ("Checking that tomorrow 8 a.m. still works on your end.", True),
        ("So we talk on Thursday at 10, at the counter.", True),
        ("I am at 4 Mill Road on Thursday.", False),
    ],
)
def test_an_hour_needs_no_am_or_pm(asked: str, agreed: bool) -> None:
    assert is_agreed("", Message("", asked=asked)) is agreed


@pytest.mark.parametrize(
    ("asked", "thanked"),
    [
        ("I wondered about foundry work and the money in it.\n\nMany thanks,\nClare", False),
        ("I would be thankful for fifteen minutes.\n\nBest,\nJorge", False),
        ("Thank you for Thursday, it helped me.\n\nClare", True),
        ("I passed the exam, and I am grateful for your fifteen minutes.\n\nDev", True),
    ],
)
def test_thanks_that_close_a_letter_are_for_no_talk(asked: str, thanked: bool) -> None:
    assert is_thanked(Message("", asked=asked)) is thanked


def test_a_signature_alone_is_no_answer() -> None:
    text = "Pania Herewini\nBarrister\nLevel 2, 14 Tainui St\nDDI 07 555 0112"
    assert reply_of(text, "Pania Herewini <pania@legal.example>") == ""
