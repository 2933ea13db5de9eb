"""Secret links: to a host's page, and to the seeker's calendar; made, made anew, ended."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from fifteen.actions._write import Done, locked
from fifteen.method.words import Refusal
from fifteen.store import pages, read
from fifteen.store.models import Campaign, HostPage, Person


@transaction.atomic
def link(person: Person, now: datetime) -> str | Refusal:
    """The token of this person's page, the one there is or a new one."""
    person = locked(person)
    stands = read.standing_of(person)
    if stands.rest is not None and stands.rest.forever:
        return Refusal("This person asked not to be written to again.")
    page = pages.of(person)
    if page is not None and pages.closed(page, stands, now) is None:
        return pages.token(page.nonce)
    return _new(person, now)


@transaction.atomic
def renew(person: Person, now: datetime) -> Done:
    """A new link; the one before ends at once."""
    person = locked(person)
    end_all(person, pages.Closed.RENEWED, now)
    _new(person, now)
    return Done("There is a new link. The one before has ended.")


@transaction.atomic
def withdraw(person: Person, now: datetime) -> Done:
    """The request is taken back: the page says so kindly from now on."""
    end_all(locked(person), pages.Closed.WITHDRAWN, now)
    return Done("The page is closed.")


def end_all(person: Person, why: pages.Closed, now: datetime) -> None:
    """End every open link to this person's page. Called inside a transaction."""
    rows = HostPage.objects.filter(campaign=person.campaign, person=person, ended_at=None)
    rows.update(ended_at=now, ended_why=why)


def _new(person: Person, now: datetime) -> str:
    nonce = secrets.token_urlsafe(16)
    token = pages.token(nonce)
    HostPage.objects.create(
        campaign=person.campaign,
        person=person,
        hash=pages.hash_of(token),
        nonce=nonce,
        made=now,
        ends=now + pages.LASTS,
    )
    return token


@transaction.atomic
def feed(campaign: Campaign, wanted: bool) -> Done:
    """A new secret address for the calendar of what is ahead, or none; the one before ends."""
    nonce = secrets.token_urlsafe(16) if wanted else ""
    made = pages.hash_of(pages.token(nonce, pages.FEED)) if wanted else ""
    Campaign.objects.filter(pk=campaign.pk).update(feed_nonce=nonce, feed_hash=made)
    return Done("There is a new address." if wanted else "The address has ended.")
