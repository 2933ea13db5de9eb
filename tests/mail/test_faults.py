"""Lines that break anywhere: every letter arrives exactly once or is named to the seeker, and every
answer is kept once.

`make mail-faults` runs a thousand of them.
"""

from __future__ import annotations

import os
import random
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from fifteen.actions import _doors, delivery, inbox, mailbox, outbox
from fifteen.actions._write import Done
from fifteen.adapters.mail.failures import Failed
from fifteen.adapters.mail.servers import STARTTLS, TLS, Server
from fifteen.method.leaving import UNDO, Out
from fifteen.method.words import Refusal, Verb
from fifteen.store import scope
from fifteen.store.models import Campaign, KnownMail, Letter, Mailbox, Outgoing, Person
from tests.mail import post
from tests.mail.proxy import Fault, Proxy
from tests.mail.servers import Dovecot
from tests.world import NOW

pytestmark = pytest.mark.django_db
FIRST, SEEDS = int(os.environ.get("FIRST", "1")), int(os.environ.get("SEEDS", "30"))
TIMEOUT = 0.4  # seconds; a line that swallows is given up
HOLDS = 10.0  # seconds; where no line breaks any more, a busy server is waited for
ROUNDS = 5
STEP = timedelta(hours=13)  # longer than any wait before the next try


class Lines:
    """The way to both servers, through lines that break."""

    def __init__(self, server: Dovecot) -> None:
        self.server = server
        self.imap, self.smtp = Proxy(server.imaps), Proxy(server.submission)
        self.smtps = Proxy(server.submissions)

    def close(self) -> None:
        for one in (self.imap, self.smtp, self.smtps):
            one.close()


@pytest.fixture
def lines(dovecot: Dovecot) -> Iterator[Lines]:
    made = Lines(dovecot)
    yield made
    made.close()


def connected(campaign: Campaign, lines: Lines, tls: bool) -> None:
    """Mira's mailbox, behind the lines that break."""
    smtp = Server("localhost", lines.smtps.port, TLS)
    account = replace(
        post.account(),
        imap=Server("localhost", lines.imap.port, TLS),
        smtp=smtp if tls else Server("localhost", lines.smtp.port, STARTTLS),
    )
    assert not isinstance(mailbox.connect(campaign, account, NOW), Refusal)


def look(campaign: Campaign, now: datetime, patience: float = TIMEOUT) -> None:
    """What the postman does; on lines that hold it may have more patience."""
    doors = _doors.real(now, patience)
    delivery.deliver_one(doors, "w", now)
    row = Mailbox.objects.select_related("campaign").get(campaign=campaign)
    try:
        box = doors.box(row)
        try:
            inbox.read(row, box, now)
        finally:
            box.close()
    except Failed as failure:
        inbox.went_wrong(row, failure, now)
    else:
        inbox.went_well(row, now)


def arrived(server: Dovecot, message_id: str, name: str = "ana", folder: str = "INBOX") -> int:
    """How many mails of this id lie in a folder of somebody."""
    wanted = re.compile(rb"^message-id:\s*" + re.escape(message_id.encode()), re.I | re.M)
    heads = (mail.partition(b"\r\n\r\n")[0] for mail in server.mails(name, folder))
    return sum(bool(wanted.search(head)) for head in heads)


def looked_for(server: Dovecot, message_id: str) -> bool:
    """Whether a letter of which nobody knows has arrived: a server may still be at it, so whoever
    is asked does not answer at once."""
    while_it_works = threading.Event()
    for _ in range(100):
        if there := arrived(server, message_id):
            assert there == 1
            return True
        while_it_works.wait(0.02)
    return False


def settled(campaign: Campaign, row: Outgoing, server: Dovecot, now: datetime) -> None:
    """What the seeker does where Fifteen asks: looks, and says what is there."""
    row.refresh_from_db()
    assert row.state in (Out.SENT, Out.UNCERTAIN), (row.state, row.error, row.said)
    if row.state == Out.UNCERTAIN:
        there = looked_for(server, row.message_id)
        done = outbox.it_left(row, now) if there else outbox.it_stayed(row, now)
        assert isinstance(done, Done)
        if not there:
            assert isinstance(outbox.send(Letter.objects.get(), now, at_once=True), Done)
            look(campaign, now + UNDO, HOLDS)
            row = scope.outgoing(campaign)[0]
            assert row.state == Out.SENT
        look(campaign, now + UNDO, HOLDS)
    row.refresh_from_db()
    assert arrived(server, row.message_id) == 1
    assert arrived(server, row.message_id, "mira", "Sent") == 1
    assert len(server.mails("ana")) == 1


def run(seed: int, campaign: Campaign, person: Person, lines: Lines) -> str:
    """One seeded run; how its letter stood before the seeker was asked."""
    dice = random.Random(seed)
    connected(campaign, lines, dice.random() < 0.5)
    letter = post.written(person)
    assert isinstance(outbox.send(letter, NOW, at_once=True), Done)
    row = scope.outgoing(campaign)[0]
    now, answers = NOW + UNDO, 0
    for _ in range(ROUNDS):
        for proxy in (lines.imap, lines.smtp, lines.smtps):
            proxy.fault = Fault.drawn(dice)
        if dice.random() < 0.5:
            answers += 1
            raw = post.answer(f"Answer {answers} of {seed}.", number=seed * 100 + answers, at=NOW)
            lines.server.deliver("mira", raw)
        # They may write at any moment; what waits is then held back, which is another test.
        Outgoing.objects.filter(campaign=campaign, state=Out.WAITING).update(made=now)
        look(campaign, now)
        now += STEP
    for proxy in (lines.imap, lines.smtp, lines.smtps):
        proxy.fault = None
    for _ in range(3):
        Outgoing.objects.filter(campaign=campaign, state=Out.WAITING).update(made=now)
        look(campaign, now)
        now += STEP
    row.refresh_from_db()
    before = row.state
    settled(campaign, row, lines.server, now)
    kept = KnownMail.objects.filter(campaign=campaign, ours=False)
    assert kept.count() == answers
    assert len({mail.message_id for mail in kept}) == answers
    assert scope.entries(campaign).filter(verb=Verb.ASKED).count() == 1
    return before


@pytest.mark.parametrize("seed", range(FIRST, FIRST + SEEDS))
def test_a_line_that_breaks_anywhere_loses_nothing_and_doubles_nothing(
    seed: int, mira: Campaign, lines: Lines
) -> None:
    run(seed, mira, post.ana(mira), lines)
