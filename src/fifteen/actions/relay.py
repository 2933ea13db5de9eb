"""The relay of a campaign: joined with a code, told which pages to show, asked what hosts said.

A relay decides nothing: what a host sent there is taken here by the same acts as on this computer's
own page, and refused in the same way.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from fifteen.actions import host_forms, relay_joined
from fifteen.actions._write import Done
from fifteen.actions.relay_joined import JOINED, KIND, OPENS, SIGNS, ask_later, way_to
from fifteen.adapters.relay import sealing
from fifteen.adapters.relay.client import SAID, Failed, Waiting, Way, Why
from fifteen.method import host_page, standing, zones
from fifteen.method.words import Refusal
from fifteen.store import host_facts, pages, read, scope, sealed
from fifteen.store.models import Campaign, HostPage, Job, Relay

EVERY = timedelta(minutes=1)
"""How often a relay is asked while this computer is on."""

_LEFT_EVERY = timedelta(hours=1)
"""How often one that was left is, until it has forgotten everything."""


def join(campaign: Campaign, address: str, code: str, now: datetime) -> Done | Refusal:
    """Show the pages of hosts on a relay from now on; its operator gave the code."""
    address = address.strip().rstrip("/")
    if not address.startswith(("https://", "http://")) or len(address) > 500:
        return Refusal(SAID[Why.ADDRESS], "address")
    if scope.relay(campaign) is not None:
        return Refusal("There is a relay already. Leave it first.", "address")
    if (left := scope.relay_left(campaign)) is not None:
        relay_joined.let_go(left, now)
        Relay.objects.filter(pk=left.pk).delete()  # the next takes its place
    signs, opens = sealing.new_signing_key(), sealing.new_opening_key()
    row = Relay(
        campaign=campaign,
        address=address,
        signs=sealed.seal(campaign, SIGNS, sealing.text(signs)),
        opens=sealed.seal(campaign, OPENS, sealing.text(opens)),
        since=now,
    )
    try:
        way_to(row, now).join(code.strip(), sealing.opening_public(opens))
    except Failed as failure:
        field = "code" if failure.why is Why.CODE else "address"
        return Refusal(SAID[failure.why], field)
    row.save()
    ask_later(campaign, now)
    return Done("The pages of your hosts are shown there from now on.", f"{JOINED}{row.pk}")


def ask_soon(campaign: Campaign, now: datetime) -> Done:
    """Ask now what hosts have said."""
    ask_later(campaign, now)
    return Done("The relay is being asked.")


def due(now: datetime) -> int:
    """Have every relay asked whose turn it is; returns how many."""
    Job.objects.filter(kind=KIND, done_at__lt=now - EVERY).delete()  # they come every minute
    rows = Relay.objects.select_related("campaign").exclude(asked_at__gt=now - EVERY)
    rows = rows.exclude(left_at__isnull=False, asked_at__gt=now - _LEFT_EVERY)
    for row in rows:
        ask_later(row.campaign, now)
    return len(rows)


def ask(campaign: Campaign, now: datetime) -> None:
    """The worker's part: take what hosts have said, then show what stands now. What was taken is
    let go of there last: if the way breaks before, it is known here by its number."""
    row = scope.relay(campaign)
    if row is None:
        _ask_the_left(campaign, now)
        return
    trouble = ""
    try:
        way = way_to(row, now)
        waiting, there = way.waiting()
        for one in waiting:
            _take(row, one, now)
        _show(row, way, there, now)
        if waiting:
            way.taken([one.number for one in waiting])
    except Failed as failure:
        trouble = str(failure.why)
    except sealed.Unreadable:
        trouble = str(Why.KEY)
    Relay.objects.filter(pk=row.pk).update(asked_at=now, trouble=trouble)


def _ask_the_left(campaign: Campaign, now: datetime) -> None:
    """Of a relay that was left: it shows nothing, and after a day it forgets everything."""
    row = scope.relay_left(campaign)
    if row is None or row.left_at is None:
        return
    Relay.objects.filter(pk=row.pk).update(asked_at=now)
    if now >= row.left_at + relay_joined.KEPT:
        relay_joined.let_go(row, now)
        return
    with suppress(Failed, sealed.Unreadable):
        relay_joined.take_down(way_to(row, now))


@transaction.atomic
def _take(row: Relay, one: Waiting, now: datetime) -> None:
    """Do what a host asked for on the relay, once."""
    if one.number <= row.taken:
        return
    page = HostPage.objects.filter(campaign=row.campaign, hash=one.page).first()
    form = _opened(row, one)
    if page is not None and form is not None:
        page = HostPage.objects.select_related("person__campaign", "campaign").get(pk=page.pk)
        told = host_forms.take(page, form, form.get("zone", ""), now)
        word = ""
        if isinstance(told, Refusal):
            word = host_facts.GONE if told.field == "time" else host_facts.AGAIN
        HostPage.objects.filter(pk=page.pk).update(word=word)
    row.taken = one.number
    Relay.objects.filter(pk=row.pk).update(taken=one.number)


def _opened(row: Relay, one: Waiting) -> dict[str, str] | None:
    """The form that was sent; None where it was not sealed for this campaign."""
    opens = sealing.raw(sealed.unseal(row.campaign, OPENS, row.opens))
    try:
        form = json.loads(sealing.open_answer(opens, one.sealed, one.page))
    except ValueError:
        return None
    if not isinstance(form, dict):
        return None
    told = {str(key): str(value) for key, value in form.items()}
    return told if zones.known(told.get("zone", "")) else None


def _show(row: Relay, way: Way, there: set[str], now: datetime) -> None:
    campaign = row.campaign
    slots = sealing.slots_key(sealing.raw(sealed.unseal(campaign, OPENS, row.opens)))
    mine = HostPage.objects.filter(campaign=campaign, ends__gt=now)
    rows = list(mine.select_related("person__campaign", "campaign"))
    for page in rows:
        token = pages.token(page.nonce)
        if pages.hash_of(token) != page.hash:
            continue  # made by another installation: nobody here can show it
        data = _data(page, slots, now)
        made = hashlib.sha256(data).hexdigest()
        if page.relayed != made or page.hash not in there:
            way.put(page.hash, sealing.seal_page(token, data), int(page.ends.timestamp()))
            HostPage.objects.filter(pk=page.pk).update(relayed=made)
    for gone in there - {page.hash for page in rows}:
        way.take_down(gone)


def _data(page: HostPage, slots: bytes, now: datetime) -> bytes:
    journal = read.lines(scope.entries_of(page.person))
    stands = standing.of(journal)
    facts = host_facts.of(page, stands, journal, now, host_facts.zone_of(page, stands))
    told: dict[str, Any] = host_page.as_json(facts)
    told["slots"] = sealing.text(slots)
    told["apart"] = read.hours(page.campaign).gap
    told["email"] = page.campaign.email
    told["host"] = page.person.name
    told["version"] = read.version_of(page.person)
    return json.dumps(told, sort_keys=True).encode()
