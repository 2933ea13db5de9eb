"""The pages where two rows are looked at and made one, or said to be two people."""

from __future__ import annotations

import pytest
from django.test import Client

from fifteen.store import scope
from fifteen.store.models import Campaign, Job
from tests.world import diary, knows

pytestmark = pytest.mark.django_db


def text(seat: Client, address: str) -> str:
    answer = seat.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_people_says_that_somebody_stands_there_twice(seat: Client, mira: Campaign) -> None:
    knows(mira, "Robert Jones", organisation="Acme", role="Buyer")
    assert "/twice" not in text(seat, "/people").partition("</header>")[2].partition("quick")[0]
    seat.post("/people/add", {"line": "Bob Jones, buyer at Acme"})
    page = text(seat, "/people")
    assert "One pair in your book is surely one person." in page
    listed = text(seat, "/twice")
    assert "One pair may be one person." in listed
    assert "Robert and Bob are forms of one name" in listed
    assert "/twice/robert-jones/bob-jones" in listed


def test_side_by_side_a_choice_is_offered_where_they_differ(seat: Client, mira: Campaign) -> None:
    knows(mira, "Robert Jones", organisation="Acme", role="Buyer")
    knows(mira, "Bob Jones", organisation="Acme", role="Head of buying", phone="0170 1234567")
    page = text(seat, "/twice/robert-jones/bob-jones")
    assert 'name="role" value="other"' in page
    assert 'name="phone"' not in page
    seat.post("/twice/robert-jones/bob-jones", {"role": "other", "stays": "one"})
    person = scope.people(mira).get()
    assert (person.name, person.role, person.phone) == (
        *("Robert Jones", "Head of buying"),
        "0170 1234567",
    )
    assert "Two rows of your book became one" in text(seat, "/people/robert-jones")
    answer = seat.get("/people/bob-jones")
    assert (answer.status_code, answer["Location"]) == (302, "/people/robert-jones")


def test_the_other_row_may_stay(seat: Client, mira: Campaign) -> None:
    ana = knows(mira, "Ana Ruiz", organisation="Acme", role="Buyer")
    again = knows(mira, "Ana Ruiz", organisation="Acme", role="Cook")
    diary(again, "16 Nov asked")
    address = f"/twice/{ana.key}/{again.key}"
    seat.post(address, {"stays": "other", "role": "one"})
    person = scope.people(mira).get()
    assert (person.pk, person.role) == (again.pk, "Buyer")


def test_two_people_are_remembered_and_can_be_asked_about_again(
    seat: Client, mira: Campaign
) -> None:
    one = knows(mira, "Ana Ruiz", organisation="Acme")
    other = knows(mira, "Ana Ruiz", organisation="Acme")
    address = f"/twice/{one.key}/{other.key}/apart"
    seat.post(address)
    assert "Nobody seems to stand in your book twice." in text(seat, "/twice")
    seat.post(address, {"again": "1"})
    assert "One pair may be one person." in text(seat, "/twice")


def test_the_book_can_be_looked_through_again_once_at_a_time(seat: Client, mira: Campaign) -> None:
    seat.post("/twice/look")
    seat.post("/twice/look")
    assert Job.objects.filter(kind="find-twice").count() == 1
    assert "is being looked through" in text(seat, "/twice")


def test_nobody_is_made_one_with_themselves(seat: Client, mira: Campaign) -> None:
    knows(mira, "Ana Ruiz")
    seat.post("/twice/ana-ruiz/ana-ruiz", {"stays": "one"})
    assert scope.people(mira).count() == 1
    assert seat.get("/twice/ana-ruiz/nobody").status_code == 404
