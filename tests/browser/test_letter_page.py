"""The letter page in a real browser: marks while one types, undo, two windows, the ways out."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Seeker

ASKS = """Dear Ana,

If anything opens up on your team I would be glad to be considered.

Kind regards,
Mira Halonen"""


@pytest.fixture
def letter(seeker: Seeker) -> str:
    """A request to Ana, open on the page; its address."""
    page = seeker.page
    page.set_default_timeout(90_000)
    seeker.enter()
    page.fill("[name=seeker_name]", "Mira Halonen")
    page.click("main .btn.main")
    seeker.go("/people")
    page.fill(
        "[name=line]", "Ana Ruiz, grid modeller at Northlight, alumni of Calder, ana@there.example"
    )
    page.keyboard.press("Enter")
    page.wait_for_selector(".note")
    page.goto(f"{seeker.base}/people/ana-ruiz/letters/new?kind=request", timeout=60_000)
    page.wait_for_selector("#body")
    return page.url.removeprefix(seeker.base)


def kept(page: Page) -> None:
    page.wait_for_function("() => /^Kept/.test(document.querySelector('[data-kept]').textContent)")


def test_a_stop_is_underlined_while_one_types_and_the_letter_waits(
    seeker: Seeker, letter: str
) -> None:
    page = seeker.page
    seeker.look()
    page.fill("#body", ASKS)
    mark = page.wait_for_selector("mark.stop", state="attached")
    assert mark is not None
    expect(page.locator("[data-mailto]")).to_have_attribute("aria-disabled", "true")
    expect(page.locator("h1")).to_contain_text("stop")
    seeker.look()


def test_throwing_away_and_beginning_anew_are_undone_from_their_note(
    seeker: Seeker, letter: str
) -> None:
    page = seeker.page
    page.fill("#body", "My own words, and nobody else’s.")
    kept(page)
    page.select_option("#tone", "warm")
    page.click("form.from button")
    page.wait_for_selector(".note")
    assert "My own words" not in page.input_value("#body")
    page.click(".note button")
    page.wait_for_selector(".note")
    assert page.input_value("#body") == "My own words, and nobody else’s."
    seeker.look()
    page.click(".throw button")
    page.wait_for_selector(".note")
    assert page.url.endswith("/people/ana-ruiz")
    page.click(".note button")
    page.wait_for_selector(".note")
    seeker.go(letter)
    assert page.input_value("#body") == "My own words, and nobody else’s."


def test_two_windows_lose_nothing_and_say_so(seeker: Seeker, letter: str) -> None:
    first = seeker.page
    second = first.context.new_page()
    second.goto(seeker.base + letter)
    first.fill("#body", "The words of the first window.")
    kept(first)
    second.fill("#body", "The words of the second window.")
    second.wait_for_selector("[data-conflict]")
    assert second.input_value("#body") == "The words of the second window."
    second.click("[data-conflict] button")
    kept(second)
    second.reload()
    assert second.input_value("#body") == "The words of the second window."
    earlier = second.locator("details", has_text="Earlier texts").first
    earlier.locator("summary").first.click()
    expect(earlier).to_contain_text("The words of the first window.")
    second.close()
