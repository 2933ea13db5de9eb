"""Seekers with mailboxes at Dovecot, made as the role that serves: `OWNER...`, and the ports of
IMAP and SMTP from the environment."""

# ruff: noqa: E402

from __future__ import annotations

import os
import sys
from dataclasses import replace

os.environ["DJANGO_SETTINGS_MODULE"] = "fifteen.server.settings"

import django

django.setup()

from django.utils import timezone

from fifteen.actions import campaigns, journal, mailbox, people
from fifteen.actions._write import Done
from fifteen.adapters.mail.servers import STARTTLS, TLS, Server
from fifteen.method.facts import clean
from fifteen.method.words import Refusal, Verb
from fifteen.store import walls
from tests.mail import post
from tests.mail.servers import PASSWORDS, address


def made(owner: str, imaps: int, submission: int) -> None:
    """A campaign of this owner, who asked somebody and has connected a mailbox."""
    now = timezone.now()
    with walls.as_owner(owner):
        campaign = campaigns.open_one(now, owner)
        added = people.add(campaign, clean(name="Hana Sato", email="hana@there.example"), now)
        assert not isinstance(added, Refusal)
        assert not isinstance(journal.record(added[0], Verb.ASKED, now), Refusal)
        account = replace(
            post.account(),
            address=address(owner),
            secret=PASSWORDS[owner],
            login=owner,
            imap=Server("localhost", imaps, TLS),
            smtp=Server("localhost", submission, STARTTLS),
        )
        assert isinstance(mailbox.connect(campaign, account, now), Done)


for name in sys.argv[3:]:
    made(name, int(sys.argv[1]), int(sys.argv[2]))
