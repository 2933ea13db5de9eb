"""The page of address books on a server."""

from __future__ import annotations

import pytest
from django.test import Client

from fifteen.actions import books
from fifteen.method.words import Refusal
from fifteen.store import scope
from fifteen.store.models import Campaign, Card, CardBook, Import, Job
from tests import world
from tests.pages.here import _clock, main_buttons, says, words  # noqa: F401
from tests.world import NOW, TODAY

pytestmark = pytest.mark.django_db

FORM = {"address": "https://dav.example/", "user": "mira", "password": "chalk and cheese"}


def _book(mira: Campaign) -> CardBook:
    done = books.connect(mira, "https://dav.example/", "mira", "x", NOW)
    assert not isinstance(done, Refusal)
    return CardBook.objects.get()


def test_a_book_is_connected_and_read_by_the_worker(seat: Client, mira: Campaign) -> None:
    assert main_buttons(seat.get("/settings/books")) == 1
    assert seat.post("/settings/books", FORM).url == "/settings/books"
    assert Job.objects.filter(kind=books.KIND).count() == 1
    page = seat.get("/settings/books")
    assert "dav.example" in words(page)
    assert "Not read yet." in words(page)
    assert "chalk and cheese" not in page.content.decode()


def test_what_is_no_address_is_said_at_its_field_and_what_was_typed_stays(
    seat: Client, mira: Campaign
) -> None:
    page = seat.post("/settings/books", {**FORM, "address": "ftp://dav.example"})
    assert page.status_code == 422
    assert 'value="ftp://dav.example"' in page.content.decode()
    assert 'value="mira"' in page.content.decode()
    assert "chalk and cheese" not in page.content.decode()
    assert not CardBook.objects.exists()


def test_trouble_is_said_with_what_is_safe(seat: Client, mira: Campaign) -> None:
    row = _book(mira)
    CardBook.objects.filter(pk=row.pk).update(trouble="password")
    page = words(seat.get("/settings/books"))
    assert "An address book could not be read." in page
    assert "did not take the name and the password" in page
    assert "What was read before is all here." in page


def test_whose_card_is_gone_is_asked_about(seat: Client, mira: Campaign) -> None:
    row, ana = _book(mira), world.knows(mira, "Ana Ruiz")
    Card.objects.create(campaign=mira, book=row, person=ana, place="x", gone_on=TODAY)
    page = seat.get("/settings/books")
    assert "No longer in your address book" in words(page)
    assert 'href="/people/ana-ruiz/forget"' in page.content.decode()
    seat.post("/settings/books/stays/ana-ruiz", {})
    assert says(seat) == "Ana Ruiz stays."
    assert "No longer in your address book" not in words(seat.get("/settings/books"))
    assert scope.people(mira).count() == 1


def test_what_waits_is_one_click_away(seat: Client, mira: Campaign) -> None:
    row = _book(mira)
    Import.objects.create(
        campaign=mira, key="waits", made=NOW, filename="x", status="ready", book=row.key
    )
    assert 'href="/import/waits"' in seat.get("/settings/books").content.decode()


def test_taking_a_book_off_keeps_the_people(seat: Client, mira: Campaign) -> None:
    row, ana = _book(mira), world.knows(mira, "Ana Ruiz")
    Card.objects.create(campaign=mira, book=row, person=ana, place="x")
    seat.post(f"/settings/books/{row.key}", {"remove": "1"})
    assert not CardBook.objects.exists()
    assert scope.people(mira).get() == ana


def test_cards_that_are_nobody_are_looked_at_again_on_demand(seat: Client, mira: Campaign) -> None:
    row = _book(mira)
    Card.objects.create(campaign=mira, book=row, place="x")
    assert "1 card is nobody here" in words(seat.get("/settings/books"))
    seat.post(f"/settings/books/{row.key}", {"everything": "1"})
    assert not Card.objects.exists()
