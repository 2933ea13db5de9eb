"""What hosts answer: the class to act on first, the reply itself, what stands inside."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from bench.replies.score import cases_of
from hypothesis import given, settings
from hypothesis import strategies as st

from fifteen.doors.read import message_of
from fifteen.method.answers import AnswerClass as A
from fifteen.method.answers import Message, read
from fifteen.method.answers._lexicon import LANGUAGES, lexicon
from fifteen.method.answers._sense import LABELS, sense, words_of
from fifteen.method.answers._sentences import sentences

REPLIES = Path(__file__).parents[3] / "bench" / "replies"
BUILD = REPLIES / "build.jsonl"
CASES: list[dict[str, Any]] = [json.loads(line) for line in BUILD.read_text("utf-8").splitlines()]
WRITTEN = datetime(2026, 11, 24, 9, 12, tzinfo=UTC)


def message(text: str, **more: Any) -> Message:
    known = {
        "sender": "Ana Ruiz <ana@acme.example>",
        "to": "Mira Halonen <mira@mail.example>",
        "written": WRITTEN,
        **more,
    }
    return Message(text, **known)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_what_hosts_answer_is_understood(case: dict[str, Any]) -> None:
    told = read(message_of(case))
    expect = case["expect"]
    assert told.main.value == expect["main"]
    assert sorted(one.value for one in told.also) == expect["also"]


def test_nearly_all_answers_it_was_built_on_are_read_as_labelled() -> None:
    cases = cases_of(REPLIES / "more.txt")
    right = sum(read(message_of(c)).main.value == c["expect"]["main"] for c in cases)
    assert right >= 0.97 * len(cases)


def test_the_words_a_class_rests_on_are_exact() -> None:
    told = read(message("Hi Mira,\n\nSure, happy to help.\n\nAna"))
    assert told.main is A.YES
    quotes = [told.reply[one.start : one.end] for one in told.evidence]
    assert any("happy to help" in quote or quote == "Sure" for quote in quotes)


QUOTED = (
    "\n\nOn Tue, Nov 17, 2026 at 9:00 AM Mira Halonen <mira@mail.example> wrote:\n> Could we?",
    "\n\nAm 17.11.2026 um 09:00 schrieb Mira Halonen:\n> Hätten Sie Zeit?",
    "\n\n-----Original Message-----\nFrom: Mira\nSent: Tuesday\nCould we talk?",
    "\n\n________________________________\nVon: Mira\nGesendet: Dienstag\nHätten Sie Zeit?",
    "\n\nFrom: Mira Halonen\nDate: 17 Nov 2026\nTo: Ana Ruiz\nSubject: Fifteen minutes\n\nNo?",
)


@pytest.mark.parametrize("quoted", QUOTED, ids=range(len(QUOTED)))
def test_quoted_mail_is_not_the_answer(quoted: str) -> None:
    told = read(message(f"Thursday suits me.\n\nAna{quoted}"))
    assert told.reply == "Thursday suits me.\n\nAna"
    assert told.main is A.YES


@pytest.mark.parametrize(
    "below",
    [
        "\n--\nAna Ruiz\nGeneral Counsel\n+1 212 555 0147",
        "\n\nSent from my iPhone",
        "\nGeneral Counsel, Acme\nT: +1 212 555 0147 | ana@acme.example",
        "\n\nThis e-mail is confidential and may be privileged.",
    ],
)
def test_signatures_and_disclaimers_are_not_the_answer(below: str) -> None:
    told = read(message(f"Happy to talk on Thursday.\n\nBest,\nAna{below}"))
    assert told.reply == "Happy to talk on Thursday.\n\nBest,\nAna"
    assert told.found.phone == ""


def test_an_answer_without_new_text_is_unclear() -> None:
    assert read(message("> Could we talk?\n")).main is A.UNCLEAR
    assert read(message("")).main is A.UNCLEAR


def test_a_human_on_holiday_is_no_machine() -> None:
    told = read(message("Writing from the beach. Happy to talk when I'm back, Tuesday at 10?"))
    assert told.main is A.YES


def test_a_read_receipt_is_automatic_and_a_delay_is_a_bounce() -> None:
    receipt = message("Your message was read on 24.11.2026", subject="Read: Fifteen minutes")
    assert read(receipt).main is A.AUTO
    delay = message(
        "Your message to ana@acme.example has been delayed. We will keep trying.",
        subject="Warning: message delayed",
        sender="MAILER-DAEMON@mx.example",
    )
    told = read(delay)
    assert (told.main, told.found.permanent) == (A.BOUNCE, False)


def test_an_automatic_answer_says_when_they_are_back() -> None:
    told = read(
        message(
            "I am out of the office until 7 December. For urgent matters: jane.doe@acme.example.",
            subject="Automatic reply",
        )
    )
    assert told.main is A.AUTO
    assert told.found.back_on == date(2026, 12, 7)
    assert [one.email for one in told.found.people] == ["jane.doe@acme.example"]


def test_the_seeker_and_the_writer_are_never_among_the_people() -> None:
    told = read(message("Talk to my colleague Tom Lee. Tell him Ana Ruiz and Mira send regards."))
    assert [one.name for one in told.found.people] == ["Tom Lee"]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Not before March.", date(2027, 3, 1)),
        ("I'm swamped. Try again in mid-January.", date(2027, 1, 15)),
        ("Busy just now. Ask me again in two weeks.", date(2026, 12, 8)),
        ("Swamped until the 9th, sorry.", date(2026, 12, 9)),
        ("Crazy at the moment. Reach out again next month?", date(2026, 12, 1)),
        ("Right now is bad. Perhaps in the spring.", date(2027, 3, 1)),
    ],
)
def test_until_is_the_first_day_to_write_again(words: str, day: date) -> None:
    told = read(message(words))
    assert told.main is A.PUT_OFF
    assert told.found.until == day


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.text(max_size=60), st.sampled_from(LANGUAGES))
def test_no_text_breaks_it(text: str, subject: str, language: str) -> None:
    told = read(replace(message(text, subject=subject), language=language))
    assert told.main not in told.also
    for one in told.evidence:
        assert 0 <= one.start < one.end <= len(told.reply)


@pytest.mark.parametrize(
    "text",
    [
        "> " * 40_000,
        "On " * 30_000,
        "a@b." * 20_000,
        "\n" * 90_000,
        "wrote: " * 20_000,
        "x" * 99_999,
    ],
)
def test_a_monstrous_mail_is_looked_at_only_so_far(text: str) -> None:
    assert read(message(text)).main in A


def test_every_language_knows_every_class() -> None:
    known = {name: lexicon(name) for name in LANGUAGES}
    assert set(words_of("de").classes.values()) and set(words_of("en").classes.values())
    for name in LANGUAGES:
        told = {label for pairs in sense(name).weights.values() for label, _ in pairs}
        assert told == set(range(len(LABELS)))
    assert set(known["de"].machine) == set(known["en"].machine)
    assert set(known["de"].words) == set(known["en"].words)


@pytest.mark.parametrize(
    ("subject", "text", "day"),
    [
        (
            "Réponse automatique : quinze minutes",
            "Je suis absente du bureau jusqu'au 2 décembre.",
            date(2026, 12, 2),
        ),
        (
            "Respuesta automática: quince minutos",
            "Estoy fuera de la oficina hasta el 9 de diciembre.",
            date(2026, 12, 9),
        ),
        (
            "Risposta automatica: quindici minuti",
            "Sono fuori ufficio fino al 4 dicembre.",
            date(2026, 12, 4),
        ),
        ("Automatisch antwoord", "Ik ben afwezig tot en met 11 december.", date(2026, 12, 11)),
        ("Autosvar", "Jag är på semester till och med 7 december.", date(2026, 12, 7)),
        (
            "Abwesend: Fünfzehn Minuten",
            "Ich bin bis 3. Januar verreist und ab dem 4. Januar wieder erreichbar.",
            date(2027, 1, 4),
        ),
        ("自動返信", "ただいま不在にしております。", None),
    ],
)
def test_automatic_answers_are_known_in_many_languages(
    subject: str, text: str, day: date | None
) -> None:
    told = read(message(text, subject=subject))
    assert told.main is A.AUTO
    assert told.found.back_on == day


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Re: Request: fifteen minutes", "Hi Mira, happy to talk. Tuesday at 10?"),
        ("Re: Out of office?", "Hi Mira, I was out of office last week, sorry. Monday at 3?"),
        (
            "Re: Fifteen minutes",
            "Hi Mira, I'm on annual leave with limited access to e-mail, but yes, let's talk.",
        ),
    ],
)
def test_a_person_is_never_lost_as_a_machine(subject: str, text: str) -> None:
    for headers in ({}, {"precedence": "bulk"}, {"list-id": "<staff.acme.example>"}):
        told = read(message(text, subject=subject, headers=headers))
        assert told.main is not A.AUTO or (headers and "leave" in text)


def test_mail_that_greets_somebody_else_is_not_for_the_seeker() -> None:
    assert read(message("Hi Margaret, can you pick up the milk?")).main is A.UNCLEAR
    assert read(message("Dear Mirra, yes, gladly.")).main is A.YES


def test_a_line_that_a_mail_program_broke_is_one_sentence() -> None:
    broken = "I would be glad to talk to you about it some time soon, but\nnot before March."
    assert [one.plain for one in sentences(broken)] == [broken.replace("\n", " ")]
    assert len(list(sentences("Happy to.\nTuesday?\n\nAna"))) == 3
    assert [one.plain for one in sentences("Dr. Lind is in. So am I.")] == [
        "Dr. Lind is in.",
        "So am I.",
    ]


@pytest.mark.parametrize("character", list("@<(.,'\"-*:é1"))
def test_a_wall_of_one_character_is_read_in_good_time(character: str) -> None:
    assert read(message(character * 20_000, cc=character * 20_000)).main in A


AGREED = "Dear Ana,\n\nwonderful, then Thursday, 3 December at 10:00 at your office.\n\nMira"


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("Thursday is fine.", A.CONFIRM),
        ("Thursday at 10, gladly.", A.CONFIRM),
        ("Would Friday the 4th at 11 suit you?", A.MOVE),
        ("Tuesday at 9?", A.MOVE),
        ("All good. Do you need directions?", A.CONFIRM),
        ("I can't make Thursday any more. Would Friday at the same time work?", A.MOVE),
    ],
)
def test_another_time_than_the_agreed_one_moves_the_talk(text: str, main: A) -> None:
    told = read(message(text, asked=AGREED, asked_on=WRITTEN))
    assert told.main is main


@pytest.mark.parametrize(
    "dressed",
    [
        lambda text: f"\n\n{text}\n\n\n",
        lambda text: text.replace("'", "’").replace('"', "”"),
        lambda text: f"{text}\n\nOn Tue, Nov 17, 2026 Mira wrote:\n> Could we?",
    ],
    ids=["blank lines", "curly quotes", "quoted mail"],
)
def test_the_dress_of_an_answer_changes_nothing(dressed: Callable[[str], str]) -> None:
    for case in cases_of(REPLIES / "opened2.txt")[::3]:
        if "text" in case and not case.get("headers") and ">" not in case["text"]:
            plain = read(message_of(case))
            told = read(message_of({**case, "text": dressed(case["text"])}))
            assert (told.main, set(told.also)) == (plain.main, set(plain.also)), case["text"]


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("Most welcome!", A.THANKS),
        ("Glad it helped. By the way, we are hiring a clerk, do apply.", A.OPENING),
        (
            "It was a pleasure. You should also talk to Ruth Berg, ruth@berg.example.",
            A.SOMEONE_ELSE,
        ),
    ],
)
def test_thanks_for_thanks_decide_nothing_unless_more_is_said(text: str, main: A) -> None:
    thanked = "Dear Ana,\n\nthank you for your time last week, it helped me a lot.\n\nMira"
    assert read(message(text, asked=thanked, asked_on=WRITTEN)).main is main


def test_a_german_goodbye_names_the_day_that_is_agreed() -> None:
    asked = "Guten Tag,\n\nwunderbar, dann Donnerstag, 3. Dezember, 10 Uhr bei Ihnen.\n\nMira"
    told = read(
        message(
            "Gut, dann bis Donnerstag um zehn.\n\nAna",
            asked=asked,
            asked_on=WRITTEN,
            language="de",
        )
    )
    assert told.main is A.CONFIRM


@pytest.mark.parametrize(
    "text", ["Why don't you email me your questions?", "Why don't you write to me in spring?"]
)
def test_a_suggestion_with_a_not_in_it_forbids_nothing(text: str) -> None:
    told = read(message(text))
    assert not {told.main, *told.also} & {A.NEVER, A.NO}
