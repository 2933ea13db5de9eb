"""Mira with a mailbox of her own, in memory or at Dovecot, and mails as people write them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime

from fifteen.actions import _doors, inbox, letters, mailbox
from fifteen.actions._doors import Doors
from fifteen.actions.mailbox import Account
from fifteen.adapters.mail.memory import MemoryBox, MemorySender
from fifteen.adapters.mail.servers import STARTTLS, TLS, Server
from fifteen.method.words import LetterKind, Refusal
from fifteen.store import scope
from fifteen.store.models import Campaign, Letter, Mailbox, Person
from tests import world
from tests.mail.servers import PASSWORDS, Dovecot, address
from tests.world import NOW

GOOD = """Dear {name},

Your talk about storms changed how I read our own figures, because you said which
of them nobody checks. I teach physics and wonder about grid modelling. Would you have
fifteen minutes in the next two weeks, by phone or over a coffee, to tell me what the
work is like? It is not about a job; I want to understand it.

Thank you for reading this.

Mira Halonen"""


@dataclass
class Memory:
    """A mailbox in memory."""

    box: MemoryBox = field(default_factory=MemoryBox)
    sender: MemorySender = field(default_factory=MemorySender)

    def doors(self) -> Doors:
        return Doors(lambda _: self.box, lambda _: self.sender)


def only(memory: Memory) -> EmailMessage:
    """The one mail that has left."""
    (one,) = memory.sender.sent
    mail = message_from_bytes(one[2], policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


def account(server: Dovecot | None = None, port: int | None = None) -> Account:
    """What Mira types."""
    imap, smtp = (server.imaps, server.submission) if server else (993, 587)
    return Account(
        address("mira"),
        PASSWORDS["mira"],
        Server("localhost", port or imap, TLS),
        Server("localhost", smtp, STARTTLS),
        "mira",
    )


def connected(campaign: Campaign, server: Dovecot | None = None, now: datetime = NOW) -> Mailbox:
    """Mira's mailbox, connected."""
    done = mailbox.connect(campaign, account(server), now)
    assert not isinstance(done, Refusal), done
    row = scope.mailbox(campaign)
    assert row is not None
    return row


def real() -> Doors:
    return _doors.real(NOW, timeout=10)


def ana(campaign: Campaign, **facts: str) -> Person:
    """Ana, in the book with her address."""
    told = {"email": address("ana"), "zone": "Europe/Berlin", "country": "DE", **facts}
    return world.knows(campaign, "Ana Ruiz", **told)


def written(person: Person, kind: LetterKind = LetterKind.REQUEST, now: datetime = NOW) -> Letter:
    """A letter that nothing stops."""
    letter = letters.begin(person, kind, now)
    kept = letters.keep(
        letter, letter.revision, "Fifteen minutes about grids", GOOD.format(name="Ana"), now
    )
    assert isinstance(kept, Letter), kept
    return kept


def answer(
    text: str,
    sender: str = "Ana Ruiz <ana@post.example>",
    number: int = 1,
    to: str = "Mira Halonen <mira@post.example>",
    at: datetime = NOW + timedelta(hours=2),
    more: str = "",
    answers: str = "",
) -> bytes:
    """A mail as it comes in."""
    thread = f"In-Reply-To: {answers}\r\nReferences: {answers}\r\n" if answers else ""
    text = text.replace("\n", "\r\n")
    return (
        f"From: {sender}\r\nTo: {to}\r\nDate: {format_datetime(at)}\r\n{thread}{more}"
        f"Subject: Re: Fifteen minutes about grids\r\nMessage-ID: <a{number}@post.example>\r\n"
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
    ).encode()


def reads(campaign: Campaign, doors: Doors, now: datetime = NOW) -> inbox.Came:
    """One reading, as the postman does it."""
    row = Mailbox.objects.select_related("campaign").get(campaign=campaign)
    box = doors.box(row)
    try:
        came = inbox.read(row, box, now)
    finally:
        box.close()
    inbox.went_well(row, now)
    inbox.understand(row, now)
    return came
