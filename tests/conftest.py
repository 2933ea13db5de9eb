"""What every test may ask for."""

from __future__ import annotations

import pytest
from django.test import Client

from fifteen.pages.middleware import SEAT
from fifteen.store.models import Campaign
from tests import world


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
