"""A server for as long as the tests last, on the PostgreSQL that tools/cluster.py runs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tools.cluster import Cluster

from tests.browser.conftest import chromium
from tests.server import world

__all__ = ["chromium"]  # one browser for all files that look at pages of a server


@pytest.fixture(scope="session")
def cluster() -> Cluster:
    """The throw-away PostgreSQL that this run was started with."""
    port = urlsplit(os.environ["FIFTEEN_DATABASE_URL"]).port
    assert port is not None
    return Cluster(port, 0, Path())


@pytest.fixture(scope="module")
def server(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[world.Server]:
    """Two web processes and a worker, and a database that no other file of tests knows."""
    with world.running(cluster, tmp_path_factory.mktemp("home")) as one:
        one.serve()
        one.start("worker")
        yield one
