"""What every test may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from hypothesis import settings

from fifteen.pages.middleware import SEAT
from fifteen.store.models import Campaign
from tests import world

HERE = Path(__file__).parent
settings.register_profile("untimed", deadline=None)  # a busy machine breaks no rule
settings.load_profile("untimed")
ON_BOTH = ("actions", "store")
"""The folders of tests that run on SQLite and, by `make test`, on PostgreSQL too."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Marks what runs on both databases; leaves out what is meant for the other one alone; files
    with something slow in them come first, each as it is."""
    other = "sqlite" if connection.vendor == "postgresql" else "postgresql"
    kept: list[pytest.Item] = []
    left: list[pytest.Item] = []
    for item in items:
        folder = item.path.relative_to(HERE).parts[0]
        if folder in ON_BOTH or item.get_closest_marker("postgresql"):
            item.add_marker("both")
        (left if item.get_closest_marker(other) else kept).append(item)
    config.hook.pytest_deselected(items=left)
    slow = {item.path for item in kept if item.get_closest_marker("slow")}
    items[:] = sorted(kept, key=lambda item: item.path not in slow)


@pytest.fixture
def mira(db: None) -> Campaign:
    """Mira's campaign, begun."""
    return world.seeker()


@pytest.fixture
def seat(db: None) -> Client:
    """A browser that came in by the one-time link."""
    client = Client(headers={"host": "127.0.0.1"})
    session = client.session
    session[SEAT] = True
    session.save()
    return client
