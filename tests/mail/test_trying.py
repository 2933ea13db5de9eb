"""Trying a mailbox ends, however slowly a server speaks: somebody waits in front of the page."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import replace

import pytest

from fifteen.actions import mailbox, trying
from fifteen.adapters import outward
from fifteen.adapters.mail.failures import Why
from fifteen.adapters.mail.servers import STARTTLS, Server
from fifteen.method.words import Refusal
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


@pytest.mark.django_db
def test_both_servers_are_tried_side_by_side(mira: Campaign) -> None:
    """Each waits for the other: one after the other neither would ever be let in."""
    there, seen = threading.Barrier(2, timeout=20), []

    def serve(door: socket.socket) -> None:
        line, _ = door.accept()
        with line:
            there.wait()
            seen.append(door.getsockname()[1])

    doors = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
    threads = [threading.Thread(target=serve, args=(door,), daemon=True) for door in doors]
    for one in threads:
        one.start()
    imap, smtp = (Server("localhost", d.getsockname()[1], STARTTLS) for d in doors)
    row = mailbox.unsaved(mira, replace(post.account(), imap=imap, smtp=smtp), NOW)
    tried = trying.attempt(row, NOW)
    for one, door in zip(threads, doors, strict=True):
        one.join(20)
        door.close()
    assert not isinstance(tried, Refusal) and len(seen) == 2
    assert [one.failure and one.failure.why for one in tried] == [Why.LOST, Why.LOST]


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
