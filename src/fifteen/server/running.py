"""`fifteen serve`, `fifteen worker`, `fifteen migrate` and the other commands of a server."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from zoneinfo import available_timezones

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "fifteen.server.settings"
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402
from django.db.utils import OperationalError  # noqa: E402
from django.utils import timezone  # noqa: E402
from granian import Granian  # noqa: E402
from granian.constants import Interfaces  # noqa: E402
from psycopg import Error as PsycopgError  # noqa: E402

from fifteen.method.words import Refusal  # noqa: E402
from fifteen.server import copies, logs  # noqa: E402
from fifteen.server.models import Asked  # noqa: E402
from fifteen.server.programme import office  # noqa: E402
from fifteen.server.working import Worker  # noqa: E402
from fifteen.store import walls  # noqa: E402
from fifteen.store.sealed import Unreadable  # noqa: E402

OK, REFUSED = 0, 1
_GRACE = 30  # seconds for requests in flight


def run(options: argparse.Namespace) -> int:
    """One of the commands; returns the exit code."""
    if options.command == "serve":
        return serve()
    if options.command == "worker":
        return work()
    if options.command in ("copy", "copy-back"):
        return copied(options.command == "copy", Path(options.copy), Path(options.keys))
    if options.command == "programme":
        return programme(options.name, options.email, options.zone)
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
    logs.quiet()
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


def work() -> int:
    """Run jobs until SIGTERM."""
    logs.quiet()
    refusal = _not_ready()
    return _refuse(refusal) if refusal else Worker(settings.SERVER["FIFTEEN_LISTENS"]).run()


def invite(emails: list[str]) -> int:
    """Let these addresses make an account."""
    for email in emails:
        Asked.objects.get_or_create(email=email.strip().lower(), defaults={"made": timezone.now()})
    print(f"{len(emails)} may make an account now.")
    return OK


def programme(name: str, email: str, zone: str) -> int:
    """Make a programme; whoever has this address finds its office in their account."""
    if zone not in available_timezones():
        return _refuse(f"“{zone}” is no time zone. Europe/Berlin is one.")
    made = office.make(name, email, zone, timezone.now())
    if isinstance(made, Refusal):
        return _refuse(made.message)
    print(f"{made.name} is there. {email} makes an account, and finds it under “The office”.")
    return OK


def copied(out: bool, copy: Path, keys: Path) -> int:
    """Make a sealed copy, or read one back into an empty database."""
    database = settings.SERVER["FIFTEEN_COPY_URL"]
    if not database:
        return _refuse("F28 FIFTEEN_COPY_URL: copies need a role that sees every row.", "copy")
    try:
        if out:
            number = copies.make(database, copy, keys, timezone.now())
            print(f"{number} campaigns, each sealed with its own key, are in {copy}.")
            print(f"The keys are in {keys}: keep the newest of them alone, apart from the copies.")
            return OK
        came = copies.read(database, copy, keys)
    except (copies.NotEmpty, copies.Damaged, Unreadable, PsycopgError, OSError) as failure:
        return _refuse(copies.told(failure), "copy")
    print(f"{came.back} campaigns are back; {came.closed} have no key any more and stay closed.")
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


def _refuse(why: str, act: str = "start") -> int:
    print(f"Fifteen cannot {act}:\n\n{why}", file=sys.stderr)
    return REFUSED
