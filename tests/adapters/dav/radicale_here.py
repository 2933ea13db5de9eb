"""A real Radicale on loopback, in a process of its own, stopped by its own id."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

from tests.doors.running import free_port

USER, PASSWORD = "mira", "chalk and cheese"


class Radicale:
    """A server for calendars and address books, with one person in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        (folder / "users").write_text(f"{USER}:{PASSWORD}\n", "utf-8")
        (folder / "config").write_text(
            f"[server]\nhosts = 127.0.0.1:{self.port}\n"
            f"[auth]\ntype = htpasswd\nhtpasswd_filename = {folder / 'users'}\n"
            "htpasswd_encryption = plain\ndelay = 0\n"
            f"[storage]\nfilesystem_folder = {folder / 'kept'}\n"
            "[logging]\nlevel = info\n",
            "utf-8",
        )
        self.process = subprocess.Popen(
            [sys.executable, "-m", "radicale", "--config", str(folder / "config")],
            env={k: v for k, v in os.environ.items() if k != "RADICALE_CONFIG"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        self.base = f"http://127.0.0.1:{self.port}/"
        assert self.process.stderr is not None
        said = b""
        while b"ready" not in said.lower():
            line = self.process.stderr.readline()
            assert line, f"it ended: {said!r}"
            said += line
        # What it goes on to say is read away, or the pipe would fill and it would wait for us.
        threading.Thread(target=self.process.stderr.read, daemon=True).start()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)

    def __enter__(self) -> Radicale:
        return self

    def __exit__(self, *rest: object) -> None:
        self.stop()
