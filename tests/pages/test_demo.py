"""Looking around in the demo, and leaving it without a trace."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

import pytest
from django.test import Client
from django.urls import resolve

from fifteen.demo import load
from fifteen.method import rows
from fifteen.method.words import Stage, TieKind, Verb
from fifteen.pages._request import CAMPAIGN
from fifteen.store import scope
from fifteen.store.models import Campaign, Person, Spared
from tests import world
from tests.world import NOW

pytestmark = pytest.mark.django_db


def test_the_demo_opens_beside_an_empty_fifteen(seat: Client) -> None:
    assert seat.post("/demo").url == "/"
    demo = Campaign.objects.get()
    assert demo.is_demo
    assert seat.session[CAMPAIGN] == demo.key
    assert "This is a demo." in seat.get("/settings").content.decode()


@pytest.mark.parametrize("page", ["/start", "/settings"])
def test_whoever_opens_it_is_told_that_it_takes_seconds(
    seat: Client, request: pytest.FixtureRequest, page: str
) -> None:
    if page == "/settings":
        request.getfixturevalue("mira")
    shown = seat.get(page).content.decode()
    assert re.search(r'<form[^>]* action="/demo"[^>]* data-busy="[^"]+ seconds', shown)
    assert "fifteen/busy.js" in shown


def test_leaving_erases_the_demo_and_nothing_else(seat: Client, mira: Campaign) -> None:
    ana = world.knows(mira, "Ana Ruiz")
    seat.post("/demo")
    assert Campaign.objects.count() == 2
    assert seat.post("/demo/leave").url == "/"
    assert list(Campaign.objects.all()) == [mira]
    assert list(Person.objects.all()) == [ana]
    assert CAMPAIGN not in seat.session


def test_the_demo_leaves_no_mark_of_its_people_and_comes_a_second_time(seat: Client) -> None:
    """In it somebody asks for peace, which is for ever among people who are real."""
    seat.post("/demo")
    never = Person.objects.get(entry__verb=Verb.NEVER)
    assert never.email
    seat.post("/demo/leave")
    assert not Spared.objects.exists()
    assert seat.post("/demo").url == "/"
    assert Person.objects.filter(name=never.name, stage=never.stage).exists()


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
    assert happened.filter(verb=Verb.MET).count() == 15
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


def test_the_demo_shows_every_row_of_the_method(seat: Client) -> None:
    """From Today by its links alone: whoever looks around comes across all of it."""
    seat.post("/demo")
    missing = rows.ROWS.keys() - shown_in(seat, "/")
    assert not missing, ", ".join(sorted(missing))


MANY = (
    "people/<str:key>",
    "people/<str:key>/letters/<str:letter_key>",
    "conversations/<str:key>/debrief",
)


def shown_in(seat: Client, first: str) -> set[str]:
    """The rows named on the pages that links lead to, some of each kind, the list of the method
    itself left out."""
    ahead, met, seen, ids = [first], {first}, Counter[str](), set[str]()
    while ahead:
        address = ahead.pop(0)
        route = resolve(address.partition("?")[0]).route
        if route == "method" or seen[route] >= (60 if route in MANY else 6):
            continue
        seen[route] += 1
        got = seat.get(address)
        if not got["Content-Type"].startswith("text/html"):
            continue
        page = got.content.decode()
        ids.update(re.findall(r'class="rid" href="/method#(\w+)"', page))
        for link in re.findall(r'href="(/[^"#]*)', page):
            link = unescape(link)
            if not link.startswith("/static/") and link not in met:
                met.add(link)
                ahead.append(link)
    return ids
