"""Killed at random for half a minute: nothing is lost, nothing stands twice. `bench/kills.py` goes
on for longer."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools.cluster import Cluster

from tests.server import kills

pytestmark = [pytest.mark.postgresql, pytest.mark.slow]


def test_killed_at_random_nothing_is_lost_and_nothing_stands_twice(
    cluster: Cluster, tmp_path: Path
) -> None:
    found = kills.run(cluster, tmp_path, seconds=30, seed=8)
    print(found)
    assert found.problems == []
    assert sum(found.kills.values()) >= 4
    assert found.load.notes
    assert found.load.picks
