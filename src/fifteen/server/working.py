"""A worker of a server: runs jobs one after the other, woken by the database."""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from types import FrameType

from django.db import connection
from django.db.utils import OperationalError
from django.utils import timezone

from fifteen.actions import jobs, rounds
from fifteen.server import coach_notes, listening
from fifteen.server.models import Account
from fifteen.store import walls, work
from fifteen.store.models import Job

_WAIT = 5  # seconds: a worker looks so often though nobody called
_DAY = 7_215  # a number of ours: the lock of the worker that makes the daily round
_log = logging.getLogger("fifteen.server")


class Worker:
    """One process that runs jobs: woken by the database, looking by itself every few seconds."""

    def __init__(self, listens: int = 0) -> None:
        self._stop = threading.Event()
        self._listening = listening.Listening(listens)
        self._name = f"{os.uname().nodename[:40]}-{os.getpid()}"
        self._day = ""
        self._hour = ""
        self._minute = ""

    def run(self) -> int:
        """Until SIGTERM or Ctrl-C; the job in hand is finished first."""
        for one in (signal.SIGTERM, signal.SIGINT):
            signal.signal(one, self._asked_to_stop)
        print("Working. SIGTERM ends it after the job in hand.", flush=True)
        self._listening.start()
        while not self._stop.is_set():
            try:
                self._rounds()
                if not self._run_one():
                    self._wait()
            except OperationalError:
                _log.warning("the database does not answer; looking again")
                connection.close()
                self._stop.wait(_WAIT)
        self._listening.stop()
        connection.close()
        return 0

    def _asked_to_stop(self, number: int, frame: FrameType | None) -> None:
        self._stop.set()

    def _run_one(self) -> bool:
        with walls.over_all():
            job = jobs.claim(self._name, work.clock())
            owner = job.campaign.owner if job else ""
        if job is None:
            return False
        try:
            with _beating(job), walls.as_owner(owner):
                jobs.run(job, timezone.now())
        except OperationalError:
            raise
        except Exception:
            _log.exception("job %s (%s) failed:", job.pk, job.kind)
        return True

    def _wait(self) -> None:
        """Until the database calls, a job falls due, or it is time to look."""
        with connection.cursor() as cursor:
            cursor.execute("LISTEN fifteen_jobs")
        for _ in connection.connection.notifies(timeout=_WAIT, stop_after=1):
            break

    def _rounds(self) -> None:
        """Once a day and once an hour, by whichever worker comes first."""
        now = timezone.now()
        if self._day != f"{now:%Y-%m-%d}":
            self._alone(jobs.daily, self._everybody)
            self._alone(coach_notes.forget, self._coaches)
            self._day = f"{now:%Y-%m-%d}"
        if self._hour != f"{now:%d %H}":
            self._alone(jobs.hourly, self._everybody)
            self._hour = f"{now:%d %H}"
        if self._minute != f"{now:%H:%M}":
            self._alone(rounds.once, lambda: listening.left(walls.owners_due(now)))
            self._minute = f"{now:%H:%M}"

    def _everybody(self) -> list[str]:
        with walls.over_all():
            return jobs.owners()

    def _coaches(self) -> list[str]:
        """Whoever may have notes of sessions: a coach needs no campaign of her own."""
        rows = Account._default_manager.filter(two_steps=True)
        return sorted({*self._everybody(), *rows.values_list("key", flat=True)})

    def _alone(self, what: Callable[[datetime], None], whose: Callable[[], list[str]]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [_DAY])
            mine = cursor.fetchone()[0]
        if mine:
            try:
                self._round(what, whose())
            finally:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_unlock(%s)", [_DAY])

    def _round(self, what: Callable[[datetime], None], owners: list[str]) -> None:
        for owner in owners:
            if self._stop.is_set():
                return
            try:
                with walls.as_owner(owner):
                    what(timezone.now())
            except OperationalError:
                raise
            except Exception:  # looked at again tomorrow; the others must not wait for it
                _log.exception("a round failed")


@contextmanager
def _beating(job: Job) -> Iterator[None]:
    """Say again and again that the job is in hand, from a thread with a connection of its own. A
    process that is killed says nothing more, and its job is soon another's."""
    done = threading.Event()
    thread = threading.Thread(target=_beat, args=(job, done), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _beat(job: Job, done: threading.Event) -> None:
    try:
        while not done.wait(jobs.BEAT.total_seconds()):
            try:
                with walls.over_all():
                    jobs.keep(job, work.clock())
            except OperationalError:
                connection.close()  # the database is away: looked for again with the next beat
    finally:
        connection.close()
