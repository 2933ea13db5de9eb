"""What came back: one choice, perhaps their words, and the next step leads on."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fifteen.actions import journal, meetings, people
from fifteen.method.words import Medium, Refusal, Verb
from fifteen.store import read, scope
from fifteen.store.models import Campaign, Entry, Person
from tests import world
from tests.pages.here import _clock, h1, main_buttons, says, words  # noqa: F401
from tests.world import NOW

pytestmark = pytest.mark.django_db

WHERE = "/people/ana-ruiz/answer"


@pytest.fixture
def ana(mira: Campaign) -> Person:
    """Ana Ruiz, asked a week ago."""
    return world.diary(world.knows(mira, "Ana Ruiz"), "17 Nov asked")


def test_the_page_asks_and_a_link_may_have_chosen_already(seat: Client, ana: Person) -> None:
    page = seat.get(f"{WHERE}?what=put-off")
    assert h1(page) == "What came back from Ana Ruiz?"
    assert 'value="put-off" required checked' in page.content.decode()
    assert main_buttons(page) == 1


@pytest.mark.parametrize(
    ("what", "stage", "leads"),
    [
        ("said-yes", "yes", "/people/ana-ruiz/book"),
        ("said-no", "asked", "/people/ana-ruiz"),
        ("put-off", "asked", "/people/ana-ruiz"),
        ("offered-phone", "yes", "/people/ana-ruiz"),
        ("asked-back", "asked", "/people/ana-ruiz"),
        ("named-someone", "asked", "/people/ana-ruiz"),
        ("silent", "asked", "/people/ana-ruiz"),
        ("never", "resting", "/people/ana-ruiz"),
    ],
)
def test_each_answer_is_recorded_with_one_choice(
    seat: Client, ana: Person, what: str, stage: str, leads: str
) -> None:
    assert seat.post(WHERE, {"what": what}).url == leads
    ana.refresh_from_db()
    assert ana.stage == stage
    assert scope.entries_of(ana).last().verb == what  # type: ignore[union-attr]


def test_their_words_and_the_day_are_kept(seat: Client, ana: Person) -> None:
    seat.post(WHERE, {"what": "said-no", "text": " Too busy, sorry. ", "on": "2026-11-20"})
    entry = scope.entries_of(ana).last()
    assert entry is not None
    assert (entry.data["text"], str(entry.on)) == ("Too busy, sorry.", "2026-11-20")


def test_a_put_off_with_its_day(seat: Client, ana: Person) -> None:
    seat.post(WHERE, {"what": "put-off", "until": "2027-01-11"})
    assert str(read.standing_of(ana).put_off_until) == "2027-01-11"


def test_the_day_of_another_answer_is_not_taken_for_a_put_off(seat: Client, ana: Person) -> None:
    assert seat.post(WHERE, {"what": "said-yes", "until": "1999-01-01"}).status_code == 302


BESIDES = (
    "Happy to help! Thursday 3 December at 10, by phone: 020 7946 0123. You should also talk to "
    "Lars Eikeland, who runs forecasting at Northgrid."
)


def test_a_yes_that_names_somebody_and_a_number_brings_both_and_one_undo_takes_all_back(
    seat: Client, mira: Campaign, ana: Person
) -> None:
    page = seat.post(WHERE, {"text": BESIDES, "read": "1"}).content.decode()
    assert 'name="name" value="Lars Eikeland"' in page
    assert 'name="role" value="runs forecasting at Northgrid"' in page
    assert 'name="phone" type="tel" value="020 7946 0123"' in page
    assert "only-named" not in page and "only-phone" not in page
    form = {"what": "said-yes", "name": "Lars Eikeland", "phone": "020 7946 0123"}
    seat.post(WHERE, {**form, "text": BESIDES})
    assert "Lars Eikeland, whom they named, is in your book now." in says(seat)
    ana.refresh_from_db()
    lars = scope.people(mira).get(name="Lars Eikeland")
    assert (ana.stage, ana.phone, lars.tie_via) == ("yes", "020 7946 0123", "Ana Ruiz")
    seat.post("/undo", {"act": scope.entries_of(ana).last().act})  # type: ignore[union-attr]
    ana.refresh_from_db()
    assert (ana.stage, ana.phone) == ("asked", "")
    assert not scope.people(mira).filter(name="Lars Eikeland").exists()


def test_what_is_no_number_is_refused_and_nothing_is_kept(seat: Client, ana: Person) -> None:
    answer = seat.post(WHERE, {"what": "said-yes", "phone": "whenever you like", "name": "Bo"})
    assert answer.status_code == 422
    assert "Which number may be called?" in words(answer)
    assert read.standing_of(ana).open_answer is None
    assert not scope.people(ana.campaign).filter(name="Bo").exists()


def test_whoever_asked_for_peace_stays_at_peace_though_they_are_named(
    seat: Client, mira: Campaign, ana: Person
) -> None:
    bob = world.knows(mira, "Bob Gone")
    people.change(bob, {"email": "bob@there.example"}, NOW)
    journal.record(bob, Verb.NEVER, NOW)
    people.change(bob, {"email": "else@there.example"}, NOW)
    form = {"what": "said-no", "name": "Bob G.", "email": "bob@there.example"}
    assert seat.post(WHERE, form).status_code == 302
    assert "Bob G. is not in your book: This person asked not to be written to" in says(seat)
    assert not scope.people(mira).filter(name="Bob G.").exists()


def test_somebody_they_name_who_is_there_already_does_not_come_twice(
    seat: Client, mira: Campaign, ana: Person
) -> None:
    people.change(world.knows(mira, "Lars Eikeland"), {"email": "lars@northgrid.example"}, NOW)
    form = {"what": "said-no", "name": "L. Eikeland", "email": "lars@northgrid.example"}
    seat.post(WHERE, form)
    assert "Lars Eikeland, whom they named, is in your book." in says(seat)
    assert scope.people(mira).filter(name__contains="Eikeland").count() == 1


def test_a_name_they_give_comes_into_the_book_and_one_undo_takes_both_back(
    seat: Client, mira: Campaign, ana: Person
) -> None:
    form = {"what": "named-someone", "name": "Olga Petrova", "role": "Planner"}
    seat.post(WHERE, {**form, "email": "olga@example.org"})
    olga = scope.people(mira).get(name="Olga Petrova")
    assert (olga.tie_kind, olga.tie_via, olga.role) == ("referred", "Ana Ruiz", "Planner")
    assert olga.field == ana.field
    act = Entry.objects.filter(person=ana).last().act  # type: ignore[union-attr]
    journal.withdraw(mira, act, NOW)
    assert not scope.people(mira).filter(name="Olga Petrova").exists()
    assert read.standing_of(ana).open_answer is None


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ({}, "Choose what came back."),
        ({"what": "thanked"}, "Choose what came back."),
        ({"what": "said-yes", "on": "2026-12-24"}, "That day has not come yet."),
        ({"what": "said-yes", "on": "yesterday"}, "That is not a day."),
        ({"what": "put-off", "until": "2026-01-01"}, "That day has passed."),
        ({"what": "put-off", "until": "spring"}, "Until when?"),
        (
            {"what": "named-someone", "name": "Olga", "email": "olga@"},
            "That mail address is not complete.",
        ),
        (
            {"what": "named-someone", "name": "Olga", "email": "tom@example.org"},
            "Tom Lee is in your book already",
        ),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_typed_is_lost(
    seat: Client, mira: Campaign, ana: Person, form: dict[str, str], message: str
) -> None:
    world.knows(mira, "Tom Lee", email="tom@example.org")
    answer = seat.post(WHERE, {"text": "Typed words", **form})
    assert answer.status_code == 422
    assert message in words(answer)
    assert "Typed words" in answer.content.decode()
    assert scope.entries_of(ana).filter(verb__in=Verb).count() == 2
    assert scope.people(mira).count() == 2


def test_a_strangers_person_cannot_be_answered_for(seat: Client, mira: Campaign) -> None:
    secret = world.knows(world.seeker("Otto Fremd"), "Secret Host")
    address = f"/people/{secret.key}/answer"
    assert seat.get(address).status_code == 404
    assert seat.post(address, {"what": "said-no"}).status_code == 404
    assert Entry.objects.filter(person=secret).count() == 1


def test_their_words_are_read_and_proposed_and_nothing_is_kept(seat: Client, ana: Person) -> None:
    text = "I'm swamped right now. Try me again in March?\n\nAna\n\n> Could we talk?"
    before = scope.entries_of(ana).count()
    page = seat.post(WHERE, {"text": text, "read": "1"})
    shown = page.content.decode()
    assert "It reads as not now, or later." in words(page)
    assert "Try me again in March" in words(page)
    assert 'value="put-off" required checked' in shown
    assert 'name="until" type="date" value="2027-03-01"' in shown
    assert "Could we talk" not in shown
    assert scope.entries_of(ana).count() == before


def test_a_mail_dropped_as_a_file_is_read(seat: Client, ana: Person) -> None:
    raw = (
        b"From: Ana Ruiz <ana@acme.example>\r\nTo: Mira <mira@mail.example>\r\n"
        b"Date: Mon, 23 Nov 2026 09:00:00 +0100\r\nSubject: Re: =?utf-8?q?F=C3=BCnfzehn?=\r\n"
        b"Content-Type: text/html; charset=utf-8\r\n\r\n"
        b"<p>You should talk to my colleague <b>Tom Lee</b>: tom.lee@acme.example.</p>"
        b"<blockquote>Could we talk?</blockquote>"
    )
    file = SimpleUploadedFile("answer.eml", raw, "message/rfc822")
    page = seat.post(WHERE, {"read": "1", "file": file}).content.decode()
    assert 'value="named-someone" required checked' in page
    assert 'id="name" name="name" value="Tom Lee"' in page
    assert 'value="tom.lee@acme.example"' in page


@pytest.mark.parametrize("raw", [b"", b"\x00" * 900, b"From: ((((\r\n\r\n"])
def test_a_file_without_words_breaks_nothing_and_keeps_nothing(
    seat: Client, ana: Person, raw: bytes
) -> None:
    before = scope.entries_of(ana).count()
    file = SimpleUploadedFile("x.eml", raw or b" ", "message/rfc822")
    page = seat.post(WHERE, {"read": "1", "file": file})
    assert page.status_code in (200, 422)
    assert "required checked" not in page.content.decode()
    assert scope.entries_of(ana).count() == before


def test_of_several_mails_in_a_file_their_latest_is_read(seat: Client, ana: Person) -> None:
    people.change(ana, {"email": "ana@acme.example"}, NOW)

    def one(sender: str, day: int, text: str) -> bytes:
        return (
            f"From x Tue Nov {day} 09:00:00 2026\nFrom: {sender}\nSubject: Re: x\n"
            f"Date: Tue, {day} Nov 2026 09:00:00 +0000\n\n{text}\n\n"
        ).encode()

    mails = (
        one("ana@acme.example", 18, "I am afraid I cannot."),
        one("ana@acme.example", 20, "Yes, I would be happy to talk."),
        one("news@x.example", 22, "Please do not write again."),
    )
    file = SimpleUploadedFile("mails.mbox", b"".join(mails), "application/mbox")
    page = seat.post(WHERE, {"read": "1", "file": file}).content.decode()
    assert 'value="said-yes" required checked' in page


def test_a_mail_that_did_not_arrive_is_said_so_and_chooses_nothing(
    seat: Client, ana: Person
) -> None:
    raw = (
        b"From: MAILER-DAEMON@mx.example\r\nSubject: Undelivered Mail Returned to Sender\r\n"
        b"Content-Type: text/plain\r\n\r\n<ana@acme.example>: 550 5.1.1 user unknown\r\n"
    )
    file = SimpleUploadedFile("x.eml", raw, "message/rfc822")
    page = seat.post(WHERE, {"read": "1", "file": file})
    assert "It did not arrive to ana@acme.example." in words(page)
    assert "required checked" not in page.content.decode()


def test_reading_nothing_asks_for_words(seat: Client, ana: Person) -> None:
    page = seat.post(WHERE, {"read": "1", "text": "  "})
    assert page.status_code == 422
    assert "Paste what they wrote first" in words(page)


def test_a_wish_for_another_time_leads_to_moving_the_talk(seat: Client, ana: Person) -> None:
    world.diary(ana, "20 Nov said-yes")
    start = datetime(2026, 11, 26, 14, tzinfo=UTC)
    booked = meetings.book(ana, start, "Europe/Berlin", Medium.PHONE, NOW, 15, "")
    assert not isinstance(booked, Refusal)
    before = scope.entries_of(ana).count()
    text = "Sorry, something has come up. Could we do Friday at 10 instead?"
    page = seat.post(WHERE, {"text": text, "read": "1"})
    assert "It reads as a wish for another time." in words(page)
    link = re.search(r'href="([^"]+/book[?]day=2026-11-27[^"]+)"', page.content.decode())
    assert link is not None
    form = seat.get(html.unescape(link[1]))
    assert "The talk is moved when you say so." in words(form)
    assert 'type="date" value="2026-11-27"' in form.content.decode()
    assert 'type="time" value="10:00"' in form.content.decode()
    assert scope.entries_of(ana).count() == before


def test_a_talk_called_off_in_their_words_is_said_so(seat: Client, ana: Person) -> None:
    world.diary(ana, "20 Nov said-yes")
    start = datetime(2026, 11, 26, 14, tzinfo=UTC)
    meetings.book(ana, start, "Europe/Berlin", Medium.PHONE, NOW, 15, "")
    page = seat.post(WHERE, {"text": "I'm ill and have to cancel our talk.", "read": "1"})
    assert "It reads as a talk called off." in words(page)
    assert "Do the same on its page" in words(page)
