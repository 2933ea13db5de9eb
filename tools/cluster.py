"""A PostgreSQL that is thrown away: `python -m tools.cluster COMMAND...` runs the command with it.

It listens on a free port of 127.0.0.1, keeps nothing (fsync off), belongs to an account that is not
root (PostgreSQL refuses root), and is stopped by its own process id.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

USER = "postgres"
_STARTS_WITHIN = 30  # seconds
_INITDB = ("-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
_CONF = """
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = '{folder}'
fsync = off
synchronous_commit = off
full_page_writes = off
shared_buffers = 64MB
max_connections = 120
log_min_messages = error
log_min_error_statement = panic
"""


class Missing(RuntimeError):
    """There is no PostgreSQL on this machine."""


@dataclass(frozen=True)
class Cluster:
    """A running server."""

    port: int
    pid: int
    folder: Path

    def url(self, name: str = "postgres", user: str = USER) -> str:
        """The address of a database of it, as FIFTEEN_DATABASE_URL takes it."""
        return f"postgresql://{user}@127.0.0.1:{self.port}/{name}"

    def sql(self, text: str, name: str = "postgres") -> str:
        """Run SQL as the superuser; what it printed, unaligned."""
        where = ("-h", "127.0.0.1", "-p", str(self.port), "-U", USER, "-d", name)
        told = subprocess.run(
            [program("psql"), *where, "-qAtX", "-v", "ON_ERROR_STOP=1", "-c", text],
            capture_output=True,
            check=True,
            text=True,
        )
        return told.stdout.strip()


def program(name: str) -> str:
    """The path of one of PostgreSQL's programs, the newest version's. Raises Missing."""
    found = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda p: float(p.parts[4])
    )
    path = str(found[-1]) if found else shutil.which(name)
    if path is None:
        raise Missing(f"PostgreSQL's {name} is not here. On Debian: apt install postgresql")
    return path


@contextmanager
def running() -> Iterator[Cluster]:
    """A fresh server for as long as the block lasts."""
    folder = Path(tempfile.mkdtemp(prefix="fifteen-pg-"))
    as_user = _somebody_else(folder)
    data = folder / "data"
    subprocess.run(
        [program("initdb"), "-D", data, "-U", USER, *_INITDB],
        check=True,
        capture_output=True,
        cwd=folder,
        **as_user,
    )
    port = _free_port()
    with (data / "postgresql.conf").open("a") as conf:
        conf.write(_CONF.format(port=port, folder=folder))
    with _serving(folder, data, port, as_user) as pid:
        yield Cluster(port, pid, folder)


@contextmanager
def standby(of: Cluster) -> Iterator[Cluster]:
    """A streaming replica of a running server, for as long as the block lasts."""
    folder = Path(tempfile.mkdtemp(prefix="fifteen-pg-"))
    as_user = _somebody_else(folder)
    data, port = folder / "data", _free_port()
    where = ("-h", "127.0.0.1", "-p", str(of.port), "-U", USER)
    subprocess.run(
        [program("pg_basebackup"), *where, "-D", data, "-R", "-X", "stream", "-c", "fast"],
        check=True,
        capture_output=True,
        cwd=folder,
        **as_user,
    )
    with (data / "postgresql.conf").open("a") as conf:
        conf.write(_CONF.format(port=port, folder=folder))
    with _serving(folder, data, port, as_user) as pid:
        yield Cluster(port, pid, folder)


@contextmanager
def _serving(folder: Path, data: Path, port: int, as_user: dict[str, object]) -> Iterator[int]:
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [program("postgres"), "-D", data], stdout=log, stderr=log, cwd=folder, **as_user
        )
    try:
        _wait(server, port, folder)
        yield server.pid
    finally:
        if server.poll() is None:
            server.send_signal(signal.SIGQUIT)  # at once: nothing of it is kept
            server.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def _somebody_else(folder: Path) -> dict[str, object]:
    """How to start a program as an account that is not root."""
    if os.geteuid() != 0:
        return {}
    import pwd

    account = pwd.getpwnam(USER)
    os.chown(folder, account.pw_uid, account.pw_gid)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait(server: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    until = time.monotonic() + _STARTS_WITHIN
    ready = [program("pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
    while subprocess.run(ready, check=False).returncode:
        if server.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"PostgreSQL did not start:\n{(folder / 'log').read_text()}")
        time.sleep(0.05)


def main(command: list[str]) -> int:
    """Run a command with FIFTEEN_DATABASE_URL set to a fresh server; its exit code."""
    try:
        with running() as cluster:
            env = {**os.environ, "FIFTEEN_DATABASE_URL": cluster.url()}
            return subprocess.run(command, env=env, check=False).returncode
    except Missing as missing:
        print(f"{missing}: what needs it is left out.", file=sys.stderr)
        return 1 if os.environ.get("CI") == "true" else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
