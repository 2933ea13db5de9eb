"""A user's own numbers over ours: pace and limits, and what the forecast assumes (EVIDENCE.md).

Each change is an entry with what was there before, so that it can be undone.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from fifteen.actions._write import Done, Line, append, today_of
from fifteen.method import numbers, priors
from fifteen.method.words import Refusal, Verb
from fifteen.store.models import Campaign

_KEPT = "Kept. Steps that are due already keep their day until something happens."


@transaction.atomic
def choose(campaign: Campaign, own: Mapping[str, int], now: datetime) -> Done | Refusal:
    """Keep the user's own paces and limits, each within its range; the others go back to ours."""
    for name, value in own.items():
        refusal = numbers.allowed(name, value)
        if refusal:
            return refusal
    ours = numbers.default()
    others = {k: v for k, v in campaign.numbers.items() if k not in numbers.table()}
    mine = {k: v for k, v in own.items() if v != getattr(ours, k)}
    return _keep(campaign, {**others, **mine}, _KEPT, now)


@transaction.atomic
def assume(campaign: Campaign, own: Mapping[str, float], now: datetime) -> Done | Refusal:
    """Keep what the user lets the forecast assume; what is not named goes back to ours."""
    for name, value in own.items():
        refusal = priors.allowed(name, value)
        if refusal:
            return refusal
    ours = priors.names()
    others = {k: v for k, v in campaign.numbers.items() if k not in ours}
    mine = {k: v for k, v in own.items() if v != ours[k]}
    return _keep(campaign, {**others, **mine}, "Kept. The forecast starts from these now.", now)


@transaction.atomic
def set_pace(campaign: Campaign, a_week: int, now: datetime) -> Done | Refusal:
    """Ask so many people a week (C4)."""
    refusal = numbers.allowed("requests_a_week", a_week)
    if refusal:
        return refusal
    own = {k: v for k, v in campaign.numbers.items() if k != "requests_a_week"}
    if a_week != numbers.default().requests_a_week:
        own["requests_a_week"] = a_week
    return _keep(campaign, own, f"The pace is {a_week} requests a week now.", now)


def _keep(
    campaign: Campaign, own: Mapping[str, float], message: str, now: datetime
) -> Done | Refusal:
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    was = dict(campaign.numbers)
    if was == own:
        return Done("Kept.")
    campaign.numbers = dict(own)
    campaign.save(update_fields=["numbers"])
    changed = [k for k in {**was, **own} if was.get(k) != own.get(k)]
    data = {
        "was": {k: was[k] for k in changed if k in was},
        "now": {k: own[k] for k in changed if k in own},
    }
    act = append(campaign, None, [Line(Verb.CHOSE, today_of(campaign, now), data)], now)
    return Done(message, act)


def put_back(campaign: Campaign, data: Mapping[str, Mapping[str, float]]) -> None:
    """Give a campaign the numbers from before a choice, where they still are as it left them."""
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    was, now = data["was"], data["now"]
    for name in {**was, **now}:
        if campaign.numbers.get(name) == now.get(name):
            campaign.numbers.pop(name, None)
            if name in was:
                campaign.numbers[name] = was[name]
    campaign.save(update_fields=["numbers"])
