"""The seeker's mail servers, opened with what is kept for them; in tests those in memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from fifteen.actions import _tokens
from fifteen.adapters.mail import imap, smtp
from fifteen.adapters.mail.box import Box
from fifteen.adapters.mail.failures import Failed, Why
from fifteen.adapters.mail.servers import Server
from fifteen.adapters.mail.smtp import Sender
from fifteen.store import sealed
from fifteen.store.models import Mailbox

PASSWORD = _tokens.WHAT


@dataclass(frozen=True, slots=True)
class Doors:
    """How a mailbox is opened for reading, and for sending. Both raise `Failed`."""

    box: Callable[[Mailbox], Box]
    sender: Callable[[Mailbox], Sender]


def real(now: datetime, timeout: float = 0) -> Doors:
    """Over the network, with the password or the token that is kept."""
    return _with(lambda mailbox: secret_of(mailbox, now), timeout)


def opened_already(mailbox: Mailbox, now: datetime, timeout: float) -> Doors:
    """As `real`, but the password of this one mailbox is looked up now, and a token renewed, once
    for both servers. Raises `Failed`."""
    found = secret_of(mailbox, now)
    return _with(lambda _: found, timeout)


def _with(secret_for: Callable[[Mailbox], tuple[str, bool]], timeout: float) -> Doors:
    def box(mailbox: Mailbox) -> Box:
        server = Server(mailbox.imap_host, mailbox.imap_port, mailbox.imap_how)
        secret, token = secret_for(mailbox)
        return imap.connect(
            server, mailbox.login, secret, settings.PRIVATE_HOSTS, token, timeout=timeout
        )

    def sender(mailbox: Mailbox) -> Sender:
        server = Server(mailbox.smtp_host, mailbox.smtp_port, mailbox.smtp_how)
        secret, token = secret_for(mailbox)
        return smtp.connect(
            server, mailbox.login, secret, settings.PRIVATE_HOSTS, token, timeout=timeout
        )

    return Doors(box, sender)


def secret_of(mailbox: Mailbox, now: datetime) -> tuple[str, bool]:
    """What opens the mailbox, and whether it is a token of OAuth2. Raises `Failed`."""
    try:
        secret = sealed.unseal(mailbox.campaign, PASSWORD, mailbox.secret)
    except sealed.Unreadable as failure:
        raise Failed(Why.SEALED, False) from failure
    if mailbox.way == "password":
        return secret, False
    return _tokens.access(mailbox, secret, now), True
