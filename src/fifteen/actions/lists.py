"""Keeping a list of people under a name, and letting it go. Both are undone like any act."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from fifteen.actions._write import Done, Line, append, new_key, today_of
from fifteen.method import lists
from fifteen.method.folding import fold, tidy
from fifteen.method.words import Refusal, Verb
from fifteen.store import read
from fifteen.store.models import Campaign

LONGEST = 60  # characters of a name
MOST = 30  # lists; beyond that nobody finds one


@transaction.atomic
def keep(
    campaign: Campaign, name: str, query: Mapping[str, str], view: str, now: datetime
) -> Done | Refusal:
    """Keep what narrows the list of people under a name; a list of that name is said anew."""
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    name = tidy(name, LONGEST)
    if not name:
        return Refusal("Under which name? One or two words.", "name")
    query = {k: query[k] for k in lists.ASKED if query.get(k)}
    if not query:
        return Refusal("Everyone is a list already. Narrow it first, then keep it.", "name")
    there = read.lists(campaign)
    before = next((one for one in there if fold(one.name) == fold(name)), None)
    if before is None and len(there) >= MOST:
        return Refusal(f"{MOST} lists are the most. Let one go first.", "name")
    key = before.key if before else new_key()
    data = {"key": key, "name": name, "query": query, "view": view}
    act = append(campaign, None, [Line(Verb.LISTED, today_of(campaign, now), data)], now)
    return Done(f"“{name}” {'asks for this now' if before else 'is kept'}.", act)


@transaction.atomic
def let_go(campaign: Campaign, key: str, now: datetime) -> Done | Refusal:
    """Let a kept list go; nobody in it is touched."""
    kept = next((one for one in read.lists(campaign) if one.key == key), None)
    if kept is None:
        return Refusal("That list is not kept any more.")
    line = Line(Verb.UNLISTED, today_of(campaign, now), {"key": key})
    act = append(campaign, None, [line], now)
    return Done(f"“{kept.name}” is let go; its people are all still there.", act)
