"""What a browser is given to keep: a key with the seat alone, and the pages of coming talks."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from fifteen.actions import door, meetings, papers, people
from fifteen.method.words import Medium, Refusal
from fifteen.pages import _device
from fifteen.store.models import Campaign, Conversation
from tests import world
from tests.pages.addresses import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(mira: Campaign) -> Conversation:
    """Booked for tomorrow."""
    return booked(mira, "Ana Ruiz", 24)


def booked(campaign: Campaign, name: str, hours: int) -> Conversation:
    now = timezone.now()
    made = meetings.book(
        world.knows(campaign, name),
        now + timedelta(hours=hours),
        "Europe/Berlin",
        Medium.PHONE,
        now,
    )
    assert not isinstance(made, Refusal)
    return made[0]


def pages(seat: Client) -> list[dict[str, object]]:
    found: list[dict[str, object]] = seat.get("/device/pages").json()["talks"]
    return found


# the key


def test_the_key_comes_in_two_halves(seat: Client, mira: Campaign) -> None:
    answer = seat.get("/device/key")
    cookie = answer.cookies[_device.COOKIE]
    assert len(answer.json()["key"]) == len(cookie.value) == 43  # 32 bytes each
    assert answer.json()["key"] != cookie.value
    assert cookie["samesite"] == "Strict"
    assert not cookie["httponly"], "scripts of ours must read it without a connection"


def test_the_same_campaign_has_the_same_key_whatever_the_seat(seat: Client, mira: Campaign) -> None:
    first = seat.get("/device/key").json()
    later = Client(headers={"host": "127.0.0.1"})
    later.get(f"/enter/{door.invite(timezone.now())}")
    assert later.get("/device/key").json() == first


def test_another_campaign_has_another_key(seat: Client, mira: Campaign) -> None:
    other = world.seeker("Otto")
    for which in ("kept", "seat"):
        assert _device.half(mira, which) != _device.half(other, which)
    assert _device.owner(mira) != _device.owner(other)
    assert mira.key not in seat.get("/device/key").content.decode()


def test_the_key_stands_in_no_table(seat: Client, mira: Campaign) -> None:
    before = kept()
    seat.get("/device/key")
    assert kept() == before


def test_before_anything_has_begun_there_is_no_key(seat: Client) -> None:
    assert seat.get("/device/key").json() == {"owner": ""}


def test_a_closed_door_takes_the_half_back(mira: Campaign) -> None:
    outside = Client(headers={"host": "127.0.0.1"})
    outside.cookies[_device.COOKIE] = "old"
    answer = outside.get("/")
    assert answer.status_code == 403
    assert answer.cookies[_device.COOKIE]["max-age"] == 0


def test_leaving_ends_the_seat_and_has_the_browser_wipe(seat: Client, mira: Campaign) -> None:
    whose = _device.owner(mira)
    answer = seat.post("/device/leave")
    assert answer.cookies[_device.GONE].value == whose
    assert answer.cookies[_device.COOKIE]["max-age"] == 0
    assert seat.get("/").status_code == 403
    assert Campaign.objects.filter(pk=mira.pk).exists()


def test_deleting_everything_has_the_browser_wipe(seat: Client, mira: Campaign) -> None:
    whose = _device.owner(mira)
    seat.cookies[_device.GONE] = "earlier"
    answer = seat.post("/settings/delete", {"word": "delete"})
    assert answer.cookies[_device.GONE].value == f"earlier.{whose}"


# the pages


def test_the_pages_of_a_booked_talk_are_kept(seat: Client, talk: Conversation) -> None:
    one = pages(seat)[0]
    assert one["title"] == "Ana Ruiz"
    assert str(one["when"]).startswith("Tomorrow")
    addresses = [p["address"] for p in one["pages"]]  # type: ignore[attr-defined]
    here = f"/conversations/{talk.key}"
    assert addresses == [f"{here}/room", "/people/ana-ruiz/sheet", f"{here}/prepare"]
    for address in addresses:
        shown = seat.get(address).content.decode()
        assert f'name="device" content="{_device.owner(talk.campaign)}"' in shown


def test_only_talks_that_are_coming_or_under_way(seat: Client, mira: Campaign) -> None:
    soon, late = booked(mira, "Bo Lind", 2), booked(mira, "Ana Ruiz", 30)
    meetings.prepare(world.knows(mira, "Cleo Ruiz"), timezone.now())
    ended = booked(mira, "Dora Ruiz", 1)
    meetings.start(ended, timezone.now())
    meetings.end(ended, timezone.now())
    meetings.call_off(booked(mira, "Emil Ruiz", 3).person, timezone.now())
    titles = [one["title"] for one in pages(seat)]
    assert titles == [soon.person.name, late.person.name]


def test_of_many_talks_the_nearest_are_kept(seat: Client, mira: Campaign) -> None:
    """The one that has just begun above all, whatever else was booked before it."""
    now = timezone.now()
    for n in range(_device.MOST + 1):  # the last one begins now
        talk = meetings.prepare(world.knows(mira, f"Ana Ruiz{n}"), now)
        meetings.start(talk, now - timedelta(hours=_device.MOST - n))
    titles = [one["title"] for one in pages(seat)]
    assert len(titles) == _device.MOST
    assert titles[-1] == f"Ana Ruiz{_device.MOST}"


def test_a_talk_that_has_begun_is_kept_whenever_it_was_booked_for(
    seat: Client, mira: Campaign
) -> None:
    meetings.start(booked(mira, "Ana Ruiz", 24 * 9), timezone.now())
    for n in range(_device.MOST):
        booked(mira, f"Bo Lind{n}", 5 + n)
    assert "Ana Ruiz" in [one["title"] for one in pages(seat)]


def test_a_mark_changes_with_what_the_page_shows(seat: Client, talk: Conversation) -> None:
    marks = [pages(seat)[0]["mark"]]
    assert pages(seat)[0]["mark"] == marks[0]
    papers.add_question(talk, "What failed first?")
    marks.append(pages(seat)[0]["mark"])
    people.change(talk.person, {"role": "Head of grids"}, timezone.now())
    marks.append(pages(seat)[0]["mark"])
    papers.keep_notes(talk, 0, "ring at ten")
    marks.append(pages(seat)[0]["mark"])
    assert len(set(marks)) == 4


def test_it_asks_the_database_little_however_many_talks(
    seat: Client, mira: Campaign, django_assert_max_num_queries: object
) -> None:
    for n in range(6):
        booked(mira, f"Ana Number{n}", n + 1)
    pages(seat)
    with django_assert_max_num_queries(7):  # type: ignore[operator]
        assert len(pages(seat)) == 6


# the worker and the page without a connection


def test_the_worker_names_every_file_a_kept_page_needs(seat: Client) -> None:
    script = seat.get("/sw.js")
    assert script.headers["Content-Type"].startswith("text/javascript")
    setting = json.loads(
        script.content.decode().splitlines()[0].removeprefix("self.SETTING = ")[:-1]
    )
    for name in ("room.js", "notes.js", "vault.js", "room.css", "base.css", "mark.svg"):
        assert f"/static/fifteen/{name}" in setting["files"]
    static = Path(_device.__file__).parent / "static"
    for file in setting["files"]:
        assert (static / file.removeprefix("/static/")).is_file()


def test_the_page_without_a_connection_is_the_same_for_everybody(
    seat: Client, mira: Campaign
) -> None:
    outside = Client(headers={"host": "127.0.0.1"})
    mine, theirs = seat.get("/offline"), outside.get("/offline")
    assert mine.content == theirs.content
    assert b"Mira" not in mine.content and b'name="device"' not in mine.content


def test_it_can_be_installed(seat: Client, mira: Campaign) -> None:
    static = Path(_device.__file__).parent / "static" / "fifteen"
    manifest = json.loads((static / "manifest.webmanifest").read_text("utf-8"))
    assert (manifest["scope"], manifest["start_url"], manifest["display"]) == (
        "/",
        "/",
        "standalone",
    )
    sizes = set()
    for icon in manifest["icons"]:
        data = (static / icon["src"]).read_bytes()
        if icon["type"] == "image/png":
            size = int.from_bytes(data[16:20], "big")
            assert data.startswith(b"\x89PNG") and icon["sizes"] == f"{size}x{size}"
            sizes.add((size, icon["purpose"]))
    assert sizes == {(192, "any"), (512, "any"), (512, "maskable")}
    assert "manifest.webmanifest" in seat.get("/conversations").content.decode()
