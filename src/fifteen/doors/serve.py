"""Start on one's own computer: prepare the database, open the door, serve until Ctrl-C."""

from __future__ import annotations

import errno
import http.client
import json
import logging
import os
import socket
import sys
import threading
import webbrowser
from pathlib import Path

from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from waitress.server import create_server

from fifteen import home
from fifteen.actions import door
from fifteen.doors import copies
from fifteen.doors.postman import Postman
from fifteen.doors.worker import Worker
from fifteen.method.letters import check
from fifteen.method.words import Letter, LetterContext, LetterKind

PORT = 8015
TRIED = 50  # ports after the wanted one
THREADS = 8
READY_AFTER = 5  # seconds; the first page comes first
_RUNNING = "running.json"
_BUSY = 15  # seconds that one just started may need for its first answer on a busy computer

_log = logging.getLogger("fifteen")


def prepare() -> None:
    """Bring the tables up to date; a copy of the data is kept before anything changes."""
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    if executor.loader.applied_migrations and connection.vendor == "sqlite":
        copies.before_migration(timezone.now())
    call_command("migrate", verbosity=0, interactive=False)
    _close_to_others()


def _close_to_others() -> None:
    for path in home.folder().glob("fifteen.sqlite3*"):
        path.chmod(0o600)


def serve(application: WSGIHandler, port: int = PORT, open_browser: bool = True) -> int:
    """Serve until stopped. Where Fifteen runs already on this data, opens that one instead."""
    running = _running()
    if running is not None:
        _show(running, open_browser, "Fifteen is running already.")
        return 0
    listener = _listen(port)
    actual = listener.getsockname()[1]
    server = create_server(application, sockets=[listener], threads=THREADS, ident=None)
    worker, postman = Worker(), Postman()
    try:
        worker.start()
        postman.start()
        ready = threading.Timer(READY_AFTER, _make_ready)
        ready.daemon = True
        ready.start()
        _note_running(actual)
        if actual != port:
            print(f"(Port {port} was taken, so it is {actual}.)", flush=True)
        _show(actual, open_browser, "Fifteen is running. Ctrl-C stops it; nothing is lost.")
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        worker.stop()
        postman.stop()
        server.close()
        (home.folder() / _RUNNING).unlink(missing_ok=True)
        print("Stopped.", flush=True)
    return 0


def _make_ready() -> None:
    """Read the words of the check now: the first letter need not wait for it."""
    check(Letter(LetterKind.REQUEST, ""), LetterContext())


def _show(port: int, open_browser: bool, word: str) -> None:
    url = f"http://127.0.0.1:{port}/enter/{door.invite(timezone.now())}"
    print(f"{word}\nOpen this link, it works once and for an hour:\n\n    {url}\n", flush=True)
    if open_browser and not os.environ.get("FIFTEEN_NO_BROWSER"):
        webbrowser.open(url)


def _listen(wanted: int) -> socket.socket:
    """A socket on loopback: the wanted port, or the next free one."""
    for port in [*range(wanted, min(wanted + TRIED, 65536)), 0]:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if os.name == "posix":  # elsewhere it would let two programs share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError as failure:
            listener.close()
            if failure.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
        else:
            return listener
    raise SystemExit("No free port on 127.0.0.1. Close a program that serves pages and try again.")


def _note_running(port: int) -> None:
    path: Path = home.folder() / _RUNNING
    path.write_text(json.dumps({"port": port, "pid": os.getpid()}), "ascii")


def _running() -> int | None:
    """The port of a Fifteen that serves this data now, or None."""
    try:
        noted = json.loads((home.folder() / _RUNNING).read_text("ascii"))
        port = int(noted["port"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    try:
        talk = http.client.HTTPConnection("127.0.0.1", port, timeout=_BUSY)
        talk.request("GET", "/healthz")
        alive = talk.getresponse().read() == b"fifteen\n"
    except (OSError, http.client.HTTPException):
        alive = False
    if not alive:
        print("(An earlier run did not end cleanly. Your data is safe.)", file=sys.stderr)
    return port if alive else None
