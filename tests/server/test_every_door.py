"""Every address that names something, asked by everybody whose it is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tools.cluster import Cluster

from tests.server import world

pytestmark = [pytest.mark.postgresql, pytest.mark.slow]


def test_a_stranger_a_host_a_seeker_a_coach_shown_out_and_another_office_find_nothing(
    cluster: Cluster, tmp_path: Path
) -> None:
    with world.running(cluster, tmp_path) as empty:
        told = json.loads(empty.program("tests.server.every_door").splitlines()[-1])
    assert told["wrong"] == []
    assert told["routes"] > 60 and told["asked"] == 10 * told["routes"]
