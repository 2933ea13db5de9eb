"""What every test of a page may rely on."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fifteen.pages import _host_door, host, invitations, mailbox
from fifteen.pages._calm import Calm


@pytest.fixture(autouse=True)
def calm(monkeypatch: pytest.MonkeyPatch) -> None:
    """How often a host's page was asked is counted in the process: each test begins anew."""
    monkeypatch.setattr(_host_door, "_GUESSES", Calm("these tests", 30, timedelta(minutes=1)))
    monkeypatch.setattr(host, "_CHANGES", Calm("these tests", 30, timedelta(minutes=10)))
    monkeypatch.setattr(mailbox, "_TRIES", Calm("these tests", 12, timedelta(minutes=1)))
    monkeypatch.setattr(invitations, "_GUESSES", Calm("these tests", 30, timedelta(minutes=1)))
