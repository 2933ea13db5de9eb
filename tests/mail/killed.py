"""A worker that is killed at every statement of the way out, one after the other.

Run as a process of its own by test_killed.py, on a data folder and with servers that are there. For
each statement a child is forked that ends there by SIGKILL; then another worker takes over, and
what was to leave has to have arrived once, or to be named as uncertain and arrive once when the
seeker has answered. Prints what was found as JSON.
"""

from __future__ import annotations

import imaplib
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import FrameType
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fifteen.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from fifteen import home  # noqa: E402
from fifteen.actions import (  # noqa: E402
    _doors,
    delivery,
    jobs,
    journal,
    mailbox,
    meetings,
    outbox,
    rounds,
)
from fifteen.actions._write import Done  # noqa: E402
from fifteen.adapters.mail.servers import STARTTLS, TLS, Server  # noqa: E402
from fifteen.method.leaving import UNDO, Out  # noqa: E402
from fifteen.method.words import Verb  # noqa: E402
from fifteen.store import scope  # noqa: E402
from fifteen.store.models import Campaign, Letter, Mailbox, Outgoing, Person  # noqa: E402
from tests import world  # noqa: E402
from tests.mail import planted, post  # noqa: E402
from tests.mail.exim import settled  # noqa: E402
from tests.mail.servers import Dovecot  # noqa: E402
from tests.mail.test_invitations import agree, calendar_of, work  # noqa: E402
from tests.world import NOW  # noqa: E402

WATCHED = ("/fifteen/actions/", "/fifteen/adapters/", "/fifteen/method/leaving")
THEN = NOW + UNDO
PATIENCE = 10  # seconds for each answer of a server


class Eyes:
    """Both mailboxes as their owners see them, on lines that stay open."""

    def __init__(self, imaps: int, exim: Path) -> None:
        self.imaps, self.exim = imaps, exim
        self._lines = {name: Dovecot.open(self, name) for name in ("mira", "ana")}  # type: ignore[arg-type]

    def mails(self, name: str, folder: str = "INBOX") -> list[bytes]:
        """All mails in a folder of somebody; what was handed in has come."""
        settled(self.exim)
        line = self._lines[name]
        _, told = line.select(folder)
        if told[0] == b"0":
            return []
        return [
            part[1] for part in line.fetch("1:*", "(BODY.PEEK[])")[1] if isinstance(part, tuple)
        ]

    def forget(self) -> None:
        """Empty mailboxes for the next statement; of what is still on its way, too."""
        settled(self.exim)
        for name, folder in (("mira", "INBOX"), ("mira", "Sent"), ("ana", "INBOX")):
            line = self._lines[name]
            if line.select(folder)[1][0] != b"0":
                line.store("1:*", "+FLAGS", "\\Deleted")
                line.expunge()

    def put(self, name: str, folder: str, raw: bytes) -> None:
        """A mail lies in a folder already."""
        imaplib.Commands.setdefault("APPEND", ("AUTH", "SELECTED"))
        assert self._lines[name].append(folder, "", None, raw)[0] == "OK"  # type: ignore[arg-type]


def dies_at(number: int) -> None:
    """From here on, the process ends at the n-th statement that was not reached before."""
    seen: set[tuple[str, int]] = set()

    def line(frame: FrameType, event: str, arg: object) -> Any:
        if event == "line":
            place = (frame.f_code.co_filename, frame.f_lineno)
            if place not in seen:
                seen.add(place)
                if len(seen) == number:
                    os.kill(os.getpid(), signal.SIGKILL)
        return line

    def call(frame: FrameType, event: str, arg: object) -> Any:
        name = frame.f_code.co_filename
        return line if any(part in name for part in WATCHED) else None

    sys.settrace(call)


def began(imaps: int, submission: int) -> Person:
    """Mira with her mailbox, and Ana in her book."""
    call_command("migrate", verbosity=0, interactive=False)
    mira = world.seeker()
    imap, smtp = Server("localhost", imaps, TLS), Server("localhost", submission, STARTTLS)
    account = replace(post.account(), imap=imap, smtp=smtp)
    assert isinstance(mailbox.connect(mira, account, NOW), Done)
    return post.ana(mira)


def letter(ana: Person) -> None:
    """A request is decided."""
    assert isinstance(outbox.send(post.written(ana), NOW, at_once=True), Done)
    assert delivery.may_leave(Outgoing.objects.get(), THEN)  # the words of the check are read now


