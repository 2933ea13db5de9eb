"""Whose field, tags on several, the call while it rings, the rehearsal; by axe, by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Seeker
from tests.browser.test_the_whole_way import begin

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def wide(seeker: Seeker) -> bool:
    size = seeker.page.viewport_size
    return bool(size and size["width"] > 600)


def test_from_whose_field_to_what_to_polish(seeker: Seeker, tmp_path: Path) -> None:
    page = seeker.page
    begin(seeker, tmp_path)

    seeker.go("/people")
    page.get_by_role("link", name="Have a look").click()
    seeker.look()
    expect(page.locator("main")).to_contain_text("Their role says “Exhibition” and “developer”.")
    page.get_by_role("button", name="Give the ticked their field").click()
    assert "One person in “exhibition development” now." in seeker.note()

    if wide(seeker):  # on a phone the list is for reading; tags are put on in a person's page
        several(seeker)
    a_call(seeker)
    rehearse(seeker)


def several(seeker: Seeker) -> None:
    """Two are chosen by the keyboard, tagged, found by the tag, and it is undone."""
    page = seeker.page
    seeker.go("/people")
    for name in ("Ana Ruiz", "Tom Lee"):
        page.get_by_label(f"Choose {name}").focus()
        page.keyboard.press("Space")
    expect(page.locator("[data-count]")).to_have_text("2 chosen")
    seeker.look()
    page.locator("#tag").fill("mentor")
    page.keyboard.press("Enter")
    assert "Tagged “mentor”: 2 people." in seeker.note()
    seeker.go("/people?tag=mentor")
    expect(page.locator("tbody tr")).to_have_count(2)
    page.get_by_label("Choose everybody on this page").check()
    page.get_by_role("button", name="Forget").click()
    seeker.look()
    page.get_by_label("Type 2 to forget them").fill("3")
    page.get_by_role("button", name="Forget them").click()
    expect(page.get_by_text("That is not 2. Nobody was forgotten.")).to_be_visible()
    seeker.wrong.clear()  # a browser tells of every refusal
    seeker.look()


def a_call(seeker: Seeker) -> None:
    """Notes stay through a reload; one tap records what was said."""
    page = seeker.page
    seeker.go("/people/ana-ruiz/sheet")
    seeker.look()
    page.locator("#notes").fill("rings back after lunch")
    expect(page.locator("[data-kept]")).to_contain_text("Kept")
    page.reload()
    expect(page.locator("#notes")).to_have_value("rings back after lunch")
    page.get_by_role("button", name="Not now").click()
    expect(page.locator("h1")).to_have_text("Ana Ruiz")
    expect(page.locator(".log")).to_contain_text("rings back after lunch")
    seeker.look()


def rehearse(seeker: Seeker) -> None:
    """One question at a time, notes kept, the clock of the room, what to polish."""
    page = seeker.page
    seeker.go("/rehearse")
    seeker.look()
    shown = page.locator("[data-round] > li:visible")
    expect(shown).to_have_count(1)
    area = shown.locator("textarea")
    area.fill("Nine years of physics, and I liked the explaining.")
    expect(shown.locator("[data-kept]")).to_have_text("Kept")
    page.reload()
    expect(page.locator("[data-round] textarea").first).to_have_value(
        "Nine years of physics, and I liked the explaining."
    )
    page.get_by_role("button", name="Wants polish").first.click()
    expect(page.locator("#polish")).to_contain_text("tell me a little about yourself")
    expect(page.locator("h1")).to_have_text("One answer wants polish.")
    page.get_by_role("button", name="Next question").click()
    expect(page.locator("[data-where]")).to_have_text("2 of 8")
    page.get_by_role("link", name="So, tell me a little about yourself.").click()
    expect(page.locator("[data-where]")).to_have_text("1 of 8")
    page.get_by_role("button", name="Start the clock").click()
    expect(page.locator("[role=timer]")).to_contain_text("15 minutes left")
    seeker.look()
    page.emulate_media(color_scheme="dark")
    seeker.look()
