"""The whole way without a line of script: everything but the moving clock is plain pages and forms.

axe needs script, so looks are judged in the other tests; here it is the way itself.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Seeker
from tests.browser.test_the_whole_way import EXPORT

pytestmark = [pytest.mark.browser, pytest.mark.slow]


PREPARE = re.compile(r"/conversations/[\w-]+/prepare$")
MAILTO_BEGINS = re.compile(r"^mailto:ana@harbour\.example\?subject=")


@pytest.fixture
def page(without_script: Seeker) -> Page:
    without_script.enter()
    return without_script.page


def begin_with_names(page: Page) -> None:
    page.get_by_label("A field you wonder about").fill("exhibition development")
    page.locator("[name=seeker_name]").fill("Mira Halonen")
    page.locator("[name=zone]").select_option("Europe/Berlin")
    page.get_by_text("Schools, past employers").click()
    page.locator("[name=employers]").fill("Tidewater School")
    page.locator("#names").fill("Vera Nowak, planner at Northlight\nTom Lee")
    page.get_by_role("button", name="Begin").click()
    expect(page.locator(".note")).to_contain_text("2 people are in your book")


def bring_the_export(page: Page, tmp_path: Path) -> None:
    """The page of a running import renews itself by its noscript refresh alone."""
    file = tmp_path / "Connections.csv"
    file.write_text(EXPORT)
    page.get_by_role("link", name="People").first.click()
    page.goto(page.url.replace("/people", "/import"))
    page.locator("input[type=file]").first.set_input_files(file)
    page.locator("main .btn.main").first.click()
    page.locator("#yes").wait_for()
    expect(page.locator("dl.counts")).to_contain_text("New")
    unsure = page.locator("fieldset.unsure").filter(has_text="Tom Lee")
    if unsure.count():
        unsure.get_by_label("The same person").check(force=True)
    page.locator("#yes .btn.main").click()
    page.get_by_role("link", name="Today").first.wait_for()
    expect(page.locator("h1")).to_contain_text("came in")


def write_the_request(page: Page, base: str) -> None:
    page.goto(f"{base}/people/ana-ruiz")
    page.get_by_text("Change facts").click()
    page.locator("#facts [name=why]").fill("your “Tides” gallery, where visitors can move the moon")
    page.locator("#field").fill("exhibition development")
    page.get_by_role("button", name="Keep facts").click()
    expect(page.locator(".note")).to_contain_text("Kept what you changed")
    page.goto(f"{base}/people/ana-ruiz/letters/new?kind=request")
    body = page.locator("#body")
    letter, sign_off = body.input_value().rsplit("\n\n", 1)
    body.fill(f"{letter} I would like an informational interview.\n\n{sign_off}")
    page.get_by_role("button", name="Check and keep").click()
    expect(page.locator(".find-i.stop").first).to_contain_text("interview")
    expect(page.locator(".marks mark.stop").first).to_be_attached()
    expect(page.locator("[data-mailto]")).to_have_attribute("aria-disabled", "true")
    assert page.locator("[data-mailto]").get_attribute("href") is None


def take_the_better_wording(page: Page) -> None:
    stop = page.locator(".find-i.stop").first
    take = stop.locator("[data-take]")
    quote = take.get_attribute("data-quote") or ""
    assert quote and quote in page.locator("#body").input_value()
    take.click()
    assert quote not in page.locator("#body").input_value()
    while page.locator(".find-i.stop [data-take]").count():
        page.locator(".find-i.stop [data-take]").first.click()
    expect(page.locator(".find-i.stop")).to_have_count(0)
    expect(page.locator("[data-mailto]")).to_have_attribute("href", MAILTO_BEGINS)


def i_have_sent_it(page: Page) -> None:
    page.locator("#sent summary").click()
    page.get_by_role("button", name="Yes, note it").click()
    expect(page.locator(".stand")).to_contain_text("Asked")
    expect(page.locator(".note")).to_contain_text("noted as sent")


def answer_and_book(page: Page, base: str) -> None:
    page.goto(f"{base}/people/ana-ruiz/answer")
    page.get_by_label("Yes", exact=False).first.check(force=True)
    page.get_by_role("button", name="Keep this answer").click()
    page.locator("#day").fill(str(date.today() + timedelta(days=2)))
    page.locator("#time").fill("10:00")
    page.locator("[name=medium][value=phone]").check(force=True)
    page.locator("#place").fill("+1 555 0147")
    page.get_by_role("button", name="Write it down").click()
    expect(page).to_have_url(PREPARE)


def prepare(page: Page) -> None:
    questions = page.locator("ol.plan li.q .ask")
    first = questions.first.inner_text()
    page.locator("ol.plan li.q").first.get_by_role("button", name="Ask it later").click()
    expect(questions.nth(1)).to_have_text(first)
    page.locator("#question").fill("How many prototypes of “Tides” failed first?")
    page.get_by_role("button", name="Put it in").click()
    expect(page.locator("ol.plan")).to_contain_text("How many prototypes")
    page.locator("#belief").fill("The day is mostly drawing")
    page.get_by_role("button", name="Ask about it").click()
    expect(page.locator("#beliefs")).to_contain_text("mostly drawing")
    done = page.locator("#ready .done, #ready [aria-pressed=true], #ready :checked")
    before = done.count()
    page.locator("#ready form button").first.click()
    assert page.url.endswith("#ready")
    assert done.count() != before, "a line of the check list was ticked"


def talk(page: Page) -> None:
    page.get_by_role("link", name="Open the room").click()
    page.get_by_role("button", name="Start the clock").first.click()
    expect(page.locator(".mins b")).to_have_text("15")
    page.locator("#notes").fill("cardboard first, always")
    page.get_by_role("button", name="Keep the notes").click()
    expect(page.locator("#notes")).to_have_value("cardboard first, always")
    for what, line in (
        ("insight", "half the job is waiting for the workshop"),
        ("name", "Marek Dvořák, head of the workshop at Harbour Science Museum"),
        ("promise", "read “Cardboard First” and tell her"),
    ):
        page.locator("#line").fill(line)
        page.locator(f"[data-what={what}]").click()
        expect(page.locator("ul.caught")).to_contain_text(line)
    asked = page.locator("#now").inner_text()
    page.locator("form.asked button").click()
    expect(page.locator("#now")).not_to_have_text(asked)
    page.get_by_role("button", name="They offered more time").click()
    expect(page.locator(".mins b")).to_have_text("20")
    expect(page.locator("#notes")).to_have_value("cardboard first, always")
    page.get_by_role("button", name="End").first.click()


def write_up_and_thank(page: Page) -> None:
    expect(page.locator("#said")).to_have_value("half the job is waiting for the workshop")
    page.get_by_role("button", name="Keep, and read the thank-you").click()
    body = page.locator("#body")
    text = body.input_value()
    assert "workshop" in text
    while "[" in text:
        start, end = text.index("["), text.index("]")
        text = text[:start] + "what you told me" + text[end + 1 :]
    body.fill(text)
    page.locator("#sent summary").click()
    page.get_by_role("button", name="Yes, note it").click()
    expect(page.locator(".stand")).to_contain_text("Thanked")


def test_from_an_export_to_a_thanked_conversation_without_script(
    without_script: Seeker, page: Page, tmp_path: Path
) -> None:
    base = without_script.base
    begin_with_names(page)
    bring_the_export(page, tmp_path)
    write_the_request(page, base)
    take_the_better_wording(page)
    i_have_sent_it(page)
    answer_and_book(page, base)
    prepare(page)
    talk(page)
    write_up_and_thank(page)
    page.goto(f"{base}/people/marek-dvorak")
    expect(page.locator("main")).to_contain_text("Referred by Ana Ruiz")
    assert not without_script.wrong


def test_what_was_refused_stands_as_typed_without_script(
    without_script: Seeker, page: Page
) -> None:
    """A stop is overruled in words, and a letter that waits is not noted as sent."""
    base = without_script.base
    begin_with_names(page)
    page.goto(f"{base}/people/vera-nowak/letters/new?kind=request")
    page.locator("#body").fill("Dear Vera,\n\nPlease give me a job.\n\nMira")
    page.locator("#sent summary").click()
    page.get_by_role("button", name="Yes, note it").click()
    expect(page.locator("[role=alert]").first).to_be_visible()
    expect(page.locator("#body")).to_have_value("Dear Vera,\n\nPlease give me a job.\n\nMira")
    page.goto(f"{base}/people/vera-nowak")
    expect(page.locator(".stand")).not_to_contain_text("Asked")


def test_undo_from_the_note_without_script(without_script: Seeker, page: Page) -> None:
    begin_with_names(page)
    page.goto(f"{without_script.base}/people/vera-nowak")
    page.get_by_role("button", name="Let it rest").click()
    expect(page.locator("#h-rest")).to_have_text("Left in peace")
    page.locator("form[data-undo] button").click()
    expect(page.locator("#h-next")).to_be_visible()
    expect(page.locator("#h-rest")).to_have_count(0)
