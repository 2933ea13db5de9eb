"""What a browser needs to keep a campaign's texts: whose they are, and the key to them.

The key is derived from this server's secret and the campaign each time it is asked for, so that it
stands in no table. It comes in two halves: one the browser keeps as a key that scripts cannot read
out, the other a cookie that ends with the seat. docs/decisions/kept-in-the-browser.md says what
that protects from and what not.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from fifteen.pages import _plan
from fifteen.store import read, scope
from fifteen.store.models import Campaign, Conversation

COOKIE = "fifteen_device"
"""The half of the key that ends with the seat."""

GONE = "fifteen_gone"
"""Whose texts this browser must wipe: their campaign was erased, or the seat was given up."""

MOST = 12  # conversations whose pages are kept
_OPEN = 40  # working papers looked through, the latest first
_STILL = timedelta(days=1)  # so long after its hour a booked talk is still at hand
_HERE = Path(__file__).parent


def owner(campaign: Campaign) -> str:
    """Whose a kept text is, in a word that says nothing."""
    return salted_hmac("fifteen.device.owner", campaign.key, algorithm="sha256").hexdigest()[:24]


def half(campaign: Campaign, which: str) -> str:
    """One half of the key, 32 bytes as text: "kept" for the store, "seat" for the cookie."""
    made = salted_hmac(f"fifteen.device.{which}", campaign.key, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def give_half(request: HttpRequest, answer: HttpResponse, campaign: Campaign) -> None:
    """The half that ends with the seat, as a cookie that scripts of ours can read."""
    age = request.session.get_expiry_age()
    answer.set_cookie(
        COOKIE, half(campaign, "seat"), age, secure=request.is_secure(), samesite="Strict"
    )


def wipe(request: HttpRequest, answer: HttpResponse, whose: str) -> None:
    """Have this browser forget what it keeps of this owner, unsent texts too."""
    others = [o for o in request.COOKIES.get(GONE, "").split(".") if o.isalnum()]
    gone = ".".join(dict.fromkeys([*others, whose]).keys())
    answer.set_cookie(
        GONE, gone[:1_000], 365 * 24 * 3600, secure=request.is_secure(), samesite="Strict"
    )
    answer.delete_cookie(COOKIE, samesite="Strict")


@cache
def files() -> tuple[str, ...]:
    """Our style sheets, scripts and drawings: what a kept page needs to be shown."""
    folder = _HERE / "static"
    found = (p for p in folder.rglob("*") if p.suffix in (".css", ".js", ".svg"))
    return tuple(sorted(p.relative_to(folder).as_posix() for p in found))


@cache
def version() -> str:
    """A word that changes with every file a kept page is made of."""
    made_of = [*_HERE.rglob("*.html"), *_HERE.rglob("*.py"), *_HERE.rglob("*.*s*")]
    return hashlib.sha256(b"".join(p.read_bytes() for p in sorted(made_of))).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Kept:
    """A conversation to have at hand: its pages, what they are called, when they change."""

    title: str
    when: str
    pages: tuple[tuple[str, str], ...]  # label and address
    mark: str


def kept(campaign: Campaign, now: datetime) -> list[Kept]:
    """The conversations whose pages a browser keeps: booked ones and those under way."""
    open_ones = scope.conversations(campaign).filter(ended_at=None).order_by("-id")[:_OPEN]
    talks = {talk.pk: talk for talk in open_ones}
    standings = read.standings(campaign, [talk.person for talk in talks.values()])
    pictured = list(scope.beliefs(campaign).values_list("text", "state"))
    about = f"{_fields(campaign)}{version()}{read.day(campaign, now)}{pictured}"
    found: list[tuple[datetime, Kept]] = []
    for talk in talks.values():
        stands = standings[talk.person.pk]
        booking = stands.booking
        if booking is not None and booking.conversation != talk.key:
            booking = None
        hours = [booking.start] if booking else []
        hours += [talk.started_at] if talk.started_at else []
        at = min(hours, key=lambda one: abs(one - now), default=None)
        if at is None or at + _STILL < now:
            continue
        talk.person.campaign = campaign
        when = _plan.when(booking, campaign, now) if booking else "Under way"
        mark = about + _fields(talk) + _fields(talk.person) + repr(stands)
        found.append((at, Kept(talk.person.name, when, _pages(talk), _digest(mark))))
    nearest = sorted(found, key=lambda f: abs(f[0] - now))[:MOST]
    return [one for _, one in sorted(nearest, key=lambda f: f[0])]


def _pages(talk: Conversation) -> tuple[tuple[str, str], ...]:
    here = f"/conversations/{talk.key}"
    return (
        ("Room", f"{here}/room"),
        ("Call sheet", f"/people/{talk.person.key}/sheet"),
        ("Plan", f"{here}/prepare"),
    )


def _fields(row: models.Model) -> str:
    return repr([f.value_from_object(row) for f in row._meta.concrete_fields])


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
