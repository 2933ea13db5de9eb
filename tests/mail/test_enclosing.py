"""What goes along with a letter: little, and only where the method has it (A8, F4, O3)."""

from __future__ import annotations

import email
import email.policy
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fifteen.actions import letters, meetings, outbox
from fifteen.actions._write import Done
from fifteen.method.words import LetterKind, Medium, Refusal
from fifteen.store import scope
from fifteen.store.models import Campaign, Letter, Outgoing, Person
from tests import world
from tests.mail import post
from tests.pages import here
from tests.world import NOW

pytestmark = pytest.mark.django_db
_clock = here._clock
PDF = b"%PDF-1.7\nthe paper"
START = datetime(2026, 11, 26, 9, tzinfo=UTC)


@pytest.fixture
def ana(mira: Campaign) -> Person:
    post.connected(mira)
    return world.diary(post.ana(mira), "16 Nov asked\n17 Nov said-no")


def goes(person: Person, kind: LetterKind, file: tuple[str, bytes] | None = None) -> Done | Refusal:
    """A letter of this kind is sent, whatever else the check says of its draft."""
    letter = letters.begin(person, kind, NOW)
    return outbox.send(letter, NOW, outbox.stops_in(letter, NOW), True, file)


def mail() -> EmailMessage:
    raw = bytes(Outgoing.objects.latest("pk").data)
    found = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    return found


def files() -> dict[str, bytes]:
    return {str(p.get_filename()): p.get_payload(decode=True) for p in mail().iter_attachments()}  # type: ignore[misc]


def test_thanks_after_a_no_may_carry_a_resume(ana: Person) -> None:
    done = goes(ana, LetterKind.THANKS_DECLINED, ("../My résumé.pdf", PDF))
    assert isinstance(done, Done), done
    assert files() == {"..-My résumé.pdf": PDF}
    body = mail().get_body(("plain",))
    assert body is not None and body.get_param("format") == "flowed"


@pytest.mark.parametrize("kind", [LetterKind.REQUEST, LetterKind.REMINDER, LetterKind.TIMES])
def test_nothing_goes_along_with_what_asks(mira: Campaign, kind: LetterKind) -> None:
    post.connected(mira)
    person = post.ana(mira)
    if kind is not LetterKind.REQUEST:
        world.diary(person, "2 Nov asked" + ("\n3 Nov said-yes" if kind == "times" else ""))
    done = goes(person, kind, ("paper.pdf", PDF))
    assert isinstance(done, Refusal) and done.field == "file", done
    assert not Outgoing.objects.exists()


def test_a_resume_goes_with_thanks_for_a_talk_only_where_they_asked(mira: Campaign) -> None:
    post.connected(mira)
    person = world.diary(post.ana(mira), "16 Nov asked\n23 Nov met")
    done = goes(person, LetterKind.THANKS_MET, ("cv.pdf", PDF))
    assert isinstance(done, Refusal) and "did not ask for a résumé" in done.message
    assert not Outgoing.objects.exists()
    assert isinstance(goes(person, LetterKind.THANKS_MET, ("the paper.pdf", PDF)), Done)
    assert list(files()) == ["the paper.pdf"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        *(("x.exe", b"MZ"), ("x.pdf", b"MZ"), ("x.docx", PDF), ("", PDF), ("pdf", PDF)),
        *(("x.pdf\r\nBcc: all@x.example", PDF), ("x.pdf", b"%PDF-" + b"x" * 5_000_000)),
    ],
)
def test_what_is_not_what_it_says_or_too_large_stays_here(
    ana: Person, name: str, data: bytes
) -> None:
    done = goes(ana, LetterKind.THANKS_DECLINED, (name, data))
    assert isinstance(done, Refusal) and done.field == "file"


def test_the_calendar_file_goes_with_the_confirmation(mira: Campaign) -> None:
    post.connected(mira)
    person = world.diary(post.ana(mira), "16 Nov asked")
    booked = meetings.book(person, START, "Europe/Berlin", Medium.PHONE, NOW, 15, "+49 30 1")
    assert not isinstance(booked, Refusal)
    assert isinstance(goes(person, LetterKind.CONFIRMATION), Done)
    (calendar,) = files().values()
    assert f"UID:{booked[0].key}@fifteen.invalid".encode() in calendar


def test_sent_now_instead_of_tomorrow_it_carries_the_same(ana: Person) -> None:
    assert isinstance(goes(ana, LetterKind.THANKS_DECLINED, ("cv.pdf", PDF)), Done)
    row = scope.outgoing(ana.campaign)[0]
    then = NOW + timedelta(hours=3)
    assert isinstance(outbox.send_now(row, then), Done)
    assert files() == {"cv.pdf": PDF}
    assert str(mail()["Date"]) == "Tue, 24 Nov 2026 12:40:20 +0100"


