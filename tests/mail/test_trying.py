"""Trying a mailbox ends, however slowly a server speaks: somebody waits in front of the page."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

import pytest

from fifteen.actions import _doors, mailbox
from fifteen.adapters import outward
from fifteen.adapters.mail.failures import Why
from fifteen.adapters.mail.servers import STARTTLS, Server
from fifteen.store.models import Campaign
from tests.mail import post
from tests.mail.servers import Dovecot
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
    tried = mailbox.attempt(row, _doors.real(NOW), each=0.3)
    assert [(one.server, one.failure and one.failure.why) for one in tried] == [
        ("imap", Why.TIME),
        ("smtp", Why.TIME),
    ]


@pytest.mark.django_db
def test_a_server_that_answers_is_let_be(mira: Campaign, dovecot: Dovecot) -> None:
    row = mailbox.unsaved(mira, post.account(dovecot), NOW)
    tried = mailbox.attempt(row, _doors.real(NOW))
    assert [one.failure for one in tried] == [None, None]


def test_once_the_time_is_over_no_line_is_opened(dripping: Dripping) -> None:
    with outward.Within(0), pytest.raises(TimeoutError):
        outward.reach("localhost", dripping.port, True)
    outward.reach("localhost", dripping.port, True).close()  # afterwards as ever


def test_a_limit_within_a_limit_leaves_the_outer_one_as_it_was(dripping: Dripping) -> None:
    with outward.Within(30):
        with outward.Within(0), pytest.raises(TimeoutError):
            outward.reach("localhost", dripping.port, True)
        outward.reach("localhost", dripping.port, True).close()
