"""A real server of Fifteen: a PostgreSQL of its own, web processes, workers, each stopped by its
own process id."""

from __future__ import annotations

import fcntl
import http.client
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from tools.cluster import Cluster

from tests.doors.running import free_port

SECRET = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGH"
TOKEN = SECRET[::-1]
_STARTS_WITHIN = 300  # seconds, on a machine that has much to do
_PATIENCE = 600  # seconds of one command
_COMES_WITHIN = 60  # seconds: a letter, on a machine that has much to do


class Letters(Message):
    """The mail server of the campus: keeps what it is given, and refuses whom it does not know."""

    def __init__(self) -> None:
        super().__init__()
        self.came = threading.Condition()
        self.kept: list[tuple[str, str]] = []
        self.unknown: set[str] = set()

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:  # type: ignore[no-untyped-def]
        if address in self.unknown:
            return "550 5.1.1 nobody of that name"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    def handle_message(self, message) -> None:  # type: ignore[no-untyped-def]
        text = message.get_payload(decode=True).decode()
        with self.came:
            self.kept.append((message["To"], text))
            self.came.notify_all()

    def to(self, address: str) -> str:
        """The latest letter to an address, waited for."""
        with self.came:
            assert self.came.wait_for(
                lambda: any(t == address for t, _ in self.kept), _COMES_WITHIN
            )
            return [text for to, text in self.kept if to == address][-1]


@dataclass
class Server:
    """Where it is, and what was started of it."""

    cluster: Cluster
    letters: Letters
    environ: dict[str, str]
    port: int
    home: Path
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "fifteen", *words],
            env=self.environ,
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
        )

    def python(self, text: str) -> None:
        """Run something as the owner of the tables."""
        environ = {
            **self.environ,
            "FIFTEEN_DATABASE_URL": self.environ["FIFTEEN_OWNER_URL"],
            "DJANGO_SETTINGS_MODULE": "fifteen.server.settings",
        }
        subprocess.run([sys.executable, "-c", text], env=environ, check=True, timeout=_PATIENCE)

    def program(self, name: str, *words: str, within: int = _PATIENCE) -> str:
        """Run a module of these tests as the role that serves; what it printed."""
        root = Path(__file__).parents[2]
        path = os.pathsep.join((self.environ["PYTHONPATH"], str(root)))
        told = subprocess.run(
            [sys.executable, "-m", name, *words],
            env={**self.environ, "PYTHONPATH": path},
            capture_output=True,
            text=True,
            timeout=within,
            check=False,
        )
        assert told.returncode == 0, told.stderr[-4000:]
        return told.stdout

    def sql(self, text: str) -> str:
        """Ask the database past all walls."""
        return self.cluster.sql(text, self.environ["FIFTEEN_OWNER_URL"].rpartition("/")[2])

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        with self.said(words[0]).open("ab") as said:
            process = subprocess.Popen(
                [sys.executable, "-m", "fifteen", *words],
                env=self.environ,
                stdout=said,
                stderr=said,
                start_new_session=True,
            )
        self.started.append(process)
        return process

    def said(self, word: str) -> Path:
        """The file with what such processes said: a pipe that nobody reads would stop them."""
        return self.home / f"{word}.log"

    def serve(self) -> subprocess.Popen[bytes]:
        process = self.start("serve")
        until = time.monotonic() + _STARTS_WITHIN
        while Browser(self.port).status("/healthz") != 200:
            assert process.poll() is None, self.said("serve").read_text()
            assert time.monotonic() < until, "it did not start"
            threading.Event().wait(0.1)
        return process

    def stop(self, process: subprocess.Popen[bytes]) -> int:
        """Ask it to end; its exit code."""
        process.send_signal(signal.SIGTERM)
        return process.wait(60)

    def account(self, address: str, password: str = "a quiet long password") -> Browser:
        """Sign up, open the link in the letter, and be in."""
        browser = Browser(self.port)
        browser.post("/account/signup/", email=address, password1=password)
        link = re.search(r"http://[^/]+(/account/confirm-email/\S+)", self.letters.to(address))
        assert link, self.letters.to(address)
        browser.get(link[1])
        browser.post(link[1])
        if browser.status("/account") != 200:
            browser.post("/account/login/", login=address, password=password)
        return browser


