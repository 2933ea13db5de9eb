"""Whoever knocks at a programme's door for hosts learns nothing of who is in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tools.cluster import Cluster

from tests.server import world

pytestmark = [pytest.mark.postgresql, pytest.mark.slow]


def test_a_knock_costs_and_says_the_same_whoever_it_is(cluster: Cluster, tmp_path: Path) -> None:
    """The same statements in the same order: there is nothing for a clock to tell apart."""
    with world.running(cluster, tmp_path) as server:
        found = json.loads(server.program("tests.server.knocks_here").splitlines()[-1])
    told = found["told"]
    for who, same in told.items():
        assert same == told["new"], who
    statements, status, page = told["new"]
    assert status == 200 and "A mail is on its way to you" in page
    assert any("INSERT" in one for one in statements)
    assert found["mails"] == {"host": 2, "again": 1, "peace": 0, "new": 1}
    assert found["hosts"] == 3 and found["kept"] == [{}] * 4, "of the words nothing stays"
