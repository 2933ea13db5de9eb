"""Mails of a programme where the mail server is away, refuses, hangs up, or the worker is killed in
the middle: each leaves once, or the office is told."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections import Counter
from collections.abc import Iterator

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from tools.cluster import Cluster

from tests.doors.running import free_port
from tests.server import world
from tests.server.test_serving import until
from tests.server.world import Server

A_DAY = 20  # as tests.server.post_here sets it
BROKE_OFF = "It was on its way when the sending broke off: it may have arrived."
pytestmark = [pytest.mark.postgresql, pytest.mark.slow]


class Moody:
    """A mail server that does to an address what its first part says, the first time."""

    def __init__(self) -> None:
        self.came: Counter[str] = Counter()
        self.seen: Counter[str] = Counter()
        self.hands_full = threading.Event()

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.seen[address] += 1
        said = {"gone": "550 5.1.1 nobody of that name", "later": "451 4.7.1 not now"}
        word = address.split("@")[0].rstrip("0123456789")
        if word in said and self.seen[address] == 1:
            return said[word]
        if word == "closes" and self.seen[address] == 1:
            return "421 4.3.2 closing"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        address = envelope.rcpt_tos[0]
        if address.startswith("breaks") and self.seen[address] == 1:
            server.transport.abort()
            return "451 never said"
        self.came[address] += 1
        if address.startswith("hangs") and self.seen[address] == 1:
            self.hands_full.set()
            await asyncio.sleep(60)  # taken, and nobody is told: the worker is killed meanwhile
        return "250 OK"


class Post:
    """Where programmes' mails leave to, on a port of its own; it can be away."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.moody = Moody()
        self._here: Controller | None = None

    def open(self) -> None:
        self._here = Controller(self.moody, hostname="127.0.0.1", port=self.port)
        self._here.start()

    def close(self) -> None:
        if self._here is not None:
            self._here.stop(no_assert=True)
            self._here = None


@pytest.fixture(scope="module")
def port() -> int:
    """Where mails of programmes leave to."""
    return free_port()


@pytest.fixture(scope="module")
def server(
    cluster: Cluster, tmp_path_factory: pytest.TempPathFactory, port: int
) -> Iterator[Server]:
    """A server whose mails leave there; nothing serves."""
    url = f"smtp+plain://127.0.0.1:{port}"
    with world.running(cluster, tmp_path_factory.mktemp("post"), FIFTEEN_MAIL_URL=url) as one:
        yield one


@pytest.fixture
def office(server: Server) -> Server:
    """A programme that nobody has begun."""
    server.sql("TRUNCATE store_campaign CASCADE")
    return server


@pytest.fixture
def post(port: int) -> Iterator[Post]:
    one = Post(port)
    yield one
    one.close()


def run(office: Server, *commands: str) -> str:
    """What the commands printed (see post_here.py)."""
    return office.program("tests.server.post_here", " / ".join(commands))


def states(office: Server) -> Counter[str]:
    return Counter(office.sql("SELECT state FROM server_post").split())


def there(*names: str) -> dict[str, int]:
    """Each of these has come once."""
    return {f"{name}@there.example": 1 for name in names}


def test_while_the_mail_server_is_away_mails_wait_and_leave_once(
    office: Server, post: Post
) -> None:
    put = "put ana@there.example ben@there.example"
    said = run(office, put, "work 0", "work 1", "work 2", "work 9", "told")
    assert said.split() == ["ConnectionRefusedError"] * 3, "tried thrice, and nothing is in doubt"
    assert states(office) == {"waits": 2}
    post.open()
    run(office, "hour 60", "work 61")
    assert post.moody.came == there("ana", "ben")
    assert states(office) == {"sent": 2}


def test_who_is_refused_holds_nobody_up_and_the_office_is_told(office: Server, post: Post) -> None:
    post.open()
    put = " ".join(("put", *there("gone", "later", "fine", "closes")))
    run(office, put, "work 0")
    assert post.moody.came == there("fine")
    assert states(office) == {"refused": 1, "waits": 2, "sent": 1}
    told = run(office, "work 1", "hour 60", "work 61", "told")
    assert post.moody.came == there("later", "closes", "fine")
    assert told == "gone@there.example: The mail server did not take it.\n"
    assert run(office, "again", "work 0", "told") == ""
    assert post.moody.came == there("later", "closes", "fine", "gone")
    assert states(office) == {"sent": 4}


def test_where_the_line_breaks_in_the_middle_nobody_guesses(office: Server, post: Post) -> None:
    post.open()
    put = "put breaks@there.example fine@there.example"
    said = run(office, put, "work 0", "work 1", "hour 60", "work 61", "told").splitlines()
    assert said[0] == "SMTPServerDisconnected"
    assert said[1:] == [f"breaks@there.example: {BROKE_OFF}"]
    assert post.moody.came == there("fine")
    assert run(office, "settle", "told") == ""
    assert states(office) == {"sent": 1, "over": 1}


def test_killed_in_the_middle_of_a_mail_it_is_not_sent_twice(office: Server, post: Post) -> None:
    post.open()
    run(office, " ".join(("put", *there("fine1", "hangs", "fine2"))))
    worker = office.start("worker")
    until(post.moody.hands_full.is_set, 60)
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait(30)
    assert states(office) == {"sent": 1, "sending": 1, "waits": 1}, "one is in doubt, not a hundred"
    assert run(office, "work 2", "told") == "", "another goes on; the one may be in hand yet"
    assert run(office, "hour 60", "work 61", "told") == f"hangs@there.example: {BROKE_OFF}\n"
    assert post.moody.came == there("fine1", "hangs", "fine2")


def test_a_list_is_written_to_so_many_a_day_whatever_dies(office: Server, post: Post) -> None:
    post.open()
    run(office, "list 50", "slept 2", "work 2")
    assert len(post.moody.came) == A_DAY, "whoever wakes up late does nothing twice"
    run(office, f"work {25 * 60}")
    assert len(post.moody.came) == 2 * A_DAY
    office.sql("UPDATE store_job SET run_at = now() WHERE done_at IS NULL")
    run(office, "died", f"day {49 * 60}", f"work {49 * 60}")
    assert len(post.moody.came) == 50
    assert set(post.moody.came.values()) == {1}
