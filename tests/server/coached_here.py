"""Run by a test as the role that serves: what the database shows a coach of her clients at once."""

# ruff: noqa: E402

from __future__ import annotations

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "fifteen.server.settings"

import django

django.setup()

from django.db import ProgrammingError, transaction
from django.utils import timezone

from fifteen.actions import campaigns, people
from fifteen.method.facts import clean
from fifteen.method.words import Purpose
from fifteen.server.models import Coaching, CoachLook
from fifteen.store import walls
from fifteen.store.models import Campaign, Entry, Person

COACH = "who-coaches-two"


def a_client(owner: str, coach: str) -> Campaign:
    """A seeker who knows one person of their own name, and lets this coach in."""
    now = timezone.now()
    with walls.as_owner(owner):
        campaign = campaigns.open_one(now, owner)
        campaigns.begin(campaign, Purpose.LEARN, {"seeker_name": owner}, "", now)
        people.add(campaign, clean(name=f"Ana {owner}"), now)
        Coaching.objects.create(
            campaign=campaign, called="C", coach=coach, hash=owner, made=now, expires=now
        )
    return campaign


def seen() -> list[str]:
    """Everybody there is, for whoever asks without any filter."""
    return sorted(Person.objects.values_list("name", flat=True))


@transaction.atomic
def main() -> None:
    """Look, as the coach, with and without the door; then shown out by one of the two."""
    one, two = a_client("anders", COACH), a_client("berit", COACH)
    strangers = a_client("carla", "another coach")
    walls.only(COACH)
    assert seen() == []
    with walls.as_coach():
        assert seen() == ["Ana anders", "Ana berit"]
        assert {e.campaign_id for e in Entry.objects.all()} <= {one.pk, two.pk}
        assert Coaching.objects.count() == 2
        assert Person.objects.update(note="changed") == Person.objects.all().delete()[0] == 0
        refused(strangers)
        CoachLook.objects.create(
            campaign=one, coaching=Coaching.objects.get(campaign=one), at=timezone.now()
        )
    assert seen() == []
    with walls.within("anders"):
        Coaching.objects.update(ended=timezone.now())
    with walls.as_coach():
        assert seen() == ["Ana berit"]
    walls.only("another coach")
    with walls.as_coach():
        assert seen() == ["Ana carla"]
    walls.only("")
    with walls.as_coach():
        assert seen() == []
    print("seen")


def refused(campaign: Campaign) -> None:
    """No look can be noted with somebody who did not let her in."""
    look = CoachLook(campaign=campaign, coaching_id=1, at=timezone.now())
    try:
        with transaction.atomic():
            look.save()
    except ProgrammingError as error:
        assert "row-level security" in str(error)
    else:
        raise AssertionError("a look was noted with a stranger")


if __name__ == "__main__":
    main()
