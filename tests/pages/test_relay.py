"""The page about the relay."""

from __future__ import annotations

import pytest
from django.test import Client

from fifteen.actions import relay_joined
from fifteen.store.models import Campaign, Relay
from tests.pages.here import _clock, h1, main_buttons, words  # noqa: F401
from tests.world import NOW

pytestmark = pytest.mark.django_db
WHERE = "/settings/relay"


def test_without_one_it_says_what_it_is_and_what_it_knows(seat: Client, mira: Campaign) -> None:
    page = seat.get(WHERE)
    assert h1(page) == "Can hosts reach their pages?"
    assert "What a host answers is sealed for this computer alone." in words(page)
    assert main_buttons(page) == 1


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("pages.there.example", "It begins with https://."),
        ("http://127.0.0.1:1", "The relay did not answer."),
    ],
)
def test_an_address_that_is_none_is_said_and_stays(
    seat: Client, mira: Campaign, address: str, says: str
) -> None:
    page = seat.post(WHERE, {"address": address, "code": "a-code"})
    assert page.status_code == 422 and says in words(page)
    assert f'value="{address}"' in page.content.decode()
    assert 'value="a-code"' in page.content.decode()
    assert not Relay.objects.exists()


def test_with_one_it_says_how_it_stands(seat: Client, mira: Campaign) -> None:
    Relay.objects.create(
        campaign=mira, address="https://pages.there.example", since=mira.made, trouble="unreachable"
    )
    page = seat.get(WHERE)
    assert h1(page) == "Hosts reach their pages at https://pages.there.example."
    assert "The relay did not answer." in words(page)
    assert "What hosts answer meanwhile is kept there." in words(page)
    assert seat.post(WHERE, {"ask": "1"}).status_code == 302


def test_a_relay_that_does_not_answer_can_be_left(seat: Client, mira: Campaign) -> None:
    Relay.objects.create(campaign=mira, address="http://127.0.0.1:1", since=mira.made)
    assert seat.post(WHERE, {"leave": "1"}).status_code == 302
    page = seat.get(WHERE)
    assert h1(page) == "Can hosts reach their pages?" and main_buttons(page) == 1
    assert (
        "The relay did not answer. It is asked again to take everything down."
        in page.content.decode()
    )


def test_one_goes_back_to_a_relay_from_the_note_or_from_its_page(
    seat: Client, mira: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    Relay.objects.create(campaign=mira, address="http://127.0.0.1:1", since=mira.made)
    seat.post(WHERE, {"leave": "1"})
    page = words(seat.get(WHERE))
    assert "You have left http://127.0.0.1:1. Until Wednesday, 09:40 you can go back" in page
    assert seat.post(WHERE, {"back": "1"}).status_code == 302
    assert h1(seat.get(WHERE)) == "Hosts reach their pages at http://127.0.0.1:1."
    seat.post(WHERE, {"back": "1"})
    assert "Undone" not in words(seat.get(WHERE)), "there is nothing to go back to"
    seat.post(WHERE, {"leave": "1"})
    tomorrow = NOW + relay_joined.KEPT
    monkeypatch.setattr("django.utils.timezone.now", lambda: tomorrow)
    page = seat.get(WHERE)
    assert "It is being asked to forget everything of yours." in words(page)
    assert 'name="back"' not in page.content.decode()
