"""One contract for every mailbox and every way out: over the network and in memory."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from fifteen.adapters.mail import imap, smtp
from fifteen.adapters.mail.box import Box, Use
from fifteen.adapters.mail.failures import Failed, Uncertain, Why
from fifteen.adapters.mail.memory import MemoryBox, MemorySender
from fifteen.adapters.mail.servers import STARTTLS, TLS, Server
from fifteen.adapters.mail.smtp import Sender
from tests.mail.servers import PASSWORDS, Dovecot, address

LONG_AGO = "01-Jan-2000"


def letter(number: int, extra: str = "") -> bytes:
    return (
        f"From: Ana <ana@post.example>\r\nTo: mira@post.example\r\n{extra}"
        f"Subject: number {number}\r\nMessage-ID: <n{number}@post.example>\r\n\r\n"
        f"Hello {number}.\r\n"
    ).encode()


class Kept:
    """A mailbox that is read, and the way a mail gets into it."""

    def __init__(self, box: Box, server: Dovecot | MemoryBox) -> None:
        self.box, self.server = box, server

    def put(self, folder: str, raw: bytes) -> None:
        if isinstance(self.server, MemoryBox):
            self.server.put(folder, raw, datetime.now(UTC))
        else:
            self.server.put("mira", folder, raw)


@pytest.fixture(params=["memory", "tls", "starttls"])
def kept(request: pytest.FixtureRequest) -> Iterator[Kept]:
    if request.param == "memory":
        memory = MemoryBox()
        yield Kept(memory, memory)
        return
    server: Dovecot = request.getfixturevalue("dovecot")
    port, how = (server.imaps, TLS) if request.param == "tls" else (server.imap, STARTTLS)
    box = imap.connect(Server("localhost", port, how), "mira", PASSWORDS["mira"], True)
    yield Kept(box, server)
    box.close()


@pytest.fixture(
    params=["memory", "dovecot tls", "dovecot starttls", "exim tls", "exim starttls"],
)
def way_out(request: pytest.FixtureRequest) -> Iterator[Sender]:
    if request.param == "memory":
        yield MemorySender()
        return
    dovecot: Dovecot = request.getfixturevalue("dovecot")
    server = dovecot if request.param.startswith("dovecot") else dovecot.exim
    tls = request.param.endswith(" tls")
    door = Server(
        "localhost", server.submissions if tls else server.submission, TLS if tls else STARTTLS
    )
    sender = smtp.connect(door, "mira", PASSWORDS["mira"], True)
    yield sender
    sender.close()


def test_folders_say_what_they_are_for(kept: Kept) -> None:
    uses = {one.use for one in kept.box.folders()}
    assert {Use.INBOX, Use.SENT, Use.JUNK} <= uses
    assert Use.UNREAD not in uses


def test_a_mail_is_found_by_its_number_with_its_head_and_whole(kept: Kept) -> None:
    before = kept.box.state("INBOX")
    kept.put("INBOX", letter(1))
    kept.put("INBOX", letter(2, "References: <old@x.example>\r\nX-Private: yes\r\n"))
    state = kept.box.state("INBOX")
    assert (state.validity, state.next_uid) == (before.validity, before.next_uid + 2)
    uids = kept.box.uids("INBOX", before.next_uid, LONG_AGO)
    assert len(uids) == 2
    heads = list(kept.box.heads("INBOX", uids))
    assert [h.uid for h in heads] == uids
    assert b"<n2@post.example>" in heads[1].lines and b"<old@x.example>" in heads[1].lines
    assert b"number" not in heads[1].lines and b"X-Private" not in heads[1].lines
    [(uid, whole)] = kept.box.bodies("INBOX", uids[1:])
    assert uid == uids[1] and whole.endswith(b"Hello 2.\r\n")


def test_nothing_is_asked_for_twice_and_nothing_before_the_first_number(kept: Kept) -> None:
    kept.put("INBOX", letter(1))
    after = kept.box.state("INBOX").next_uid
    assert kept.box.uids("INBOX", after, LONG_AGO) == []
    assert list(kept.box.heads("INBOX", [])) == []


def test_mails_before_the_day_are_left_alone(kept: Kept) -> None:
    kept.put("INBOX", letter(1))
    assert kept.box.uids("INBOX", 1, "01-Jan-2090") == []


def test_mails_that_name_an_address_are_found(kept: Kept) -> None:
    other = letter(5).replace(b"ana@post.example", b"ben@post.example")
    for raw in (letter(1), other, other.replace(b"To: mira", b"Cc: ANA"), letter(6)):
        kept.put("INBOX", raw)
    everything = kept.box.uids("INBOX", 1, LONG_AGO)[-4:]
    found = kept.box.naming("INBOX", {"ana@post.example"}, LONG_AGO)
    assert [uid for uid in everything if uid in found] == [everything[n] for n in (0, 2, 3)]
    many = {f"host{n}@there.example" for n in range(23)}
    assert kept.box.naming("INBOX", many, LONG_AGO) == []
    assert set(everything) <= set(
        kept.box.naming("INBOX", {*many, "ana@post.example", "ben@post.example"}, LONG_AGO)
    )
    assert kept.box.naming("INBOX", {'a" ALL "@x.example', "ä@x.example", ""}, LONG_AGO) == []
    assert kept.box.naming("INBOX", {"ana@post.example"}, "01-Jan-2090") == []


def test_reading_marks_nothing_as_read(kept: Kept) -> None:
    kept.put("INBOX", letter(1))
    first = kept.box.uids("INBOX", 1, LONG_AGO)
    list(kept.box.bodies("INBOX", first))
    if isinstance(kept.server, Dovecot):
        kept.server.deliver("mira", letter(7))
        new = [u for u in kept.box.uids("INBOX", 1, LONG_AGO) if u not in first]
        list(kept.box.bodies("INBOX", new))
        box = kept.server.open("mira")
        box.select("INBOX", readonly=True)
        assert box.search(None, "UNSEEN")[1][0].split()
        box.logout()


def test_what_is_filed_is_held(kept: Kept) -> None:
    assert not kept.box.holds("Sent", "<n3@post.example>")
    kept.box.file("Sent", letter(3))
    assert kept.box.holds("Sent", "<n3@post.example>")
    assert not kept.box.holds("INBOX", "<n3@post.example>")
    assert not kept.box.holds("Sent", '<n3@post.example" OR ALL "')


def test_a_folder_that_is_not_there_says_so(kept: Kept) -> None:
    for ask in (
        lambda: kept.box.state("Nowhere"),
        lambda: kept.box.uids("Nowhere", 1, LONG_AGO),
        lambda: kept.box.file("Nowhere", letter(1)),
    ):
        with pytest.raises(Failed) as failed:
            ask()
        assert failed.value.why is Why.FOLDER


def test_a_letter_is_handed_over_with_the_brink_before_its_last_line(way_out: Sender) -> None:
    crossed: list[str] = []
    way_out.send(address("mira"), address("ana"), letter(4), lambda: crossed.append("now"))
    assert crossed == ["now"]


@pytest.mark.parametrize("failure", [Failed(Why.LATER, True), Failed(Why.ADDRESS, False)])
def test_a_letter_that_fails_before_the_brink_has_not_left(failure: Failed) -> None:
    way_out, crossed = MemorySender(failure), []
    with pytest.raises(Failed):
        way_out.send("a@b.example", "c@d.example", b"", lambda: crossed.append(1))
    assert not crossed and not way_out.sent


def test_a_line_that_breaks_behind_the_brink_leaves_a_doubt() -> None:
    way_out, crossed = MemorySender(Uncertain()), []
    with pytest.raises(Uncertain):
        way_out.send("a@b.example", "c@d.example", b"", lambda: crossed.append(1))
    assert crossed
