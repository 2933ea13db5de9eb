"""A real Fifteen in a process of its own, on a data folder of its own, stopped by its own id."""

from __future__ import annotations

import atexit
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

LINK = re.compile(rb"http://127\.0\.0\.1:(\d+)(/enter/[\w-]+)")


def environment(home: Path) -> dict[str, str]:
    return {
        **{k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"},
        "FIFTEEN_HOME": str(home),
        "FIFTEEN_NO_BROWSER": "1",
        "PYTHONPATH": str(Path(__file__).parents[2] / "src"),
    }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@cache
def _furnished() -> Path:
    """A data folder with its tables, made once by a first start and copied from then on."""
    folder = Path(tempfile.mkdtemp(prefix="fifteen-furnished-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    made = _command(folder / "home", "rebuild")  # which makes no campaign
    assert made.returncode == 0, made.stderr
    return folder / "home"


def move_in(home: Path) -> None:
    """Put tables into a data folder that has nothing yet; `bare` leaves that to Fifteen."""
    if not home.exists() or not any(home.iterdir()):
        shutil.copytree(_furnished(), home, dirs_exist_ok=True)


def command(
    home: Path, *words: str, text: str = "", bare: bool = False
) -> subprocess.CompletedProcess[str]:
    """Run one command and wait for it."""
    if not bare:
        move_in(home)
    return _command(home, *words, text=text)


def _command(home: Path, *words: str, text: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "fifteen", *words],
        env=environment(home),
        input=text,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def whole(port: int, method: str, path: str) -> tuple[bytes, bytes]:
    """Every byte of an answer: its head and what follows."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as talk:
        told = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
        talk.sendall(told.encode())
        got = b"".join(iter(lambda: talk.recv(65_536), b""))
    head, _, body = got.partition(b"\r\n\r\n")
    return head, body


class Running:
    """`fifteen` as a person starts it; the link it printed, the port it took."""

    def __init__(self, home: Path, port: int | None = None, bare: bool = False) -> None:
        if not bare:
            move_in(home)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "fifteen", "--port", str(port or free_port())],
            env=environment(home),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        assert self.process.stdout is not None
        self.said = b""
        while not (found := LINK.search(self.said)):
            line = self.process.stdout.readline()
            assert line, f"it ended: {self.said!r}"
            self.said += line
        self.port, self.link = int(found[1]), found[2].decode()

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of one GET."""
        talk = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        talk.request("GET", path, headers=headers)
        answer = talk.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        """End it, by its own process id; returns its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        code = self.process.wait(timeout=30)
        if self.process.stdout is not None and not self.process.stdout.closed:
            self.said += self.process.stdout.read()
            self.process.stdout.close()
        return code

    def __enter__(self) -> Running:
        return self

    def __exit__(self, *rest: object) -> None:
        self.stop()
