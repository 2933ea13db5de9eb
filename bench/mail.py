"""Reading a mailbox of 10,000 mails of which 300 matter, as a ratio to a bare IMAP fetch of the
same heads and the same 300 mails in the same run: `python -m bench.mail [mails]`."""
# ruff: noqa: E402

from __future__ import annotations

import imaplib
import os
import random
import resource
import sys
import tempfile
import time
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"

import django

django.setup()

from django.core.management import call_command
from tests.mail.certificates import Authority
from tests.mail.post import account
from tests.mail.servers import Dovecot

from bench._made import NOW
from fifteen.actions import _doors, campaigns, inbox, journal, mailbox, people
from fifteen.adapters.mail.box import LINES
from fifteen.method.facts import clean
from fifteen.method.words import Purpose, Refusal, Verb
from fifteen.store import scope
from fifteen.store.models import Campaign

HOSTS, MATTER = 30, 0.03
TURNS = 3
ANSWERS = (
    "Dear Mira,\n\nhappy to talk. Would Thursday at 3 suit you?\n\nBest,\nAna",
    "Hi Mira,\n\nthanks for your mail. I am travelling until June; write again then?\n\nAna",
    "Hello,\n\nI am afraid I am not the right person. Tom Lee knows far more about it.\n\nAna",
)
QUOTED = "\n\nOn Tue, 24 Nov 2026, Mira Halonen wrote:\n" + "> a line of the request\n" * 12


def mail(number: int, dice: random.Random, matters: bool) -> bytes:
    """A mail of the size people send."""
    who = f"host{number % HOSTS}@there.example" if matters else f"p{number}@else.example"
    text = (dice.choice(ANSWERS) + QUOTED) if matters else "A line of a newsletter. " * 80
    at = format_datetime(NOW - timedelta(minutes=10_000 - number))
    received = "".join(
        f"Received: from mx{n}.example (mx{n}.example [192.0.2.{n}]) by mx.example with ESMTPS id "
        f"{dice.randrange(10**12)}; {at}\n"
        for n in range(6)
    )
    return (
        (
            f"{received}From: Some Body <{who}>\nTo: Mira Halonen <mira@post.example>\nDate: {at}\n"
            f"Subject: number {number}\nMessage-ID: <{number}@x.example>\nMIME-Version: 1.0\n"
            f"Content-Type: text/plain; charset=utf-8\n\n{text}\n"
        )
        .replace("\n", "\r\n")
        .encode()
    )


def filled(server: Dovecot, count: int) -> int:
    """Put the mails into the mailbox as files, as a mail program leaves them that has shown them
    once; how many of them matter. (Ten thousand in `new` would be listed anew by Dovecot with each
    question, which measures the disk.)"""
    dice = random.Random(15)
    server.deliver("mira", mail(0, dice, False))  # Dovecot makes the folders
    folder = next((server.folder / "mail" / "mira").rglob("new"))
    for path in folder.iterdir():
        path.unlink()
    folder = folder.parent / "cur"
    owner, matter = folder.stat(), 0
    for number in range(count):
        matters = number % round(1 / MATTER) == 0 and matter < count * MATTER
        matter += matters
        path = folder / f"{1_700_000_000 + number}.M{number}P1.bench:2,S"
        path.write_bytes(mail(number, dice, matters))
        os.chown(path, owner.st_uid, owner.st_gid)
        os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    return matter


def bare(server: Dovecot, matter: list[int]) -> float:
    """Seconds for the same heads, and the same mails, and nothing else."""
    box = server.open("mira")
    start = time.perf_counter()
    box.select("INBOX", readonly=True)
    numbers = box.uid("SEARCH", "ALL")[1][0].split()
    fields = f"(UID RFC822.SIZE BODY.PEEK[HEADER.FIELDS ({' '.join(LINES)})])"
    for at in range(0, len(numbers), 400):
        some = f"{int(numbers[at])}:{int(numbers[min(at + 399, len(numbers) - 1)])}"
        box.uid("FETCH", some, fields)
    for at in range(0, len(matter), 20):
        some = ",".join(str(int(numbers[n])) for n in matter[at : at + 20])
        box.uid("FETCH", some, "(UID BODY.PEEK[])")
    took = time.perf_counter() - start
    box.logout()
    return took


def asked() -> Campaign:
    """Mira, who asked thirty people."""
    call_command("migrate", verbosity=0)
    campaign = campaigns.open_one(NOW)
    campaigns.begin(campaign, Purpose.LEARN, {"seeker_name": "Mira Halonen"}, "grids", NOW)
    for number in range(HOSTS):
        facts = clean(name=f"Host {number}", email=f"host{number}@there.example")
        added = people.add(campaign, facts, NOW, field="grids")
        assert not isinstance(added, Refusal)
        assert not isinstance(journal.record(added[0], Verb.ASKED, NOW), Refusal)
    return campaign


def main(count: int) -> None:
    """Print the times and the ratios."""
    with tempfile.TemporaryDirectory(prefix="fifteen-mail-") as name:
        Path(name).chmod(0o755)
        authority = Authority(Path(name))
        os.environ["SSL_CERT_FILE"] = str(authority.file)
        server = Dovecot(Path(name) / "dovecot", authority)
        (Path(name) / "dovecot").chmod(0o755)
        server.start()
        try:
            measured(server, count)
        finally:
            server.stop()


def measured(server: Dovecot, count: int) -> None:
    """One mailbox, read three times each way."""
    matter = filled(server, count)
    campaign = asked()
    places = [n for n in range(count) if n % round(1 / MATTER) == 0][:matter]
    imaplib._MAXLINE = 10_000_000  # type: ignore[attr-defined]
    bare(server, places)  # Dovecot reads its files once
    assert not isinstance(mailbox.connect(campaign, account(server), NOW), Refusal)
    ours, others, reading = [], [], []
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for turn in range(-1, TURNS):  # before the first, Dovecot reads the days of its mails once
        scope.mails(campaign).delete()
        row = scope.mailbox(campaign)
        assert row is not None
        row.folders = {}
        took = bare(server, places)
        box = _doors.real(NOW).box(row)
        start = time.perf_counter()
        came = inbox.read(row, box, NOW)
        own = time.perf_counter() - start
        box.close()
        assert came == inbox.Came(count, matter), came
        start = time.perf_counter()
        assert inbox.understand(row, NOW) == matter
        if turn >= 0:
            ours.append(own)
            others.append(took)
            reading.append(time.perf_counter() - start)
    start = time.perf_counter()
    box = _doors.real(NOW).box(row)
    opened = time.perf_counter() - start
    inbox.read(row, box, NOW)
    again = time.perf_counter() - start - opened
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    mid, bottom = sorted(ours)[TURNS // 2], sorted(others)[TURNS // 2]
    said = sorted(reading)[TURNS // 2]
    print(f"{count:,} mails, {matter} of them matter: {mid:.2f} s, bare fetch {bottom:.2f} s")
    print(f"ratio {mid / bottom:.2f} (aim: at most 1.5)")
    print(f"then what the {matter} say: {said:.2f} s, {said / matter * 1000:.1f} ms each")
    print(f"with that the ratio is {(mid + said) / bottom:.2f}")
    print(f"nothing new: {again:.3f} s after {opened:.3f} s to open the mailbox")
    print(f"memory grew by {grown / 1024:.0f} MB at most")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
