"""What matters to Mira, and how two fields do by it."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client

from fifteen.actions import campaigns, fields
from fifteen.actions.fields import Learned
from fifteen.method.words import Refusal, Slot
from fifteen.store import notes
from fifteen.store.models import Campaign
from tests.pages import here
from tests.pages.here import main_buttons, says, words
from tests.world import NOW, knows

pytestmark = pytest.mark.django_db
_clock = here._clock


@pytest.fixture
def home(mira: Campaign) -> str:
    """“Home by six” matters; the key of it."""
    assert not isinstance(fields.weigh(mira, "Home by six", 2, NOW, Slot.HOURS), Refusal)
    return notes.book(mira).criteria[0].key


def score(seat: Client, criterion: str, value: str, was: str = "0") -> None:
    name = f"grid-modelling--{criterion}"
    seat.post("/fields/fit", {name: value, f"was--{name}": was})


def scored(mira: Campaign) -> dict[str, int]:
    return dict(notes.book(mira).fields[0].scores)


def test_without_criteria_it_asks_what_matters(seat: Client, mira: Campaign) -> None:
    answer = seat.get("/fields/fit")
    assert "Three to six are enough" in words(answer)
    assert main_buttons(answer) == 1


def test_what_matters_is_added_changed_and_taken_off(seat: Client, mira: Campaign) -> None:
    seat.post("/fields/fit/criterion", {"criterion": "Make things", "weight": "3"})
    (one,) = notes.book(mira).criteria
    seat.post(
        "/fields/fit/criterion",
        {"key": one.key, "criterion": "Make things", "weight": "1", "slot": "tasks"},
    )
    (one,) = notes.book(mira).criteria
    assert (one.weight, one.slot) == (1, Slot.TASKS)
    seat.post("/fields/fit/criterion", {"drop": one.key})
    assert notes.book(mira).criteria == ()


def test_nothing_typed_is_lost_where_it_is_refused(seat: Client, home: str) -> None:
    answer = seat.post("/fields/fit/criterion", {"criterion": "home by six", "weight": "1"})
    assert answer.status_code == 422
    assert 'value="home by six"' in answer.content.decode()


def test_scores_are_kept_and_say_what_they_rest_on(seat: Client, mira: Campaign, home: str) -> None:
    score(seat, home, "4")
    assert says(seat) == "Scores kept."
    assert scored(mira) == {home: 4}
    page = words(seat.get("/fields/fit"))
    assert (
        "Grid modelling. 4.0 of 5 by your one criterion. Nobody was asked yet about “Home by six”."
        in page
    )
    assert "the score is your own guess" in page


def test_what_a_host_said_of_the_slot_stands_beside_the_score(
    seat: Client, mira: Campaign, home: str
) -> None:
    knows(mira, "Ana Ruiz")
    said = Learned("Never before eight", slot=Slot.HOURS)
    assert not isinstance(fields.learn(mira, "grid-modelling", "ana-ruiz", said, NOW), Refusal)
    page = words(seat.get("/fields/fit"))
    assert "“Never before eight” Ana Ruiz, Tue 24 Nov" in page
    assert "Nobody was asked yet" not in page


def test_a_blank_can_be_made_a_question_in_one_click(
    seat: Client, mira: Campaign, home: str
) -> None:
    page = unescape(seat.get("/fields/fit").content.decode())
    question = "When does it get hard: which weeks, which hours?"
    assert (
        f'formaction="/fields/grid-modelling/question" name="question" value="{question}"' in page
    )
    seat.post("/fields/grid-modelling/question", {"question": question, "f": "grid-modelling"})
    assert [q.text for q in notes.book(mira).fields[0].left] == [question]


def test_a_window_left_open_does_not_overwrite_what_another_kept(
    seat: Client, mira: Campaign, home: str
) -> None:
    score(seat, home, "4")
    score(seat, home, "0", was="0")  # the older window, nothing changed in it
    assert scored(mira) == {home: 4}
    score(seat, home, "0", was="4")
    assert scored(mira) == {}


def test_two_fields_are_told_apart(seat: Client, mira: Campaign, home: str) -> None:
    campaigns.add_field(mira, "Museums", NOW)
    fields.score(mira, "grid-modelling", {home: 5}, NOW)
    fields.score(mira, "museums", {home: 2}, NOW)
    page = words(seat.get("/fields/fit?f=grid-modelling&f=museums"))
    assert "Home by six: grid modelling has five of five, Museums two." in page
    assert main_buttons(seat.get("/fields/fit")) == 1


@pytest.mark.parametrize("value", ["9", "-1", "many", "²"])
def test_a_score_that_is_none_changes_nothing(
    seat: Client, mira: Campaign, home: str, value: str
) -> None:
    score(seat, home, value)
    assert scored(mira) == {}
