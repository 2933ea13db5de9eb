"""The headline of a letter and its ways out agree at every moment; letting it go loads no page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import SETTLED, Seeker
from tests.browser.letters_here import begun, kept, letter, running
from tests.browser.test_letter_page import ASKS, GOOD

__all__ = ["begun", "letter", "running"]
pytestmark = pytest.mark.browser

STOPS = """Dear Ana,

I am looking for a job. Could we have an informational interview of an hour? My resume is attached.

Kind regards,
Mira Halonen"""
WATCHED = """() => {
  const free = () => document.querySelector("[data-mailto]").hasAttribute("href");
  const may = () => /^(It may leave|Ready)/.test(document.querySelector("h1").textContent);
  globalThis.apart = [];
  const look = () => free() === may() || apart.push(document.querySelector("h1").textContent);
  new MutationObserver(look).observe(document.body,
    {subtree: true, childList: true, attributes: true, characterData: true});
  for (const event of ["input", "keyup"]) document.addEventListener(event, look);
}"""


def stopped(page: Page, text: str, words: str) -> str:
    """The letter with a stop in it and the field for overruling open; what to type there."""
    page.fill("#body", text)
    kept(page)
    expect(page.locator(".over-rule summary")).to_contain_text(words)
    page.locator(".over-rule summary").click()
    return page.locator(".over-rule label [data-words]").inner_text()


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def test_headline_and_ways_agree_with_every_key(seeker: Seeker, letter: str) -> None:
    page = seeker.page
    words = stopped(page, ASKS, "asks for a job")
    page.evaluate(WATCHED)
    page.locator("#overrule").press_sequentially(words)
    expect(page.locator("h1")).to_have_text("It may leave as it stands: you overruled the stop")
    expect(page.locator("[data-mailto]")).to_have_attribute("href", re.compile("^mailto:"))
    page.locator("[data-let-go]").click()
    assert focused(page) == "let-go"
    page.locator("#body").press("Control+End")
    with page.expect_response(re.compile("/check$")):
        page.keyboard.type("!")
    kept(page)
    expect(page.locator("h1")).to_have_text("It may leave as it stands: you overruled the stop")
    page.locator("#overrule").press("End")
    page.keyboard.press("Backspace")
    expect(page.locator("h1")).to_contain_text("one stop")
    expect(page.locator("[data-mailto]")).to_have_attribute("aria-disabled", "true")
    page.fill("#body", GOOD)
    expect(page.locator("h1")).to_have_text(re.compile("^Ready"))
    assert page.evaluate("apart") == []
    seeker.look()


def test_of_several_stops_it_does_not_say_the_stop(seeker: Seeker, letter: str) -> None:
    page = seeker.page
    words = stopped(page, STOPS, "asks for a job")
    expect(page.locator("h1")).to_contain_text("stops")
    page.locator("#overrule").fill(words)
    expect(page.locator("h1")).to_have_text("It may leave as it stands: you overruled the stops")
    page.reload()
    seeker.look()


def test_what_was_let_go_stays_so_and_asks_for_no_form_again(seeker: Seeker, letter: str) -> None:
    page = seeker.page
    words = stopped(page, ASKS, "asks for a job")
    page.locator("#overrule").fill("not these words")
    page.keyboard.press("Enter")
    assert focused(page) == "overrule"
    expect(page.locator("#overrule")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#overrule-err")).to_contain_text("type these words: asks for a job.")
    seeker.look()
    page.locator("#overrule").fill(words)
    expect(page.locator("#overrule-err")).to_be_hidden()
    page.keyboard.press("Enter")
    assert focused(page) == "let-go"
    expect(page.locator("#let-go")).to_be_in_viewport()
    seeker.look()
    page.locator("#body").press("Control+End")
    page.keyboard.type("\n\nMore.")
    page.wait_for_timeout(1_000)
    kept(page)
    page.reload()
    expect(page.locator("#body")).to_have_value(re.compile("More.$"))
    expect(page.locator("#overrule")).to_have_value(words)
    expect(page.locator("h1")).to_contain_text("It may leave as it stands")
    page.wait_for_timeout(1_000)
    expect(page.locator("[data-conflict]")).to_have_count(0)
    seeker.look()
    page.locator("#let-go a").click()
    expect(page.locator("h1")).to_contain_text("one stop")
    expect(page.locator("#overrule")).to_have_value("")
    expect(page.locator("#body")).to_have_value(re.compile("More.$"))


def test_enter_in_the_subject_goes_on_to_the_letter(seeker: Seeker, letter: str) -> None:
    page = seeker.page
    page.evaluate("document.body.dataset.same = ''")
    page.locator("#subject").fill("A question")
    page.keyboard.press("Enter")
    assert focused(page) == "body"
    kept(page)
    assert page.locator("body[data-same]").count() == 1, "no page was loaded"
    expect(page.locator("#subject")).to_have_value("A question")
    page.locator("#sent summary").click()
    page.locator("#on").press("Enter")
    page.wait_for_url(re.compile("/people/ana-ruiz\\w+$|/sent$"))


def test_ways_that_wait_stay_in_the_order_of_the_tab_key(seeker: Seeker, letter: str) -> None:
    page = seeker.page
    page.fill("#body", GOOD)
    expect(page.locator("[data-mailto]")).to_have_attribute("href", re.compile("^mailto:"))
    free = ways(page)
    page.locator("#body").focus()
    page.fill("#body", ASKS)
    expect(page.locator("[data-mailto]")).to_have_attribute("aria-disabled", "true")
    assert ways(page) == free
    link = page.locator(".ways a", has_text="PDF")
    for name, value in (("role", "link"), ("tabindex", "0"), ("aria-describedby", "waits")):
        expect(link).to_have_attribute(name, value)
    page.fill("#body", GOOD)
    expect(link).not_to_have_attribute("tabindex", "0")
    expect(link).not_to_have_attribute("role", "link")


WAY = "(at => at.matches('[data-way]') && at.textContent)(document.activeElement)"


def ways(page: Page) -> list[str]:
    """The ways out that the tab key comes to."""
    page.locator("#body").focus()
    found = []
    for _ in range(12):
        page.keyboard.press("Tab")
        one = page.evaluate(WAY)
        found += [str(one)] if one else []
    return found


BORDER = """at => (({borderStyle, borderColor}) => [borderStyle, borderColor])(
  getComputedStyle(at))"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_way_that_waits_does_not_look_like_one_that_is_free(
    seeker: Seeker, letter: str, scheme: str
) -> None:
    page = seeker.page
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.fill("#body", ASKS)
    expect(page.locator("[data-copy]")).to_have_attribute("aria-disabled", "true")
    page.evaluate(SETTLED)
    for name in ("Copy", "PDF", "Word", "Card"):
        style, colour = page.locator(".ways .bare", has_text=name).first.evaluate(BORDER)
        assert style == "dashed"
        assert not re.search(r"(, 0\)|/ 0\))$", colour), colour
    seeker.look()


