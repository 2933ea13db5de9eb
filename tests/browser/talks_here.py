"""Run by a browser test: a Fifteen at home with three agreed talks. One begins soon, over a coffee;
one is on the next business day; one was to be this morning and nobody came."""

# ruff: noqa: E402

from __future__ import annotations

import os
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

os.environ["DJANGO_SETTINGS_MODULE"] = "fifteen.settings"

import django

django.setup()

from django.utils import timezone

from fifteen.actions import campaigns, journal, meetings, people
from fifteen.doors import serve
from fifteen.method import workdays
from fifteen.method.facts import clean
from fifteen.method.words import Medium, Purpose, Refusal, Tie, TieKind, Verb
from fifteen.store import scope
from fifteen.store.models import Campaign, Person

BERLIN = ZoneInfo("Europe/Berlin")


def knows(campaign: Campaign, name: str, zone: str, now: datetime) -> Person:
    """Somebody in that zone who said yes."""
    facts = clean(
        name=name, tie=Tie(TieKind.REFERRED, "Tom"), email=f"{name[:3].lower()}@x.example"
    )
    added = people.add(campaign, facts, now, field="grid modelling")
    assert not isinstance(added, Refusal), added
    person = added[0]
    person.zone = zone
    person.save()
    for verb in (Verb.ASKED, Verb.SAID_YES):
        told = journal.record(person, verb, now)
        assert not isinstance(told, Refusal), told
    return person


def main() -> None:
    """Make them."""
    serve.prepare()
    now = timezone.now()
    begun = now - timedelta(days=3)
    campaign = campaigns.open_one(begun, scope.LOCAL)
    told = {"seeker_name": "Mira Halonen", "zone": "Europe/Berlin", "country": "DE"}
    campaigns.begin(campaign, Purpose.LEARN, told, "grid modelling", begun)
    campaign.refresh_from_db()
    day = workdays.after(now.astimezone(BERLIN).date(), 1, "DE")
    eve = datetime.combine(day, datetime.min.time(), BERLIN) + timedelta(hours=15)
    soon = (now + timedelta(minutes=100)).replace(second=0, microsecond=0)
    for name, zone, start, medium, place in (
        ("Ana Ruiz", "America/New_York", soon, Medium.IN_PERSON, "Am Markt 2"),
        ("Bo Lind", "Asia/Kolkata", eve, Medium.PHONE, "+91 22 5550 0147"),
        ("Cara Diaz", "Europe/London", now - timedelta(hours=3), Medium.PHONE, ""),
    ):
        person = knows(campaign, name, zone, begun)
        booked = meetings.book(person, start, "Europe/Berlin", medium, begun, 15, place)
        assert not isinstance(booked, Refusal), booked


if __name__ == "__main__":
    main()
