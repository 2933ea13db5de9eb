"""What a host's page shows, from what is kept here: who asks, the times, what they have said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from fifteen.method.times.words import Span
from fifteen.method.words import Booking, Refusal, Standing
from fifteen.pages import _host_view, _plan, _zones
from fifteen.pages._host_view import Look
from fifteen.store import host_facts, pages, scope
from fifteen.store.models import Campaign, HostPage, Person

_MOST_QUESTIONS = 4


@dataclass(frozen=True, slots=True)
class Showing:
    """A page about to be shown: whose, when, on which clock, with what was typed or refused."""

    page: HostPage
    stands: Standing
    now: datetime
    zone: str
    guess: bool  # nobody has said which zone: the browser may
    refusal: Refusal | None = None
    typed: Mapping[str, str] = field(default_factory=dict)
    fitting: Sequence[Span] = ()  # those that fit the words they wrote
    read_as: str = ""
    open: str = ""

    @property
    def campaign(self) -> Campaign:
        """The seeker's."""
        return self.page.campaign

    @property
    def person(self) -> Person:
        """The host."""
        return self.page.person


def zone_of(page: HostPage, stands: Standing, asked: str) -> tuple[str, bool]:
    """The zone to show times in, and whether it is a guess: what the link asks for, else what is
    known."""
    known = _zones.known(asked)
    return (asked, False) if known else (host_facts.zone_of(page, stands), True)


def shown(one: Showing) -> dict[str, Any]:
    """Everything the template needs."""
    closed = pages.closed(one.page, one.stands, one.now)
    asked = _questions(one.campaign, None if closed else one.stands.booking)
    facts = host_facts.of(one.page, one.stands, one.now, one.zone, asked)
    look = Look(
        one.now,
        one.zone,
        one.guess,
        one.refusal,
        one.typed,
        one.fitting,
        one.read_as,
        one.open,
    )
    return _host_view.shown(facts, look)


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