class Browser:
    """Cookies, forms with their token, nothing else."""

    def __init__(self, port: int, agent: str = "") -> None:
        self.port = port
        self.agent = agent
        self.cookies: dict[str, str] = {}
        self.where = ""

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        return self._ask("GET", path, None, headers)

    def bytes(self, path: str) -> bytes:
        return self._ask("GET", path, None, {})[1].encode("latin-1")

    def status(self, path: str) -> int:
        try:
            return self.get(path)[0]
        except (OSError, http.client.HTTPException):
            return 0

    def post(self, path: str, **form: str) -> tuple[int, str]:
        if "fifteen_csrf" not in self.cookies:
            self.get("/account/login/")
        token = self.cookies.get("fifteen_csrf", "")
        return self._ask("POST", path, urlencode({"csrfmiddlewaretoken": token, **form}), {})

    def _ask(
        self, method: str, path: str, body: str | None, more: dict[str, str]
    ) -> tuple[int, str]:
        talk = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), **more}
        headers |= {"User-Agent": self.agent} if self.agent else {}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        talk.request(method, path, body, headers)
        answer = talk.getresponse()
        for line in answer.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        self.where = answer.headers.get("Location", "")
        kind = answer.headers.get("Content-Type", "")
        coding = "utf-8" if kind.startswith("text/") else "latin-1"
        return answer.status, answer.read().decode(coding)


@contextmanager
def running(cluster: Cluster, home: Path, **more: str) -> Iterator[Server]:
    """An empty server with two roles, migrated; nothing serves yet."""
    name = f"fifteen{free_port()}"
    roles = ("fifteen_owner", "fifteen_app")
    for role in roles:
        # Another file of tests may make them at the same moment.
        cluster.sql(
            f"DO $$ BEGIN CREATE ROLE {role} LOGIN;"
            " EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
        )
    letters, port, mail = Letters(), free_port(), free_port()
    post = Controller(letters, hostname="127.0.0.1", port=mail)
    post.start()
    environ = {
        **{k: v for k, v in os.environ.items() if not k.startswith(("FIFTEEN_", "DJANGO_"))},
        "PYTHONPATH": str(Path(__file__).parents[2] / "src"),
        "HOME": str(home),
        "FIFTEEN_DATABASE_URL": cluster.url(name, "fifteen_app"),
        "FIFTEEN_OWNER_URL": cluster.url(name, "fifteen_owner"),
        "FIFTEEN_SECRET_KEY": SECRET,
        "FIFTEEN_SEAL_KEY": TOKEN,
        "FIFTEEN_METRICS_TOKEN": TOKEN,
        "FIFTEEN_HOSTS": "127.0.0.1,localhost",
        "FIFTEEN_BIND": f"127.0.0.1:{port}",
        "FIFTEEN_HTTPS": "no",
        "FIFTEEN_PROXIES": "0",
        "FIFTEEN_MAIL_URL": f"smtp+plain://127.0.0.1:{mail}",
        "FIFTEEN_MAIL_FROM": "no-reply@fifteen.example",
        "FIFTEEN_SIGN_UP": "open",
        **more,
    }
    server = Server(cluster, letters, environ, port, home)
    try:
        _migrated(server, name)
        yield server
    finally:
        for process in server.started:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)  # its own group: web processes too
                process.wait(30)
        post.stop()


def _migrated(server: Server, name: str) -> None:
    """Make its database: migrated once for all of a cluster, and copied from there."""
    cluster, ready = server.cluster, "fifteen_migrated"
    lock = Path(tempfile.gettempdir()) / f"fifteen-migrated-{cluster.port}.lock"
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if not cluster.sql(f"SELECT 1 FROM pg_database WHERE datname = '{ready}'"):
            cluster.sql("DROP DATABASE IF EXISTS fifteen_migrating")
            cluster.sql("CREATE DATABASE fifteen_migrating OWNER fifteen_owner")
            environ = {
                **server.environ,
                "FIFTEEN_OWNER_URL": cluster.url("fifteen_migrating", "fifteen_owner"),
            }
            environ["FIFTEEN_DATABASE_URL"] = cluster.url("fifteen_migrating", "fifteen_app")
            migrated = replace(server, environ=environ).command("migrate")
            assert migrated.returncode == 0, migrated.stderr
            cluster.sql(f"ALTER DATABASE fifteen_migrating RENAME TO {ready}")
        cluster.sql(f"CREATE DATABASE {name} OWNER fifteen_owner TEMPLATE {ready}")
