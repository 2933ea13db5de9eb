"""Machines that say so in no header, and people who use the words of machines (ANSWERS.md)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from fifteen.method.answers import AnswerClass, Message, read

WRITTEN = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)


def told(text: str, sender: str = "Vera Holt <vera@holt.example>") -> AnswerClass:
    return read(message(text, sender)).main


def message(text: str, sender: str = "Vera Holt <vera@holt.example>") -> Message:
    return Message(
        subject="Re: Fifteen minutes about bridges",
        sender=sender,
        to="Omar Deeb <omar@deeb.example>",
        written=WRITTEN,
        text=text,
    )


MACHINES = {
    "to whoever writes": "Off to the lambing. Everyone who writes gets this same note till Friday.",
    "the computer speaks": "I told the computer to say this: in Wales, no signal, back on Monday.",
    "not from me": "You are hearing from my mailbox, not from me. I read again in June.",
    "set to send": "Sorry we missed you! Our inbox has been set to send out this line.",
    "der Rechner schreibt": "Bin auf Montage, und diesen Zettel schickt der Rechner an alle.",
    "niemand liest": "Frau Dorn arbeitet seit April nicht mehr hier. Ihr Postfach ist geschlossen.",
    "closed, and an emergency": "The studio is closed for stocktaking. In an emergency ring 112.",
    "an order of arrival": "This mailbox acknowledges receipt, read in order of arrival.",
    "another address": "My email address has changed. Please resend your message to v@new.example.",
    "nobody reads it": "Owing to the high volume of mail, replies to this message are not read.",
    "days off": "On rest days. Back on 9 March. Call 999 in an emergency.",
    "holidays of a firm": "Wir haben Betriebsferien und sind ab 15. März wieder für Sie da.",
    "receipt in German": "Eingang Ihrer Nachricht: heute. Antwort in der Reihenfolge des Eingangs.",
}

PEOPLE = {
    "the same answer": "Everyone who writes gets the same answer from me: start small. Friday?",
    "the computer says no": "The computer says no for Monday. Tuesday at two is fine.",
    "does not look": "I don't read mail on Sundays, so forgive the wait. Yes, let us talk.",
    "der Rechner": "Mein Rechner schreibt alles klein, sorry. Dienstag um zehn passt.",
    "closed, but come": "The studio is closed on Monday, come on Tuesday at ten.",
    "a new address, and yes": "My email address has changed, as you see. Happy to talk on Friday.",
    "in German": "Wir haben gerade Betriebsferien, aber am 15. März um zehn können wir reden.",
    "rings the fire brigade": "I drive for the fire brigade: mornings are best. Thursday at nine?",
    "acknowledges": "I acknowledge I have been slow. Yes, let us talk.",
    "an order": "I answer in order of arrival and yours is on top: Wednesday at four works.",
}


@pytest.mark.parametrize("text", MACHINES.values(), ids=MACHINES)
def test_what_no_person_writes_is_a_machines(text: str) -> None:
    assert told(text) is AnswerClass.AUTO


@pytest.mark.parametrize("text", PEOPLE.values(), ids=PEOPLE)
def test_a_person_with_the_words_of_a_machine_is_not_lost(text: str) -> None:
    assert told(text) not in (AnswerClass.AUTO, AnswerClass.BOUNCE)


@pytest.mark.parametrize("text", PEOPLE.values(), ids=PEOPLE)
def test_nor_with_words_of_a_mail_system(text: str) -> None:
    assert told(f"{text} My last mail to you has been waiting to be sent for days.") not in (
        AnswerClass.AUTO,
        AnswerClass.BOUNCE,
    )


def test_a_mail_that_stands_in_a_queue_is_late_and_no_machines_answer() -> None:
    text = "Your mail to vera@holt.example is still queued. We've been trying since yesterday."
    assert told(text, "Mail Delivery <mailer-daemon@post.example>") is AnswerClass.BOUNCE


@pytest.mark.parametrize(
    ("subject", "sender", "kind"),
    [
        ("Still trying: fifteen minutes", "Gate <gate@post.example>", AnswerClass.BOUNCE),
        ("Re: fifteen minutes", "Vera Holt <vera@holt.example>", None),
    ],
)
def test_what_a_server_said_is_a_report_unless_a_person_tells_of_it(
    subject: str, sender: str, kind: AnswerClass | None
) -> None:
    text = "We couldn't get your mail through to bob@holt.example: 421 4.7.0 try again later."
    main = read(replace(message(text, sender), subject=subject)).main
    assert main is kind if kind else main not in (AnswerClass.AUTO, AnswerClass.BOUNCE)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "On leave. Expect a reply after I get home on 12 March. Dial 112 in an emergency.",
            date(2027, 3, 12),
        ),
        (
            "The office is closed; we reopen on 3 March. In an emergency dial 112.",
            date(2027, 3, 3),
        ),
        ("On rest days. Returning 4 March. Dial 999 in an emergency.", date(2027, 3, 4)),
    ],
)
def test_the_day_of_return(text: str, day: date) -> None:
    assert read(message(text)).found.back_on == day


def test_the_new_address() -> None:
    text = MACHINES["another address"]
    assert read(message(text)).found.new_address == "v@new.example"
