"""Looking around in the demo, and leaving it without a trace."""

from __future__ import annotations

import pytest
from django.test import Client

from fifteen.pages._request import CAMPAIGN
from fifteen.store.models import Campaign, Person
from tests import world

pytestmark = pytest.mark.django_db


def test_the_demo_opens_beside_an_empty_fifteen(seat: Client) -> None:
    assert seat.post("/demo").url == "/"
    demo = Campaign.objects.get()
    assert demo.is_demo
    assert seat.session[CAMPAIGN] == demo.key
    assert "This is the demo campaign." in seat.get("/settings").content.decode()


def test_leaving_erases_the_demo_and_nothing_else(seat: Client, mira: Campaign) -> None:
    ana = world.knows(mira, "Ana Ruiz")
    seat.post("/demo")
    assert Campaign.objects.count() == 2
    assert seat.post("/demo/leave").url == "/"
    assert list(Campaign.objects.all()) == [mira]
    assert list(Person.objects.all()) == [ana]
    assert CAMPAIGN not in seat.session


def test_leaving_an_empty_fifteen_leads_to_the_first_page(seat: Client) -> None:
    seat.post("/demo")
    assert seat.post("/demo/leave", follow=True).redirect_chain[-1] == ("/start", 302)


def test_a_link_alone_neither_opens_nor_erases_it(seat: Client) -> None:
    assert seat.get("/demo").status_code == 405
    assert seat.get("/demo/leave").status_code == 405
