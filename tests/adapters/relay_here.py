"""A real relay in a process of its own, stopped by its own id."""

from __future__ import annotations

import http.client
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

from tests.doors.running import command, environment, free_port


class RelayHere:
    """`fifteen relay` on a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        words = ("relay", "--data", str(self.folder), "--listen", f"127.0.0.1:{self.port}")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "fifteen", *words],
            env=environment(self.folder),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        assert self.process.stdout is not None
        assert b"listens" in self.process.stdout.readline()

    def code(self) -> str:
        made = command(self.folder, "relay", "--data", str(self.folder), "--code")
        assert made.returncode == 0, made.stderr
        return made.stdout.strip()

    def get(self, path: str) -> tuple[int, str]:
        return self.ask("GET", path)

    def post(self, path: str, **form: str) -> tuple[int, str]:
        return self.ask("POST", path, urlencode(form))

    def ask(self, method: str, path: str, body: str = "", **head: str) -> tuple[int, str]:
        talk = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        talk.request(method, path, body or None, {**kind, **head})
        answer = talk.getresponse()
        return answer.status, answer.read().decode()

    def stop(self) -> bytes:
        """End it by its own id; returns what it wrote to its log."""
        if self.process is None:
            return b""
        self.process.terminate()
        said, _ = self.process.communicate(timeout=30)
        self.process = None
        return said

    def kept(self) -> bytes:
        """Every byte the relay has on its disk."""
        return b"".join(path.read_bytes() for path in sorted(self.folder.glob("relay.sqlite3*")))
