"""Work behind the pages: claimed by one worker, run, tried again, or given up with a word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from fifteen.actions import (
    _doors,
    _invites,
    books,
    forecasts,
    imports,
    inviting,
    mail_files,
    merging,
    relay,
    relay_joined,
    reminding,
    times,
    times_back,
    traces,
    twice,
    weekly,
)
from fifteen.actions.journal import let_rest_the_silent
from fifteen.actions.people import rank_again
from fifteen.store import scope
from fifteen.store.models import Campaign, Job

MOST_TRIES = 3
FIRST_WAIT = timedelta(seconds=3)  # two who write at once are past it by then; then longer
BEAT = timedelta(seconds=10)  # so often a worker says that it has its job in hand still
LOST_AFTER = timedelta(minutes=1)  # a claim not renewed for so long belongs to a worker that died


@transaction.atomic
def claim(worker: str, now: datetime) -> Job | None:
    """The oldest job that waits, claimed for this worker alone, or None."""
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - LOST_AFTER)
    waiting = Job.objects.filter(free, done_at=None, run_at__lte=now).order_by("run_at", "id")
    # PostgreSQL goes on where another worker has a row in hand; SQLite has one writer anyway.
    job = waiting.select_for_update(skip_locked=True).first()
    if job is not None:
        job.claimed_by, job.claimed_at, job.tries = worker, now, job.tries + 1
        job.save(update_fields=["claimed_by", "claimed_at", "tries"])
    return job


def keep(job: Job, now: datetime) -> bool:
    """Renew a claim, however slow the job is; whether it still is this worker's."""
    return bool(_mine(job).update(claimed_at=now))


def run(job: Job, now: datetime) -> None:
    """Run a claimed job. What fails is tried again later, and given up after three tries; so is
    what killed three workers.

    The error kept is the kind of failure alone: it may not carry names or addresses.
    """
    if job.tries > MOST_TRIES:
        if _mine(job).update(done_at=now, error="Lost"):
            _give_up(job)
        return
    try:
        _KINDS[job.kind](job, now)
    except imports.Stopped:
        finish(job, now)
    except Exception as failure:
        _try_again(job, type(failure).__name__, now)
        raise
    else:
        finish(job, now)


def _mine(job: Job) -> QuerySet[Job]:
    """The job while the claim it was run with stands: who was given up for dead (a machine that
    slept) ends nothing of the worker who has taken over."""
    return Job.objects.filter(pk=job.pk, tries=job.tries, done_at=None)


def finish(job: Job, now: datetime) -> bool:
    """End a job in the transaction of its work, so that both hold or neither; whether it still was
    this worker's. Where it was not, the work is another's."""
    return bool(_mine(job).update(done_at=now, error=""))


def _try_again(job: Job, error: str, now: datetime) -> None:
    if job.tries >= MOST_TRIES:
        if _mine(job).update(done_at=now, error=error):
            _give_up(job)
        return
    wait = FIRST_WAIT * 10 ** (job.tries - 1)
    _mine(job).update(claimed_at=None, claimed_by="", run_at=now + wait, error=error)


def _give_up(job: Job) -> None:
    if "import" in job.data:
        imports.give_up(imports.by_key(job.campaign, job.data["import"]))
    if job.kind == mail_files.KIND:
        mail_files.give_up(job.campaign, job.data["file"])


def release(now: datetime) -> int:
    """At the start of the one local process: whatever is claimed was claimed by a dead one."""
    return Job.objects.filter(done_at=None, claimed_at__isnull=False).update(
        claimed_at=None, claimed_by=""
    )


def also(
    kinds: Mapping[str, Callable[[Job, datetime], None]],
    each_day: Callable[[Campaign, datetime], None],
    each_hour: Callable[[Campaign, datetime], None],
) -> None:
    """A server has further kinds of work; said once, at its start."""
    _KINDS.update(kinds)
    _EACH_DAY.append(each_day)
    _EACH_HOUR.append(each_hour)


_EACH_DAY: list[Callable[[Campaign, datetime], None]] = []
_EACH_HOUR: list[Callable[[Campaign, datetime], None]] = []


def daily(now: datetime) -> None:
    """Once a day for every campaign: let the silent rest, freeze the week's forecast, let go of
    what can no longer be undone."""
    for campaign in scope.campaigns_of_all():
        let_rest_the_silent(campaign, now)
        forecasts.freeze(campaign, now)
        merging.let_go(campaign, now)
        mail_files.let_go(campaign, now)
        traces.forget_in_time(campaign, now)
        for more in _EACH_DAY:
            more(campaign, now)


def hourly(now: datetime) -> None:
    """Once an hour for every campaign: have the calendars and address books read that may have
    changed, and the seeker reminded of talks and told of the week."""
    for campaign in scope.campaigns_of_all():
        times.read_the_old(campaign, now)
        times_back.let_go(campaign, now)
        books.read_the_old(campaign, now)
        reminding.due(campaign, now)
        weekly.due(campaign, now)
        for more in _EACH_HOUR:
            more(campaign, now)


def minutely(now: datetime) -> None:
    """Once a minute: ask the relays what hosts have said."""
    relay.due(now)


def owners() -> list[str]:
    """Whoever has a campaign, each once: a server makes its daily round owner by owner."""
    rows = scope.campaigns_of_all().order_by("owner").values_list("owner", flat=True)
    return list(rows.distinct())


def _read_import(job: Job, now: datetime) -> None:
    imports.read(imports.by_key(job.campaign, job.data["import"]), now)


def _write_import(job: Job, now: datetime) -> None:
    brought = imports.by_key(job.campaign, job.data["import"])
    imports.write(brought, job.data.get("decisions", {}), now)


def _read_mails(job: Job, now: datetime) -> None:
    mail_files.read(job.campaign, job.data["file"], now)


def _read_calendar(job: Job, now: datetime) -> None:
    times.read_now(job.campaign, job.data["calendar"], now)


def _read_book(job: Job, now: datetime) -> None:
    books.read_now(job.campaign, job.data["book"], now)


def _put_talk(job: Job, now: datetime) -> None:
    times.put_talks(job.campaign, job.data["person"], now)


def _invite(job: Job, now: datetime) -> None:
    inviting.follow(job.campaign, job.data["person"], now)


def _remind(job: Job, now: datetime) -> None:
    reminding.remind(job.campaign, job.data, now, _doors.real(now))


def _tell_of_the_week(job: Job, now: datetime) -> None:
    weekly.tell(job.campaign, job.data, now, _doors.real(now))


def _ask_relay(job: Job, now: datetime) -> None:
    relay.ask(job.campaign, now)


def _rank(job: Job, now: datetime) -> None:
    rank_again(job.campaign, now)


def _find_twice(job: Job, now: datetime) -> None:
    twice.run(job.campaign)


def _erase(job: Job, now: datetime) -> None:
    traces.erase(job.data.get("gone", ()))


_KINDS: dict[str, Callable[[Job, datetime], None]] = {
    "read-import": _read_import,
    "write-import": _write_import,
    "rank-again": _rank,
    twice.KIND: _find_twice,
    "read-calendar": _read_calendar,
    books.KIND: _read_book,
    mail_files.KIND: _read_mails,
    traces.KIND: _erase,
    "put-talk": _put_talk,
    _invites.KIND: _invite,
    relay_joined.KIND: _ask_relay,
    reminding.KIND: _remind,
    weekly.KIND: _tell_of_the_week,
}
