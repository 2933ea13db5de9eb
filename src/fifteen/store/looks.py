"""What was handed to a coach, as the journal has it (O1)."""

from __future__ import annotations

from fifteen.method import look
from fifteen.method.look import Given, Way
from fifteen.method.words import Verb
from fifteen.store import helped, scope
from fifteen.store.models import Campaign


def given(campaign: Campaign) -> list[Given]:
    """Every handing-over that counts, the latest first."""
    gone = helped.withdrawn(campaign)
    rows = scope.entries(campaign).filter(verb=Verb.SHOWN).order_by("-id")
    return [
        Given(on, look.wished(data["what"]), bool(data["hidden"]), Way(data["way"]))
        for on, data, act in rows.values_list("on", "data", "act")
        if act not in gone
    ]
