"""Marks in the mailbox: none unless the seeker allows them, and then on nothing else."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from fifteen.actions import delivery, letters, mailbox, outbox, proposals
from fifteen.actions._write import Done
from fifteen.method.leaving import UNDO
from fifteen.method.words import LetterKind
from fifteen.store import scope
from fifteen.store.models import Campaign, KnownMail, Letter
from tests import world
from tests.mail import post
from tests.mail.servers import Dovecot
from tests.world import NOW

pytestmark = pytest.mark.django_db


def everything(server: Dovecot) -> dict[str, list[tuple[str, str]]]:
    """Every mail of Mira's mailbox with its marks, folder by folder."""
    box = server.open("mira")
    found: dict[str, list[tuple[str, str]]] = {}
    for folder in ("INBOX", "Sent", "Junk", "Archive"):
        typ, count = box.select(folder, readonly=True)
        if typ != "OK" or count[0] == b"0":
            continue
        told = box.uid("FETCH", "1:*", "(UID FLAGS BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])")[1]
        for part in told:
            if isinstance(part, tuple):
                marks = re.search(rb"FLAGS \(([^)]*)\)", part[0])
                kept = sorted(set((marks[1] if marks else b"").split()) - {b"\\Recent"})
                own_id = part[1].split(b"<")[-1].split(b">")[0].decode()
                found.setdefault(folder, []).append((own_id, b" ".join(kept).decode()))
    box.logout()
    return found


def filled(campaign: Campaign, server: Dovecot) -> KnownMail:
    """An answer of Ana among other mails, one of them removed but not yet cleared away."""
    post.connected(campaign, server)
    world.diary(post.ana(campaign), "20 Nov asked")
    for number in range(3):
        server.deliver("mira", post.answer("A newsletter.", "News <n@x.example>", number))
    server.deliver("mira", post.answer("Happy to talk. Thursday at 3 works.", number=7))
    box = server.open("mira")
    box.select("INBOX")
    box.store("1", "+FLAGS", "\\Deleted")
    box.store("2", "+FLAGS", "\\Flagged")
    box.unselect()
    box.logout()
    post.reads(campaign, post.real())
    return scope.mails(campaign).get(ours=False)


def test_nothing_is_marked_unless_allowed(mira: Campaign, dovecot: Dovecot) -> None:
    row = filled(mira, dovecot)
    before = everything(dovecot)
    assert isinstance(proposals.keep(row, NOW), Done)
    post.reads(mira, post.real())
    assert everything(dovecot) == before


def test_what_was_dealt_with_is_marked_as_seen_then_as_answered_and_nothing_else(
    mira: Campaign, dovecot: Dovecot
) -> None:
    row = filled(mira, dovecot)
    assert isinstance(mailbox.choose(mira, False, True, "", NOW), Done)
    before = everything(dovecot)
    post.reads(mira, post.real())
    assert everything(dovecot) == before  # having read it marks nothing
    assert isinstance(proposals.keep(row, NOW), Done)
    post.reads(mira, post.real())
    expected = {**before, "INBOX": [*before["INBOX"][:3], ("a7@post.example", "\\Seen")]}
    assert everything(dovecot) == expected
    letter = letters.begin(row.person, LetterKind.TIMES, NOW)
    kept = letters.keep(letter, letter.revision, "Times", "Dear Ana,\n\nThursday.\n\nMira", NOW)
    assert isinstance(kept, Letter)
    then = NOW + timedelta(hours=1)
    sent = outbox.send(kept, then, outbox.stops_in(kept, then), at_once=True)
    assert isinstance(sent, Done), sent
    assert delivery.deliver_one(post.real(), "w", then + UNDO)
    post.reads(mira, post.real())
    now = everything(dovecot)
    assert now["INBOX"] == [*before["INBOX"][:3], ("a7@post.example", "\\Answered \\Seen")]
    assert len(now.pop("Sent")) == 1 and set(now) == {"INBOX"}


def test_a_mail_that_has_moved_away_stays_as_it_is(mira: Campaign, dovecot: Dovecot) -> None:
    row = filled(mira, dovecot)
    assert isinstance(mailbox.choose(mira, False, True, "", NOW), Done)
    box = dovecot.open("mira")
    box.select("INBOX")
    box.create("Archive")
    box.copy("4", "Archive")
    box.store("4", "+FLAGS", "\\Deleted")
    box.uid("EXPUNGE", "4:*")
    box.logout()
    before = everything(dovecot)
    assert isinstance(proposals.aside(row), Done)
    post.reads(mira, post.real())
    assert everything(dovecot)["Archive"] == before["Archive"]
    assert not KnownMail.objects.exclude(mark="").exists()
