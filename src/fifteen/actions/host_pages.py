"""Secret links: to a host's page, and to the seeker's calendar; made, made anew, ended."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from fifteen.actions._write import Done, locked
from fifteen.method.words import Refusal
from fifteen.store import pages, read
from fifteen.store.models import Campaign, HostPage, Person

MADE, LINK, FEED = "host-page.", "host-link.", "feed."
"""How acts about a link begin; the hash of the page, or of the one before, follows, or nothing."""

GONE = "There is nothing to undo here any more."


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
    was = end_all(person, pages.Closed.RENEWED, now)
    _new(person, now)
    return Done("There is a new link. The one before has ended.", was and LINK + was)


@transaction.atomic
def withdraw(person: Person, now: datetime) -> Done:
    """The request is taken back: the page says so kindly from now on."""
    was = end_all(locked(person), pages.Closed.WITHDRAWN, now)
    return Done("The page is closed.", was and LINK + was)


def end_all(person: Person, why: pages.Closed, now: datetime) -> str:
    """End every open link to this person's page; the hash of the last, "" where none was open.
    Called inside a transaction."""
    rows = HostPage.objects.filter(campaign=person.campaign, person=person, ended_at=None)
    last = rows.order_by("id").last()
    rows.update(ended_at=now, ended_why=why)
    return last.hash if last else ""


def close_again(campaign: Campaign, kept: str, now: datetime) -> Done | Refusal:
    """The page that was just made is closed; nobody has been told of it. Called inside a
    transaction."""
    rows = HostPage.objects.filter(campaign=campaign, hash=kept, ended_at=None)
    page = rows.select_related("person__campaign").first()
    return withdraw(page.person, now) if page else Refusal(GONE)


def open_again(campaign: Campaign, kept: str) -> Done | Refusal:
    """The link that was closed, or that a newer one took the place of, holds again; the newer one
    was never there. Called inside a transaction."""
    by_seeker = (pages.Closed.WITHDRAWN, pages.Closed.RENEWED)
    rows = HostPage.objects.filter(campaign=campaign, hash=kept, ended_why__in=by_seeker)
    page = rows.select_related("person__campaign").first()
    if page is None:
        return Refusal(GONE)
    since = HostPage.objects.filter(campaign=campaign, person=locked(page.person), pk__gt=page.pk)
    since.filter(ended_at=None).delete()
    rows.update(ended_at=None, ended_why="")
    return Done("Undone. The link from before holds again.")


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
    row = Campaign.objects.select_for_update().get(pk=campaign.pk)
    row.feed_was, row.feed_nonce, row.feed_hash = row.feed_nonce, nonce, made
    row.save(update_fields=["feed_was", "feed_nonce", "feed_hash"])
    return Done("There is a new address." if wanted else "The address has ended.", FEED)


def feed_back(campaign: Campaign) -> Done | Refusal:
    """The address from before the last change, or none where there was none."""
    row = Campaign.objects.select_for_update().get(pk=campaign.pk)
    row.feed_nonce, row.feed_was = row.feed_was, row.feed_nonce
    made = pages.hash_of(pages.token(row.feed_nonce, pages.FEED)) if row.feed_nonce else ""
    row.feed_hash = made
    row.save(update_fields=["feed_was", "feed_nonce", "feed_hash"])
    return Done("Undone.", FEED)
