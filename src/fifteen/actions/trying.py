"""Trying a mailbox while somebody waits in front of the page: opened, looked at, nothing sent.

It is no job. Whoever has just typed a password wants to see what is wrong with it, and a job would
stand behind an import that takes minutes. What a page may do instead is bounded three times over:
both servers are tried side by side and each is cut off after `EACH` seconds, however slowly it
speaks; a token that has to be renewed first has `TOKEN`; and no more than `AT_ONCE` of the threads
that answer pages are ever held by it, so a server stays there for everybody else.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from fifteen.actions import _doors
from fifteen.actions._doors import Doors
from fifteen.adapters import outward
from fifteen.adapters.mail.box import Use
from fifteen.adapters.mail.failures import Failed, Why
from fifteen.method.words import Refusal
from fifteen.store.models import Mailbox

EACH = 8.0  # seconds for one server, from its name to its last answer
TOKEN = 4.0  # seconds for the provider that renews a token (OAuth2)
AT_ONCE = 2  # in one process: half of the threads that a server has where nobody chose otherwise
BUSY = "Other mailboxes are being tried just now. Try again in a few seconds."
_places = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True, slots=True)
class Tried:
    """One server that was tried: which, and what failed; None where all is well."""

    server: str  # imap, smtp
    failure: Failed | None = None


def attempt(mailbox: Mailbox, now: datetime, each: float = EACH) -> tuple[Tried, Tried] | Refusal:
    """Open both servers and look at the folders, in `each` seconds at most (`TOKEN` more where a
    token ends). Refused where so many are tried already that pages would have to wait."""
    if not _places.acquire(blocking=False):
        return Refusal(BUSY)
    try:
        with outward.Within(TOKEN):
            doors = _doors.opened_already(mailbox, now, each)
        with ThreadPoolExecutor(2) as both:
            reading = both.submit(_bounded, _reading, mailbox, doors, each)
            sending = both.submit(_bounded, _sending, mailbox, doors, each)
            return reading.result(), sending.result()
    except Failed as failure:
        return Tried("imap", failure), Tried("smtp", failure)
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
