"""Asking ahead: a server may answer several questions at once, and every mail finds its place; one
that counts changes is asked for nothing when nothing came."""

from __future__ import annotations

import re
import ssl
from collections.abc import Collection, Iterator

import pytest

from fifteen.actions import _doors, inbox
from fifteen.actions._doors import Doors
from fifteen.adapters.mail import imap
from fifteen.adapters.mail.box import Box, Head
from fifteen.adapters.mail.servers import TLS, Server
from fifteen.store import scope
from fifteen.store.models import Campaign, Mailbox
from tests import world
from tests.mail import post
from tests.mail.certificates import Authority
from tests.mail.played import Played
from tests.mail.post import Memory
from tests.mail.servers import Dovecot
from tests.world import NOW

WHOLE = re.compile(rb"BODY\.PEEK\[\]")


class Jumbled(Played):
    """A server that waits for two questions, then answers both, a piece of each in turn, and says
    that the second is answered before it says so of the first."""

    def _answer(self, line: ssl.SSLSocket) -> None:
        held: list[tuple[bytes, list[bytes]]] = []
        for said in line.makefile("rb"):
            tag, _, command = said.strip().partition(b" ")
            if command.startswith(b"UID FETCH"):
                held.append((tag, list(_pieces(command))))
                if len(held) == 2:
                    (first, one), (second, two) = held
                    turns = [p for pair in zip(one, two, strict=True) for p in pair[::-1]]
                    line.sendall(
                        b"".join(turns) + second + b" OK done\r\n" + first + b" OK done\r\n"
                    )
                    held.clear()
                continue
            line.sendall((b"* CAPABILITY IMAP4rev1\r\n" if b"CAPA" in command else b"") + tag)
            line.sendall(b" OK done\r\n")


def _pieces(command: bytes) -> Iterator[bytes]:
    first, last = (int(n) for n in command.split()[2].split(b":"))
    for uid in range(first, last + 1):
        text = b"From: n%d\r\n\r\n" % uid + (b"whole" if WHOLE.search(command) else b"")
        what = b"BODY[]<0>" if WHOLE.search(command) else b"BODY[HEADER.FIELDS (FROM)]"
        yield b"* %d FETCH (UID %d %s {%d}\r\n%s)\r\n" % (uid, uid, what, len(text), text)


@pytest.fixture
def jumbled(authority: Authority) -> Iterator[imap.Imap]:
    server = Jumbled(authority)
    box = imap.connect(Server("localhost", server.port, TLS), "mira", "x", True, timeout=5)
    yield box
    box.close()
    server.close()


def test_pieces_of_two_answers_find_their_places(jumbled: imap.Imap) -> None:
    found = list(jumbled.heads("INBOX", range(1, 801)))  # two questions of four hundred each
    assert [head.uid for head in found] == list(range(1, 801))
    assert all(head.lines == b"From: n%d\r\n\r\n" % head.uid for head in found)


def test_heads_and_whole_mails_are_not_taken_for_each_other(jumbled: imap.Imap) -> None:
    heads = jumbled.heads("INBOX", range(1, 21))
    bodies = jumbled.bodies("INBOX", range(1, 21))  # asked for at once, heads only when wanted
    found = [head.lines for head in heads]
    assert found == [b"From: n%d\r\n\r\n" % n for n in range(1, 21)]
    assert [text[-5:] for _, text in bodies] == [b"whole"] * 20


class Watched:
    """A mailbox that notes what is asked of it."""

    def __init__(self, box: Box) -> None:
        self._box = box
        self.asked: list[str] = []

    def __getattr__(self, name: str) -> object:
        return getattr(self._box, name)

    def uids(self, folder: str, first: int, day: str, since: int = 0) -> list[int]:
        found = self._box.uids(folder, first, day, since)
        self.asked.append(f"uids {folder} {len(found)} {'since' if since else 'all'}")
        return found

    def heads(self, folder: str, uids: Collection[int]) -> Iterator[Head]:
        self.asked.append(f"heads {len(uids)}")
        return self._box.heads(folder, uids)


def reading(campaign: Campaign, server: Dovecot) -> list[str]:
    """What one reading asks for."""
    row = Mailbox.objects.get()
    watched = Watched(_doors.real(NOW).box(row))
    inbox.read(row, watched, NOW)  # type: ignore[arg-type]
    watched.close()  # type: ignore[operator]
    return watched.asked


@pytest.mark.django_db
def test_a_server_that_counts_changes_is_asked_for_what_is_new_alone(
    mira: Campaign, dovecot: Dovecot
) -> None:
    post.connected(mira, dovecot)
    world.diary(post.ana(mira), "20 Nov asked")
    for number in range(5):
        dovecot.deliver("mira", post.answer("A newsletter.", "News <n@x.example>", number))
    assert "uids INBOX 5 all" in reading(mira, dovecot)
    assert Mailbox.objects.get().folders["INBOX"]["mod"] > 0
    assert reading(mira, dovecot) == []
    box = dovecot.open("mira")
    box.select("INBOX")
    box.store("1:3", "+FLAGS", "\\Flagged")
    box.logout()
    before = Mailbox.objects.get().folders["INBOX"]["mod"]
    assert reading(mira, dovecot) == []  # marks changed, no mail came
    assert Mailbox.objects.get().folders["INBOX"]["mod"] > before
    dovecot.deliver("mira", post.answer("Happy to talk.", number=9))
    assert reading(mira, dovecot) == ["uids INBOX 1 since", "heads 1"]
    assert scope.mails(mira).get().message_id == "<a9@post.example>"


@pytest.mark.django_db
def test_a_folder_that_was_not_read_to_its_end_is_read_on(mira: Campaign) -> None:
    """What a server counts is written down only once nothing before it is missing."""
    post.connected(mira)
    world.diary(post.ana(mira), "20 Nov asked")
    memory = Memory()
    for number in range(inbox._AT_ONCE + 300):
        memory.box.put("INBOX", post.answer("Yes.", number=number), NOW)
    whole = memory.box.bodies

    def breaks(folder: str, uids: Collection[int]) -> Iterator[tuple[int, bytes]]:
        if min(uids) > inbox._AT_ONCE:
            raise OSError
        return whole(folder, uids)

    memory.box.bodies = breaks  # type: ignore[method-assign]
    with pytest.raises(OSError):
        post.reads(mira, Doors(lambda _: memory.box, lambda _: memory.sender))
    assert scope.mails(mira).count() == inbox._AT_ONCE
    memory.box.bodies = whole  # type: ignore[method-assign]
    post.reads(mira, memory.doors())
    assert scope.mails(mira).count() == inbox._AT_ONCE + 300
