"""From the letter to what was found in it and back: the focus is always on what comes next."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Seeker
from tests.browser.letters_here import begun, kept, letter, running
from tests.browser.test_letter_page import GOOD

__all__ = ["begun", "letter", "running"]
pytestmark = pytest.mark.browser

TWO = """Dear Ana,

I read your note on grid models & what "slack" means. Could we have an informational interview by
phone for an hour about how you came to it? I would like an informational interview with you.

Kind regards,
Mira Halonen"""


ORDER = """() => [...document.querySelectorAll(".find-i")]
  .filter(one => one.querySelector("[data-take]"))
  .map(one => [...one.querySelectorAll("a, button")].map(at => at.classList[0]))"""


def written(page: Page, text: str) -> list[str]:
    """The letter with this text and the findings shown; the digits of the wordings to take."""
    page.fill("#body", text)
    kept(page)
    page.wait_for_selector(".find-i [data-take]", state="attached")
    if page.locator(".before.drawer").count():
        page.locator(".before summary").click()
    return [one.get_attribute("value") or "" for one in page.locator("[data-take]").all()]


@pytest.mark.parametrize("how", ["digit", "Enter", "mouse"])
def test_after_a_wording_was_taken_the_next_is_one_key_away(
    seeker: Seeker, letter: str, how: str
) -> None:
    page = seeker.page
    left = written(page, TWO)
    assert len(left) > 1
    page.locator("[data-take]").first.focus()
    while left:
        button = page.locator(f"[data-take][value='{left[0]}']")
        with page.expect_response(re.compile("/check$")):
            if how == "mouse":
                button.click()
            else:
                page.keyboard.press(left[0] if how == "digit" else "Enter")
        expect(page.locator("[data-take]")).to_have_count(len(left) - 1)
        left = [one.get_attribute("value") or "" for one in page.locator("[data-take]").all()]
        at = page.locator("[data-take]").first if left else page.locator(".before summary")
        expect(at).to_be_focused()
        text = page.input_value("#body")
        assert not re.search(r"\d", text), "no digit was typed into the letter"
    assert "informational interview" not in page.input_value("#body")
    seeker.look()


@pytest.mark.parametrize("how", ["Enter", "mouse"])
def test_a_number_leads_to_its_words(seeker: Seeker, letter: str, how: str) -> None:
    page = seeker.page
    written(page, TWO)
    number = page.locator("a.n").first
    if how == "mouse":
        number.click()
    else:
        number.press("Enter")
    expect(page.locator("#body")).to_be_focused()
    chosen = page.evaluate(
        "(at => at.value.slice(at.selectionStart, at.selectionEnd))(document.activeElement)"
    )
    assert chosen and chosen == page.locator("#hit-1").text_content()
    mark = page.locator("#hit-1").bounding_box()
    assert mark is not None
    seen = page.evaluate(
        "([x, y]) => document.elementFromPoint(x, y).id", [mark["x"] + 5, mark["y"] + 5]
    )
    assert seen == "body", "nothing lies over the words"


def test_a_key_goes_from_the_text_to_what_was_found(seeker: Seeker, letter: str) -> None:
    page = seeker.page
    numbers = written(page, TWO)
    page.locator("#body").focus()
    page.keyboard.press(f"Alt+{numbers[-1]}")
    expect(page.locator(f"[data-take][value='{numbers[-1]}']")).to_be_focused()
    assert page.input_value("#body") == TWO
    page.locator("#body").focus()
    page.keyboard.press("Alt+9")
    expect(page.locator(".before summary")).to_be_focused()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_contain_text("From the letter to what was found")
    seeker.look()


def test_what_was_found_can_be_gone_to_as_soon_as_it_is(seeker: Seeker, letter: str) -> None:
    page = seeker.page
    page.fill("#body", GOOD)
    kept(page)
    expect(page.locator(".find-i")).to_have_count(0)
    lead = page.locator("[data-to-found] a")
    expect(lead).to_be_hidden()
    page.fill("#body", TWO)
    page.wait_for_selector(".find-i", state="attached")
    narrow = page.locator(".before.drawer").count() == 1
    expect(lead).to_be_visible(visible=narrow)
    if narrow:
        lead.click()
        expect(page.locator(".find-i").first).to_be_visible()


def test_a_tab_stop_among_what_was_found_does_something(seeker: Seeker, letter: str) -> None:
    page = seeker.page
    written(page, TWO)
    narrow = page.locator(".before.drawer").count() == 1
    handle = page.locator(".before summary")
    assert handle.evaluate("at => at.tabIndex") == (0 if narrow else -1)
    order = page.evaluate(ORDER)
    assert order
    for one in order:
        assert one.index("rid") > one.index("btn"), "the reason comes after what can be done"


def test_a_long_subject_is_seen_whole(seeker: Seeker, letter: str) -> None:
    page = seeker.page
    subject = page.locator("#subject")
    assert subject.input_value()
    over = "at => [at.scrollWidth - at.clientWidth, at.scrollHeight - at.clientHeight]"
    assert max(subject.evaluate(over)) <= 0
    subject.fill("Could we talk about grid models and slack " * 4)
    assert max(subject.evaluate(over)) <= 0
    subject.fill("Two\nlines")
    expect(subject).to_have_value("Two lines")
    seeker.look()
