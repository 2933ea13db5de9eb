"""A look is handed to the coach: the seeker takes it along, the journal says what and when (O1)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from fifteen.actions._write import Done, Line, append, today_of
from fifteen.method.look import Part, Way, listed
from fifteen.method.words import Refusal, Verb
from fifteen.store.models import Campaign


@transaction.atomic
def hand_over(
    campaign: Campaign, parts: Collection[Part], hidden: bool, way: Way, now: datetime
) -> Done | Refusal:
    """Note which kinds of things were taken along for the coach, and how; never their content."""
    if not parts:
        return Refusal("Tick at least one thing your coach may see.", "what")
    data = {"what": sorted(parts), "hidden": hidden, "way": str(way)}
    act = append(campaign, None, [Line(Verb.SHOWN, today_of(campaign, now), data)], now)
    return Done(f"Noted as given to your coach: {listed(parts).lower()}.", act)