def test_copied_is_true_of_the_text_that_was_copied(seeker: Seeker, letter: str) -> None:
    page = seeker.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=seeker.base)
    page.fill("#body", GOOD)
    kept(page)
    page.locator("[data-copy]").click()
    expect(page.locator("[data-copy]")).to_have_text("Copied")
    page.locator("#body").press("End")
    page.keyboard.type("x")
    expect(page.locator("[data-copy]")).to_have_text("Copy")


def test_the_words_to_type_have_the_width_of_their_column(seeker: Seeker, letter: str) -> None:
    page = seeker.page
    words = stopped(page, STOPS, "asks for a job")
    page.fill("#overrule", words)
    box = page.locator("#overrule").bounding_box()
    column = page.locator(".over-rule").bounding_box()
    assert box is not None
    assert column is not None
    assert box["width"] > column["width"] - 140, "the button has the rest"


def test_other_words_close_when_one_tabs_on_and_with_escape(seeker: Seeker, letter: str) -> None:
    page = seeker.page
    menu = page.locator("details.other")
    page.locator("details.other summary").press("Enter")
    expect(menu).to_have_attribute("open", "")
    for _ in range(6):
        page.keyboard.press("Tab")
    expect(menu).not_to_have_attribute("open", "")
    menu.evaluate("at => (at.open = true)")
    page.locator("#body").evaluate("at => at.focus()")
    menu.evaluate("at => (at.open = true)")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    assert focused(page) == "body"


def test_after_other_words_the_focus_is_in_them(seeker: Seeker, letter: str) -> None:
    page = seeker.page
    page.fill("#body", "My own words.")
    kept(page)
    page.click("summary:has-text('Other words')")
    page.locator("form.from button").press("Enter")
    page.wait_for_selector(".note")
    expect(page.locator("#body")).to_be_focused()
