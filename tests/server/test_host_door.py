"""The page of a host that is given once more while nothing has changed, and never when it has."""

from __future__ import annotations

import pytest

from tests.server.world import Server

pytestmark = pytest.mark.postgresql


def test_whatever_changes_stands_on_the_page_at_once(server: Server) -> None:
    links = server.program("tests.server.hosts_here", "6").split()
    assert server.program("tests.server.door_here", *links) == "at once\n"
