"""Run by a test as the role that serves: an answer given once more is never an old one."""

# ruff: noqa: E402

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import timedelta

os.environ["DJANGO_SETTINGS_MODULE"] = "fifteen.server.settings"

import django

django.setup()

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from fifteen.actions import campaigns, journal, people, times
from fifteen.method.free import typed
from fifteen.method.words import Purpose, Refusal
from fifteen.store import free, read, scope, walls
from fifteen.store.models import Campaign, Person
from tests.doors.test_one_time import OFFERED, form
from tests.server.hosts_here import OWNER

_browser = Client(headers={"host": "127.0.0.1"})
_links = [f"/h/{link}" for link in sys.argv[1:]]


def seen(page: str) -> str:
    """The page now."""
    answer = _browser.get(page)
    assert "style-src" in answer.headers["Content-Security-Policy"]
    return str(answer.content.decode())


def settled(page: str) -> str:
    """The page once it is given again for one question to the database; a new minute makes it
    anew."""
    for _ in range(9):
        first = seen(page)
        with CaptureQueriesContext(connection) as asked:
            again = seen(page)
        if len(asked) == 1:
            assert again == first
            return first
    raise AssertionError("it is made anew each time")


def taken() -> None:
    """Somebody takes a time, and nobody else sees it as free; called off, it is there again."""
    one, two, *_ = _links
    wanted = OFFERED.findall(settled(one))[0]
    assert wanted in OFFERED.findall(settled(two))
    assert _browser.post(one, form(wanted)).status_code == 302
    assert wanted not in OFFERED.findall(seen(two))
    assert wanted not in OFFERED.findall(settled(two))
    assert "You talk with" in seen(one)
    assert _browser.post(one, {"do": "off", "why": ""}).status_code == 302
    assert wanted in OFFERED.findall(seen(two))


def changed() -> None:
    """Whatever the seeker changes stands on the page at once."""
    page = _links[2]
    with walls.as_owner(OWNER):
        campaign = scope.campaigns(OWNER).get()
        host = scope.people(campaign).get(name="Ana Ruiz 2")
        before = settled(page)
        for change in (_named, _hours, _calendar, _field, _taken_back):
            change(campaign, host)
            after = seen(page)
            assert after != before, change.__name__
            before = settled(page) if change is not _taken_back else after


def _named(campaign: Campaign, host: Person) -> None:
    campaigns.describe(campaign, Purpose.LEARN, {"seeker_name": "Mira Korhonen"}, timezone.now())


def _hours(campaign: Campaign, host: Person) -> None:
    later = replace(read.hours(campaign), notice=96)
    kept = times.keep_hours(campaign, typed.as_kept(later), timezone.now())
    assert not isinstance(kept, Refusal), kept


def _calendar(campaign: Campaign, host: Person) -> None:
    campaign.refresh_from_db()
    first = free.times(campaign, timezone.now())[0]
    start, end = (f"{moment:%Y%m%dT%H%M%SZ}" for moment in (first.start, first.start + _LONG))
    lines = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT", "UID:1")
    lines += (f"DTSTAMP:{start}", f"DTSTART:{start}", f"DTEND:{end}", "END:VEVENT", "END:VCALENDAR")
    times.bring_file(campaign, "work.ics", "\r\n".join(lines).encode(), timezone.now())


_LONG = timedelta(hours=3)


def _field(campaign: Campaign, host: Person) -> None:
    people.change(host, {"field": "harbours"}, timezone.now())


def _taken_back(campaign: Campaign, host: Person) -> None:
    assert not isinstance(journal.rest(host, timezone.now()), Refusal)


def apart() -> None:
    """Everybody's page is their own, also where the clock is another."""
    first, other = settled(_links[3]), settled(_links[4])
    assert _links[3] in first and _links[4] in other and _links[3] not in other
    assert settled(f"{_links[3]}?zone=Asia/Tokyo") != first
    assert seen(_links[3][:-1] + "x").count("There is no page") == 1


if __name__ == "__main__":
    apart()
    taken()
    changed()
    print("at once")
