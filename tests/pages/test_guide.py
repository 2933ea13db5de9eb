"""The guided page: Mira does not know yet."""

from __future__ import annotations

import pytest
from django.test import Client

from fifteen.actions import campaigns, journal
from fifteen.store import notes, scope
from fifteen.store.models import Campaign
from tests.pages import here
from tests.pages.here import h1, main_buttons, words
from tests.world import NOW, knows

pytestmark = pytest.mark.django_db
_clock = here._clock
LIKES = {"likes": ["explain", "make", "draw"], "past": "I have taught physics"}


def test_it_asks_and_not_knowing_is_an_answer(seat: Client, mira: Campaign) -> None:
    answer = seat.get("/fields/guide")
    assert h1(answer) == "Which field? You need not know yet."
    assert "I don’t know yet" in words(answer)
    assert main_buttons(answer) == 1


def test_answers_point_to_fields_with_a_reason_and_people_to_ask(
    seat: Client, mira: Campaign
) -> None:
    knows(mira, "Lei Kealoha", role="Head of exhibitions", field="")
    answer = seat.post("/fields/guide", LIKES)
    assert answer.headers["Location"] == "/fields/guide#found"
    answer = seat.get("/fields/guide")
    page = words(answer)
    assert "worth asking about" in h1(answer)
    assert "Exhibition development Turning something hard to grasp" in page
    assert "You like explaining things, making things by hand and drawing and shaping" in page
    assert "You could ask Lei Kealoha ." in page
    assert main_buttons(answer) == 1


def test_one_click_puts_it_on_the_list(seat: Client, mira: Campaign) -> None:
    seat.post("/fields/add", {"name": "exhibition development"})
    assert "exhibition development" in campaigns.fields_of(mira)


def test_answers_stand_in_the_form_and_can_be_taken_back(seat: Client, mira: Campaign) -> None:
    seat.post("/fields/guide", LIKES)
    page = seat.get("/fields/guide").content.decode()
    assert 'name="likes" value="make" checked' in page
    assert "I have taught physics</textarea>" in page
    act = scope.entries(mira).filter(verb="guided").get().act
    journal.withdraw(mira, act, NOW)
    assert notes.book(mira).guided == {}


def test_answers_that_point_nowhere_are_a_good_answer_too(seat: Client, mira: Campaign) -> None:
    seat.post("/fields/guide", {"past": "zzz"})
    answer = seat.get("/fields/guide")
    assert "Nothing points anywhere yet" in words(answer)
    assert "Ask three people you like" in words(answer)
    assert main_buttons(answer) == 1


def test_nonsense_ticks_are_left_out(seat: Client, mira: Campaign) -> None:
    seat.post("/fields/guide", {"likes": ["make", "<b>", "nothing"]})
    assert notes.book(mira).guided["likes"] == "make"


def test_with_five_fields_it_says_that_one_has_to_go(seat: Client, mira: Campaign) -> None:
    for name in ("Museums", "Law", "Brewing", "Teaching"):
        campaigns.add_field(mira, name, NOW)
    seat.post("/fields/guide", LIKES)
    assert "Close one first." in words(seat.get("/fields/guide"))
