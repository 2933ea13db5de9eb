"""What a real mail server sends back by itself, or makes a letter wait for: Exim reports that a
mailbox was closed, answers for somebody who is away, and does not know a stranger at first."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from fifteen.actions import delivery, mailbox, outbox, proposals
from fifteen.actions._write import Done
from fifteen.adapters.mail.failures import Why
from fifteen.adapters.mail.servers import STARTTLS, Server
from fifteen.method.leaving import UNDO, Out
from fifteen.method.words import Stage, Verb
from fifteen.store import scope
from fifteen.store.models import Campaign, Letter, Outgoing
from tests.mail import post
from tests.mail.exim import AWAY, MOVED
from tests.mail.servers import Dovecot, address
from tests.world import NOW

pytestmark = pytest.mark.django_db
THEN = NOW + UNDO
HOURS = timedelta(hours=1)


@pytest.fixture
def asks(mira: Campaign, dovecot: Dovecot) -> Campaign:
    """Mira, whose letters go straight to Exim."""
    door = Server("localhost", dovecot.exim.submission, STARTTLS)
    account = replace(post.account(dovecot), smtp=door)
    assert isinstance(mailbox.connect(mira, account, NOW), Done)
    return mira


def asked(campaign: Campaign, who: str) -> Outgoing:
    """A request to somebody of this mailbox has been tried once."""
    letter = post.written(post.ana(campaign, email=address(who)))
    assert isinstance(outbox.send(letter, NOW, at_once=True), Done)
    assert delivery.deliver_one(post.real(), "w", THEN)
    return scope.outgoing(campaign)[0]


def comes(dovecot: Dovecot, count: int = 1) -> None:
    """Until Mira has so many mails: a server writes them a moment after it took a letter."""
    while_it_works = threading.Event()
    for _ in range(250):
        if len(dovecot.mails("mira")) >= count:
            return
        while_it_works.wait(0.02)
    raise AssertionError(f"nothing came: {dovecot.exim.log()}")


def test_a_mailbox_that_was_closed_comes_back_and_asks_for_another_address(
    asks: Campaign, dovecot: Dovecot
) -> None:
    row = asked(asks, MOVED)
    assert row.state == Out.SENT
    comes(dovecot)
    assert post.reads(asks, post.real(), NOW + HOURS).kept == 1
    [mail] = scope.mails(asks).filter(ours=False)
    assert (mail.reading["main"], mail.person_id) == ("bounce", row.person_id)
    assert isinstance(proposals.keep(mail, NOW + HOURS), Done)
    row.person.refresh_from_db()
    assert row.person.stage == Stage.TO_ASK and Letter.objects.get().sent_at is None


def test_whoever_is_away_stops_the_clock_and_is_never_answered(
    asks: Campaign, dovecot: Dovecot
) -> None:
    row = asked(asks, AWAY)
    comes(dovecot)
    assert post.reads(asks, post.real(), NOW + HOURS).kept == 1
    [mail] = scope.mails(asks).filter(ours=False)
    assert (mail.reading["main"], mail.person_id) == ("auto", row.person_id)
    assert isinstance(proposals.keep(mail, NOW + HOURS), Done)
    assert scope.entries(asks).get(verb=Verb.LATER).data["until"] == "2026-12-07"
    while delivery.deliver_one(post.real(), "w", NOW + 30 * HOURS):
        pass
    assert scope.outgoing(asks).count() == 1, "an automatic answer was answered"
    assert len(dovecot.mails("mira")) == 1


def test_a_server_that_does_not_know_us_yet_gets_the_letter_later(
    asks: Campaign, dovecot: Dovecot
) -> None:
    with dovecot.exim.saying("rcpt", "451 4.7.1 greylisted, come back in a minute"):
        row = asked(asks, "ana")
    assert (row.state, row.error, row.tries) == (Out.WAITING, Why.LATER, 1)
    assert not delivery.deliver_one(post.real(), "w", THEN + timedelta(seconds=59))
    assert delivery.deliver_one(post.real(), "w", THEN + timedelta(seconds=61))
    row.refresh_from_db()
    assert row.state == Out.SENT and len(dovecot.mails("ana")) == 1


def test_a_letter_that_is_refused_is_a_draft_again_with_the_servers_words(
    asks: Campaign, dovecot: Dovecot
) -> None:
    with dovecot.exim.saying("data", "554 5.7.1 we think this is spam"):
        row = asked(asks, "ana")
    assert (row.state, row.error) == (Out.FAILED, Why.CONTENT)
    assert "we think this is spam" in row.said
    assert Letter.objects.get().sent_at is None
    assert not scope.entries(asks).filter(verb=Verb.ASKED).exists()
