"""A folder that stands open shows what the server told of it last: the next reading asks anew."""

from __future__ import annotations

import select
import ssl
from collections.abc import Iterator

import pytest

from fifteen.adapters.mail import imap
from fifteen.adapters.mail.failures import Failed
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


def hears(box: imap.Imap) -> bool:
    """Whether it tells of news within ten seconds; a server that listens says so at once."""
    return box.heard() or any(
        select.select([box.line()], [], [], 0.2)[0] and box.heard() for _ in range(50)
    )


def test_what_came_between_the_reading_and_the_listening_is_news(dovecot: Dovecot) -> None:
    """Opening the folder to listen tells of it among all others: it would be seen minutes later."""
    where = Server("localhost", dovecot.imaps, TLS)
    for opened_before in (False, True):
        box = imap.connect(where, "mira", PASSWORDS["mira"], True, timeout=20)
        box.folders()
        state = box.state("INBOX")
        box.state("Sent")
        if opened_before:
            box.uids("INBOX", state.next_uid, DAY)
        dovecot.deliver("mira", post.answer("Happy.", "Ana Ruiz <ana@harbour.example>"))
        assert hears(box)
        box.folders()  # and with the next reading it is known
        assert box.state("INBOX").next_uid == state.next_uid + 1
        assert not box.heard()
        dovecot.deliver("mira", post.answer("Or later.", "Ana Ruiz <ana@harbour.example>"))
        assert hears(box)
        box.close()


class Eager(Still):
    """A server that can tell, and tells of a mail before it says that it will; or refuses."""

    refuses = False

    def _answer(self, line: ssl.SSLSocket) -> None:
        for said in line.makefile("rb"):
            tag, _, command = said.strip().partition(b" ")
            if command == b"IDLE" and not self.refuses:
                line.sendall(b"* 2 EXISTS\r\n+ now\r\n")
                continue
            told = "".join(f"* {one}\r\n" for one in self._told(command.decode()))
            word = b" NO not now" if command == b"IDLE" else b" OK done"
            line.sendall(told.encode() + tag + word + b"\r\n")

    def _told(self, command: str) -> Iterator[str]:
        if command.startswith("CAPABILITY"):
            yield "CAPABILITY IMAP4rev1 IDLE"
        else:
            yield from super()._told(command)


@pytest.mark.parametrize("refuses", [False, True])
def test_a_server_may_tell_before_it_says_so_or_refuse(authority: Authority, refuses: bool) -> None:
    server = Eager(authority)
    server.refuses = refuses
    try:
        box = imap.connect(Server("localhost", server.port, TLS), "mira", "x", True, timeout=5)
        box.state("INBOX")
        if refuses:
            with pytest.raises(Failed):
                box.heard()
        else:
            assert box.heard()
    finally:
        server.close()
