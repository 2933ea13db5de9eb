"""The matching of a programme: each seeker without a request is named one host (O2).

Nothing is asked by it: a seeker sees whom it picked and why, and writes, or does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from fifteen.actions._write import Done
from fifteen.method.matching.parties import Host as Offered
from fifteen.method.matching.parties import Seeker
from fifteen.method.programme import capacity
from fifteen.method.programme.words import Part, State
from fifteen.server.programme import finding, hosting, office, seats
from fifteen.server.programme.models import Host, Programme, Request, Seat
from fifteen.store import walls
from fifteen.store.models import Job

KIND = "programme-pairs"
_LATE = timedelta(days=30)


def ask_for(programme: Programme, now: datetime) -> Done:
    """Have the worker do it."""
    Job.objects.create(campaign=programme.campaign, kind=KIND, run_at=now)
    office.note(programme, "Hosts were picked for seekers.", now)
    said = "The worker picks a host for everybody who asks nobody now."
    return Done(said, office.act(programme, "picked"))


def take_back(programme: Programme, now: datetime) -> Done:
    """Have the worker take the picks off every seeker's page; one that waits is not made."""
    waiting = Job.objects.filter(campaign=programme.campaign, kind=KIND, done_at=None)
    waiting.filter(claimed_at=None).update(done_at=now)
    Job.objects.create(campaign=programme.campaign, kind=KIND, data={"off": True}, run_at=now)
    office.note(programme, "The picks were taken back.", now)
    return Done("The worker takes the picks off every seeker's page.")


def run(job: Job, now: datetime) -> None:
    """Match, and put the pick on each seeker's page."""
    # The solver is a second of loading and a third of a process's memory: for this job alone.
    from fifteen.method.matching import assign

    programme = Programme.objects.select_related("campaign").get(campaign=job.campaign)
    with transaction.atomic():
        hosts = _hosts(programme, now)
        seekers, owners = _seekers(programme, now)
    if job.data.get("off"):
        _off(owners)
        return
    found = {pair.seeker: pair for pair in assign.pairs(seekers, hosts, seed=now.toordinal())}
    for seeker in seekers:
        pair = found.get(seeker.key)
        with transaction.atomic(), walls.within(owners[seeker.key]):
            Seat.objects.filter(key=seeker.key).update(
                proposed=pair.host if pair else "", why=pair.sentence[:500] if pair else ""
            )


def _off(owners: Mapping[str, str]) -> None:
    for key, owner in owners.items():
        with transaction.atomic(), walls.within(owner):
            Seat.objects.filter(key=key).update(proposed="", why="")


def _hosts(programme: Programme, now: datetime) -> list[Offered]:
    rows = list(Host.objects.filter(campaign=programme.campaign, part=Part.IN).order_by("id"))
    loads = hosting.loads(rows, now)
    found = []
    for host in rows:
        offer, today = hosting.offer_of(host), hosting.today_of(host, now)
        load = loads[host.pk]
        # One at a time: a second pick for the same host would wait for the first.
        room = 0 if capacity.busy(offer, load, today) else 1
        if room:
            taker = finding.taker_of(host)
            found.append(Offered(host.key, taker, room, len(load.asked), host.monthly))
    return found


def _seekers(programme: Programme, now: datetime) -> tuple[list[Seeker], dict[str, str]]:
    rows = Request.objects.filter(campaign=programme.campaign)
    busy = set(
        rows.filter(state__in=(State.OPEN, State.YES, State.BOOKED)).values_list("seat", flat=True)
    )
    before: dict[str, set[str]] = {}
    for seat, host in rows.filter(asked__gt=now - capacity.NOT_AGAIN).values_list(
        "seat", "host__key"
    ):
        before.setdefault(seat, set()).add(host or "")
    with walls.over_all():
        there = Seat.objects.filter(programme=programme.key).order_by("id")
        owners = dict(there.values_list("key", "campaign__owner"))
    seekers = []
    for key, owner in owners.items():
        if key in busy:
            continue
        with walls.within(owner):
            seat = Seat.objects.select_related("campaign").get(key=key)
            wish = seats.wish(seat)
        seekers.append(Seeker(key, wish, 1, frozenset(before.get(key, ()))))
    return seekers, owners
