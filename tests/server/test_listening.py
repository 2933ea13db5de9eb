"""On a server, too, news is heard when it comes (IDLE): by one worker for each mailbox, by another
when that one dies, and by looking every five minutes where nobody listens."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from tools.cluster import Cluster

from tests.mail import post
from tests.mail.conftest import authority, dovecot, dovecot_once
from tests.mail.servers import Dovecot
from tests.server import world
from tests.server.test_serving import until
from tests.server.world import Server

__all__ = ["authority", "dovecot", "dovecot_once"]  # fixtures
pytestmark = [pytest.mark.postgresql, pytest.mark.slow]
LOCKS = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = 8016 AND granted"
SENDER = "Hana Sato <hana@there.example>"


@pytest.fixture
def server(
    cluster: Cluster,
    tmp_path_factory: pytest.TempPathFactory,
    dovecot: Dovecot,
    request: pytest.FixtureRequest,
) -> Iterator[Server]:
    """A server with Mira and Ben, both with a mailbox; no worker yet."""
    more = {"FIFTEEN_PRIVATE_HOSTS": "yes", "FIFTEEN_LISTENS": getattr(request, "param", "10")}
    with world.running(cluster, tmp_path_factory.mktemp("listens"), **more) as one:
        ports = (str(dovecot.imaps), str(dovecot.submission))
        one.program("tests.server.listens_here", *ports, "mira", "ben")
        yield one


PATIENT = 180
"""Seconds until something has to have come: on a busy machine a worker takes a minute to begin."""


def listened(server: Server) -> int:
    return int(server.sql(LOCKS + " AND database = (SELECT oid FROM pg_database"
                          " WHERE datname = current_database())"))  # fmt: skip


def kept(server: Server, login: str) -> int:
    return int(
        server.sql(
            "SELECT count(*) FROM store_knownmail mail JOIN store_mailbox box"
            f" ON box.campaign_id = mail.campaign_id WHERE box.login = '{login}' AND NOT ours"
        )
    )


def read_once(server: Server) -> int:
    return int(server.sql("SELECT count(*) FROM store_mailbox WHERE last_good IS NOT NULL"))


def test_news_is_heard_by_one_worker_and_by_another_when_that_one_dies(
    server: Server, dovecot: Dovecot
) -> None:
    workers = [server.start("worker") for _ in range(2)]
    until(lambda: listened(server) == 2, PATIENT)
    until(lambda: read_once(server) == 2, PATIENT)
    soon = "SELECT count(*) FROM store_mailbox WHERE next_run < now() + interval '2 minutes'"
    until(lambda: server.sql(soon) == "0", 30)  # nobody looks before that by the clock
    for number, name in enumerate(("mira", "ben"), 1):
        dovecot.deliver(name, post.answer("Happy to talk.", SENDER, number))
    until(lambda: kept(server, "mira") == kept(server, "ben") == 1, PATIENT)
    assert listened(server) == 2, "one worker for each"
    # Who dies in the middle of a reading leaves it taken for a quarter of an hour: not here.
    in_hand = "SELECT count(*) FROM store_mailbox WHERE claimed_at IS NOT NULL"
    until(lambda: server.sql(in_hand) == "0", PATIENT)
    os.killpg(workers[0].pid, signal.SIGKILL)
    workers[0].wait(30)
    # Four of the five minutes pass. Listeners come a minute ahead of the rounds that workers go by
    # the clock; were it due at once, a round might be first, and all wait five minutes more.
    server.sql("UPDATE store_mailbox SET next_run = now() + interval '1 minute'")
    until(lambda: listened(server) == 2, PATIENT)
    until(lambda: server.sql(soon) == "0", PATIENT)
    for number, name in enumerate(("mira", "ben"), 3):
        dovecot.deliver(name, post.answer("One thing more.", SENDER, number))
    until(lambda: kept(server, "mira") == kept(server, "ben") == 2, PATIENT)
    server.sql("DELETE FROM store_mailbox WHERE login = 'ben'")
    until(lambda: listened(server) == 1, PATIENT)
    assert server.stop(workers[1]) == 0
    assert listened(server) == 0


@pytest.mark.parametrize("server", ["1", "0"], indirect=True)
def test_so_many_are_listened_to_and_the_others_are_looked_into(
    server: Server, dovecot: Dovecot
) -> None:
    most = int(server.environ["FIFTEEN_LISTENS"])
    worker = server.start("worker")
    until(lambda: read_once(server) == 2, 120)
    assert listened(server) == most
    for number, name in enumerate(("mira", "ben"), 1):
        dovecot.deliver(name, post.answer("Happy to talk.", SENDER, number))
    server.sql("UPDATE store_mailbox SET next_run = now()")
    until(lambda: kept(server, "mira") == kept(server, "ben") == 1, 120)
    assert listened(server) == most
    assert server.stop(worker) == 0


def test_whom_another_reader_had_in_hand_is_listened_to_all_the_same(server: Server) -> None:
    """Two workers that begin at once meet at a mailbox: that it was taken tells nothing of it."""
    server.sql("UPDATE store_mailbox SET claimed_at = now(), next_run = now() - interval '1 hour'")
    worker = server.start("worker")
    tried = "SELECT count(*) FROM store_mailbox WHERE next_run > now() - interval '30 minutes'"
    until(lambda: server.sql(tried) == "2", PATIENT)
    until(lambda: listened(server) == 0, PATIENT)  # both were given back
    server.sql(
        "UPDATE store_mailbox SET claimed_at = NULL, next_run = now() + interval '5 minutes'"
    )
    until(lambda: listened(server) == read_once(server) == 2, PATIENT)
    assert server.stop(worker) == 0
