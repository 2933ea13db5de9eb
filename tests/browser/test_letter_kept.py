"""A letter is kept whatever becomes of its page: no word is lost, nobody is warned in vain."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect
from tests.browser.conftest import Seeker
from tests.browser.letters_here import begun, kept, letter, running
from tests.doors.running import Running

__all__ = ["begun", "letter", "running"]
pytestmark = pytest.mark.browser
CONFLICT = "[data-conflict]"


@pytest.fixture
def seeker(chromium: Browser, running: Running) -> Iterator[Seeker]:
    """Somebody at a desk."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 900}, timezone_id="Europe/Berlin"
    )
    context.set_default_timeout(15_000)
    yield Seeker(context.new_page(), running)
    context.close()


def earlier(page: Page) -> str:
    """What stands under the earlier texts, once the page is loaded again."""
    found = page.locator("details.earlier pre.newer")
    return "\n---\n".join(found.all_text_contents())


def on_the_device(page: Page) -> None:
    """The key is there: what is typed from now on is kept on the device too."""
    page.wait_for_function("async () => !!(await vault.keys())")


def losing(seeker: Seeker, letter: str) -> Page:
    """A second window that was told of the newer version which the first one has."""
    first = seeker.page
    second = first.context.new_page()
    second.goto(seeker.base + letter)
    on_the_device(second)
    first.fill("#body", "The words of the first window.")
    kept(first)
    second.fill("#body", "The words of the second window.")
    second.wait_for_selector(CONFLICT)
    second.locator("#body").press("End")
    return second


def test_what_is_typed_after_the_warning_stands_under_the_earlier_texts(
    seeker: Seeker, letter: str
) -> None:
    second = losing(seeker, letter)
    second.keyboard.type(" And more")
    with second.expect_response(re.compile("/keep$")):
        second.keyboard.type(" of them,")
    with second.expect_response(re.compile("/keep$")):
        second.keyboard.type(" to the last.")
    expect(second.locator(CONFLICT)).to_have_count(1)
    second.click(f"{CONFLICT} a")
    expect(second.locator("#body")).to_have_value("The words of the first window.")
    assert "second window. And more of them, to the last." in earlier(second)
    assert earlier(second).count("The words of the second window.") == 1, "one for each window"
    seeker.look()


def test_what_is_typed_right_before_the_newer_one_is_loaded_is_not_lost(
    seeker: Seeker, letter: str
) -> None:
    second = losing(seeker, letter)
    second.keyboard.type(" The last words.")
    second.reload()
    expect(second.locator("#body")).to_have_value("The words of the first window.")
    second.wait_for_timeout(1_500)
    second.reload()
    assert "second window. The last words." in earlier(second)


def test_what_neither_server_nor_device_has_is_not_left_without_a_warning(
    seeker: Seeker, letter: str
) -> None:
    second = losing(seeker, letter)
    second.evaluate("vault.put = async () => false")
    second.route("**/keep", lambda route: route.abort())
    second.keyboard.type(" Nowhere kept.")
    second.wait_for_timeout(1_500)
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    second.on("dialog", stay)
    second.click(f"{CONFLICT} a", no_wait_after=True)
    second.wait_for_timeout(1_000)
    assert asked == ["beforeunload"]
    assert second.input_value("#body").endswith("Nowhere kept.")


def test_the_first_window_does_not_take_away_what_the_second_has_on_the_device(
    seeker: Seeker, letter: str
) -> None:
    second = losing(seeker, letter)
    second.route("**/keep", lambda route: route.abort())
    second.keyboard.type(" Only here.")
    second.wait_for_timeout(500)
    seeker.page.locator("#body").press("End")
    seeker.page.keyboard.type(" Again.")
    kept(seeker.page)
    second.unroute("**/keep")
    second.close()
    seeker.page.reload()
    expect(seeker.page.locator(CONFLICT)).to_contain_text("under “Earlier texts”")
    seeker.page.reload()
    assert "second window. Only here." in earlier(seeker.page)


