"""No two windows of time that an office compares show fewer than five requests (O2)."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from tools.cluster import Cluster

from tests.server import world

pytestmark = [pytest.mark.postgresql, pytest.mark.slow]


def by_steps(one: dict[str, Any], other: dict[str, Any]) -> list[int]:
    """By how much what is shown of each row differs."""
    rows = [(one.get(name) or [0] * 4, other.get(name) or [0] * 4) for name in {*one, *other}]
    return [(a or 0) - (b or 0) for x, y in rows for a, b in zip(x, y, strict=True)]


def test_whichever_two_looks_are_compared_no_single_request_is_seen(
    cluster: Cluster, tmp_path: Path
) -> None:
    with world.running(cluster, tmp_path) as server:
        told = json.loads(server.program("tests.server.windows_here").splitlines()[-1])
    looks = told["looks"]
    quarters = {name for look in looks for name in look["quarters"]}
    assert len(quarters) >= 10, "there is something to be compared"
    for one, other in combinations(looks, 2):
        for name in one["quarters"].keys() & other["quarters"].keys():
            assert one["quarters"][name] == other["quarters"][name], "once for all"
        apart = by_steps(one["fields"], other["fields"])
        (a, b), (c, d) = one["totals"], other["totals"]
        assert a == b and c == d, "the same pieces, added the one way and the other"
        apart += by_steps({"all": a}, {"all": c})
        assert all(abs(step) % 5 == 0 for step in apart)
        if one["one"][0] == other["one"][0]:
            assert one == other, "within a quarter nothing moves"
    last = looks[-1]
    assert (
        "requests in the quarters shown" in last["said"] and "Half of the answers" in last["said"]
    )
    assert all(cell is None or cell >= 5 for row in last["fields"].values() for cell in row)
