"""The forecast on Today and on its own page, the stall, the pace, the guess, what is assumed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from django.test import Client

from fifteen.actions import forecasts, journal
from fifteen.method.words import Refusal, TieKind, Verb
from fifteen.store import forecast, read, scope
from fifteen.store.models import Campaign
from tests.world import NOW, diary, knows

pytestmark = pytest.mark.django_db


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.now", lambda: moment)
        yield


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with at(NOW):
        yield


def text(client: Client, address: str = "/forecast") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.fixture
def underway(mira: Campaign) -> Campaign:
    """Ten asked some weeks ago, one of them met; a dozen on the list."""
    diary(knows(mira, "Ana Ruiz"), "2 Nov asked\n3 Nov said-yes\n9 Nov met conversation=c")
    for number in range(9):
        diary(knows(mira, f"Tom Lee {number}"), f"{number + 9} Nov asked")
    for number in range(12):
        knows(mira, f"Vera Nowak {number}", TieKind.FRIEND, "")
    return mira


def test_today_says_it_in_one_sentence_and_leads_to_the_page(
    seat: Client, underway: Campaign
) -> None:
    with at(NOW):
        today = text(seat, "/")
    assert "more conversations by 15 December, most likely" in today
    assert 'href="/forecast"' in today


def test_the_page_shows_ranges_needs_names_and_sources(seat: Client, underway: Campaign) -> None:
    with at(NOW):
        page = text(seat)
    for said in (
        "Nine times in ten it will lie in this range",
        "How many to ask for five conversations",
        "Of the next ten people you ask, how many will answer?",
        "Kooti et al. 2015",
        "Few answers are not your fault",
    ):
        assert said in page


def test_so_many_by_a_day_are_worked_out_beside_what_is_on_its_way(
    seat: Client, underway: Campaign
) -> None:
    page = text(seat, "/forecast?talks=3&by=2026-12-20")
    assert "How many to ask for three conversations by 20 December" in page
    assert "At your pace: " in page and "more conversations by 20 December" in page
    assert "beside all that is on its way and at most five a day" in page
    assert 'name="talks" inputmode="numeric" value="3"' in page
    assert 'value="2026-12-20"' in page
    ample = text(seat, "/forecast?talks=3")
    assert "How many to ask for three conversations" in ample
    assert "whenever they come" in ample


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("talks=many", "A number of conversations from 1 to 30, please."),
        ("talks=0", "A number of conversations from 1 to 30, please."),
        ("talks=31", "A number of conversations from 1 to 30, please."),
        ("by=2026-11-24", "That day has passed."),
        ("by=2020-01-01", "That day has passed."),
        ("by=2030-01-01", "So far ahead nobody can say."),
        ("by=soon", "Write the day as in 2027-03-15"),
    ],
)
def test_what_cannot_be_worked_out_is_said_and_stays_as_it_was_typed(
    seat: Client, underway: Campaign, typed: str, message: str
) -> None:
    answer = seat.get(f"/forecast?{typed}")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert message in page
    assert f'value="{typed.partition("=")[2]}"' in page
    assert "How many to ask for five conversations" in page


def test_why_a_higher_pace_would_bring_nothing_is_said_as_it_is(
    seat: Client, mira: Campaign
) -> None:
    for number in range(6):
        knows(mira, f"Tied {number}", organisation=f"Org {number}")
    assert "at your pace everybody on your list is asked by then. Names come first." in text(seat)
    for number in range(8):
        knows(mira, f"Bare {number}", TieKind.NONE, "", organisation="")
    scope.people(mira).filter(name__startswith="Bare").update(why="")
    said = "of those left to ask, eight have neither a tie nor a reason yet"
    assert said in text(seat)


def test_an_empty_campaign_is_told_what_will_stand_here(seat: Client, mira: Campaign) -> None:
    page = text(seat)
    assert "There is nothing to forecast yet" in page and "Add the first three names" in page


def test_the_pace_is_set_in_one_click_and_undone_from_the_note(
    seat: Client, underway: Campaign
) -> None:
    with at(NOW):
        seat.post("/forecast/pace", {"a_week": "7", "next": "/"})
        underway.refresh_from_db()
        assert read.numbers_of(underway).requests_a_week == 7
        entry = scope.entries(underway).get(verb=Verb.CHOSE)
        seat.post("/undo", {"act": entry.act})
    underway.refresh_from_db()
    assert read.numbers_of(underway).requests_a_week == 5


@pytest.mark.parametrize("bad", ["", "999", "-3", "seven", "0"])
def test_a_pace_that_cannot_be_is_refused(seat: Client, underway: Campaign, bad: str) -> None:
    seat.post("/forecast/pace", {"a_week": bad})
    underway.refresh_from_db()
    assert underway.numbers == {}


def test_a_guess_is_kept_beside_the_forecast_and_can_be_undone(
    seat: Client, underway: Campaign
) -> None:
    with at(NOW):
        seat.post("/forecast/guess", {"answers": "3"})
        assert "On 24 November you guessed three of ten." in text(seat)
        act = scope.entries(underway).get(verb=Verb.GUESSED).act
        assert not isinstance(journal.withdraw(underway, act, NOW), Refusal)
        assert "you guessed" not in text(seat)


def test_a_guess_of_eleven_among_ten_is_refused(seat: Client, underway: Campaign) -> None:
    seat.post("/forecast/guess", {"answers": "11"})
    assert forecast.guess(underway) is None


def test_a_forecast_is_frozen_once_a_week_and_scored_when_its_day_has_passed(
    seat: Client, underway: Campaign
) -> None:
    assert forecasts.freeze(underway, NOW)
    assert not forecasts.freeze(underway, NOW + timedelta(days=6))
    assert forecasts.freeze(underway, NOW + timedelta(days=7))
    with at(NOW + timedelta(days=22)):
        page = text(seat)
    assert "On 24 November it said" in page
    assert "There were none." in page
    assert "That day is still to come." in page


def test_nothing_is_frozen_before_anybody_was_asked(mira: Campaign) -> None:
    knows(mira, "Ana Ruiz")
    assert not forecasts.freeze(mira, NOW)


def test_a_stall_is_told_with_figures_and_one_click_out_of_it(
    seat: Client, underway: Campaign
) -> None:
    for number in range(6):
        diary(knows(underway, f"Kenji Osei {number}", TieKind.FRIEND, ""), "23 Nov said-yes")
        diary(knows(underway, f"Lars Demir {number}", TieKind.FRIEND, ""), "23 Nov asked")
    forecasts.freeze(underway, NOW)
    with at(NOW + timedelta(days=15)):
        page = text(seat, "/")
    assert "It has slowed down" in page
    assert "On 24 November the forecast was" in page
    assert "Asking is what is short; answers can only follow it." in page
    assert "Set the pace to" in page


def test_no_stall_is_told_while_things_go_well(seat: Client, underway: Campaign) -> None:
    forecasts.freeze(underway, NOW)
    with at(NOW + timedelta(days=2)):
        assert "It has slowed down" not in text(seat, "/")


def test_a_list_that_runs_dry_says_where_names_come_from(seat: Client, mira: Campaign) -> None:
    knows(mira, "Ana Ruiz")
    page = text(seat, "/")
    assert "Where new names come from" in page
    assert "People who were at Calder University too." in page


def test_a_long_list_says_nothing_of_that(seat: Client, underway: Campaign) -> None:
    assert "Where new names come from" not in text(seat, "/")


def test_an_assumption_of_ones_own_stands_beside_ours_and_goes_back(
    seat: Client, underway: Campaign
) -> None:
    seat.post("/settings/assumptions", {"close.answered": "60", "talk.days": "7,5"})
    underway.refresh_from_db()
    assert underway.numbers == {"close.answered": 60.0, "talk.days": 7.5}
    page = text(seat, "/settings/assumptions")
    assert "yours; ours is 80" in page
    seat.post("/settings/assumptions", {"default": "1"})
    underway.refresh_from_db()
    assert underway.numbers == {}


def test_assumptions_and_limits_leave_each_other_alone(seat: Client, underway: Campaign) -> None:
    seat.post("/settings/assumptions", {"held": "70"})
    seat.post("/settings/numbers", {"requests_a_week": "4"})
    underway.refresh_from_db()
    assert underway.numbers == {"held": 70.0, "requests_a_week": 4}


@pytest.mark.parametrize("bad", ["0", "100", "nan", "many", "inf", "1e9", "-5"])
def test_an_impossible_share_is_refused_and_what_was_typed_stays(
    seat: Client, underway: Campaign, bad: str
) -> None:
    answer = seat.post("/settings/assumptions", {"held": "70", "close.yes": bad})
    assert answer.status_code == 422
    assert f'value="{bad}"' in answer.content.decode()
    underway.refresh_from_db()
    assert underway.numbers == {}


def test_an_assumption_moves_the_forecast(seat: Client, underway: Campaign) -> None:
    def expected() -> float:
        seen = forecast.record(underway, NOW.date())
        return forecast.outlook(underway, seen, 15).talks(15).mean

    before = expected()
    seat.post("/settings/assumptions", {"close.answered": "10", "referred.answered": "10"})
    underway.refresh_from_db()
    assert expected() < before
