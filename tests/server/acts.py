"""What time does in a term, run as the role that serves: `expire` or `talk` and a host's name, or
`days` and how many pass."""

from __future__ import annotations

import os
import sys
from datetime import timedelta

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "fifteen.server.settings"
django.setup()

from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from fifteen.actions import jobs, meetings  # noqa: E402
from fifteen.actions._write import Done  # noqa: E402
from fifteen.server.programme.models import Host, Known, Request, Seat  # noqa: E402
from fifteen.store import walls  # noqa: E402


def expire(name: str) -> None:
    """The days pass in which a host of this name does not answer; the round of the hour comes."""
    now = timezone.now()
    for owner in owners():
        with walls.as_owner(owner):
            rows = Request.objects.filter(host__name=name, state="open")
            rows.update(ends=now - timedelta(minutes=1))
            jobs.hourly(now)


def days(count: str) -> None:
    """So many days from now the round of the hour comes."""
    for owner in owners():
        with walls.as_owner(owner):
            jobs.hourly(timezone.now() + timedelta(days=int(count)))


def talk(name: str) -> None:
    """Whoever has a time with this host talks now."""
    with walls.over_all():
        seats = dict(Seat.objects.values_list("key", "campaign__owner"))
    for key, owner in seats.items():
        with transaction.atomic(), walls.within(owner):
            rows = Known.objects.select_related("person__campaign").filter(seat__key=key)
            for known in rows.filter(person__name=name, person__stage__in=("booked", "yes")):
                held = meetings.talk_now(known.person, timezone.now())
                assert not hasattr(held, "message"), held
                done = meetings.end(held, timezone.now())
                assert isinstance(done, Done), done


def owners() -> list[str]:
    """Whose programmes there are."""
    with walls.over_all():
        return list(Host.objects.values_list("campaign__owner", flat=True).distinct())


if __name__ == "__main__":
    {"expire": expire, "talk": talk, "days": days}[sys.argv[1]](sys.argv[2])
