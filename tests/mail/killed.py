"""A worker that is killed at every statement of the way out of a letter, one after the other.

Run as a process of its own by test_killed.py, on a data folder and with servers that are there. For
each statement a child is forked that ends there by SIGKILL; then another worker takes over, and the
letter has to have arrived once, or to be named as uncertain. Prints what was found as JSON.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
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
from fifteen.actions import delivery, mailbox, outbox  # noqa: E402
from fifteen.actions._write import Done  # noqa: E402
from fifteen.adapters.mail.servers import STARTTLS, TLS, Server  # noqa: E402
from fifteen.method.leaving import UNDO, Out  # noqa: E402
from fifteen.method.words import Verb  # noqa: E402
from fifteen.store import scope  # noqa: E402
from fifteen.store.models import Campaign, Outgoing  # noqa: E402
from tests import world  # noqa: E402
from tests.mail import post  # noqa: E402
from tests.mail.test_faults import arrived, look  # noqa: E402
from tests.world import NOW  # noqa: E402

WATCHED = (
    *("actions/delivery.py", "actions/_sending.py", "actions/filing.py", "actions/inbox.py"),
    *("actions/_write.py", "actions/_letter_lines.py", "actions/_intake.py"),
    *("adapters/mail/smtp.py", "adapters/mail/imap.py"),
)
THEN = NOW + UNDO


class Server_:
    """The servers, as far as they are asked what arrived."""

    def __init__(self, imaps: int) -> None:
        from tests.mail.servers import Dovecot

        self.imaps = imaps
        self._of = Dovecot

    def mails(self, name: str, folder: str = "INBOX") -> list[bytes]:
        return self._of.mails(self, name, folder)  # type: ignore[arg-type]

    def open(self, name: str) -> Any:
        return self._of.open(self, name)  # type: ignore[arg-type]


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
        return line if frame.f_code.co_filename.endswith(WATCHED) else None

    sys.settrace(call)


def decided(imaps: int, submission: int) -> None:
    """Mira, her mailbox, and a request to Ana that is to leave."""
    call_command("migrate", verbosity=0, interactive=False)
    mira = world.seeker()
    account = post.account()
    account = type(account)(
        account.address,
        account.secret,
        Server("localhost", imaps, TLS),
        Server("localhost", submission, STARTTLS),
        account.login,
    )
    assert isinstance(mailbox.connect(mira, account, NOW), Done)
    assert isinstance(outbox.send(post.written(post.ana(mira)), NOW, at_once=True), Done)
    assert delivery.may_leave(Outgoing.objects.get(), THEN)  # the words of the check are read now


def anew(base: Path, number: int) -> str:
    """The data as it was, with another id for the letter; that id."""
    connection.close()
    for path in home.folder().glob("fifteen.sqlite3*"):
        path.unlink()
    shutil.copy(base, home.database())
    row = Outgoing.objects.get()
    old, new = row.message_id, f"<killed-{number}@post.example>"
    row.data = bytes(row.data).replace(old.encode(), new.encode())
    row.message_id = new
    row.save(update_fields=["data", "message_id"])
    connection.close()
    return new


def main(imaps: int, submission: int, first: int, step: int) -> None:
    decided(imaps, submission)
    connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    base = home.folder() / "base.sqlite3"
    shutil.copy(home.database(), base)
    server, states = Server_(imaps), []
    number = first
    while True:
        own = anew(base, number)
        child = os.fork()
        if child == 0:
            dies_at(number)
            look(Campaign.objects.get(), THEN)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        states.append(after(server, own))
        if not os.WIFSIGNALED(status):
            assert status == 0, f"the child failed: {status}"
            break
        number += step
    print(json.dumps({"kills": len(states) - 1, "states": states}))


def after(server: Server_, own: str) -> str:
    """Another worker takes over; how the letter stands in the end."""
    campaign = Campaign.objects.get()
    delivery.release(THEN + timedelta(minutes=1))
    for minutes in (1, 20, 40):
        look(campaign, THEN + timedelta(minutes=minutes))
    row, there = Outgoing.objects.get(), arrived(server, own)  # type: ignore[arg-type]
    filed = arrived(server, own, "mira", "Sent")  # type: ignore[arg-type]
    asked = scope.entries(campaign).filter(verb=Verb.ASKED).count()
    if row.state == Out.SENT:
        assert (there, filed, asked) == (1, 1, 1), (own, there, filed, asked)
    else:
        assert row.state == Out.UNCERTAIN, (own, row.state)
        assert there in (0, 1) and asked == 0, (own, there, asked)
    return f"{row.state}-{there}"


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:5]))
