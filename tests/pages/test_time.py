"""The page about when one has time."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from fifteen.store.models import BusyCalendar, Campaign, Person
from tests import world
from tests.adapters.calendars.files import calendar, event
from tests.pages.addresses import HOURS
from tests.pages.here import _clock, words  # noqa: F401

pytestmark = pytest.mark.django_db
WHERE = "/settings/time"
TALK = event("20261126T090000Z", "20261126T100000Z")


def test_the_usual_hours_stand_there_and_what_is_offered_first(
    seat: Client, mira: Campaign
) -> None:
    answer = seat.get(WHERE)
    assert 'id="monday" name="monday" value="9:00-12:00, 14:00-17:00"' in answer.content.decode()
    assert "on your clock: Berlin time (CET)" in words(answer)
    assert "Offered first now: Wednesday 25 November" in words(answer)


def test_hours_are_kept(seat: Client, mira: Campaign) -> None:
    told = {**HOURS, "monday": "10-11", "days": "2026-12-24 none"}
    assert seat.post(WHERE, told).status_code == 302
    page = seat.get(WHERE).content.decode()
    assert 'value="10:00-11:00"' in page and "2026-12-24 none" in page


def test_what_cannot_be_read_is_said_at_its_field_and_stays(seat: Client, mira: Campaign) -> None:
    answer = seat.post(WHERE, {**HOURS, "tuesday": "late", "away": "2026-12-01 Asia/Tokyo"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'value="late"' in page and "2026-12-01 Asia/Tokyo" in page
    assert 'id="tuesday-s"' in page


def test_a_calendar_file_is_read_and_taken_off(seat: Client, mira: Campaign) -> None:
    raw = calendar(event("20261126T090000Z", "20261126T100000Z", "RRULE:FREQ=SECONDLY"))
    file = SimpleUploadedFile("work.ics", raw, "text/calendar")
    assert seat.post(f"{WHERE}/calendars", {"file": file}).status_code == 302
    said = words(seat.get(WHERE))
    assert "1 times taken in three months" in said
    assert "1 entry that repeats without end or sense is left out." in said
    key = BusyCalendar.objects.get().key
    seat.post(f"{WHERE}/calendars/{key}", {"remove": "1"})
    assert "times taken in three months" not in words(seat.get(WHERE))


def test_the_link_to_a_hosts_page_is_made_and_closed(seat: Client, mira: Campaign) -> None:
    ana = world.diary(world.knows(mira, "Ana Ruiz"), "17 Nov asked")
    where = f"/people/{ana.key}/book"
    assert "Make their page" in words(seat.get(where))
    seat.post(f"/people/{ana.key}/page")
    page = seat.get(where).content.decode()
    assert 'value="http://127.0.0.1/h/' in page
    assert "opens on this computer alone" in page
    seat.post(f"/people/{ana.key}/page", {"close": "1"})
    assert "Make their page" in words(seat.get(where))


def undo(seat: Client, answer: HttpResponse) -> HttpResponse:
    """Press Undo in the note on the page that follows."""
    page = seat.get(answer.headers["Location"]).content.decode()
    acts = re.findall(r'name="act" value="([^"]+)"', page)
    assert acts, "the note can be undone"
    return seat.post("/undo", {"act": acts[-1]})


def test_the_notes_about_calendars_and_links_undo_what_they_confirm(
    seat: Client, mira: Campaign
) -> None:
    file = SimpleUploadedFile("work.ics", calendar(TALK), "text/calendar")
    came = seat.post(f"{WHERE}/calendars", {"file": file})
    key = BusyCalendar.objects.get().key
    undo(seat, seat.post(f"{WHERE}/calendars/{key}", {"remove": "1"}))
    assert "1 times taken in three months" in words(seat.get(WHERE))
    made = seat.post(f"{WHERE}/feed")
    address = re.search(r'value="(http[^"]+\.ics)"', seat.get(WHERE).content.decode())
    assert address
    undo(seat, seat.post(f"{WHERE}/feed", {"end": "1"}))
    assert address[1] in seat.get(WHERE).content.decode()
    undo(seat, seat.post(f"{WHERE}/feed"))
    assert address[1] in seat.get(WHERE).content.decode()
    assert came.status_code == made.status_code == 302


def test_a_new_address_of_the_calendar_ends_the_one_before(seat: Client, mira: Campaign) -> None:
    def address() -> str:
        found = re.search(r'value="https?://[^/"]+(/[^"]+\.ics)"', seat.get(WHERE).content.decode())
        return found[1] if found else ""

    seat.post(f"{WHERE}/feed")
    first = address()
    before = seat.get(first)
    assert before.status_code == 200 and before.content.startswith(b"BEGIN:VCALENDAR")
    seat.post(f"{WHERE}/feed")
    assert address() not in ("", first)
    assert seat.get(address()).status_code == 200
    assert seat.get(first).status_code == 404
    last = address()
    seat.post(f"{WHERE}/feed", {"end": "1"})
    assert (address(), seat.get(last).status_code) == ("", 404)


@pytest.mark.parametrize("how", ["close", "renew"])
def test_a_link_that_was_ended_by_mistake_holds_again(
    seat: Client, mira: Campaign, how: str
) -> None:
    """It stands in a letter that has left already: it must not be lost by one click."""
    ana = world.diary(world.knows(mira, "Ana Ruiz"), "17 Nov asked")
    seat.post(f"/people/{ana.key}/page")
    link = re.search(r'value="http://127.0.0.1(/h/[^"]+)"', _book(seat, ana))
    assert link and seat.get(link[1]).status_code == 200
    answer = seat.post(f"/people/{ana.key}/page", {how: "1"})
    assert seat.get(link[1]).status_code == 410
    undo(seat, answer)
    assert seat.get(link[1]).status_code == 200
    assert link[1] in _book(seat, ana)


def test_a_page_that_was_just_made_is_closed_by_undo(seat: Client, mira: Campaign) -> None:
    ana = world.diary(world.knows(mira, "Ana Ruiz"), "17 Nov asked")
    undo(seat, seat.post(f"/people/{ana.key}/page"))
    assert "Make their page" in _book(seat, ana)


def _book(seat: Client, ana: Person) -> str:
    return seat.get(f"/people/{ana.key}/book").content.decode()


def test_at_the_address_the_world_reaches_there_are_only_pages_of_hosts(
    mira: Campaign, settings: object
) -> None:
    settings.PUBLIC_HOST = "times.example"  # type: ignore[attr-defined]
    settings.ALLOWED_HOSTS = ["127.0.0.1", "times.example"]  # type: ignore[attr-defined]
    world_outside = Client(headers={"host": "times.example"})
    for path in ("/", "/people", "/healthz", "/enter/x", "/settings"):
        answer = world_outside.get(path)
        assert (answer.status_code, answer.content) == (404, b"There is nothing here.\n"), path
    assert world_outside.get("/h/nothing-at-this-address").status_code == 404
    assert "There is no page" in words(world_outside.get("/h/nothing-at-this-address"))
