"""A text brought in the place of a list: it is said, and whoever knows better goes on."""

from __future__ import annotations

import pytest
from django.test import Client

from fifteen.store.models import Campaign, Import, Person
from tests.pages.test_imports import bring, page, work

pytestmark = pytest.mark.django_db

TERMS = (
    b"Permission is granted to whoever has a copy of this\n"
    b"to use it without restriction, and to give it to any other\n"
    b"person under these terms, which are stated above.\n"
)


def test_it_does_not_look_like_a_list_of_people(seat: Client, mira: Campaign) -> None:
    before = Person.objects.count()
    shown = page(seat, bring(seat, TERMS, "terms.txt"))
    assert "This does not look like a list of people." in shown
    assert "Nothing of it is in your book." in shown
    assert "Bring in three people all the same" in shown
    assert shown.index("Leave this file") < shown.index("people all the same")
    assert Person.objects.count() == before


def test_it_comes_in_all_the_same_where_it_is_wanted(seat: Client, mira: Campaign) -> None:
    before = Person.objects.count()
    address = bring(seat, TERMS, "terms.txt")
    seat.post(f"{address}/yes")
    work()
    assert Person.objects.count() == before + 3
    assert "all the same" not in page(seat, bring(seat, TERMS, "terms.txt"))


def test_pasted_lines_are_kept_for_the_second_thought(seat: Client, mira: Campaign) -> None:
    answer = seat.post("/import", {"lines": TERMS.decode()})
    work()
    assert Import.objects.get().status == "ready"
    assert "This does not look like a list of people." in page(seat, answer.url)


def test_a_list_of_people_is_not_doubted(seat: Client, mira: Campaign) -> None:
    shown = page(seat, bring(seat, b"Ana Ruiz, Head of the Law Department\nTom\n", "p.txt"))
    assert "does not look like" not in shown
    assert "all the same" not in shown


def test_addresses_without_names_come_in_under_themselves(seat: Client, mira: Campaign) -> None:
    address = bring(seat, b"E-mail\nana@acme.example\n", "p.csv")
    shown = page(seat, address)
    assert shown.count("ana@acme.example") == 2  # in the list, and as a cell of its column
    assert "which column holds the names" not in shown
    seat.post(f"{address}/yes")
    work()
    assert Person.objects.get(email="ana@acme.example").name == "ana@acme.example"
    again = page(seat, bring(seat, b"E-mail\nana@acme.example\n", "p.csv"))
    assert "Everybody in this file is in your book already." in again
