"""A Fifteen that many tests share: begun once, with a person for each test, and a seat for all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser
from tests.browser.conftest import SIZES, Seeker
from tests.doors.running import Running

GIVEN = ("Ana", "Ben", "Cleo", "Dora", "Emil", "Fay", "Gus", "Hana", "Ivo", "Jana", "Kai", "Lea")
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

    def someone(self) -> str:
        """The key of a person no other test has met."""
        return f"{next(self._names).lower()}-ruiz"

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


def into_the_room(seeker: Seeker, who: str) -> str:
    """They are on the line: the room, its clock running; returns the key of the talk."""
    page = seeker.page
    seeker.go(f"/people/{who}/sheet")
    page.get_by_role("button", name="Start the clock").first.click()
    page.wait_for_url("**/room")
    page.locator("#notes").wait_for()
    found = re.search(r"/conversations/([\w-]+)/room", page.url)
    assert found
    return found[1]
