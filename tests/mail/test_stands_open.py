"""A folder that stands open shows what the server told of it last: the next reading asks anew."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

import pytest

from fifteen.adapters.mail import imap
from fifteen.adapters.mail.servers import TLS, Server
from tests.mail import post
from tests.mail.certificates import Authority
from tests.mail.played import Played
from tests.mail.servers import PASSWORDS, Dovecot

DAY = "01-Jan-2020"


class Still(Played):
    """A server that tells of new mails at NOOP and when a folder is opened, as it may (RFC 3501,
    5.2), and counts them in STATUS at once."""

    there, shown = 1, 0

    def _answer(self, line: ssl.SSLSocket) -> None:
        for said in line.makefile("rb"):
            tag, _, command = said.strip().partition(b" ")
            told = "".join(f"* {one}\r\n" for one in self._told(command.decode()))
            line.sendall(told.encode() + tag + b" OK done\r\n")

    def _told(self, command: str) -> Iterator[str]:
        if command.startswith(("EXAMINE", "SELECT", "NOOP")):
            self.shown = self.there
            yield f"{self.shown} EXISTS"
        elif command.startswith("STATUS"):
            yield f"STATUS INBOX (MESSAGES {self.there} UIDNEXT {self.there + 1} UIDVALIDITY 1)"
        elif command.startswith("UID SEARCH"):
            first = int(command.split(" UID ")[1].partition(":")[0])
            numbers = [n for n in range(1, self.shown + 1) if n >= first] or [self.shown]
            yield "SEARCH " + " ".join(map(str, numbers))
        elif command.startswith("CAPABILITY"):
            yield "CAPABILITY IMAP4rev1"


@pytest.fixture
def still(authority: Authority) -> Iterator[Still]:
    server = Still(authority)
    yield server
    server.close()


def test_a_mail_that_is_counted_is_found_though_the_folder_stands_open(still: Still) -> None:
    box = imap.connect(Server("localhost", still.port, TLS), "mira", "x", True, timeout=5)
    assert box.state("INBOX").next_uid == 2
    assert box.uids("INBOX", 1, DAY) == [1]
    still.there = 2
    assert box.state("INBOX").next_uid == 3
    assert box.uids("INBOX", 2, DAY) == [2], "it would never be asked for again"


def test_with_a_real_server_too(dovecot: Dovecot) -> None:
    box = imap.connect(
        Server("localhost", dovecot.imaps, TLS), "mira", PASSWORDS["mira"], True, timeout=20
    )
    begin = first = box.state("INBOX").next_uid  # the server may have numbered mails before
    seen: list[int] = []
    for number in range(40):
        if number < 12:
            words = f"Number {number}."
            dovecot.deliver("mira", post.answer(words, "Ana Ruiz <ana@harbour.example>"))
        state = box.state("INBOX")
        found = box.uids("INBOX", first, DAY)
        seen += found
        first = max(state.next_uid, first, found[-1] + 1 if found else 0)  # as a reading goes on
        if number >= 12 and len(seen) >= 12:
            break
    assert seen == list(range(begin, begin + 12)), "each once, and none passed over"
