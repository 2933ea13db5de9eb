"""The forecast in a real browser: read, guessed beside, its assumptions changed and put back."""

from __future__ import annotations

from playwright.sync_api import Page
from tests.browser.conftest import Seeker
from tests.browser.held import begin


def test_the_forecast_is_read_doubted_and_changed(seeker: Seeker) -> None:
    page = seeker.page
    begin(seeker, "Ana Ruiz, developer at Museum Ana, friend")
    seeker.look()
    page.get_by_role("link", name="Why these numbers").click()
    seeker.look()
    page.get_by_role("textbox", name="Conversations").fill("2")
    page.get_by_label("By if a day matters").fill(in_days(page, 20))
    page.get_by_role("button", name="Work it out").click()
    needed = page.locator("#needed").inner_text()
    assert "How many to ask for two conversations by" in needed
    assert "At your pace:" in needed
    seeker.look()
    page.get_by_label("how many will answer?").select_option("3")
    page.get_by_role("button", name="Keep my guess").click()
    assert "you guessed three of ten" in page.locator("#guess").inner_text()
    seeker.look()
    page.get_by_text("What is assumed before your record speaks").click()
    page.get_by_role("link", name="Change what is assumed").click()
    seeker.look()
    page.locator("summary", has_text="Family, friends, colleagues").click()
    page.get_by_label("Family, friends, colleagues: First letters answered").fill("60")
    page.get_by_role("button", name="Keep these").click()
    assert "yours; ours is 80" in page.locator("form.assume").inner_text()
    seeker.look()
    page.get_by_role("button", name="Undo").click()
    page.locator("summary", has_text="Family, friends, colleagues").click()
    assert page.get_by_label("First letters answered").first.input_value() == "80"


def in_days(page: Page, days: int) -> str:
    """A day to come as the browser's form takes it."""
    day = "new Date(Date.now() + {} * 864e5).toISOString().slice(0, 10)"
    return str(page.evaluate(day.format(days)))
