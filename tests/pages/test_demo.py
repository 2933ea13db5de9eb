"""Looking around in the demo, and leaving it without a trace."""

from __future__ import annotations

import pytest
from django.test import Client

from fifteen.demo import load
from fifteen.method.words import Stage, TieKind, Verb
from fifteen.pages._request import CAMPAIGN
from fifteen.store import scope
from fifteen.store.models import Campaign, Person
from tests import world
from tests.world import NOW

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


def test_the_demo_is_a_whole_campaign_of_nine_weeks() -> None:
    demo = load.load(NOW)
    happened = scope.entries(demo)
    assert happened.filter(verb=Verb.ASKED).count() >= 40
    assert happened.filter(verb=Verb.MET).count() == 14
    first = happened.earliest("on").on
    assert 9 <= (NOW.date() - first).days / 7 <= 10
    told = set(happened.values_list("verb", flat=True))
    assert told >= {Verb.SAID_NO, Verb.PUT_OFF, Verb.RESTED, Verb.TOUCHED, Verb.KEPT, Verb.PROMISED}
    people = scope.people(demo)
    assert set(people.values_list("stage", flat=True)) >= set(Stage)
    assert set(people.values_list("tie_kind", flat=True)) >= set(TieKind)
    assert all(p.email.endswith(".example") for p in people if p.email)


def test_in_the_demo_one_name_leads_to_the_next_three_deep() -> None:
    demo = load.load(NOW)
    way = ["Davit Gelashvili"]
    while (via := scope.people(demo).get(name=way[-1]).tie_via) != "":
        way.append(via)
    assert way == ["Davit Gelashvili", "Chiara Conti", "Oluwaseun Bello", "Tom Lee"]
