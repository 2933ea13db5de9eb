"""A seeker who is in the middle of something: set up through the command line, at once."""

from __future__ import annotations

import re

from tests.browser.conftest import Seeker


def begin(seeker: Seeker, *names: str) -> None:
    """In, begun, with these people in the book."""
    page = seeker.page
    seeker.enter()
    page.get_by_label("A field you wonder about").fill("exhibition development")
    page.locator("[name=seeker_name]").fill("Mira Halonen")
    page.locator("#names").fill("\n".join(names))
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("link", name="Today").first.wait_for()


def into_the_room(seeker: Seeker, who: str = "ana-ruiz") -> str:
    """They are on the line: the room, its clock running; returns its address."""
    page = seeker.page
    seeker.go(f"/people/{who}/sheet")
    page.get_by_role("button", name="Start the clock").first.click()
    page.wait_for_url("**/room")
    page.locator("#notes").wait_for()
    found = re.search(r"/conversations/[\w-]+/room", page.url)
    assert found
    return found[0]
