"""A seeker's seat in a programme: taken by the office's link, given up; what they wish for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from fifteen.actions._write import Done
from fifteen.method.matching.fit import Wish
from fifteen.method.programme.words import State
from fifteen.method.words import Refusal
from fifteen.server.programme import links
from fifteen.server.programme.hosting import folded, tongues
from fifteen.server.programme.models import Programme, Request, Seat
from fifteen.store import scope, walls
from fifteen.store.models import Campaign


def of(campaign: Campaign) -> QuerySet[Seat]:
    """A seeker's seats, the first first."""
    return Seat.objects.filter(campaign=campaign).order_by("id")


def inviting(token: str) -> str:
    """The name of the programme whose link for seekers this is; empty where it has ended."""
    door = links.join_behind(token, links.SEEKERS)
    return _name_of(door) if door else ""


def _name_of(door: links.Door) -> str:
    with walls.within(door.owner):
        name: str = Programme.objects.values_list("name", flat=True).get(key=door.key)
    return name


def take(campaign: Campaign, token: str, now: datetime) -> Seat | Refusal:
    """A seat by the office's link; the one there is where it is taken already."""
    door = links.join_behind(token, links.SEEKERS)
    if door is None:
        return Refusal("This link has ended. Ask the office for a new one.")
    seat, _ = Seat.objects.get_or_create(
        campaign=campaign,
        programme=door.key,
        defaults={"name": _name_of(door), "made": now},
    )
    return seat


@contextmanager
def inside(seat: Seat) -> Iterator[None]:
    """Behind the programme's wall, for as long as it takes."""
    with walls.within(links.owner_of(seat.programme)):
        yield


def speak(seat: Seat, languages: str) -> Done:
    """In which languages the seeker can talk; none said: any."""
    seat.languages = tongues(languages)
    seat.save(update_fields=["languages"])
    return Done("Kept.")


def wish(seat: Seat, words: str = "", place: str = "") -> Wish:
    """What the seeker wonders about, from their campaign and what they typed."""
    campaign = seat.campaign
    beliefs = scope.beliefs(campaign).filter(state="open").values_list("text", flat=True)[:20]
    return Wish(
        fields=tuple(scope.open_fields(campaign).values_list("name", flat=True)),
        words=" ".join((words, *beliefs)),
        schools=tuple(str(school) for school in campaign.schools),
        place=place,
        languages=folded(seat.languages),
    )


@transaction.atomic
def give_up(seat: Seat, now: datetime) -> Done:
    """The seeker leaves: open requests are taken back, and nothing there leads to them."""
    with inside(seat):
        rows = Request.objects.filter(seat=seat.key)
        rows.filter(state=State.OPEN).update(state=State.BACK)
        rows.update(line="")
    name = seat.name
    seat.delete()
    return Done(f"You are out of {name}. Your own journal stays as it is.")


def leave_all(campaign: Campaign, now: datetime) -> None:
    """Before a campaign is erased: give up every seat of it."""
    for seat in of(campaign):
        give_up(seat, now)
