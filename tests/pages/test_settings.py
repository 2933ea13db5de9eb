"""Settings: who asks, which fields, which pace; and the data, out, in and gone."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fifteen import home
from fifteen.method import numbers
from fifteen.method.words import Verb
from fifteen.pages import _limits, _profile
from fifteen.store import read, scope
from fifteen.store.models import Campaign, Person
from tests import world

pytestmark = pytest.mark.django_db

PROFILE = {
    "purpose": "work",
    "seeker_name": "Mira Halonen",
    "background": "Nine years of physics.\nNow the grid.",
    "schools": "Calder University",
    "employers": "Tidewater School; Harbour Works",
    "signature": "Mira",
    "email": "mira@halonen.example",
    "phone": "+49 30 1234567",
    "zone": "Europe/Helsinki",
    "country": "Finnland",
}


NUMBERS = "/settings/numbers"


def page(seat: Client, where: str = "/settings") -> str:
    answer = seat.get(where)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_settings_show_what_is_kept(seat: Client, mira: Campaign) -> None:
    shown = page(seat)
    assert "Mira Halonen asks, to learn about a field." in shown
    assert 'value="Calder University"' in shown
    assert "grid modelling" in shown
    assert str(home.folder()) in shown
    assert "This is a demo." not in shown


def test_the_profile_is_kept(seat: Client, mira: Campaign) -> None:
    assert seat.post("/settings/profile", PROFILE).url == "/settings#profile"
    mira.refresh_from_db()
    assert (mira.purpose, mira.zone, mira.country) == ("work", "Europe/Helsinki", "FI")
    assert mira.background == "Nine years of physics.\nNow the grid."
    assert mira.employers == ["Tidewater School", "Harbour Works"]
    assert mira.email == "mira@halonen.example"


@pytest.mark.parametrize(
    ("field", "value"),
    [("seeker_name", ""), ("email", "mira@"), ("zone", "Mars/Base"), ("country", "Atlantis")],
)
def test_a_refused_profile_stands_as_it_was_typed(
    seat: Client, mira: Campaign, field: str, value: str
) -> None:
    answer = seat.post("/settings/profile", {**PROFILE, field: value})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="{field}-s"' in shown
    assert 'aria-invalid="true"' in shown
    assert "Now the grid." in shown
    mira.refresh_from_db()
    assert mira.purpose == "learn", "nothing of it was kept"


def test_a_field_is_put_on_the_list_and_taken_off(seat: Client, mira: Campaign) -> None:
    seat.post("/settings/fields", {"name": "museum work"})
    assert [f.name for f in scope.fields(mira)] == ["grid modelling", "museum work"]
    seat.post("/settings/fields", {"drop": "grid modelling"})
    assert [f.name for f in scope.fields(mira)] == ["museum work"]


def test_a_sixth_field_is_refused_at_its_place(seat: Client, mira: Campaign) -> None:
    for name in ("two", "three", "four", "five"):
        seat.post("/settings/fields", {"name": name})
    answer = seat.post("/settings/fields", {"name": "a sixth"})
    assert answer.status_code == 422
    assert 'id="new-field-s"' in answer.content.decode()
    assert 'value="a sixth"' in answer.content.decode()
    assert scope.fields(mira).count() == 5


def test_the_pace_is_chosen_within_its_range(seat: Client, mira: Campaign) -> None:
    own = {**_limits.kept({}), "requests_a_week": "8", "reminders": "0"}
    assert seat.post("/settings/numbers", own).url == "/settings/numbers"
    mira.refresh_from_db()
    assert mira.numbers == {"requests_a_week": 8, "reminders": 0}
    assert read.numbers_of(mira).requests_a_week == 8
    seat.post("/settings/numbers", {"default": "1", **own})
    mira.refresh_from_db()
    assert mira.numbers == {}


@pytest.mark.parametrize("typed", ["400", "0", "-1", "five", "1.5", "٣", "9" * 5000])
def test_a_pace_beyond_reason_is_refused_with_its_range(
    seat: Client, mira: Campaign, typed: str
) -> None:
    own = {**_limits.kept({}), "talks_a_week": "3", "requests_a_week": typed}
    answer = seat.post("/settings/numbers", own)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Between 1 and 25" in shown or "from 1 to 25" in shown
    assert 'id="talks_a_week" name="talks_a_week" value="3"' in shown, "the others stay as typed"
    mira.refresh_from_db()
    assert mira.numbers == {}


def test_every_number_with_a_range_can_be_chosen() -> None:
    table = numbers.table()
    single = {n for n, line in table.items() if isinstance(line["value"], int)}
    wide = {n for n in single if line_range(n)[0] < line_range(n)[1]}
    assert set(_limits.LABELS) == wide


def line_range(name: str) -> tuple[int, int]:
    low, high = numbers.table()[name]["range"]
    return low, high


def test_each_number_stands_once_under_what_it_is_about() -> None:
    told = [name for kind in _limits.KINDS for name in kind.labels]
    assert len(told) == len(set(told)) == len(_limits.LABELS)
    assert all(kind.about.endswith(".") for kind in _limits.KINDS)


def test_what_is_ones_own_is_marked_and_goes_back_alone(seat: Client, mira: Campaign) -> None:
    kept = _limits.kept({})
    assert "All 39 are ours" in page(seat, NUMBERS)
    seat.post(NUMBERS, {**kept, "reminders": "0", "talks_a_week": "1"})
    shown = page(seat, NUMBERS)
    assert "Two of 39 are your own" in shown and "Yours; ours is 2." in shown
    assert "hold one talk." in page(seat) and 'href="/settings/numbers#reminders"' in page(seat)
    own = {**kept, "reminders": "0", "talks_a_week": "1", "ours": "talks_a_week"}
    assert seat.post(NUMBERS, own).url == f"{NUMBERS}#talks_a_week"
    mira.refresh_from_db()
    assert mira.numbers == {"reminders": 0}
    act = scope.entries(mira).filter(verb=Verb.CHOSE).latest("id").act
    seat.post("/undo", {"act": act})
    mira.refresh_from_db()
    assert mira.numbers == {"reminders": 0, "talks_a_week": 1}


def test_each_number_says_why_and_where_it_is_from(seat: Client, mira: Campaign) -> None:
    shown = page(seat, NUMBERS)
    assert "127 words brought 2.7\u00a0% answers" in shown
    assert "From: the forecast model; chosen to fit the other numbers." in shown
    assert 'href="/method#C4"' in shown


def test_the_look_is_chosen_where_one_is(seat: Client, mira: Campaign) -> None:
    assert seat.post("/settings/theme", {"theme": "dark", "next": "/people"}).url == "/people"
    assert 'data-theme="dark"' in page(seat)
    assert seat.post("/settings/theme", {"theme": "pink"}).url == "/settings"
    assert "data-theme" not in page(seat)


def test_the_look_never_leads_to_another_site(seat: Client, mira: Campaign) -> None:
    answer = seat.post("/settings/theme", {"theme": "dark", "next": "//elsewhere.example/"})
    assert answer.url == "/settings"


def test_everything_comes_out_and_back_into_an_empty_fifteen(seat: Client, mira: Campaign) -> None:
    world.knows(mira, "Ana Ruiz")
    answer = seat.get("/settings/export")
    assert answer.headers["Content-Type"] == "application/zip"
    assert 'filename="fifteen-' in answer.headers["Content-Disposition"]
    data = b"".join(answer) if answer.streaming else answer.content
    assert "people.csv" in zipfile.ZipFile(io.BytesIO(data)).namelist()

    assert seat.post("/settings/delete", {"word": "delete"}).url == "/start"
    assert not Person.objects.exists()
    assert seat.post("/settings/restore", {"file": SimpleUploadedFile("f.zip", data)}).url == "/"
    assert [p.name for p in Person.objects.all()] == ["Ana Ruiz"]
    assert "Mira Halonen" in page(seat)


def test_nothing_is_read_back_over_what_is_there(seat: Client, mira: Campaign) -> None:
    world.knows(mira, "Ana Ruiz")
    data = seat.get("/settings/export").content
    answer = seat.post("/settings/restore", {"file": SimpleUploadedFile("f.zip", data)})
    assert answer.url == "/settings"
    assert "never mixes two" in page(seat)
    assert Campaign.objects.count() == 1


@pytest.mark.parametrize("data", [b"no zip at all", b"PK\x03\x04 broken"])
def test_what_is_no_export_is_refused_and_said_on_the_first_page(seat: Client, data: bytes) -> None:
    file = SimpleUploadedFile("f.zip", data)
    answer = seat.post("/settings/restore", {"file": file, "next": "/start"}, follow=True)
    assert answer.redirect_chain == [("/start", 302)]
    assert "not a zip that Fifteen made" in answer.content.decode()
    assert not Campaign.objects.exists()


def test_reading_back_asks_for_a_file(seat: Client, mira: Campaign) -> None:
    assert seat.post("/settings/restore").url == "/settings"
    assert "Choose the zip" in page(seat)


@pytest.mark.parametrize("word", ["", "yes", "deleted"])
def test_nothing_is_erased_without_the_word(seat: Client, mira: Campaign, word: str) -> None:
    world.knows(mira, "Ana Ruiz")
    answer = seat.post("/settings/delete", {"word": word})
    assert answer.status_code == 422
    assert "Nothing was erased." in answer.content.decode()
    assert 'id="word-s"' in answer.content.decode()
    assert Person.objects.exists()


def test_the_word_erases_everything_of_this_campaign_alone(seat: Client, mira: Campaign) -> None:
    stranger = Campaign.objects.create(owner="stranger", key="other", made=world.NOW)
    world.knows(mira, "Ana Ruiz")
    theirs = world.knows(stranger, "Bo Lind")
    assert seat.post("/settings/delete", {"word": " Delete "}).url == "/start"
    assert list(Person.objects.all()) == [theirs]
    assert list(Campaign.objects.all()) == [stranger]


def test_the_profile_of_a_zone_nobody_lists_keeps_it() -> None:
    assert "Europe/Berlin" in _profile.zones("")
    assert "US/Eastern" not in _profile.zones("Europe/Berlin")
    assert "US/Eastern" in _profile.zones("US/Eastern")
    assert "Mars/Base" not in _profile.zones("Mars/Base")


@pytest.mark.parametrize("address", ["profile", "fields", "theme", "restore", "delete"])
def test_a_link_alone_changes_nothing(seat: Client, mira: Campaign, address: str) -> None:
    assert seat.get(f"/settings/{address}").status_code == 405
