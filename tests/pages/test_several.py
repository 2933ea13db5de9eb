"""The bar under the list, and the page that asks whose field is whose."""

from __future__ import annotations

import pytest
from django.test import Client

from fifteen.adapters.people import reading
from fifteen.method.words import TieKind
from fifteen.store import read, scope
from fifteen.store.models import Campaign
from tests import world
from tests.pages.here import _clock as _clock
from tests.pages.here import h1, main_buttons, says, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def people(mira: Campaign) -> None:
    world.knows(mira, "Ana Ruiz", field="")
    world.knows(mira, "Tom Lee", TieKind.FRIEND, "", field="", role="Baker", organisation="Mill")
    world.knows(mira, "Olga Petrova", field="", role="Grid planner", organisation="Nord")


def send(seat: Client, do: str, *who: str, **more: str) -> None:
    seat.post("/several", {"do": do, "who": who, **more})


def test_those_chosen_are_tagged_and_found_by_the_tag(seat: Client) -> None:
    send(seat, "tag", "ana-ruiz", "tom-lee", tag="mentor")
    assert says(seat) == "Tagged “mentor”: 2 people."
    found = words(seat.get("/people?tag=mentor"))
    assert "Ana Ruiz" in found and "Tom Lee" in found and "Olga" not in found
    send(seat, "untag", "ana-ruiz", untag="mentor")
    assert "Ana Ruiz" not in words(seat.get("/people?tag=mentor"))


def test_a_field_is_set_for_those_chosen_if_it_is_one_of_the_seekers(
    seat: Client, mira: Campaign
) -> None:
    send(seat, "field", "tom-lee", field="grid modelling")
    assert scope.person(mira, "tom-lee").field == "grid modelling"
    send(seat, "field", "tom-lee", field="something else")
    assert scope.person(mira, "tom-lee").field == "grid modelling"


def test_those_chosen_are_taken_out_as_a_file(seat: Client) -> None:
    answer = seat.post("/several", {"do": "export", "who": ["tom-lee"]})
    assert answer["Content-Type"].startswith("text/csv")
    assert "Tom Lee" in answer.content.decode() and "Ana" not in answer.content.decode()


def test_the_csv_of_those_chosen_is_read_back_the_same(seat: Client, mira: Campaign) -> None:
    ana = scope.person(mira, "ana-ruiz")
    ana.extra, ana.note = {"Street": "Road 2", "=x": "=1"}, "+1\nand more"
    ana.save()
    answer = seat.post("/several", {"do": "export", "who": ["tom-lee", "ana-ruiz"]})
    found = reading.read(answer.content, "people.csv")
    assert isinstance(found, reading.Reading)
    known = [read.facts(scope.person(mira, key)) for key in ("ana-ruiz", "tom-lee")]
    assert sorted((row.facts for row in found.rows), key=lambda f: f.name) == known


@pytest.mark.parametrize(("do", "version"), [("cards", "4.0"), ("cards-3", "3.0")])
def test_those_chosen_are_taken_out_as_cards_of_either_version_and_read_back_the_same(
    seat: Client, mira: Campaign, do: str, version: str
) -> None:
    answer = seat.post("/several", {"do": do, "who": ["tom-lee", "ana-ruiz"]})
    assert answer.content.count(f"VERSION:{version}\r\n".encode()) == 2
    found = reading.read(answer.content, "people.vcf")
    assert isinstance(found, reading.Reading)
    known = [read.facts(scope.person(mira, key)) for key in ("ana-ruiz", "tom-lee")]
    assert sorted((row.facts for row in found.rows), key=lambda f: f.name) == known


def test_forgetting_several_asks_for_their_number_first(seat: Client, mira: Campaign) -> None:
    form = {"do": "forget", "who": ["tom-lee", "ana-ruiz"]}
    page = seat.post("/several", form)
    assert h1(page) == "Forget two people?"
    assert seat.post("/several", {**form, "number": "3"}).status_code == 422
    assert scope.people(mira).count() == 3
    assert seat.post("/several", {**form, "number": "2"}).url == "/people"
    assert [p.name for p in scope.people(mira)] == ["Olga Petrova"]


def test_nobody_chosen_says_what_to_do(seat: Client) -> None:
    send(seat, "tag", tag="mentor")
    assert says(seat) == "Choose somebody first: a tick before the name."


def test_a_strangers_people_are_not_among_those_chosen(seat: Client) -> None:
    secret = world.knows(world.seeker("Otto Fremd"), "Secret Host")
    send(seat, "tag", secret.key, tag="mine")
    assert not scope.tags(secret.campaign).exists()


def test_nothing_is_sent_to_several(seat: Client) -> None:
    page = seat.get("/people").content.decode()
    assert "Send" not in page


def test_without_a_field_the_first_step_is_to_name_one(seat: Client, mira: Campaign) -> None:
    scope.fields(mira).delete()
    page = seat.get("/whose-field").content.decode()
    assert "You have named no field yet." in page and ">Name a field</a>" in page


def test_those_whose_work_names_a_field_are_offered_it_with_the_words(
    seat: Client, mira: Campaign
) -> None:
    assert "/whose-field" in seat.get("/people").content.decode()
    page = seat.get("/whose-field")
    assert h1(page) == "Two people seem to work in one of your fields."
    assert main_buttons(page) == 1
    said = words(page)
    assert "Their role says “Grid” and “modeller”." in said
    assert "Their role says “Grid”. Perhaps." in said
    assert "Tom Lee" not in said
    assert (
        page.content.decode().partition("<main")[2].partition("</main>")[0].count(" checked") == 1
    )
    seat.post("/whose-field", {"who": "ana-ruiz", "field-ana-ruiz": "grid modelling"})
    assert scope.person(mira, "ana-ruiz").field == "grid modelling"
    assert scope.person(mira, "olga-petrova").field == ""


def test_with_nobody_ticked_one_stays_where_one_can_tick(seat: Client) -> None:
    answer = seat.post("/whose-field", {"field-ana-ruiz": "grid modelling"})
    assert answer.headers["Location"] == "/whose-field"
    assert says(seat) == "Nobody was ticked, so nothing was changed."


def test_a_tag_is_put_on_and_taken_off_on_the_persons_page(seat: Client) -> None:
    seat.post("/people/ana-ruiz/tags", {"tag": "mentor"})
    assert "mentor" in words(seat.get("/people/ana-ruiz"))
    assert "Tagged" in words(seat.get("/people/ana-ruiz"))
    seat.post("/people/ana-ruiz/tags", {"off": "mentor"})
    page = seat.get("/people/ana-ruiz").content.decode()
    assert 'value="mentor"' not in page
    assert seat.post("/people/ana-ruiz/tags", {"tag": " "}).status_code == 422
