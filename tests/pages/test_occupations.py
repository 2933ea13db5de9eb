"""Bringing an O*NET download and saying which occupation a field is."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fifteen.actions import journal, occupations
from fifteen.actions._write import Done
from fifteen.store import notes, scope
from fifteen.store.models import Campaign
from tests.adapters.occupations.sample import FILES, zipped
from tests.pages import here
from tests.pages.here import main_buttons, says, words
from tests.world import NOW, seeker

pytestmark = pytest.mark.django_db
_clock = here._clock
GRIDS = "90-1002.00"


def bring(seat: Client, data: bytes, name: str = "db_30_1_text.zip") -> Any:
    return seat.post("/fields/occupations", {"file": SimpleUploadedFile(name, data)})


@pytest.fixture
def brought(mira: Campaign) -> str:
    """The sample is there; the act that brought it."""
    done = occupations.bring(mira, [("db_30_1_text.zip", zipped())], NOW)
    assert isinstance(done, Done)
    return done.act


def test_a_download_is_read_and_its_licence_shown(seat: Client, mira: Campaign) -> None:
    assert main_buttons(seat.get("/fields/occupations")) == 1
    assert bring(seat, zipped()).status_code == 302
    assert says(seat) == "2 occupations are here."
    page = words(seat.get("/fields/occupations"))
    assert "O*NET 30.1 Database" in page
    assert "CC BY 4.0" in page


def test_what_is_no_download_is_refused_and_nothing_changed(
    seat: Client, mira: Campaign, brought: str
) -> None:
    answer = bring(seat, b"hello", "letter.txt")
    assert answer.status_code == 422
    assert "is no file of O*NET" in words(answer)
    assert scope.occupations(mira).count() == 2


def test_an_occupation_is_offered_for_a_field_and_chosen_by_the_seeker(
    seat: Client, mira: Campaign, brought: str
) -> None:
    page = seat.get("/fields/occupations").content.decode()
    assert f'<option value="{GRIDS}">Grid Modelers</option>' in page
    assert "Tide Room Builders" not in page
    seat.post("/fields/grid-modelling/occupation", {"code": GRIDS})
    page = words(seat.get("/fields/grid-modelling"))
    assert "What the work is Ask towns for their numbers." in page
    assert "CC BY 4.0" in page


def test_a_code_that_is_not_there_is_refused(seat: Client, mira: Campaign, brought: str) -> None:
    seat.post("/fields/grid-modelling/occupation", {"code": "1"})
    assert says(seat) == "That occupation is not in your download."
    assert notes.book(mira).fields[0].occupation == ""


def test_the_choice_is_taken_back_and_so_is_the_download(
    seat: Client, mira: Campaign, brought: str
) -> None:
    done = occupations.liken(mira, "grid-modelling", GRIDS, NOW)
    assert isinstance(done, Done)
    journal.withdraw(mira, done.act, NOW)
    assert notes.book(mira).fields[0].occupation == ""
    journal.withdraw(mira, brought, NOW)
    assert not scope.occupations(mira).exists()


def test_a_newer_download_takes_the_place_of_the_old_one(mira: Campaign, brought: str) -> None:
    only = {"Occupation Data": FILES["Occupation Data"]}
    done = occupations.bring(mira, [("db_31_0_text.zip", zipped(only))], NOW)
    assert isinstance(done, Done)
    assert "left blank: Alternate Titles.txt" in done.message
    assert scope.occupations(mira).count() == 2
    assert notes.book(mira).version == "31.0"


def test_somebody_else_s_download_is_not_there(seat: Client, mira: Campaign, brought: str) -> None:
    other = seeker("Otto")
    assert not scope.occupations(other).exists()
