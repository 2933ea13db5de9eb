"""The closed door and the pages for when something is wrong."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.test import Client

from fifteen.store.models import Campaign

pytestmark = pytest.mark.django_db


@pytest.fixture
def outside(db: None) -> Client:
    """Another program of this computer: it can reach the address and has no seat."""
    return Client(headers={"host": "127.0.0.1"})


@pytest.mark.parametrize("address", ["/", "/people", "/settings", "/start", "/nowhere"])
def test_without_a_seat_every_address_is_a_closed_door(
    outside: Client, mira: Campaign, address: str
) -> None:
    answer = outside.get(address)
    shown = answer.content.decode()
    assert answer.status_code == 403
    assert "opens with the link" in shown
    assert "<code>fifteen</code>" in shown
    assert "safe" in shown
    assert "Mira" not in shown


def test_a_used_link_stays_closed(outside: Client) -> None:
    assert outside.get("/enter/used-up").status_code == 403


def test_an_address_where_nothing_stands(seat: Client, mira: Campaign) -> None:
    answer = seat.get("/people/nobody-of-this-name")
    assert answer.status_code == 404
    assert "nothing at this address" in answer.content.decode()


def test_a_form_from_elsewhere_changes_nothing(mira: Campaign, seat: Client) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1"})
    strict.cookies = seat.cookies
    answer = strict.post("/settings/theme", {"theme": "dark"})
    assert answer.status_code == 403
    assert "Nothing was changed" in answer.content.decode()
    mira.refresh_from_db()
    assert mira.theme == "auto"


@pytest.mark.parametrize("name", ["400", "403", "404", "500"])
def test_each_says_what_is_safe_and_what_to_do(name: str) -> None:
    shown = render_to_string(f"{name}.html")
    assert shown.count("<h1>") == 1
    assert shown.count("btn main") == 1
    assert 'href="/"' in shown
    assert any(word in shown for word in ("Nothing was", "safe"))
