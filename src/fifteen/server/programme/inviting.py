"""The people of an alumni list are asked once by mail, so many a day (O2)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from fifteen.actions import jobs
from fifteen.actions._write import Done
from fifteen.method.programme.words import BASES, Basis, Part
from fifteen.method.words import Refusal
from fifteen.server.programme import office, post
from fifteen.server.programme.models import AlumniList, Host, Post, Programme
from fifteen.store.models import Campaign, Job

KIND = "programme-invite"
_DAY = timedelta(days=1)


@transaction.atomic
def invite(programme: Programme, key: str, now: datetime) -> Done | Refusal:
    """Write to everybody of a list, once, so many a day."""
    brought = AlumniList.objects.select_for_update().get(campaign=programme.campaign, key=key)
    if brought.state != "read":
        return Refusal("The list is not read to its end yet.")
    if brought.inviting is not None:
        return Refusal("They are being written to already.")
    brought.inviting = now
    brought.save(update_fields=["inviting"])
    data = {"list": key}
    Job.objects.create(campaign=programme.campaign, kind=KIND, data=data, run_at=now)
    office.note(programme, "The people of a list are asked once by mail to take part.", now)
    said = f"The first mails leave now, at most {programme.mails_a_day:,} a day."
    return Done(said, office.act(programme, "invite", key))


@transaction.atomic
def stop(programme: Programme, key: str, now: datetime) -> Done | Refusal:
    """No further mails to a list; whose mail had not left stands on it as before."""
    rows = AlumniList.objects.select_for_update().filter(campaign=programme.campaign, key=key)
    brought = rows.exclude(inviting=None).first()
    if brought is None:
        return Refusal("Nobody of this list is being written to.")
    brought.inviting = None
    brought.save(update_fields=["inviting"])
    jobs_of = Job.objects.filter(campaign=programme.campaign, kind=KIND, data__list=key)
    jobs_of.filter(done_at=None).update(done_at=now)
    waiting = Post.objects.select_for_update().filter(
        campaign=programme.campaign, kind="invite", state="waits", host__brought_by=brought
    )
    hosts = list(waiting.values_list("host", flat=True))
    waiting.delete()
    Host.objects.filter(pk__in=hosts, part=Part.INVITED).update(part=Part.LISTED, invited=None)
    office.note(programme, "The people of a list are not written to any further.", now)
    return Done("Stopped. Mails that have left are with the people they went to.")


@transaction.atomic
def some(job: Job, now: datetime) -> None:
    """A day's part of them; the rest tomorrow. The job ends with what it did: of a worker that
    dies right after, no other does it again."""
    if not jobs.finish(job, now):
        return
    programme = Programme.objects.select_related("campaign").get(campaign=job.campaign)
    brought = AlumniList.objects.get(campaign=job.campaign, key=job.data["list"])
    waiting = _waiting(brought)
    if not waiting.exists():
        return
    hosts = list(waiting.order_by("id").select_for_update()[: _room(programme, now)])
    why = f"{BASES[Basis(brought.basis)][0]}: {brought.basis_words}"
    Post.objects.bulk_create(
        Post(campaign=job.campaign, host=host, kind="invite", data={"basis": why}, made=now)
        for host in hosts
    )
    Host.objects.filter(pk__in=[h.pk for h in hosts]).update(part=Part.INVITED, invited=now)
    post.wake(job.campaign, now)
    Job.objects.create(campaign=job.campaign, kind=KIND, data=job.data, run_at=now + _DAY)


def _waiting(brought: AlumniList) -> QuerySet[Host]:
    rows = Host.objects.filter(campaign=brought.campaign, brought_by=brought)
    return rows.filter(part=Part.LISTED)


def _room(programme: Programme, now: datetime) -> int:
    """How many more may be written to today, of all lists together."""
    today = Post.objects.filter(campaign=programme.campaign, kind="invite", made__gt=now - _DAY)
    return max(programme.mails_a_day - today.count(), 0)


def go_on(campaign: Campaign, now: datetime) -> None:
    """Once a day: a list that is being written to, and whose job was given up, has one again."""
    for one in AlumniList.objects.filter(campaign=campaign, inviting__isnull=False):
        jobs_of = Job.objects.filter(campaign=campaign, kind=KIND, data__list=one.key)
        if _waiting(one).exists() and not jobs_of.filter(done_at=None).exists():
            Job.objects.create(campaign=campaign, kind=KIND, data={"list": one.key}, run_at=now)


@transaction.atomic
def drop(programme: Programme, key: str, now: datetime) -> Done:
    """Erase a list, and whoever of it did not opt in."""
    brought = AlumniList.objects.get(campaign=programme.campaign, key=key)
    rows = Host.objects.filter(campaign=programme.campaign, brought_by=brought)
    rows.filter(part__in=(Part.LISTED, Part.INVITED)).delete()
    brought.delete()
    office.note(programme, "A list of alumni was erased.", now)
    return Done("The list is erased, with everybody on it who did not opt in.")
