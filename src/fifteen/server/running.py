"""`fifteen serve`, `fifteen worker` and `fifteen migrate`: what runs on a server."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from datetime import datetime
from types import FrameType

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "fifteen.server.settings"
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.db.utils import OperationalError  # noqa: E402
from django.utils import timezone  # noqa: E402
from granian import Granian  # noqa: E402
from granian.constants import Interfaces  # noqa: E402

from fifteen.actions import jobs, rounds  # noqa: E402
from fifteen.server.models import Asked  # noqa: E402
from fifteen.store import walls  # noqa: E402

OK, REFUSED = 0, 1
_WAIT = 5  # seconds: a worker looks so often though nobody called
_GRACE = 30  # seconds for requests in flight
_DAY = 7_215  # a number of ours: the lock of the worker that makes the daily round
_log = logging.getLogger("fifteen.server")


def run(options: argparse.Namespace) -> int:
    """One of the commands; returns the exit code."""
    if options.command == "serve":
        return serve()
    if options.command == "worker":
        return Worker().run()
    return migrate() if options.command == "migrate" else invite(options.email)


def migrate() -> int:
    """Bring the tables up to date as their owner, raise the walls, let the server's role in."""
    own = settings.SERVER["FIFTEEN_OWNER_URL"]
    role = settings.SERVER["FIFTEEN_DATABASE_URL"]["USER"]
    if not own:
        return _refuse(
            "F02 FIFTEEN_OWNER_URL: `fifteen migrate` needs the role that owns the tables."
        )
    connections.databases["default"].update({k: own[k] for k in own if k != "OPTIONS"})
    connections["default"].close()
    call_command("migrate", verbosity=1, interactive=False)
    call_command("createcachetable", verbosity=0)
    walls.raise_them(role)
    print(f"The tables are up to date; the walls stand; {role} may read and write between them.")
    return OK


def serve() -> int:
    """Serve from as many processes as wanted, until SIGTERM; requests in flight are answered."""
    refusal = _not_ready()
    if refusal:
        return _refuse(refusal)
    host, port = settings.SERVER["FIFTEEN_BIND"]
    connections.close_all()
    Granian(
        "fifteen.server.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=settings.SERVER["FIFTEEN_PROCESSES"],
        blocking_threads=settings.SERVER["FIFTEEN_THREADS"],
        workers_kill_timeout=_GRACE,
        respawn_failed_workers=True,
        log_access=False,
        websockets=False,
    ).serve()
    return OK


def invite(emails: list[str]) -> int:
    """Let these addresses make an account."""
    for email in emails:
        Asked.objects.get_or_create(email=email.strip().lower(), defaults={"made": timezone.now()})
    print(f"{len(emails)} may make an account now.")
    return OK


def _not_ready() -> str:
    try:
        low = walls.low()
    except OperationalError:
        return "F01 FIFTEEN_DATABASE_URL: the database does not answer, or not to this role."
    if low:
        return (
            f"F18 this role could look over the walls of {', '.join(low[:3])}.\n"
            "    FIFTEEN_DATABASE_URL has to name a role that neither owns the tables nor is a"
            " superuser; run `fifteen migrate` first."
        )
    return ""


def _refuse(why: str) -> int:
    print(f"Fifteen cannot start:\n\n{why}", file=sys.stderr)
    return REFUSED


class Worker:
    """One process that runs jobs: woken by the database, looking by itself every few seconds."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._name = f"{os.uname().nodename}-{os.getpid()}"[:64]
        self._day = ""
        self._hour = ""
        self._minute = ""

    def run(self) -> int:
        """Until SIGTERM or Ctrl-C; the job in hand is finished first."""
        refusal = _not_ready()
        if refusal:
            return _refuse(refusal)
        for one in (signal.SIGTERM, signal.SIGINT):
            signal.signal(one, self._asked_to_stop)
        print("Working. SIGTERM ends it after the job in hand.", flush=True)
        while not self._stop.is_set():
            try:
                self._rounds()
                if not self._run_one():
                    self._wait()
            except OperationalError:
                _log.warning("the database does not answer; looking again")
                connection.close()
                self._stop.wait(_WAIT)
        connection.close()
        return OK

    def _asked_to_stop(self, number: int, frame: FrameType | None) -> None:
        self._stop.set()

    def _run_one(self) -> bool:
        with walls.over_all():
            job = jobs.claim(self._name, timezone.now())
            owner = job.campaign.owner if job else ""
        if job is None:
            return False
        try:
            with walls.as_owner(owner):
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
            self._alone(jobs.daily)
            self._day = f"{now:%Y-%m-%d}"
        if self._hour != f"{now:%d %H}":
            self._alone(jobs.hourly)
            self._hour = f"{now:%d %H}"
        if self._minute != f"{now:%H:%M}":
            self._alone(rounds.once)
            self._minute = f"{now:%H:%M}"

    def _alone(self, what: Callable[[datetime], None]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [_DAY])
            mine = cursor.fetchone()[0]
        if mine:
            try:
                self._round(what)
            finally:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_unlock(%s)", [_DAY])

    def _round(self, what: Callable[[datetime], None]) -> None:
        with walls.over_all():
            owners = jobs.owners()
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
