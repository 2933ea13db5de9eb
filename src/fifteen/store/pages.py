"""The links to the hosts' pages: made, found by their hash, said to be open or why they are not."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings

from fifteen.method.host_page import is_over
from fifteen.method.words import Standing
from fifteen.store import scope
from fifteen.store.models import Campaign, HostPage, Person

LASTS = timedelta(days=60)
"""How long a link is good for, whatever else happens."""


class Closed(StrEnum):
    """Why a page is closed."""

    WITHDRAWN = "withdrawn"  # the seeker took the request back
    OVER = "over"  # they have talked
    EXPIRED = "expired"
    NEVER = "never"  # the host asked not to be written to again
    RENEWED = "renewed"  # there is a newer link


def token(nonce: str, what: str = "host page") -> str:
    """The token that belongs to a nonce here: 32 letters that only this installation can make.
    `what` it opens is part of it."""
    key = settings.SECRET_KEY.encode()
    made = hmac.new(key, f"{what} {nonce}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made[:24]).decode("ascii")


def hash_of(text: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def find(text: str) -> HostPage | None:
    """The page of a token, open or not."""
    if not 16 <= len(text) <= 64:
        return None
    rows = HostPage.objects.select_related("person__campaign").filter(hash=hash_of(text))
    for page in rows.order_by()[:1]:
        page.campaign = page.person.campaign  # the same row: read and made once
        return page
    return None


def owner_behind(text: str) -> str:
    """Whose host, or whose calendar program, this token lets in; "" where it is none of ours. A
    server asks before anything."""
    kept = hash_of(text.removesuffix(".ics"))
    rows = HostPage.objects.filter(hash=kept).values_list("campaign__owner", flat=True)
    feeds = Campaign.objects.filter(feed_hash=kept).values_list("owner", flat=True)
    return rows.first() or feeds.first() or ""


def base(campaign: Campaign) -> str:
    """The address before the links of a campaign's hosts: where this Fifteen is reached, or its
    relay; empty where hosts cannot reach anything."""
    if settings.PUBLIC_ADDRESS:
        return str(settings.PUBLIC_ADDRESS)
    there = scope.relay(campaign)
    return there.address if there is not None else ""


def of(person: Person) -> HostPage | None:
    """The newest page of a person whose link can still be shown here."""
    rows = HostPage.objects.filter(campaign=person.campaign, person=person, ended_at=None)
    page = rows.order_by("-id").first()
    return page if page is not None and hash_of(token(page.nonce)) == page.hash else None


def closed(page: HostPage, stands: Standing, now: datetime) -> Closed | None:
    """Why a page is closed, None where it is open."""
    if stands.rest is not None and stands.rest.forever:
        return Closed.NEVER
    if page.ended_at is not None:
        return Closed(page.ended_why)
    if stands.met_on is not None and stands.met_on >= page.made.date():
        return Closed.OVER
    if is_over(stands.booking, page.ends, now):
        return Closed.OVER
    if now >= page.ends and stands.booking is None:
        return Closed.EXPIRED
    if stands.rest is not None and stands.rest.why == "chosen":
        return Closed.WITHDRAWN
    return None


FEED = "feed"


def feed_of(text: str) -> Campaign | None:
    """The campaign whose calendar stands behind a token."""
    if not 16 <= len(text) <= 64:
        return None
    return Campaign.objects.filter(feed_hash=hash_of(text)).first()


def feed_token(campaign: Campaign) -> str:
    """The token of a campaign's calendar; empty where there is none that can be shown here."""
    made = token(campaign.feed_nonce, FEED) if campaign.feed_nonce else ""
    return made if made and hash_of(made) == campaign.feed_hash else ""
