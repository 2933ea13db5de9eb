"""A real Chromium against a real Fifteen in a process of its own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright
from tests.doors.running import Running, command

WHOLE = shutil.which("chromium")
CHROMIUM = shutil.which("chromium-headless-shell") or WHOLE
"""The same engine without windows that nobody sees: a page is far less work for it."""
SETTLED = """() => document.getAnimations()
  .filter(one => one instanceof CSSTransition).forEach(one => one.finish())"""
"""Every change of colour is at its end. To wait for it may take for ever: where Chromium sees
nothing to paint it paints no further frame, and a change goes on with the frames."""
SIZES = {"wide": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
_ARGS = (
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)


def arguments() -> list[str]:
    """How Chromium is started, as root too."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*_ARGS, *(["--no-sandbox"] if root else [])]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; without it the browser tests are left out, but never in CI."""
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium is missing, and in CI no browser test is left out.")
        pytest.skip("Chromium is missing: apt install chromium")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=arguments())
        yield browser
        browser.close()


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """A Fifteen that nobody has used yet."""
    with Running(tmp_path / "home") as one:
        yield one


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demo campaign in it, made once, to be copied."""
    home = tmp_path_factory.mktemp("demo") / "home"
    assert command(home, "demo").returncode == 0
    return home


class Seeker:
    """A person in front of the screen: goes to pages, is asked by axe on each."""

    def __init__(self, page: Page, running: Running) -> None:
        self.page, self.running = page, running
        self.base = f"http://127.0.0.1:{running.port}"
        self.wrong: list[str] = []
        page.on("console", lambda m: self.wrong.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: self.wrong.append(str(e)))
        page.on("request", lambda r: self.wrong.append(r.url) if self.elsewhere(r.url) else None)

    def elsewhere(self, url: str) -> bool:
        return not url.startswith((self.base, "data:", "blob:"))

    def enter(self) -> None:
        """Through the one-time link."""
        self.page.goto(self.base + self.running.link)

    def go(self, path: str) -> None:
        self.page.goto(self.base + path)

    def look(self) -> None:
        """Nothing for axe to say, nothing too wide, no error, nothing fetched from elsewhere."""
        self.page.evaluate(SETTLED)  # in the middle of a change of colour nothing has its contrast
        found = self._asked()
        told = [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found]
        assert not told, f"{self.page.url}: {told}"
        wider = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wider <= 0, f"{self.page.url} is {wider} px too wide"
        assert self.page.locator("h1").count() == 1, self.page.url
        assert not self.wrong, f"{self.page.url}: {self.wrong}"

    def _asked(self) -> list[Any]:
        """What axe finds; where the page went on to the next while it was asked, on that one."""
        try:
            found: list[Any] = Axe().run(self.page).response["violations"]
        except Error:
            self.page.wait_for_load_state()
            self.page.evaluate(SETTLED)
            found = Axe().run(self.page).response["violations"]
        return found

    def note(self) -> str:
        """What the note at the bottom says."""
        return self.page.locator(".note").last.inner_text()


@pytest.fixture(params=list(SIZES))
def seeker(request: pytest.FixtureRequest, chromium: Browser, running: Running) -> Iterator[Seeker]:
    """Somebody who comes in by the link, at a desk and on a phone."""
    context = chromium.new_context(
        viewport=SIZES[request.param], accept_downloads=True, timezone_id="Europe/Berlin"
    )
    context.set_default_timeout(15_000)
    yield Seeker(context.new_page(), running)
    context.close()


@pytest.fixture
def without_script(chromium: Browser, running: Running) -> Iterator[Seeker]:
    """Somebody whose browser runs no script."""
    context: BrowserContext = chromium.new_context(
        viewport=SIZES["wide"], java_script_enabled=False, timezone_id="Europe/Berlin"
    )
    context.set_default_timeout(15_000)
    yield Seeker(context.new_page(), running)
    context.close()
