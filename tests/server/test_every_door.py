"""Every address that names something, asked by everybody whose it is not, with every form."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tools.cluster import Cluster

from tests.server import world

pytestmark = [pytest.mark.postgresql, pytest.mark.slow]


@pytest.fixture(scope="module")
def told(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What was asked, by whom, and what was wrong."""
    with world.running(cluster, tmp_path_factory.mktemp("doors")) as empty:
        printed = empty.program("tests.server.every_door", within=900)
    found: dict[str, Any] = json.loads(printed.splitlines()[-1])
    return found


def test_no_address_that_names_something_is_forgotten_here(told: dict[str, Any]) -> None:
    """But those within allauth's own, whose pages name nothing but codes of a mail."""
    assert told["forgotten"] == []


def test_nobody_gets_in_by_any_form_nor_by_a_link_that_has_expired(told: dict[str, Any]) -> None:
    assert told["wrong"] == []
    assert told["routes"] > 80 and told["taken"] > 100 and told["asked"] > 2_000


def test_somebody_with_her_session_would_be_noticed(told: dict[str, Any]) -> None:
    """Else the test above would see nothing whatever stood open."""
    assert told["noticed"] > 100


def test_what_an_office_does_is_undone_or_asked_for_twice(told: dict[str, Any]) -> None:
    assert told["undone"] == []
