"""Having joined a relay: the way there, leaving it, and taking the joining back. Apart from what is
asked there, so that the journal's undo need know nothing of hosts' answers."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from fifteen.actions import host_pages
from fifteen.actions._write import Done
from fifteen.adapters.relay import sealing
from fifteen.adapters.relay.client import Failed, Way
from fifteen.method.words import Refusal
from fifteen.store import scope, sealed
from fifteen.store.models import Campaign, HostPage, Relay

JOINED = "relay."
"""How the act of joining begins; the number of the relay's row follows."""

SIGNS, OPENS = "relay signing key", "relay opening key"


def way_to(row: Relay, now: datetime) -> Way:
    """The way to a relay that was joined; each message carries a higher number than the last."""

    def number() -> int:
        row.last = max(row.last + 1, round(now.timestamp() * 1000))
        if row.pk:
            Relay.objects.filter(pk=row.pk).update(last=row.last)
        return row.last

    signs = sealing.raw(sealed.unseal(row.campaign, SIGNS, row.signs))
    return Way(row.address, signs, number, settings.PRIVATE_HOSTS)


def leave(campaign: Campaign, now: datetime) -> Done:
    """Show them there no longer; everything there goes, and links there end."""
    row = scope.relay(campaign)
    if row is None:
        return Done("There is no relay.")
    try:
        way_to(row, now).leave()
        said = "Everything there is gone. Links to it no longer open."
    except (Failed, sealed.Unreadable):
        said = "The relay did not answer. What stands there ends by itself within ten weeks."
    Relay.objects.filter(pk=row.pk).delete()
    HostPage.objects.filter(campaign=campaign).update(relayed="")
    return Done(said)


def is_ours(act: str) -> bool:
    """Whether an act is that of joining a relay."""
    return act.startswith(JOINED)


def undo(campaign: Campaign, act: str, now: datetime) -> Done | Refusal:
    """Take joining back: the relay is left at once. Not called inside a transaction: it asks there.

    Refused where that relay has been left since; a code is good once, so leaving is not undone.
    """
    row = scope.relay(campaign)
    if row is None or act != f"{JOINED}{row.pk}":
        return Refusal(host_pages.GONE)
    return Done(f"Undone. {leave(campaign, now).message}")