def doubted(ana: Person) -> None:
    """A request of which nobody knows whether it left; it did, and lies in Sent."""
    letter(ana)
    Outgoing.objects.update(state=Out.UNCERTAIN, error="lost", tries=1)


def invitation(ana: Person) -> None:
    """A talk is agreed, and hosts are invited by themselves."""
    assert isinstance(journal.record(ana, Verb.ASKED, NOW), Done)
    assert isinstance(mailbox.choose(ana.campaign, True, False, "", NOW), Done)
    agree(ana)


def called_off(ana: Person) -> None:
    """Ana was invited; now the talk is called off."""
    invitation(ana)
    work()
    assert delivery.deliver_one(post.Memory().doors(), "w", THEN)
    work(THEN)
    Outgoing.objects.update(filed=True)
    assert isinstance(meetings.call_off(ana, NOW), Done)


CASES: Mapping[str, Callable[[Person], None]] = {
    "letter": letter,
    "doubted": doubted,
    "invitation": invitation,
    "called-off": called_off,
}


def at_work(now: Any) -> None:
    """Worker and postman, as the local process has them, until nothing is left of this moment."""
    work(now)
    later = now + UNDO
    Mailbox.objects.update(next_run=later)
    postman = rounds.Rounds(lambda at: _doors.real(at, PATIENCE))
    postman.go(later)
    postman.close()
    work(later)


def main(imaps: int, submission: int, first: int, step: int, case: str, exim: Path) -> None:
    CASES[case](began(imaps, submission))
    connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    base = home.folder() / "base.sqlite3"
    shutil.copy(home.database(), base)
    eyes, states = Eyes(imaps, exim), []
    number = first
    while True:
        anew(base, eyes, case)
        child = os.fork()
        if child == 0:
            dies_at(number)
            at_work(NOW)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        states.append(after(eyes, f"{case} {number}"))
        if not os.WIFSIGNALED(status):
            assert status == 0, f"the child failed: {status}"
            break
        number += step
    print(json.dumps({"kills": len(states) - 1, "states": states}))


def anew(base: Path, eyes: Eyes, case: str) -> None:
    """Data and mailboxes as they were."""
    for path in home.folder().glob("fifteen.sqlite3*"):
        path.unlink()
    shutil.copy(base, home.database())
    eyes.forget()
    if case == "doubted":
        raw = bytes(Outgoing.objects.get().data)
        eyes.put("mira", "Sent", raw)
        eyes.put("ana", "INBOX", raw)
    connection.close()


def after(eyes: Eyes, told: str) -> str:
    """Another worker takes over; how it stands then. In the end it has arrived once."""
    campaign = Campaign.objects.get()
    jobs.release(THEN)
    delivery.release(THEN + timedelta(minutes=1))
    at_work(THEN + timedelta(minutes=1))
    if not Outgoing.objects.exists() or Outgoing.objects.filter(filed=False).exists():
        at_work(THEN + timedelta(minutes=20))
    row = scope.outgoing(campaign)[0]
    there = len(eyes.mails("ana"))
    assert row.state in (Out.SENT, Out.UNCERTAIN), (told, row.state, row.error)
    assert there in (0, 1), (told, there)
    state = f"{row.state}-{there}"
    if row.state == Out.UNCERTAIN:
        settle(row, bool(there))
    arrived, filed = eyes.mails("ana"), eyes.mails("mira", "Sent")
    assert (len(arrived), len(filed)) == (1, 1), (told, state, len(arrived), len(filed))
    last = scope.outgoing(campaign)[0]
    assert last.state == Out.SENT and last.message_id.encode() in arrived[0], (told, state)
    asked = scope.entries(campaign).filter(verb=Verb.ASKED).count()
    assert asked == 1, (told, state, asked)
    if not last.letter_id:
        method, _ = calendar_of(arrived[0])
        assert method == last.about["method"], (told, method)
    connection.close()
    return state


def settle(row: Outgoing, left: bool) -> None:
    """What the seeker does where Fifteen asks: asks Ana, and says whether it is there."""
    then = THEN + timedelta(hours=2)
    done = outbox.it_left(row, then) if left else outbox.it_stayed(row, then)
    assert isinstance(done, Done)
    if not left and row.letter_id:
        assert isinstance(outbox.send(Letter.objects.get(), then, at_once=True), Done)
    at_work(then)
    at_work(then + timedelta(minutes=20))


if __name__ == "__main__":
    planted.plant()
    main(*(int(word) for word in sys.argv[1:5]), sys.argv[5], Path(sys.argv[6]))
