"""Trying a mailbox while somebody waits in front of the page: opened, looked at, nothing sent.

It is no job. Whoever has just typed a password wants to see what is wrong with it, and a job would
stand behind an import that takes minutes. What a page may do instead is bounded: each server is cut
off after `EACH` seconds, however slowly it speaks; a token that is renewed first has `TOKEN`; and
no more than `AT_ONCE` of the threads that answer pages are ever held by it, so others are there for
everybody else.

One server is tried after the other: where the first does not take the password, the second is not
asked, because providers lock an account that is knocked at too often.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from fifteen.actions import _doors
from fifteen.actions._doors import Doors
from fifteen.adapters import outward
from fifteen.adapters.mail.box import Use
from fifteen.adapters.mail.failures import Failed, Why
from fifteen.method.words import Refusal
from fifteen.store.models import Mailbox

EACH = 6.0  # seconds for one server, from its name to its last answer
TOKEN = 4.0  # seconds for the provider that renews a token (OAuth2)
AT_ONCE = 2  # in one process: half of the threads that a server has where nobody chose otherwise
BUSY = "Other mailboxes are being tried just now. Try again in a few seconds."
_places = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True, slots=True)
class Tried:
    """One server that was tried: which, and what failed; None where all is well."""

    server: str  # imap, smtp
    failure: Failed | None = None
    spared: bool = False  # not asked, because the other one did not take the password


def attempt(mailbox: Mailbox, now: datetime, each: float = EACH) -> tuple[Tried, Tried] | Refusal:
    """Open both servers and look at the folders, each in so many seconds at most (`TOKEN` more
    where a token ends). Refused where so many are tried already that pages would have to wait."""
    if not _places.acquire(blocking=False):
        return Refusal(BUSY)
    try:
        with outward.Within(TOKEN):
            doors = _doors.opened_already(mailbox, now, each)
        reading = _bounded(_reading, mailbox, doors, each)
        if reading.failure is not None and reading.failure.why in (Why.PASSWORD, Why.SIGN_IN):
            return reading, Tried("smtp", reading.failure, spared=True)
        return reading, _bounded(_sending, mailbox, doors, each)
    except Failed as failure:
        return Tried("imap", failure), Tried("smtp", failure, spared=True)
    finally:
        _places.release()


def _bounded(
    do: Callable[[Mailbox, Doors], Tried], mailbox: Mailbox, doors: Doors, seconds: float
) -> Tried:
    with outward.Within(seconds) as within:
        tried = do(mailbox, doors)
        cut = tried.failure is not None and tried.failure.why is Why.LOST and not within.left
        return Tried(tried.server, Failed(Why.TIME, True)) if cut else tried


def _reading(mailbox: Mailbox, doors: Doors) -> Tried:
    try:
        box = doors.box(mailbox)
    except Failed as failure:
        return Tried("imap", failure)
    try:
        folders = box.folders()
        box.state("INBOX")
        if not any(one.use in (Use.SENT, Use.ALL) for one in folders):
            return Tried("imap", Failed(Why.FOLDER, False))
    except Failed as failure:
        return Tried("imap", failure)
    finally:
        box.close()
    return Tried("imap")


def _sending(mailbox: Mailbox, doors: Doors) -> Tried:
    try:
        doors.sender(mailbox).close()
    except Failed as failure:
        return Tried("smtp", failure)
    return Tried("smtp")
