"""A Fifteen that many tests share: begun once, with a person for each test, and a seat for all."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page
from tests.browser.conftest import SIZES, Seeker
from tests.doors.running import Running

GIVEN = (
    *("Ana", "Ben", "Cleo", "Dora", "Emil", "Fay", "Gus", "Hana", "Ivo", "Jana", "Kai", "Lea"),
    *("Mona", "Nils", "Olga", "Pia", "Rosa", "Sven", "Tara", "Udo"),
)
PEOPLE = tuple(f"{given} Ruiz, developer at Museum {given}" for given in GIVEN)


class House:
    """One running Fifteen and the cookies of a browser that came in by its link."""

    def __init__(self, chromium: Browser, running: Running, home: Path) -> None:
        self.chromium, self.running, self.home = chromium, running, home
        self._names = iter(GIVEN)
        self._cookies: Any = None
        with self.seeker() as one:
            begin(one, *PEOPLE)
            self._cookies = one.page.context.storage_state()

    def rows(self, query: str, *values: str) -> list[Any]:
        """What the database answers, asked beside the running Fifteen."""
        with closing(sqlite3.connect(self.home / "fifteen.sqlite3", timeout=20)) as data:
            return data.execute(query, values).fetchall()

    def ask(self, query: str, *values: str) -> Any:
        """The first value of the first row."""
        return self.rows(query, *values)[0][0]

    def change(self, statement: str, *values: str) -> None:
        """Change the database behind the back of the running Fifteen."""
        with closing(sqlite3.connect(self.home / "fifteen.sqlite3", timeout=20)) as data, data:
            data.execute(statement, values)

    def notes(self, talk: str) -> str:
        """The notes as they stand in the database."""
        return str(self.ask("SELECT notes FROM store_conversation WHERE key = ?", talk))

    def someone(self) -> str:
        """The key of a person no other test has met."""
        return f"{next(self._names).lower()}-ruiz"

    def cookies(self) -> Any:
        """Those of a browser with a seat."""
        return self._cookies["cookies"]

    @contextmanager
    def seeker(self, size: str = "wide", **more: Any) -> Iterator[Seeker]:
        """Somebody in front of a screen, with a seat once there is one."""
        context = self.chromium.new_context(
            viewport=SIZES[size], timezone_id="Europe/Berlin", storage_state=self._cookies, **more
        )
        context.set_default_timeout(15_000)
        yield Seeker(context.new_page(), self.running)
        context.close()


def begin(seeker: Seeker, *names: str) -> None:
    """In, begun, with these people in the book."""
    page = seeker.page
    seeker.enter()
    page.get_by_label("A field you wonder about").fill("exhibition development")
    page.locator("[name=seeker_name]").fill("Mira Halonen")
    page.locator("#names").fill("\n".join(names))
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("link", name="Today").first.wait_for()


def into_the_room(seeker: Seeker, who: str, there: bool = False) -> str:
    """They are on the line: the room, its clock running; returns the key of the talk. With `there`
    the call sheet is open already."""
    page = seeker.page
    if not there:
        seeker.go(f"/people/{who}/sheet")
    page.get_by_role("button", name="Start the clock").first.click()
    page.wait_for_url("**/room")
    page.locator("#notes").wait_for()
    found = re.search(r"/conversations/([\w-]+)/room", page.url)
    assert found
    return found[1]


_UNTIL = """async about => {
  await import("/static/fifteen/vault.js");
  const names = async () => (await vault.all("page")).map(one => one.name);
  for (const end = Date.now() + 20_000; Date.now() < end; ) {
    if (CONDITION) return true;
    await new Promise(go => setTimeout(go, 50));
  }
  const one = await navigator.serviceWorker?.getRegistration("/");
  const worker = ["installing", "waiting", "active"].map(at => `${at}: ${one?.[at]?.state}`);
  const asked = await fetch("/device/pages").then(a => a.text(), String);
  return {names: await names(), open: !!(await vault.keys(true)), worker, asked};
}"""


def until(page: Page, condition: str, about: str = "") -> None:
    """Waits until something holds of what this browser keeps: `await names()` are its pages."""
    held = page.evaluate(_UNTIL.replace("CONDITION", condition), about)
    assert held is True, f"{condition}: {held}"


def at_hand(page: Page, talk: str) -> None:
    """Waits until the room, the plan and the sheet of a talk are kept in this browser."""
    until(page, "(await names()).filter(one => one.includes(about)).length === 2", talk)
