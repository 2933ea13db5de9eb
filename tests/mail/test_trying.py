"""Trying a mailbox ends, however slowly a server speaks: somebody waits in front of the page."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import replace

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from fifteen.actions import mailbox, trying
from fifteen.adapters import outward
from fifteen.adapters.mail.failures import Why
from fifteen.adapters.mail.servers import STARTTLS, TLS, Server
from fifteen.method.words import Refusal
from fifteen.pages import _mailbox
from fifteen.store.models import Campaign, Mailbox
from tests.doors.running import free_port
from tests.mail import post
from tests.mail.certificates import Authority
from tests.mail.servers import PASSWORDS, Dovecot
from tests.world import NOW


class Dripping:
    """A server that never ends its first line: a sign at a time, so that no timeout of a single
    answer ever ends it."""

    def __init__(self) -> None:
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._door.getsockname()[1])
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._over.set()
        self._door.close()
        self._thread.join(5)

    def _serve(self) -> None:
        while not self._over.is_set():
            with suppress(OSError):
                line, _ = self._door.accept()
                with line:
                    while not self._over.wait(0.02):
                        line.sendall(b"*")


@pytest.fixture
def dripping() -> Iterator[Dripping]:
    server = Dripping()
    yield server
    server.close()


@pytest.mark.django_db
def test_a_server_that_never_ends_a_line_is_given_up_in_words(
    mira: Campaign, dripping: Dripping
) -> None:
    slow = Server("localhost", dripping.port, STARTTLS)
    row = mailbox.unsaved(mira, replace(post.account(), imap=slow, smtp=slow), NOW)
    tried = trying.attempt(row, NOW, each=0.3)
    assert not isinstance(tried, Refusal)
    assert [(one.server, one.failure and one.failure.why) for one in tried] == [
        ("imap", Why.TIME),
        ("smtp", Why.TIME),
    ]


@pytest.mark.django_db
def test_a_server_that_answers_is_let_be(mira: Campaign, dovecot: Dovecot) -> None:
    row = mailbox.unsaved(mira, post.account(dovecot), NOW)
    tried = trying.attempt(row, NOW)
    assert not isinstance(tried, Refusal)
    assert [one.failure for one in tried] == [None, None]


@pytest.mark.django_db
def test_never_so_many_are_tried_at_once_that_pages_have_to_wait(
    mira: Campaign, dripping: Dripping
) -> None:
    slow = Server("localhost", dripping.port, STARTTLS)
    row = mailbox.unsaved(mira, replace(post.account(), imap=slow, smtp=slow), NOW)
    with ExitStack() as held:
        for _ in range(trying.AT_ONCE):
            assert trying._places.acquire(blocking=False)
            held.callback(trying._places.release)
        busy = trying.attempt(row, NOW, each=0.3)
        assert isinstance(busy, Refusal) and "in a few seconds" in busy.message
    assert not isinstance(trying.attempt(row, NOW, each=0.3), Refusal)  # each place is given back


class Knocked:
    """A server for letters that counts who knocks, and lets nobody in unless it is told to."""

    def __init__(self) -> None:
        self.ways: list[str] = []
        self.opens = False

    def __call__(
        self, server: SMTP, session: Session, envelope: Envelope, way: str, data: object
    ) -> AuthResult:
        self.ways.append(way)
        return AuthResult(success=self.opens, handled=False)


@pytest.fixture(params=["PLAIN", "LOGIN"])
def knocked(
    request: pytest.FixtureRequest, authority: Authority
) -> Iterator[tuple[Knocked, Server, str]]:
    """Such a server with one way to say the password, or with two."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority.certificate("knocked"))
    counts, port = Knocked(), free_port()
    door = Controller(
        object(),
        *("127.0.0.1", port),
        ssl_context=context,
        authenticator=counts,
        auth_require_tls=False,
        auth_exclude_mechanism=["PLAIN"] if request.param == "LOGIN" else [],
    )
    door.start()
    yield counts, Server("localhost", port, TLS), request.param
    door.stop()


@pytest.mark.django_db
def test_a_wrong_password_is_said_once_to_one_server(
    mira: Campaign, dovecot: Dovecot, knocked: tuple[Knocked, Server, str]
) -> None:
    """Whoever sends it again by each way there is, and to each server, may lock the account."""
    counts, server, way = knocked
    wrong = replace(post.account(dovecot), secret="another one", smtp=server)
    row = mailbox.unsaved(mira, wrong, NOW)
    tried = trying.attempt(row, NOW)
    assert not isinstance(tried, Refusal)
    reading, sending = _mailbox.told(row, tried)
    assert reading.sentence == "localhost does not take this name and password." and reading.said
    assert sending.sentence.startswith("Not tried") and counts.ways == []
    right = replace(wrong, secret=PASSWORDS["ana"], login="ana")
    tried = trying.attempt(mailbox.unsaved(mira, right, NOW), NOW)
    assert not isinstance(tried, Refusal) and tried[0].failure is None
    assert tried[1].failure is not None and tried[1].failure.why is Why.PASSWORD
    assert counts.ways == [way]
    counts.opens = True
    tried = trying.attempt(mailbox.unsaved(mira, right, NOW), NOW)
    assert not isinstance(tried, Refusal) and tried[1].failure is None


@pytest.mark.django_db
def test_a_mailbox_without_a_sent_folder_is_said(mira: Campaign) -> None:
    memory = post.Memory()
    del memory.box.kept["Sent"]
    row = mailbox.unsaved(mira, post.account(), NOW)
    tried = trying._reading(row, memory.doors())
    assert "no Sent folder was found" in _mailbox.told(row, (tried,))[0].sentence


def test_whatever_fails_between_here_and_a_server_has_a_sentence_of_its_own() -> None:
    row = Mailbox(address="mira@post.example", imap_host="imap.post.example", imap_port=993)
    of_letters = {Why.ADDRESS, Why.SENDER, Why.CONTENT, Why.LARGE, Why.GAVE_UP}
    said = {why: _mailbox.sentence(row, why) for why in set(Why) - of_letters}
    assert len(set(said.values())) == len(said), said
    assert all(_mailbox.sentence(row, why) == said[Why.SERVER] for why in of_letters)


@pytest.mark.django_db
def test_a_password_that_cannot_be_opened_any_more_is_said(mira: Campaign) -> None:
    row = mailbox.unsaved(mira, post.account(), NOW)
    row.secret = "of another key"
    tried = trying.attempt(row, NOW)
    assert not isinstance(tried, Refusal)
    assert [one.failure and one.failure.why for one in tried] == [Why.SEALED, Why.SEALED]


def test_once_the_time_is_over_no_line_is_opened(dripping: Dripping) -> None:
    with outward.Within(0), pytest.raises(TimeoutError):
        outward.reach("localhost", dripping.port, True)
    outward.reach("localhost", dripping.port, True).close()  # afterwards as ever


def test_a_limit_within_a_limit_leaves_the_outer_one_as_it_was(dripping: Dripping) -> None:
    with outward.Within(30):
        with outward.Within(0), pytest.raises(TimeoutError):
            outward.reach("localhost", dripping.port, True)
        outward.reach("localhost", dripping.port, True).close()
