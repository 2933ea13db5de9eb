"""Undo of what one chose about calendars and links. These are settings and no happenings, so the
journal says nothing of them; the note that confirms one carries an act of this module."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from fifteen.actions import host_pages, times
from fifteen.actions._write import Done
from fifteen.method.words import Refusal
from fifteen.store.models import BusyCalendar, Campaign

KEPT = timedelta(days=1)
"""So long a calendar that was taken off can come back."""

_NOTHING = Refusal(host_pages.GONE)


def is_ours(act: str) -> bool:
    """Whether an act is one of this module, and not one of the journal."""
    return act.startswith(tuple(_BACK)) or act == host_pages.FEED


@transaction.atomic
def undo(campaign: Campaign, act: str, now: datetime) -> Done | Refusal:
    """Bring back what stood before."""
    if act == host_pages.FEED:
        return host_pages.feed_back(campaign)
    begin, _, rest = act.partition(".")
    return _BACK[f"{begin}."](campaign, rest, now)


def let_go(campaign: Campaign, now: datetime) -> None:
    """Erase the calendars that were taken off more than a day ago."""
    BusyCalendar.objects.filter(campaign=campaign, off_at__lt=now - KEPT).delete()


def _not_come(campaign: Campaign, key: str, now: datetime) -> Done | Refusal:
    gone, _ = BusyCalendar.objects.filter(campaign=campaign, key=key, off_at=None).delete()
    return Done("Undone. Nothing of that calendar is kept.") if gone else _NOTHING


def _not_off(campaign: Campaign, key: str, now: datetime) -> Done | Refusal:
    rows = BusyCalendar.objects.filter(campaign=campaign, key=key, off_at__gte=now - KEPT)
    if not rows.update(off_at=None):
        return _NOTHING
    times.read_again(campaign, key, now)
    return Done("Undone. That calendar is read again.")


def _puts(campaign: Campaign, key: str, now: datetime) -> Done | Refusal:
    return times.put_talks_there(campaign, key, True, now)


def _keeps(campaign: Campaign, key: str, now: datetime) -> Done | Refusal:
    return times.put_talks_there(campaign, key, False, now)


def _link(campaign: Campaign, kept: str, now: datetime) -> Done | Refusal:
    return host_pages.open_again(campaign, kept)


_BACK: dict[str, Callable[[Campaign, str, datetime], Done | Refusal]] = {
    times.CAME: _not_come,
    times.OFF: _not_off,
    times.PUTS: _keeps,
    times.KEEPS: _puts,
    host_pages.MADE: host_pages.close_again,
    host_pages.LINK: _link,
}
