"""The same answer pasted, dropped as a file and read from the mailbox is asked about once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fifteen.actions import journal, mailbox
from fifteen.actions._write import Done
from fifteen.method.words import Verb
from fifteen.store import scope
from fifteen.store.models import Campaign, KnownMail
from tests import world
from tests.mail import post
from tests.mail.post import Memory
from tests.pages import here
from tests.world import NOW

pytestmark = pytest.mark.django_db
_clock = here._clock
HOURS = timedelta(hours=1)
YES = "Dear Mira,\n\nSure, happy to talk. Thursday at 3 works for me.\n\nAna"
QUOTED = "\n\nOn Tue, 24 Nov 2026, Mira Halonen wrote:\n> Could we talk?\n"
PAGE = "/people/ana-ruiz/answer"


@pytest.fixture
def memory(mira: Campaign) -> Memory:
    """Ana was asked, and Mira's mailbox is connected."""
    world.diary(post.ana(mira), "20 Nov asked")
    post.connected(mira)
    return Memory()


def confirmed(seat: Client, read: dict[str, object], keep: dict[str, str]) -> None:
    """What one does on the page of an answer: has it read, then confirms what stands there."""
    page = seat.post(PAGE, {"read": "1", **read})
    assert page.context["typed"]["what"] == "said-yes", page.context["typed"]
    sent = seat.post(PAGE, {**page.context["typed"], **keep})
    assert sent.status_code == 302


def yeses(campaign: Campaign) -> int:
    return scope.entries(campaign).filter(verb=Verb.SAID_YES).count()


def waits(campaign: Campaign) -> int:
    return scope.mails(campaign).filter(state="open").count()


WAYS = {
    "pasted": lambda: {"text": YES},
    "pasted with what was quoted": lambda: {"text": YES + QUOTED},
    "a file": lambda: {"file": SimpleUploadedFile("a.eml", post.answer(YES + QUOTED))},
}


@pytest.mark.parametrize("way", WAYS)
def test_what_was_recorded_by_hand_is_known_when_it_comes_by_mail(
    way: str, seat: Client, mira: Campaign, memory: Memory
) -> None:
    confirmed(seat, WAYS[way](), {"on": "2026-11-24"})
    memory.box.put("INBOX", post.answer(YES + QUOTED), NOW)
    assert post.reads(mira, memory.doors(), NOW + 3 * HOURS).kept == 1
    assert (yeses(mira), waits(mira)) == (1, 0)
    mail = KnownMail.objects.get()
    assert isinstance(journal.withdraw(mira, mail.act, NOW + 4 * HOURS), Done)
    assert waits(mira) == 1, "taken back, it is asked about again"


@pytest.mark.parametrize("way", WAYS)
def test_what_came_by_mail_is_settled_when_it_is_recorded_by_hand(
    way: str, seat: Client, mira: Campaign, memory: Memory
) -> None:
    memory.box.put("INBOX", post.answer(YES + QUOTED), NOW)
    post.reads(mira, memory.doors(), NOW + 3 * HOURS)
    assert waits(mira) == 1
    confirmed(seat, WAYS[way](), {"on": "2026-11-24"})
    assert (yeses(mira), waits(mira)) == (1, 0)
    assert KnownMail.objects.get().act == scope.entries(mira).get(verb=Verb.SAID_YES).act


def test_another_mail_of_theirs_is_another_mail(mira: Campaign, memory: Memory) -> None:
    ana = scope.people(mira).get()
    assert isinstance(journal.record(ana, Verb.SAID_YES, NOW, data={"text": YES}), Done)
    other = "Dear Mira,\n\nI am sorry, I will be away on Thursday. Could we say Friday?\n\nAna"
    for number, text in enumerate((YES, YES, other), 1):  # the same words twice are two mails
        memory.box.put("INBOX", post.answer(text, number=number), NOW)
    post.reads(mira, memory.doors(), NOW + 3 * HOURS)
    assert waits(mira) == 2


def test_few_words_are_the_same_on_one_day_alone(mira: Campaign, memory: Memory) -> None:
    ana = scope.people(mira).get()
    said = journal.record(ana, Verb.SAID_YES, NOW, NOW.date(), {"text": "Sure, gladly!"})
    assert isinstance(said, Done)
    yesterday = post.answer("Sure, gladly!", at=NOW - 24 * HOURS)
    assert mailbox.bring(mira, yesterday, NOW).kept == 1
    assert waits(mira) == 1
    assert mailbox.bring(mira, post.answer("Sure, gladly!", number=2, at=NOW), NOW).kept == 1
    assert waits(mira) == 1


def test_what_was_taken_back_settles_nothing(mira: Campaign, memory: Memory) -> None:
    ana = scope.people(mira).get()
    said = journal.record(ana, Verb.SAID_YES, NOW, data={"text": YES})
    assert isinstance(said, Done)
    assert isinstance(journal.withdraw(mira, said.act, NOW), Done)
    assert mailbox.bring(mira, post.answer(YES), NOW).kept == 1
    assert waits(mira) == 1
