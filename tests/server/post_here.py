"""Mails of a programme, run as the role that serves; the clock stands so many minutes ahead.

Commands parted by `/`: `put ADDRESS...` makes hosts who get their link, `list COUNT` one that is
written to, `work MINUTES` does what is due like a worker and prints what failed, `hour MINUTES` and
`day MINUTES` make a round, `told` prints what the office is told, `again` and `settle` do that to
the first of it."""

# ruff: noqa: E402

from __future__ import annotations

import os
import sys
from datetime import timedelta

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "fifteen.server.settings"
django.setup()

from django.utils import timezone

from fifteen.actions import jobs
from fifteen.server._keys import new_key
from fifteen.server.programme import hosting, inviting, office, post
from fifteen.server.programme.models import AlumniList, Host, Programme
from fifteen.store import walls
from fifteen.store.models import Job

NAME = "Calder alumni"
A_DAY = 20


def programme() -> tuple[Programme, str]:
    """The one there is, and its owner."""
    with walls.over_all():
        row = Programme.objects.values_list("key", "campaign__owner").first()
    if row is None:
        made = office.make(NAME, "ines@office.example", "Europe/Oslo", timezone.now())
        assert isinstance(made, Programme)
        row = (made.key, made.campaign.owner)
    with walls.as_owner(row[1]):
        return Programme.objects.select_related("campaign").get(key=row[0]), row[1]


one, owner = programme()


def put(*addresses: str) -> None:
    for address in addresses:
        hosting.ask_in(one, f"Ana {address.split('@')[0].title()}", address, timezone.now())


def a_list(count: str) -> None:
    now = timezone.now()
    Programme.objects.filter(pk=one.pk).update(mails_a_day=A_DAY)
    brought = AlumniList.objects.create(
        campaign=one.campaign, filename="a.csv", basis="consent", basis_words="W", made=now,
        state="read", added=int(count),
    )  # fmt: skip
    for number in range(int(count)):
        told = {**hosting.fresh(now), "invited": None, "mark": new_key(), "brought_by": brought}
        email = f"list{number}@list.example"
        Host.objects.create(campaign=one.campaign, name=f"Per {number}", email=email, **told)
    inviting.invite(one, brought.key, now)


def claim(minutes: str) -> Job | None:
    with walls.over_all():
        return jobs.claim("a test", timezone.now() + timedelta(minutes=float(minutes)))


def work(minutes: str) -> None:
    while (job := claim(minutes)) is not None:
        try:
            jobs.run(job, timezone.now() + timedelta(minutes=float(minutes)))
        except Exception as failure:
            print(type(failure).__name__)


def slept(minutes: str) -> None:
    """A worker falls asleep over a job, another does it, the first wakes up and goes on."""
    first = claim("0")
    work(minutes)
    assert first is not None
    jobs.run(first, timezone.now())


def died() -> None:
    """Three workers die over a job, the fourth gives it up."""
    for minutes in (0, 2, 4):
        assert claim(str(minutes)) is not None
    work("6")


def hour(minutes: str) -> None:
    jobs.hourly(timezone.now() + timedelta(minutes=float(minutes)))


def day(minutes: str) -> None:
    jobs.daily(timezone.now() + timedelta(minutes=float(minutes)))


def told() -> None:
    for row, said in post.unsettled(one.campaign):
        print(f"{row.host.email}: {said}")


def again() -> None:
    post.again(one, str(post.unsettled(one.campaign)[0][0].pk), timezone.now())


def settle() -> None:
    post.settle(one, str(post.unsettled(one.campaign)[0][0].pk), timezone.now())


if __name__ == "__main__":
    here = {**globals(), "list": a_list}
    for command in " ".join(sys.argv[1:]).split(" / "):
        name, *words = command.split()
        with walls.as_owner(owner):
            here[name](*words)
