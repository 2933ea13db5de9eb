"""The demo campaign: campaign.toml replayed through the real actions, day by day."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any

from django.db import transaction

from fifteen.actions import campaigns, forecasts, journal, twice
from fifteen.actions._write import new_key
from fifteen.demo import _fields
from fifteen.demo._replay import Line, Replay, sure
from fifteen.method.words import Purpose
from fifteen.store import find, scope
from fifteen.store.models import Campaign
from fifteen.store.once import once

_LAST_HOUR = 23  # when the worker would have let the silent rest
_DAYS_BEFORE = 2  # the campaign begins so long before its first line
_LATELY = -4  # the day on which those came into the book whom nothing has happened to


def data() -> dict[str, Any]:
    """campaign.toml as it stands."""
    return tomllib.loads(files("fifteen.demo").joinpath("campaign.toml").read_text("utf-8"))


@transaction.atomic
def load(now: datetime, owner: str = scope.LOCAL) -> Campaign:
    """The demo campaign, made anew as if it had led up to today."""
    remove(owner)
    with once(find.again, twice.look_through):
        return _replayed(now, owner)


def _replayed(now: datetime, owner: str) -> Campaign:
    demo = data()
    days = _by_day(demo["people"])
    began = now + timedelta(days=min(days) - _DAYS_BEFORE)
    own = scope.campaigns(owner).first()
    campaign = Campaign.objects.create(
        owner=owner,
        key=new_key(),
        made=began,
        is_demo=True,
        zone=own.zone if own else "UTC",
    )
    sure(campaigns.begin(campaign, Purpose.LEARN, demo["seeker"], "", began))
    for field in demo["fields"]:
        sure(campaigns.add_field(campaign, field["name"], began))
        for text in field["beliefs"]:
            sure(campaigns.believe(campaign, field["name"], text, began))
    replay = Replay(campaign, now)
    for day in range(min(days), 1):
        for one, line in days[day]:
            replay.step(one, line)
        for kept in (k for k in demo["reviews"] if k["day"] == day):
            replay.look_back(day, kept)
        evening = replay.at(day, _LAST_HOUR)
        journal.let_rest_the_silent(campaign, evening)
        if day < 0:
            forecasts.freeze(campaign, evening)
    _fields.write(campaign, now)
    campaign.refresh_from_db()
    return campaign


def remove(owner: str = scope.LOCAL) -> None:
    """Take the demo away; nothing else is touched."""
    for campaign in scope.campaigns(owner).filter(is_demo=True):
        campaigns.delete_everything(campaign)


_NAMED = ("referred", "introduced")


def _by_day(everybody: list[dict[str, Any]]) -> defaultdict[int, list[tuple[dict[str, Any], Line]]]:
    """Everything that happens, by day; on a day in the order of the file, people known first."""
    days: defaultdict[int, list[tuple[dict[str, Any], Line]]] = defaultdict(list)
    first = min(step[0] for one in everybody for step in one["steps"])
    for one in everybody:
        day = min([step[0] for step in one["steps"]], default=_LATELY)
        if one.get("tie", _NAMED)[0] not in _NAMED:
            day = first  # the seeker's own address book was brought on the first day
        days[day].append((one, [day, "known"]))
        for step in one["steps"]:
            days[step[0]].append((one, step))
    return days
