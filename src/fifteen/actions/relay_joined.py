"""Having joined a relay: the way there, leaving it, and taking the joining back. Apart from what is
asked there, so that the journal's undo need know nothing of hosts' answers."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from fifteen.actions import host_pages
from fifteen.actions._write import Done
from fifteen.adapters.relay import sealing
from fifteen.adapters.relay.client import Failed, Way
from fifteen.method.words import Refusal
from fifteen.store import scope, sealed
from fifteen.store.models import Campaign, HostPage, Job, Relay

JOINED, LEFT = "relay.", "relay-left."
"""How the acts of joining and of leaving begin; the number of the relay's row follows."""

KIND = "ask-relay"
KEPT = timedelta(days=1)
"""So long one can go back to a relay that was left."""

TRIED = timedelta(days=7)
"""So long one that does not answer is asked to forget everything."""

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
    """Show them there no longer: links there end. For a day it can be undone, and so long the relay
    keeps what hosts have answered; then everything there goes."""
    row = scope.relay(campaign)
    if row is None:
        return Done("There is no relay.")
    Relay.objects.filter(pk=row.pk).update(left_at=now, asked_at=now, trouble="")
    HostPage.objects.filter(campaign=campaign).update(relayed="")
    try:
        take_down(way_to(row, now))
        said = "Links to it no longer open. Tomorrow everything of yours there is erased."
    except (Failed, sealed.Unreadable):
        said = "The relay did not answer. It is asked again to take everything down."
    return Done(said, act_of(row))


def take_down(way: Way) -> None:
    """Show no page there. Raises `Failed`."""
    _, pages = way.waiting()
    for page in pages:
        way.take_down(page)


def let_go(row: Relay, now: datetime) -> None:
    """Have a relay that was left forget this computer, with everything there; where it does not
    answer for a week, what stands there ends by itself."""
    try:
        way_to(row, now).leave()
    except (Failed, sealed.Unreadable):
        if row.left_at is not None and now < row.left_at + TRIED:
            return
    Relay.objects.filter(pk=row.pk).delete()


def ask_later(campaign: Campaign, now: datetime) -> None:
    """Leave a job for the worker to ask there, where none waits."""
    if not Job.objects.filter(campaign=campaign, kind=KIND, done_at=None).exists():
        Job.objects.create(campaign=campaign, kind=KIND, run_at=now)


def is_ours(act: str) -> bool:
    """Whether an act is that of joining or of leaving a relay."""
    return act.startswith((JOINED, LEFT))


def act_of(row: Relay) -> str:
    """The act by which leaving a relay is undone."""
    return f"{LEFT}{row.pk}"


def undo(campaign: Campaign, act: str, now: datetime) -> Done | Refusal:
    """Take joining or leaving back. Not called inside a transaction: it asks there.

    A relay that was joined by mistake is left for good, at once. Refused where it has been left
    since, or was left more than a day ago.
    """
    if act.startswith(LEFT):
        return _back(campaign, act, now)
    row = scope.relay(campaign)
    if row is None or act != f"{JOINED}{row.pk}":
        return Refusal(host_pages.GONE)
    leave(campaign, now)
    row.left_at = now - TRIED
    let_go(row, now)
    return Done("Undone. Nothing of yours is shown there.")


def _back(campaign: Campaign, act: str, now: datetime) -> Done | Refusal:
    row = scope.relay_left(campaign)
    if row is None or act != act_of(row) or not _is_fresh(row, now):
        return Refusal(host_pages.GONE)
    Relay.objects.filter(pk=row.pk).update(left_at=None, asked_at=None)
    ask_later(campaign, now)
    return Done("Undone. In a moment the same links open again.")


def _is_fresh(row: Relay, now: datetime) -> bool:
    return row.left_at is not None and now < row.left_at + KEPT