def test_a_text_that_was_too_long_is_kept_once_it_is_shorter(seeker: Seeker, letter: str) -> None:
    page = seeker.page
    on_the_device(page)
    page.fill("#body", "Dear Ana,\n\n" + "word " * 4_200)
    expect(page.locator(CONFLICT)).to_contain_text("could not be kept")
    expect(page.locator("h1")).to_have_text("Not ready yet: too long to be kept")
    expect(page.locator("[data-mailto]")).to_have_attribute("aria-disabled", "true")
    expect(page.locator("[data-waits]")).to_contain_text("short enough to be kept")
    seeker.wrong.clear()  # Chromium writes each refusal to its console
    page.fill("#body", "Dear Ana,\n\nShort again.")
    kept(page)
    expect(page.locator(CONFLICT)).to_have_count(0)
    expect(page.locator("h1")).not_to_contain_text("too long")
    page.reload()
    expect(page.locator("#body")).to_have_value("Dear Ana,\n\nShort again.")
    page.wait_for_timeout(1_000)
    expect(page.locator("#body")).to_have_value("Dear Ana,\n\nShort again.")


@pytest.mark.parametrize("pause", [100, 400])
def test_a_subject_alone_is_shown_when_the_page_is_loaded_again(
    seeker: Seeker, letter: str, pause: int
) -> None:
    page = seeker.page
    on_the_device(page)
    page.fill("#subject", "Another subject altogether")
    page.wait_for_timeout(pause)
    page.reload()
    expect(page.locator("#subject")).to_have_value("Another subject altogether")
    page.locator("#body").press("Control+End")
    page.keyboard.type("ab")
    kept(page)
    page.wait_for_timeout(1_500)
    expect(page.locator(CONFLICT)).to_have_count(0)
    assert page.input_value("#body").endswith("ab")
    page.reload()
    expect(page.locator("#subject")).to_have_value("Another subject altogether")
    assert page.input_value("#body").endswith("ab")
    assert earlier(page) == ""


@pytest.mark.parametrize("then", [0, 300])
def test_one_window_alone_is_not_warned_of_another(seeker: Seeker, letter: str, then: int) -> None:
    page = seeker.page
    on_the_device(page)
    page.fill("#body", "Dear Ana,\n\nFirst words")
    page.wait_for_timeout(200)
    page.reload()
    page.wait_for_timeout(then)
    page.locator("#body").press("Control+End")
    page.keyboard.type("xy")
    page.wait_for_timeout(2_000)
    kept(page)
    expect(page.locator(CONFLICT)).to_have_count(0)
    text = page.input_value("#body")
    assert "First words" in text
    assert "xy" in text
    page.reload()
    assert page.input_value("#body") == text
    assert earlier(page) == ""


def test_the_last_words_arrive_while_the_next_page_is_written(seeker: Seeker, letter: str) -> None:
    """The worst order: the page is loaded again with the old text, then its last words are kept."""
    page = seeker.page
    on_the_device(page)
    old = page.input_value("#body")
    page.fill("#body", f"{old} last words")
    page.wait_for_timeout(100)
    text, revision = page.input_value("#body"), page.get_attribute("form.desk", "data-revision")
    token = page.get_attribute("form.desk [name=csrfmiddlewaretoken]", "value") or ""
    subject = page.input_value("#subject")
    page.route("**/keep", lambda route: route.abort())
    page.reload()
    expect(page.locator("#body")).to_have_value(text)
    fields: dict[str, str | float | bool] = {
        "subject": subject,
        "body": text,
        "revision": revision or "0",
    }
    answer = page.request.post(
        f"{seeker.base}{letter}/keep", form=fields, headers={"X-CSRFToken": token}
    )
    assert answer.ok
    page.locator("#body").press("Control+End")
    page.keyboard.type("xy")
    page.unroute("**/keep")
    kept(page)
    expect(page.locator(CONFLICT)).to_have_count(0)
    page.reload()
    expect(page.locator("#body")).to_have_value(f"{text}xy")
    assert earlier(page) == ""