def test_called_back_the_letter_keeps_its_file_and_says_so(seat: Client, ana: Person) -> None:
    done = goes(ana, LetterKind.THANKS_DECLINED, ("cv.pdf", PDF))
    assert isinstance(done, Done) and done.message.endswith("leaves in 20 seconds, with cv.pdf.")
    where = f"/people/{ana.key}/letters/{Letter.objects.get().key}"
    assert "cv.pdf" in seat.get(where).content.decode()  # while it waits
    back = outbox.call_back(ana.campaign, done.act)
    assert isinstance(back, Done) and "cv.pdf is still with it" in back.message
    page = seat.get(where).content.decode()
    assert "cv.pdf goes along again" in page and 'name="same_file" value="1" checked' in page
    letter = Letter.objects.get()
    again = outbox.send(letter, NOW, outbox.stops_in(letter, NOW), True, again=True)
    assert isinstance(again, Done) and again.message.endswith("with cv.pdf.")
    assert files() == {"cv.pdf": PDF}
    assert isinstance(outbox.call_back(ana.campaign, again.act), Done)
    assert isinstance(outbox.send(letter, NOW, outbox.stops_in(letter, NOW), True), Done)
    assert files() == {}  # the tick was taken off: nothing goes along any more
    assert "goes along again" not in seat.get(where).content.decode()


def test_a_file_chosen_anew_goes_in_place_of_the_one_before(ana: Person) -> None:
    done = goes(ana, LetterKind.THANKS_DECLINED, ("cv.pdf", PDF))
    assert isinstance(done, Done) and isinstance(outbox.call_back(ana.campaign, done.act), Done)
    letter = Letter.objects.get()
    stops, other = outbox.stops_in(letter, NOW), ("paper.pdf", PDF + b" 2")
    assert isinstance(outbox.send(letter, NOW, stops, True, other, again=True), Done)
    assert files() == {"paper.pdf": PDF + b" 2"}


def test_what_may_not_go_any_more_does_not_go_again_in_silence(ana: Person) -> None:
    done = goes(ana, LetterKind.THANKS_DECLINED, ("cv.pdf", PDF))
    assert isinstance(done, Done) and isinstance(outbox.call_back(ana.campaign, done.act), Done)
    Letter.objects.update(kind=LetterKind.REMINDER)
    letter = Letter.objects.get()
    refusal = outbox.send(letter, NOW, outbox.stops_in(letter, NOW), True, again=True)
    assert isinstance(refusal, Refusal) and refusal.field == "file"


def test_the_page_sends_the_file_again_and_says_what_left(seat: Client, ana: Person) -> None:
    done = goes(ana, LetterKind.THANKS_DECLINED, ("Mira's résumé.pdf", PDF))
    assert isinstance(done, Done) and isinstance(outbox.call_back(ana.campaign, done.act), Done)
    letter = Letter.objects.get()
    body = "Dear Ana,\n\nthank you for telling me that you are moving house. I want to learn about "
    body += "grids; please remember me.\n\nMira Halonen"
    form = {"subject": "Thank you", "body": body, "revision": str(letter.revision)}
    where = f"/people/{ana.key}/letters/{letter.key}"
    assert seat.post(f"{where}/send", {**form, "same_file": "1"}).status_code == 302
    assert files() == {"Mira's résumé.pdf": PDF}
    Outgoing.objects.update(state="sent")
    Letter.objects.update(sent_at=NOW)
    assert "Mira&#x27;s résumé.pdf" in seat.get(where).content.decode()  # it says what left


def test_the_page_offers_a_file_only_where_one_may_go(seat: Client, ana: Person) -> None:
    letter = letters.begin(ana, LetterKind.THANKS_DECLINED, NOW)
    where = f"/people/{ana.key}/letters/{letter.key}"
    assert "Something goes along" in seat.get(where).content.decode()
    body = "Dear Ana,\n\nthank you for telling me that you are moving house. I want to learn about "
    body += "grids; please remember me.\n\nMira Halonen"
    form = {"subject": "Thank you", "body": body, "revision": str(letter.revision)}
    bad = SimpleUploadedFile("cv.exe", b"MZ")
    answer = seat.post(f"{where}/send", {**form, "file": bad})
    assert answer.status_code == 422 and "this is none" in answer.content.decode()
    letter = Letter.objects.get()
    form["revision"] = str(letter.revision)
    good = SimpleUploadedFile("cv.pdf", PDF)
    assert seat.post(f"{where}/send", {**form, "file": good}).status_code == 302
    assert list(files()) == ["cv.pdf"]
