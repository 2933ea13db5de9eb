"""The very first page: what is asked, what comes of it, and that nothing typed is lost."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fifteen.pages import start
from fifteen.pages._request import CAMPAIGN
from fifteen.store import scope
from fifteen.store.models import Campaign, Entry, Import, Person

pytestmark = pytest.mark.django_db

ANSWERS = {
    "purpose": "learn",
    "field": "grid modelling",
    "seeker_name": "Mira Halonen",
    "background": "I have taught physics for nine years.",
    "schools": "Calder University, Tidewater College",
    "employers": "Tidewater School",
    "signature": "Mira",
    "zone": "Europe/Berlin",
    "country": "Germany",
}


def begin(seat: Client, **answers: object) -> object:
    return seat.post("/start", {**ANSWERS, **answers})


def test_an_empty_fifteen_shows_the_first_page(seat: Client) -> None:
    answer = seat.get("/", follow=True)
    assert answer.redirect_chain == [("/start", 302)]
    page = answer.content.decode()
    assert "What would you like to find out?" in page
    assert page.count('name="purpose"') == 4
    assert "Europe/Berlin" in page
    assert not Campaign.objects.exists(), "looking begins nothing"


def test_the_answers_begin_a_campaign(seat: Client) -> None:
    answer = begin(seat)
    assert answer.status_code == 302
    assert answer.url == "/"
    mira = Campaign.objects.get()
    assert (mira.seeker_name, mira.zone, mira.country) == ("Mira Halonen", "Europe/Berlin", "DE")
    assert mira.schools == ["Calder University", "Tidewater College"]
    assert [f.name for f in scope.fields(mira)] == ["grid modelling"]
    assert mira.begun is not None
    assert seat.session[CAMPAIGN] == mira.key


@pytest.mark.parametrize("field", ["", "I don’t know yet", "I don't know yet.", "I do not know"])
def test_not_knowing_the_field_is_an_answer(seat: Client, field: str) -> None:
    begin(seat, field=field)
    assert not scope.fields(Campaign.objects.get()).exists()


def test_whoever_does_not_know_yet_is_helped_to_find_fields(seat: Client) -> None:
    assert begin(seat, field="I don’t know yet").headers["Location"] == "/fields/guide"
    assert "You need not know yet" in seat.get("/fields/guide").content.decode()


def test_a_few_names_come_in_as_one_act(seat: Client) -> None:
    begin(seat, names="Ana Ruiz, counsel at Acme\n\nSamuel Osei, samuel@osei.example")
    people = Person.objects.order_by("name")
    assert [p.name for p in people] == ["Ana Ruiz", "Samuel Osei"]
    assert people[0].organisation == "Acme"
    of_people = Entry.objects.filter(person__isnull=False)
    assert len(set(of_people.values_list("act", flat=True))) == 1
    assert "2 people are in your book." in seat.get("/settings").content.decode()


def test_a_file_leads_to_its_preview(seat: Client) -> None:
    file = SimpleUploadedFile("friends.csv", b"Name,Company\nAna Ruiz,Acme\n")
    answer = begin(seat, file=file)
    brought = Import.objects.get()
    assert answer.url == f"/import/{brought.key}"
    assert not Person.objects.exists(), "nothing is kept before the yes"


def test_a_long_list_of_names_is_shown_before_it_is_kept(seat: Client) -> None:
    names = "\n".join(f"Person {'abcdefghij'[i % 10]} {i}" for i in range(start.MOST_NAMES + 1))
    answer = begin(seat, names=names)
    assert answer.url == f"/import/{Import.objects.get().key}"
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field", "word"),
    [
        ({"seeker_name": " "}, "seeker_name", "Your name is needed"),
        ({"zone": "Europe/Atlantis"}, "zone", "Choose your time zone"),
        ({"country": "Atlantis"}, "country", "two letters"),
        ({"names": "Ana Ruiz\n+49 170 1234567"}, "names", "no name in line 2"),
        ({"names": "Ana, a@b.example\nBo, a@b.example"}, "names", "Line 2"),
    ],
)
def test_a_refusal_keeps_everything_typed_and_begins_nothing(
    seat: Client, wrong: dict[str, str], field: str, word: str
) -> None:
    answer = begin(seat, **{"names": "Tom Lee", **wrong})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert word in page
    assert f'aria-describedby="{field}-s"' in page
    assert 'aria-invalid="true"' in page
    assert "I have taught physics for nine years." in page
    assert "grid modelling" in page
    assert wrong.get("names", "Tom Lee") in page
    assert not Campaign.objects.exists()
    assert not Person.objects.exists()


def test_an_unknown_purpose_is_asked_again(seat: Client) -> None:
    assert begin(seat, purpose="fame").status_code == 422
    assert not Campaign.objects.exists()


def test_a_refused_page_says_that_the_file_must_be_chosen_again(seat: Client) -> None:
    answer = begin(seat, seeker_name="", file=SimpleUploadedFile("a.csv", b"Name\nAna\n"))
    assert "choose it once more" in answer.content.decode()
    assert not Import.objects.exists()


def test_a_file_beyond_the_limit_is_refused_unread(
    seat: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "too_big", lambda file: start.Refusal("Larger than 100 MB.", "file"))
    answer = begin(seat, file=SimpleUploadedFile("big.csv", b"Name\nAna\n"))
    assert answer.status_code == 422
    assert "Larger than 100 MB." in answer.content.decode()
    assert not Campaign.objects.exists()


def test_what_is_typed_is_shown_as_text(seat: Client) -> None:
    page = begin(seat, seeker_name="", background="<script>alert(1)</script>").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_after_the_beginning_the_first_page_is_settings(seat: Client, mira: Campaign) -> None:
    assert seat.get("/start").url == "/settings"
    assert begin(seat, seeker_name="Somebody Else").url == "/settings"
    mira.refresh_from_db()
    assert mira.seeker_name == "Mira Halonen"


def test_without_a_seat_the_door_is_closed(db: None) -> None:
    answer = Client(headers={"host": "127.0.0.1"}).get("/start")
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "fifteen" in page
    assert "purpose" not in page
