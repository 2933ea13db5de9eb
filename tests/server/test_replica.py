"""A streaming replica: pages that look back are read there, and from the other when it is away."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from tools.cluster import Cluster, standby

from tests.server import world
from tests.server.test_serving import BEGIN, until

pytestmark = [pytest.mark.postgresql, pytest.mark.slow]

DARK = 'data-theme="dark"'


def test_what_looks_back_comes_from_the_replica_and_what_one_acts_on_does_not(
    cluster: Cluster, tmp_path: Path
) -> None:
    with world.running(cluster, tmp_path) as server, standby(cluster) as copy:
        name = server.environ["FIFTEEN_OWNER_URL"].rpartition("/")[2]
        server.environ["FIFTEEN_REPLICA_URL"] = copy.url(name, "fifteen_app")
        server.serve()
        mira = server.account("mira@campus.example")
        assert mira.post("/start", seeker_name="Mira Halonen", names="Ana Ruiz", **BEGIN)[0] == 302
        otto = server.account("otto@campus.example")
        assert otto.post("/start", seeker_name="Otto Berg", names="Tom Lee", **BEGIN)[0] == 302
        there = "SELECT count(*) FROM store_campaign"
        until(lambda: copy.sql(there, name) == "2")
        copy.sql("SELECT pg_wal_replay_pause()")
        assert mira.post("/settings/theme", theme="dark")[0] == 302
        assert DARK in mira.get("/people")[1]
        old = mira.get("/progress")
        assert (old[0], DARK in old[1]) == (200, False), "a moment old"
        assert "Mira Halonen" in old[1]
        # The wall stands there too: whoever reads the replica reads their own rows.
        assert "Mira Halonen" not in otto.get("/progress")[1]
        assert mira.get("/clients")[0] == 200
        copy.sql("SELECT pg_wal_replay_resume()")
        until(lambda: DARK in mira.get("/progress")[1])
        os.kill(copy.pid, signal.SIGQUIT)
        until(lambda: DARK in mira.get("/progress")[1])
        assert mira.post("/settings/theme", theme="light")[0] == 302
        assert DARK not in mira.get("/progress")[1], "read from the one that is there"
        assert "the replica does not answer" in server.said("serve").read_text()
