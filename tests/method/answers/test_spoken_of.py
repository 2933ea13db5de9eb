"""Who is spoken to and spoken of: letters that ask nothing, mail for others, two who are named."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from fifteen.method.answers import Message, read
from fifteen.method.answers._addressed import addresses_both, greets_stranger
from fifteen.method.answers._agreed import talk_of
from fifteen.method.answers._spoken_of import names_somebody, shared
from fifteen.method.times import Span

PEOPLE: dict[str, Any] = {
    "sender": "Ana Ruiz <ana@acme.example>",
    "to": "Mira Halonen <mira@mail.example>",
}
ASKED = "Would you have fifteen minutes to tell me about bell founding?\n\nMira"
OFFERED = Span(datetime(2027, 3, 4, 10, tzinfo=UTC), datetime(2027, 3, 4, 10, 15, tzinfo=UTC))


def told(text: str, asked: str = ASKED, **more: Any) -> str:
    """The classes of an answer, the first to act on before the others."""
    message = Message(text, asked=asked, **{**PEOPLE, **more})
    reading = read(message)
    return " ".join([reading.main, *reading.also])


@pytest.mark.parametrize(
    ("asked", "nothing"),
    [
        ("Your hint about the gate pass saved my week.", True),
        ("As promised, here are the photos of the roof.", True),
        ("I watched the film you named.", True),
        ("I should like to ask you about signalling.", False),
        ("I'm interested in how bells are tuned.", False),
        ("I hope you received my first letter.", False),
        ("I fancy boats. Fifteen minutes, and coffee's on me.\nThanks so much\nTed", False),
        ("", False),
    ],
)
def test_a_letter_that_only_tells_leaves_nothing_to_decide(asked: str, nothing: bool) -> None:
    assert talk_of("", Message("", asked=asked, **PEOPLE)).thanked is nothing


@pytest.mark.parametrize("reply", ["Yes! Well done, you.", "Delighted. They chose well.", "OK."])
def test_the_answer_to_it_is_thanks(reply: str) -> None:
    assert told(reply, "I start at the foundry on the 1st, as you said I should.") == "thanks"
    assert told(reply) != "thanks"


def test_one_time_and_no_question_is_a_talk_that_was_agreed() -> None:
    asked = "I have you down for ten on Thursday."
    assert talk_of("", Message("", asked=asked, offered=(OFFERED,), **PEOPLE)).agreed
    assert not talk_of("", Message("", asked=f"Could we talk? {asked}", **PEOPLE)).agreed
    assert told("All in order here.", asked, offered=(OFFERED,)) == "confirm"


@pytest.mark.parametrize(
    "reply",
    [
        "Linda, did the tiles come? Bert",
        "Hi Steve, the pallets are two short. Mick",
        "Dear Professor Hall, the corrected pages are attached.",
        "Hi mum, landed safely x",
    ],
)
def test_mail_that_calls_somebody_else_is_unclear(reply: str) -> None:
    assert greets_stranger(reply, Message("", **PEOPLE))
    assert told(reply) == "unclear"


@pytest.mark.parametrize(
    "reply",
    [
        "Mira, gladly. Come on Thursday.",
        "Hello, no, I'd rather not.",
        "Moin, komm vorbei.",
        "Received, with thanks.",
        "Grand, yeah. Sunday after mass.",
        "Madam, may I ask on whose behalf you write?",
        "Dear Ms Halonen, gladly.",
        "Hey need to push our chat",
    ],
)
def test_whoever_calls_the_seeker_or_nobody_writes_to_her(reply: str) -> None:
    assert not greets_stranger(reply, Message("", **PEOPLE))


@pytest.mark.parametrize(
    "reply",
    [
        "It's a yes from me, but then no.",
        "The answer's no if you ask my wife, yes if you ask my dog.",
        "I would but then again I would not.",
        "I'm not saying yes and I'm not saying no.",
        "Sure, not.",
        "Nah yeah nah",
    ],
)
def test_yes_and_no_at_once_is_unclear(reply: str) -> None:
    assert told(reply) == "unclear"


@pytest.mark.parametrize(
    ("reply", "somebody"),
    [
        ("Ask my foreman.", True),
        ("You want Hana Vesela for that.", True),
        ("She knows far more than I do.", True),
        ("Write to desk@acme.example", True),
        ("Maybe writing is better for us both.", False),
        ("Gladly. Thursday at ten, at the gate.", False),
        ("Mira, it would be a pleasure.", False),
    ],
)
def test_who_is_spoken_of(reply: str, somebody: bool) -> None:
    assert names_somebody(reply, Message("", **PEOPLE)) is somebody


def test_words_of_the_letter_that_come_back() -> None:
    message = Message("", asked=ASKED, **PEOPLE)
    assert shared("Bells are founded in a pit. Founding takes a year.", message) > 0
    assert shared("Come on Thursday, Mira.", message) == 0


@pytest.mark.parametrize(
    ("reply", "more", "both"),
    [
        ("Mira meets Gwen Ashby, our founder. Gwen meets Mira.", {}, True),
        ("Greetings both,\nGwen has tuned bells for years.", {}, True),
        ("I've cc'd Gwen. You two can arrange it.", {}, True),
        ("I've copied Gwen Ashby, gwen@a.example, who knows more.", {}, False),
        ("Gwen, copied here, is much nearer to it.", {}, False),
        ("Mira! Gwen! Talk!", {"to": f"{PEOPLE['to']}, Gwen <gwen@a.example>", "cc": ""}, True),
    ],
)
def test_two_are_introduced(reply: str, more: dict[str, str], both: bool) -> None:
    message = Message("", **{**PEOPLE, "cc": "Gwen Ashby <gwen@a.example>", **more})
    assert addresses_both(reply, message) is both


@pytest.mark.parametrize(
    ("reply", "classes"),
    [
        ("We are taking on two juniors this spring.", "opening"),
        ("There's a thing going in the paint shop.", "opening"),
        ("Sorry, I'm not hiring and I don't do talks.", "no"),
        ("I only do this in writing, so fire away.", "by-mail"),
        ("No. The short of it: learn to file, learn to solder, and never rush.", "no by-mail"),
        ("You can ring my cousin Ruth on 01535 555 019, any evening but Tuesday.", "someone-else"),
        ("Thursday at ten. Declan says hello by the way.", "yes"),
        ("Your profile please, with dates.", "wants-resume"),
        ("I've had your letter. Let that be the last.", "never"),
    ],
)
def test_what_is_built_so(reply: str, classes: str) -> None:
    written = datetime(2027, 3, 1, 9, tzinfo=UTC)
    assert told(reply, written=written) == classes
