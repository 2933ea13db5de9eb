"""People: the list, what narrows it, and the quick entry."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from fifteen.method.words import TieKind
from fifteen.pages import _people
from fifteen.store.models import Campaign, Person
from tests import world
from tests.pages.here import _clock, h1, main_buttons, says, words  # noqa: F401

pytestmark = pytest.mark.django_db


def _names(answer: Any) -> list[str]:
    page = answer.content.decode()
    return [piece.split(">")[1].split("<")[0] for piece in page.split('<th scope="row"><a ')[1:]]


def test_an_empty_book_says_what_will_stand_there(seat: Client, mira: Campaign) -> None:
    page = seat.get("/people")
    assert h1(page) == "Nobody is in your book yet."
    assert main_buttons(page) == 1
    assert 'id="quick"' in page.content.decode()


def test_the_table_stands_by_name_with_stage_and_next_step(seat: Client, mira: Campaign) -> None:
    world.diary(world.knows(mira, "Zoe", organisation="A"), "12 Nov asked")
    world.knows(mira, "Ämil", organisation="B")
    page = seat.get("/people")
    assert h1(page) == "Two people."
    assert _names(page) == ["Ämil", "Zoe"]
    assert '<span class="due">Remind</span>' in page.content.decode()
    assert "One of them waits for you today." in words(page)


def test_a_signature_pasted_into_the_quick_entry_is_understood(
    seat: Client, mira: Campaign
) -> None:
    line = "Kind regards, | Ana Ruiz | Counsel at Acme | Fax: +49 30 99 | ana@acme.example"
    assert "Ana Ruiz" in words(seat.get("/people/understood", {"line": line}))
    seat.post("/people/add", {"line": line})
    ana = Person.objects.get(name="Ana Ruiz")
    assert (ana.organisation, ana.email, ana.note) == ("Acme", "ana@acme.example", "")


def test_a_page_holds_fifty_and_the_next_goes_on_from_there(seat: Client, mira: Campaign) -> None:
    for number in range(53):
        world.knows(mira, f"Person {number:02}", organisation="")
    first = seat.get("/people")
    assert len(_names(first)) == 50
    last = Person.objects.get(name="Person 49")
    assert f'href="/people?after={last.key}"' in first.content.decode()
    assert _names(seat.get(f"/people?after={last.key}")) == ["Person 50", "Person 51", "Person 52"]


def test_people_of_one_name_do_not_get_lost_between_two_pages(
    seat: Client, mira: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_people, "PAGE", 2)
    for _ in range(3):
        world.knows(mira, "Ana Ruiz", organisation="")
    second = Person.objects.order_by("pk")[1]
    assert len(_names(seat.get(f"/people?after={second.key}"))) == 1


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("stage=asked", ["Asked One"]),
        ("stage=to-ask", ["Friend One", "Other Field"]),
        ("tie=friend", ["Friend One"]),
        ("field=ethics", ["Other Field"]),
        ("due=1", ["Asked One"]),
        ("source=typed&stage=asked", ["Asked One"]),
        ("source=linkedin", []),
        ("stage=nonsense", ["Asked One", "Friend One", "Other Field"]),
        ("q=fri", ["Friend One"]),
        ("q=one&stage=asked", ["Asked One"]),
        ("q=nobody-of-this-name", []),
        ('q="*', []),
    ],
)
def test_filters_stay_in_the_address(
    seat: Client, mira: Campaign, address: str, expected: list[str]
) -> None:
    world.diary(world.knows(mira, "Asked One", organisation="A"), "12 Nov asked")
    world.knows(mira, "Friend One", TieKind.FRIEND, "", organisation="B")
    world.knows(mira, "Other Field", field="ethics", organisation="C")
    assert sorted(_names(seat.get(f"/people?{address}"))) == expected


def test_nobody_fits_is_said(seat: Client, mira: Campaign) -> None:
    world.knows(mira, "Ana Ruiz")
    assert "Nobody fits “xyz”" in words(seat.get("/people?q=xyz"))


def test_a_line_becomes_a_person_with_the_referrers_whole_name(
    seat: Client, mira: Campaign
) -> None:
    world.knows(mira, "Tom Lee", TieKind.FRIEND, "")
    line = "Aiyana Begay, conservator at Mesa Hall, aiyana@example.org, via tom"
    answer = seat.post("/people/add", {"line": line, "field": "grid modelling"})
    assert answer.url == "/people#quick"
    aiyana = Person.objects.get(name="Aiyana Begay")
    assert (aiyana.role, aiyana.organisation) == ("conservator", "Mesa Hall")
    assert (aiyana.tie_kind, aiyana.tie_via) == ("referred", "Tom Lee")
    assert aiyana.field == "grid modelling"


def test_two_toms_are_not_guessed_between(mira: Campaign) -> None:
    world.knows(mira, "Tom Lee")
    assert _people.known_name(mira, "Tom") == "Tom Lee"
    world.knows(mira, "Tom Bell")
    assert _people.known_name(mira, "Tom") is None
    assert _people.known_name(mira, "tom bell") == "Tom Bell"


def test_a_shared_school_is_seen(seat: Client, mira: Campaign) -> None:
    seat.post("/people/add", {"line": "Ana Ruiz, school: Calder University"})
    assert Person.objects.get().tie_kind == "alumni"


def test_a_line_without_a_name_is_refused_and_nothing_typed_is_lost(
    seat: Client, mira: Campaign
) -> None:
    answer = seat.post("/people/add", {"line": "  , +44 7700 900123"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "A name is needed, at least a first name." in page
    assert "+44 7700 900123" in page
    assert 'aria-invalid="true"' in page
    assert not Person.objects.exists()


def test_the_same_address_twice_is_refused(seat: Client, mira: Campaign) -> None:
    world.knows(mira, "Ana Ruiz", email="ana@example.org")
    answer = seat.post("/people/add", {"line": "Anna R, ana@example.org"})
    assert answer.status_code == 422
    assert "Ana Ruiz is in your book already" in words(answer)


def test_what_is_understood_is_shown_and_escaped(seat: Client, mira: Campaign) -> None:
    answer = seat.get("/people/understood", {"line": "<b>Ana</b>, counsel at Acme"})
    page = answer.content.decode()
    assert "<b>Ana</b>" not in page
    assert "Acme" in page
    assert "<html" not in page


def test_a_strangers_people_are_neither_listed_nor_found(seat: Client, mira: Campaign) -> None:
    stranger = world.seeker("Otto Fremd")
    secret = world.knows(stranger, "Secret Host")
    world.knows(mira, "Ana Ruiz")
    for address in ("/people", "/people?q=secret", f"/people?after={secret.key}"):
        assert "Secret Host" not in seat.get(address).content.decode()


def test_the_list_takes_few_queries(
    seat: Client, mira: Campaign, django_assert_max_num_queries: Any
) -> None:
    for number in range(60):
        world.knows(mira, f"Person {number}", organisation="")
    with django_assert_max_num_queries(12):  # one of them for the lists kept under a name
        seat.get("/people")
    with django_assert_max_num_queries(16):  # a search looks in up to four places
        seat.get("/people?q=person&stage=to-ask")


def test_the_note_of_an_added_person_offers_undo(seat: Client, mira: Campaign) -> None:
    seat.post("/people/add", {"line": "Ana Ruiz"})
    page = seat.get("/people").content.decode()
    assert "Ana Ruiz is in your book." in page
    assert "data-undo" in page
    assert not says(seat)


@pytest.mark.parametrize(
    ("people", "words_"), [(51, "The last one"), (53, "The last three"), (101, "The next fifty")]
)
def test_the_way_on_says_how_many_are_left(
    seat: Client, mira: Campaign, people: int, words_: str
) -> None:
    Person.objects.bulk_create(
        Person(
            campaign=mira,
            key=f"p{n}",
            name=f"Person {n:03}",
            name_fold=f"person {n:03}",
            made=world.NOW,
        )
        for n in range(people)
    )
    Campaign.objects.filter(pk=mira.pk).update(people_count=people)
    assert words_ in words(seat.get("/people"))
