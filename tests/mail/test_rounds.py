"""The postman's rounds: what is due, the mailbox kept open, and what a failing server leaves."""

from __future__ import annotations

import socket
from dataclasses import replace
from datetime import timedelta

import pytest

from fifteen.actions import inbox, mailbox, outbox, rounds
from fifteen.actions._doors import Doors
from fifteen.actions._write import Done
from fifteen.actions.rounds import Rounds
from fifteen.adapters.mail.failures import Failed, Why
from fifteen.adapters.mail.imap import Imap
from fifteen.method.leaving import UNDO
from fifteen.store import scope
from fifteen.store.models import Campaign, Mailbox
from tests import world
from tests.mail import post
from tests.mail.post import Memory
from tests.mail.servers import PASSWORDS, Dovecot, address
from tests.world import NOW

pytestmark = pytest.mark.django_db


def test_without_a_mailbox_there_is_nothing_to_do(mira: Campaign) -> None:
    post.ana(mira)
    rounds.once(NOW)
    assert not scope.mails(mira).exists()


def test_a_round_sends_reads_and_plans_the_next(mira: Campaign) -> None:
    post.connected(mira)
    memory = Memory()
    assert isinstance(outbox.send(post.written(post.ana(mira)), NOW, at_once=True), Done)
    postman = Rounds(lambda _: memory.doors())
    postman.go(NOW)
    assert not memory.sender.sent
    postman.go(NOW + UNDO)
    row = Mailbox.objects.get()
    assert len(memory.sender.sent) == len(memory.box.kept["Sent"].mails) == 1
    assert row.last_good == NOW + UNDO and row.next_run is not None and row.next_run > NOW + UNDO
    memory.box.put("INBOX", post.answer("Happy to talk."), NOW)
    postman.go(NOW + UNDO + timedelta(seconds=9))
    assert scope.mails(mira).filter(ours=False).count() == 0  # it is not due yet
    assert isinstance(mailbox.read_now(mira, NOW + timedelta(minutes=1)), Done)
    postman.go(NOW + timedelta(minutes=1))
    assert scope.mails(mira).filter(ours=False).count() == 1
    postman.close()
    assert memory.box.closed


def test_who_asks_for_a_reading_while_one_goes_on_gets_another(mira: Campaign) -> None:
    post.connected(mira)
    memory, asked = Memory(), NOW + timedelta(seconds=2)

    def opened(row: Mailbox) -> post.MemoryBox:
        assert isinstance(mailbox.read_now(mira, asked), Done)
        return memory.box

    Rounds(lambda _: Doors(opened, memory.doors().sender)).go(NOW)
    assert Mailbox.objects.get().next_run == asked


def test_a_failure_is_kept_with_the_day_it_began(mira: Campaign) -> None:
    post.connected(mira)

    def no(row: Mailbox) -> None:
        raise Failed(Why.PASSWORD, False)

    postman = Rounds(lambda _: Doors(no, no))  # type: ignore[arg-type]
    for hours in (0, 2):
        postman.go(NOW + timedelta(hours=hours))
    row = Mailbox.objects.get()
    assert (row.error, row.failing_since) == (Why.PASSWORD, NOW)
    Rounds(lambda _: Memory().doors()).go(NOW + timedelta(hours=4))
    row.refresh_from_db()
    assert (row.error, row.failing_since) == ("", None)


def test_dovecot_tells_of_news_and_the_mailbox_is_due(mira: Campaign, dovecot: Dovecot) -> None:
    post.connected(mira, dovecot)
    postman = Rounds(lambda _: post.real())
    postman.go(NOW)
    assert postman.listen(0.05, NOW)
    dovecot.deliver("mira", post.answer("Happy to talk."))
    due = NOW + timedelta(seconds=7)
    for _ in range(100):
        postman.listen(0.2, due)
        if Mailbox.objects.get().next_run == due:
            break
    assert Mailbox.objects.get().next_run == due
    postman.go(due)
    assert Mailbox.objects.get().last_good == due
    postman.close()


def test_news_is_heard_in_several_mailboxes_at_once(mira: Campaign, dovecot: Dovecot) -> None:
    post.connected(mira, dovecot)
    other = world.seeker("Ben Weiss")
    account = replace(
        post.account(dovecot), address=address("ben"), secret=PASSWORDS["ben"], login="ben"
    )
    assert isinstance(mailbox.connect(other, account, NOW), Done)
    postman = Rounds(lambda _: post.real())
    postman.go(NOW)
    assert len(postman.kept_open()) == 2 and postman.news(0) == set()
    for name in ("ben", "mira"):
        dovecot.deliver(name, post.answer("Happy to talk."))
        [pk] = next(told for _ in range(100) if (told := postman.news(0.2)))
        assert Mailbox.objects.get(pk=pk).login == name
        assert postman.news(0) == set()  # told once
    postman.close()


def test_the_line_to_a_mailbox_that_was_disconnected_is_ended(
    mira: Campaign, dovecot: Dovecot
) -> None:
    post.connected(mira, dovecot)
    postman = Rounds(lambda _: post.real())
    postman.go(NOW)
    postman.close_gone(postman.kept_open())
    assert len(postman.kept_open()) == 1
    assert isinstance(mailbox.disconnect(mira), Done)
    postman.close_gone(postman.kept_open())
    assert postman.kept_open() == set()


def test_a_line_that_ended_is_no_silence(mira: Campaign, dovecot: Dovecot) -> None:
    """Else it would answer at once, for ever, and the postman would never rest."""
    row = post.connected(mira, dovecot)
    boxes: list[Imap] = []

    def opened(mailbox: Mailbox) -> Imap:
        boxes.append(post.real().box(mailbox))  # type: ignore[arg-type]
        return boxes[-1]

    postman = Rounds(lambda _: Doors(opened, post.real().sender))
    postman.go(NOW)
    assert postman.listen(0, NOW)
    boxes[0]._box.client.sock.shutdown(socket.SHUT_RDWR)
    later = NOW + timedelta(seconds=7)
    assert postman.listen(5, later) and postman.kept_open() == set()
    assert not postman.listen(0, later)
    postman.go(later)
    assert len(boxes) == 1, "not before the next reading is due"
    postman.go(NOW + inbox.EVERY)
    assert len(boxes) == 2 and postman.kept_open() == {row.pk}
    assert Mailbox.objects.get(pk=row.pk).error == ""
    postman.close()
