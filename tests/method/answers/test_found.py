"""What is found inside an answer: numbers, people, the day to write again, links, the reply."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from fifteen.method.answers import AnswerClass as A
from fifteen.method.answers import Message, read

WRITTEN = datetime(2026, 11, 24, 9, 12, tzinfo=UTC)
CARD = "\n\nBest,\nAna Ruiz\n--\nAna Ruiz\nAcme Ltd\nTel. +44 20 7946 0018"


def message(text: str, language: str = "en", **more: Any) -> Message:
    known = {"sender": "Ana Ruiz <ana@acme.example>", "to": "Mira Halonen <mira@mail.example>"}
    return Message(text, written=WRITTEN, language=language, **{**known, **more})


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("Call my cell: +1 (212) 555-0190.", "en", "+1 (212) 555-0190"),
        ("Happy to. My number is below." + CARD, "en", "+44 20 7946 0018"),
        ("Sure, call me, number's in my signature." + CARD, "en", "+44 20 7946 0018"),
        ("Happy to meet on Tuesday." + CARD, "en", ""),
        ("Order 4471-9982-11 aside, Tuesday at 3 works.", "en", ""),
        ("Meeting ID: 823 4455 6677, passcode 9911. Thursday at 3?", "en", ""),
        ("Between 10.30-11.15 or 14.00-15.00 on Friday.", "en", ""),
        ("Meine Nummer finden Sie unten." + CARD, "de", "+44 20 7946 0018"),
        ("Gern am 01.12. oder 03.12., 10-12 Uhr.", "de", ""),
    ],
)
def test_a_number_is_one_to_call(text: str, language: str, number: str) -> None:
    assert read(message(text, language)).found.phone == number


@pytest.mark.parametrize(
    ("text", "language", "people"),
    [
        (
            "Best to contact our head of training, Lucy van der Berg.",
            "en",
            [("Lucy van der Berg", "", "head of training")],
        ),
        (
            "Talk to my colleague Priya Nair (priya@acme.example), she runs training.",
            "en",
            [("Priya Nair", "priya@acme.example", "colleague")],
        ),
        ("Ask O'Brien at the desk.", "en", [("O'Brien", "", "")]),
        (
            "Mira, I can't, but please write to hr@acme.example instead.",
            "en",
            [("", "hr@acme.example", "")],
        ),
        ("Mein Nachfolger Jonas Kaya kennt sich besser aus.", "de", [("Jonas Kaya", "", "")]),
        ("Wenden Sie sich bitte an Herrn Vogt in der Ausbildung.", "de", [("Vogt", "", "")]),
    ],
)
def test_people_have_their_whole_name_their_address_and_what_they_are(
    text: str, language: str, people: list[tuple[str, str, str]]
) -> None:
    found = read(message(f"{text}\n\nAna", language)).found.people
    assert [(one.name, one.email) for one in found] == [one[:2] for one in people]
    assert all(one.role == told[2] for one, told in zip(found, people, strict=True) if told[2])


def test_who_is_introduced_has_the_name_of_the_header() -> None:
    told = read(message("Mira, meet Tom. Tom, this is Mira.\n\nAna", cc="Tom Osei <tom@b.example>"))
    assert [(one.name, one.email) for one in told.found.people] == [("Tom Osei", "tom@b.example")]


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("Busy until the end of January. Try me in February?", "en", date(2027, 2, 1)),
        ("Ping me in a fortnight, I'm snowed under.", "en", date(2026, 12, 8)),
        ("Sehr gern, aber erst ab dem 11. Januar, vorher nicht.", "de", date(2027, 1, 11)),
        ("Bin bis zum 11. Januar weg, fragen Sie danach noch mal.", "de", date(2027, 1, 11)),
        ("Melden Sie sich in vier Wochen wieder, jetzt geht nichts.", "de", date(2026, 12, 22)),
    ],
)
def test_the_day_to_write_again(text: str, language: str, day: date) -> None:
    told = read(message(f"{text}\n\nAna", language))
    assert (told.main, told.found.until) == (A.PUT_OFF, day)


@pytest.mark.parametrize(
    ("text", "link"),
    [
        (
            "Here's my page https://a.example/ana, book at https://cal.com/ana",
            "https://cal.com/ana",
        ),
        ("Sure, here's my link: https://a.example/ana/short", "https://a.example/ana/short"),
        ("See https://www.acme.example/jobs for openings.", ""),
        ("Have a look at my page www.linkedin.com/in/ana", ""),
    ],
)
def test_a_link_is_one_to_book_or_to_meet(text: str, link: str) -> None:
    assert read(message(f"{text}\n\nAna")).found.link == link


@pytest.mark.parametrize(
    ("kept", "below"),
    [
        ("Happy to.\n\nAna\n\nP.S. Bring boots.", ""),
        (
            "Happy to.\n\nWarm wishes,\n\nDr Ana Ruiz (she/her)",
            "\nReader in Soil Science\nX College",
        ),
        ("Happy to.\n\n-Ana", "\n\nAna Ruiz, PE\nPrincipal\nc: 555-0100"),
    ],
)
def test_the_reply_ends_with_the_name(kept: str, below: str) -> None:
    assert read(message(kept + below)).reply == kept


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("Your order 88213 has left our warehouse and arrives on Friday.", A.UNCLEAR),
        ("Did you remember to feed the rabbit? Back at six.", A.UNCLEAR),
        ("Maybe yes, maybe no.", A.UNCLEAR),
        ("The kids have football till five, so Thursday at six?", A.YES),
        ("I hate the telephone. Please write me your questions.", A.BY_MAIL),
    ],
)
def test_words_for_somebody_else_are_no_answer(text: str, main: A) -> None:
    assert read(message(f"{text}\n\nAna")).main is main


def test_every_class_shows_the_words_it_rests_on() -> None:
    told = read(message("Not for me. Ask Tom Walsh: tom@acme.example, or 555 0199.\n\nAna"))
    shown = {one.answer for one in told.evidence}
    assert shown == {told.main, *told.also}
    bounced = message("Your message could not be delivered.", sender="mailer-daemon@acme.example")
    assert [one.answer for one in read(bounced).evidence] == [A.BOUNCE]
