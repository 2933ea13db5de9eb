"""Nobody is asked beyond what they said, ever, also where fifty ask at once (O2)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tools.cluster import Cluster

from tests.server import world

pytestmark = [pytest.mark.postgresql, pytest.mark.slow]


def test_of_fifty_at_once_one_comes_through_and_no_more_a_month_than_offered(
    cluster: Cluster, tmp_path: Path
) -> None:
    with world.running(cluster, tmp_path) as empty:
        told = json.loads(empty.program("tests.server.fifty"))
    assert told["came_through"] == [1, 1, 1, 0], "three a month, one at a time"
    assert told["kept"] == ["no", "no", "no"]
    assert any("one request at a time" in why for why in told["why"])
    assert any("all they take in a month" in why for why in told["why"])
