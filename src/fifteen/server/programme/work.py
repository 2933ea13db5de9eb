"""What runs behind the pages of a programme, and what its journal lines are followed by."""

from __future__ import annotations

from datetime import datetime, timedelta

from fifteen.actions import _write, jobs
from fifteen.method.programme.words import Part, State
from fifteen.server.programme import asking, following, hosting, inviting, lists, pairing, post
from fifteen.server.programme.models import Host, Programme, Request, Seat
from fifteen.store import walls
from fifteen.store.models import Campaign

FORGETS = timedelta(days=60)
"""How long somebody of a list stays who was written to and did not answer."""


def begin() -> None:
    """Said once, when all models are there."""
    if following.follow not in _write.FOLLOWERS:
        _write.FOLLOWERS.append(following.follow)
        kinds = {
            post.KIND: post.send,
            hosting.KNOCKED: hosting.come,
            lists.READ: lists.read,
            inviting.KIND: inviting.some,
            pairing.KIND: pairing.run,
        }
        jobs.also(kinds, daily, hourly)


def hourly(campaign: Campaign, now: datetime) -> None:
    """Requests that nobody answered in time; mails that wait, or that nobody knows about."""
    if not _is_programme(campaign):
        return
    lists.let_go(campaign)
    post.look_after(campaign, now)
    rows = Request.objects.filter(campaign=campaign, state=State.OPEN, ends__lte=now)
    for request in rows.select_related("host").order_by("id"):
        asking.expire(request, now)


def daily(campaign: Campaign, now: datetime) -> None:
    """Erase whoever of a list was written to and did not answer; go on with the others."""
    if not _is_programme(campaign):
        return
    silent = Host.objects.filter(campaign=campaign, part=Part.INVITED, invited__lt=now - FORGETS)
    silent.delete()
    _forget_the_gone(campaign)
    inviting.go_on(campaign, now)


def _forget_the_gone(campaign: Campaign) -> None:
    """Of whoever erased their campaign no line stays, though they did not leave the programme."""
    rows = Request.objects.filter(campaign=campaign).exclude(line="")
    named = set(rows.values_list("seat", flat=True))
    with walls.over_all():
        there = set(Seat.objects.filter(key__in=named).values_list("key", flat=True))
    rows.filter(seat__in=named - there).update(line="")


def _is_programme(campaign: Campaign) -> bool:
    return Programme.objects.filter(campaign=campaign).exists()
