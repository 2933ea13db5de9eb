"""The page of a large file of mails: begun where it was brought, with progress, to its end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fifteen.actions import mail_files
from fifteen.pages import mail_file
from fifteen.store import scope
from fifteen.store.models import Campaign, MailFile, Person
from tests.mail import post
from tests.mail.test_mail_files import YES, mbox, private
from tests.pages import here
from tests.world import NOW

pytestmark = pytest.mark.django_db
_clock = here._clock


@pytest.fixture
def ana(mira: Campaign) -> Person:
    return post.ana(mira)


def large(*mails: bytes) -> SimpleUploadedFile:
    """Larger than is read while one waits."""
    data = mbox(*mails, private(99, mail_file.AT_ONCE))
    return SimpleUploadedFile("all mail.mbox", data, "application/mbox")


def brought(seat: Client, path: str, file: SimpleUploadedFile) -> str:
    answer = seat.post(path, {"read": "1", "file": file})
    assert answer.status_code == 302, here.words(answer)
    return str(answer.headers["Location"])


def test_on_the_answer_page_it_is_read_beside_the_pages_and_leads_back_to_the_answer(
    seat: Client, mira: Campaign, ana: Person
) -> None:
    place = brought(seat, "/people/ana-ruiz/answer", large(post.answer(YES), private(1)))
    page = seat.get(place)
    assert here.h1(page) == "Reading all mail.mbox." and "Opening the file" in here.words(page)
    assert "data-progress-url" in page.content.decode()
    told = seat.get(f"{place}/progress").json()
    assert (told["done"], told["finished"]) == (0, False) and told["total"] > mail_file.AT_ONCE
    mail_files.read(mira, MailFile.objects.get().key, NOW)
    told = seat.get(f"{place}/progress").json()
    assert told["finished"] and told["done"] == told["total"]
    assert told["text"] == "3 mails looked at, 1 belongs to your search"
    page = seat.get(place)
    assert here.h1(page) == "This file is read."
    [mail] = scope.mails(mira)
    assert f'href="/people/ana-ruiz/answer?of={mail.key}"' in page.content.decode()
    shown = seat.get(f"/people/ana-ruiz/answer?of={mail.key}")
    assert "It reads as a yes" in here.words(shown)


def test_where_none_is_theirs_it_says_so(seat: Client, mira: Campaign, ana: Person) -> None:
    place = brought(seat, "/people/ana-ruiz/answer", large(private(1)))
    mail_files.read(mira, MailFile.objects.get().key, NOW)
    assert "None of these mails is from Ana Ruiz (ana@post.example)" in here.words(seat.get(place))


def test_on_the_mailbox_page_one_at_a_time_and_it_can_be_stopped(
    seat: Client, mira: Campaign, ana: Person
) -> None:
    place = brought(seat, "/settings/mailbox/bring", large(private(1)))
    second = seat.post("/settings/mailbox/bring", {"file": large(private(2))})
    assert second.status_code == 422 and "being read already" in here.words(second)
    stopped = seat.post(f"{place}/leave", follow=True)
    assert here.h1(stopped) == "The reading was stopped."
    assert MailFile.objects.get().status == "left"
    again = brought(seat, "/settings/mailbox/bring", large(post.answer(YES)))
    MailFile.objects.filter(key=again.rpartition("/")[2]).update(status="failed")
    assert here.h1(seat.get(again)) == "This file could not be read to its end."


def test_one_mail_alone_is_read_at_once_however_large(
    seat: Client, mira: Campaign, ana: Person
) -> None:
    raw = post.answer(YES + "\n" + "x" * mail_file.AT_ONCE)
    answer = seat.post(
        "/people/ana-ruiz/answer", {"read": "1", "file": SimpleUploadedFile("a.eml", raw)}
    )
    assert "It reads as a yes" in here.words(answer) and not MailFile.objects.exists()


def test_after_a_day_the_page_is_gone(seat: Client, mira: Campaign, ana: Person) -> None:
    place = brought(seat, "/settings/mailbox/bring", large(private(1)))
    mail_files.read(mira, MailFile.objects.get().key, NOW)
    mail_files.let_go(mira, NOW + timedelta(days=2))
    assert seat.get(place).status_code == 404
