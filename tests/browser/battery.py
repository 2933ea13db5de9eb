"""A telephone whose battery can die: a Chromium with a profile on disk, ended by SIGKILL."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from signal import SIGKILL
from typing import Any

from playwright.sync_api import BrowserType, Page
from tests.browser.conftest import CHROMIUM, WHOLE, arguments


class Telephone:
    """One profile folder; `on` starts a browser on it, `dies` takes its battery out."""

    def __init__(self, kind: BrowserType, profile: Path, cookies: Any) -> None:
        self.kind, self.profile, self._cookies = kind, profile, cookies
        self._process: subprocess.Popen[bytes] | None = None

    @contextmanager
    def on(self) -> Iterator[Page]:
        """A page of the browser; the first time it gets a seat."""
        whole = str(WHOLE or CHROMIUM)
        self._process = subprocess.Popen(
            [
                *(whole, "--headless=new", "--remote-debugging-port=0", *arguments()),
                *(f"--user-data-dir={self.profile}", "about:blank"),
            ],
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        try:
            browser = self.kind.connect_over_cdp(self._address())
            context = browser.contexts[0]
            context.set_default_timeout(20_000)
            if self._cookies:
                context.add_cookies(self._cookies)
                self._cookies = None
            page = context.pages[0]
            page.set_viewport_size({"width": 390, "height": 844})
            yield page
            if self._process is not None:  # switched off as one does, not dead
                browser.new_browser_cdp_session().send("Browser.close")
                self._process.wait(timeout=30)
        finally:
            self.dies()

    def _address(self) -> str:
        """Where it can be told what to do, as it says when it has started."""
        assert self._process is not None and self._process.stderr is not None
        for line in self._process.stderr:
            if b"DevTools listening on " in line:
                return line.decode().split()[-1]
        raise AssertionError("the browser did not start")

    def dies(self) -> None:
        """All its processes end at once, without a chance to write anything."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, SIGKILL)
            self._process.wait(timeout=30)
            if self._process.stderr is not None:
                self._process.stderr.close()
            self._process = None

    def holds(self, text: str) -> list[str]:
        """The files of the profile in which these words stand in clear."""
        ways = [text.encode("utf-8"), text.encode("utf-16-le")]
        return [
            str(path.relative_to(self.profile))
            for path in sorted(self.profile.rglob("*"))
            if path.is_file() and not path.is_symlink()
            if any(way in path.read_bytes() for way in ways)
        ]
