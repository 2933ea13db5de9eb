"""What a host's page shows, from what is kept here: who asks, the times, what they have said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fifteen.method.host_page import Facts
from fifteen.method.words import Booking, Entry, Standing
from fifteen.pages import _host_view, _plan, _zones
from fifteen.pages._host_view import Look
from fifteen.store import host_facts, pages, scope
from fifteen.store.models import Campaign, HostPage

_MOST_QUESTIONS = 4


@dataclass(frozen=True, slots=True)
class Showing:
    """A page about to be shown: whose, where it stands, and how it is looked at."""

    page: HostPage
    stands: Standing
    look: Look
    journal: Sequence[Entry]

    @property
    def facts(self) -> Facts:
        """What it says; the times are read for the clock it is looked at on."""
        closed = pages.closed(self.page, self.stands, self.look.now)
        asked = _questions(self.page.campaign, None if closed else self.stands.booking)
        now, zone = self.look.now, self.look.zone
        return host_facts.of(self.page, self.stands, self.journal, now, zone, asked)


def zone_of(page: HostPage, stands: Standing, asked: str) -> tuple[str, bool]:
    """The zone to show times in, and whether it is a guess: what the link asks for, else what is
    known."""
    known = _zones.known(asked)
    return (asked, False) if known else (host_facts.zone_of(page, stands), True)


def shown(one: Showing) -> dict[str, Any]:
    """Everything the template needs."""
    return _host_view.shown(one.facts, one.look)


def _questions(campaign: Campaign, booking: Booking | None) -> list[str]:
    """What the seeker would like to ask, once a time is agreed."""
    if booking is None:
        return []
    talk = scope.conversations(campaign).filter(key=booking.conversation).first()
    if talk is None:
        return []
    planned = _plan.of(talk, campaign)
    asked = [block.words for block in planned.blocks if block.key in planned.asked]
    return asked[:_MOST_QUESTIONS]
