"""The letter page in a real browser: marks while one types, undo, two windows, the ways out."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Seeker
from tests.browser.letters_here import begun, kept, letter, running

__all__ = ["begun", "letter", "running"]
pytestmark = pytest.mark.browser

ASKS = """Dear Ana,

If anything opens up on your team I would be glad to be considered.

Kind regards,
Mira Halonen"""


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
    page.click("summary:has-text('Other words')")
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
    assert re.search(r"/people/ana-ruiz\w+$", page.url)
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


GOOD = """Dear Ana,

I read your note on grid models & what "slack" means. Could we talk by phone for fifteen minutes
about how you came to it?

Kind regards,
Mira Halonen"""


def test_a_letter_leaves_as_text_as_html_as_files_and_on_a_card(
    seeker: Seeker, letter: str
) -> None:
    page = seeker.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=seeker.base)
    page.fill("#body", GOOD)
    kept(page)
    expect(page.locator("[data-mailto]")).not_to_have_attribute("aria-disabled", "true")

    page.locator("[data-copy]").click()
    expect(page.locator("[data-copy]")).to_have_text("Copied")
    held = page.evaluate(CLIPBOARD)
    assert held["text/plain"].endswith(GOOD)
    paragraphs = page.evaluate(PARAGRAPHS, held["text/html"])
    assert paragraphs[1:] == [part.strip() for part in GOOD.split("\n\n")]

    for name, begins in (("PDF", b"%PDF-"), ("Word", b"PK\x03\x04")):
        with page.expect_download() as waiting:
            page.locator(".ways a", has_text=name).click()
        path = waiting.value.path()
        assert path.read_bytes().startswith(begins), name

    for size, points in (("a6", (420, 298)), ("5x7", (504, 360))):
        seeker.go(f"{letter}/card?size={size}")
        seeker.look()
        expect(page.locator("article.card")).to_contain_text("grid models & what")
        printed = page.pdf(prefer_css_page_size=True)
        boxes = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", printed)
        assert boxes
        assert {tuple(round(float(side)) for side in box) for box in boxes} == {points}, size
    with page.expect_download() as waiting:
        page.locator("a", has_text="PDF of the card").click()
    assert waiting.value.suggested_filename.endswith(".pdf")


CLIPBOARD = """async () => {
  const held = {};
  for (const item of await navigator.clipboard.read())
    for (const type of item.types) held[type] = await (await item.getType(type)).text();
  return held;
}"""
PARAGRAPHS = """html => [...new DOMParser().parseFromString(html, 'text/html')
  .querySelectorAll('p')]
  .map(p => p.innerHTML.replaceAll('<br>', '\\n'))
  .map(text => new DOMParser().parseFromString(text, 'text/html').body.textContent)"""
