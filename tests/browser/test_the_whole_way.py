"""From a LinkedIn export to a thanked conversation, as a new user goes it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Seeker

pytestmark = [pytest.mark.browser, pytest.mark.slow]

EXPORT = (
    'Notes:\n"When exporting your connection data, you may notice that some of the email '
    'addresses are missing."\n\n'
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Ana,Ruiz,https://www.linkedin.com/in/ana-ruiz,ana@harbour.example,Harbour Science Museum,"
    "Exhibition developer,07 Feb 2024\n"
    "Tom,Lee,https://www.linkedin.com/in/tom-lee,,Tidewater School,Caretaker,01 Mar 2021\n"
    'Priya,Raman,https://www.linkedin.com/in/priya-raman,,"Coastal Water, Ltd",Data engineer,'
    "11 Sep 2022\n"
    ",,https://www.linkedin.com/in/nobody,,,,01 Jan 2020\n"
)
MAILTO = re.compile(r"^mailto:ana@harbour\.example\?subject=[^+]+&body=Dear%20")
JOB = " If anything opens up on your team, I would be glad to be considered."


def begin(seeker: Seeker, tmp_path: Path) -> None:
    """The first page, with the export, up to the people being in the book."""
    page = seeker.page
    file = tmp_path / "Connections.csv"
    file.write_text(EXPORT)
    seeker.enter()
    seeker.look()
    page.get_by_label("Learn about a field").check()
    page.get_by_label("A field you wonder about").fill("exhibition development")
    page.locator("[name=seeker_name]").fill("Mira Halonen")
    page.locator("[name=background]").fill("I have taught physics for nine years.")
    page.get_by_text("Schools, past employers").click()
    page.locator("[name=employers]").fill("Tidewater School")
    page.locator("#file").set_input_files(file)
    page.get_by_role("button", name="Begin").click()
    page.wait_for_selector("#yes")
    seeker.look()
    expect(page.locator("dl.counts")).to_contain_text("New")
    expect(page.get_by_text("Not readable").first).to_be_visible()
    page.locator("#yes .btn.main").click()
    page.get_by_role("link", name="Today").first.wait_for()
    expect(page.locator("h1")).to_contain_text("Three")
    seeker.look()


def write_the_request(seeker: Seeker) -> None:
    """The fact about Ana, the draft, the live check, sent."""
    page = seeker.page
    seeker.go("/people/ana-ruiz")
    seeker.look()
    page.get_by_text("Change facts").click()
    page.locator("[name=why]").first.fill("your “Tides” gallery, where visitors can move the moon")
    page.locator("#field").fill("exhibition development")
    page.get_by_role("button", name="Keep facts").click()
    seeker.go("/people/ana-ruiz/letters/new?kind=request")
    expect(page.locator("h1")).to_have_text("Ready to leave")
    seeker.look()
    body = page.locator("#body")
    was = body.input_value()
    assert "Tides" in was
    letter, sign_off = was.rsplit("\n\n", 1)
    body.fill(f"{letter}{JOB}\n\n{sign_off}")
    mark = page.locator(".marks mark.stop").first
    mark.wait_for(state="attached")
    assert mark.inner_text() in JOB
    expect(page.locator(".find-i.stop").first).to_contain_text("A1")
    expect(page.locator("[data-mailto]")).to_have_attribute("aria-disabled", "true")
    seeker.look()
    body.fill(was)
    expect(page.locator(".marks mark")).to_have_count(0)
    expect(page.locator("[data-mailto]")).to_have_attribute("href", MAILTO)
    page.locator("#sent summary").click()
    page.get_by_role("button", name="Yes, note it").click()
    expect(page.locator(".stand")).to_contain_text("Asked")
    assert "noted as sent" in seeker.note()


def answered(seeker: Seeker, words: str) -> None:
    page = seeker.page
    seeker.go("/people/ana-ruiz/answer")
    seeker.look()
    page.get_by_label(words, exact=False).first.check()
    page.get_by_role("button", name="Keep this answer").click()


def book(seeker: Seeker) -> None:
    page = seeker.page
    seeker.go("/people/ana-ruiz/book")
    seeker.look()
    page.locator("#day").fill(str(date.today() + timedelta(days=2)))
    page.locator("#time").fill("10:00")
    page.locator("[name=medium][value=phone]").check(force=True)
    page.locator("#place").fill("+1 555 0147")
    page.get_by_role("button", name="Write it down").click()
    page.wait_for_url("**/prepare")
    seeker.look()


def prepare(seeker: Seeker) -> None:
    page = seeker.page
    page.locator("#question").fill("How many prototypes of “Tides” failed first?")
    page.get_by_role("button", name="Put it in").click()
    expect(page.locator("ol.plan")).to_contain_text("How many prototypes")
    page.locator("#belief").fill("The day is mostly drawing")
    page.get_by_role("button", name="Ask about it").click()
    expect(page.locator("#beliefs")).to_contain_text("mostly drawing")
    seeker.look()


def talk(seeker: Seeker) -> None:
    page = seeker.page
    page.get_by_role("link", name="Open the room").click()
    page.wait_for_url("**/room")
    page.get_by_role("button", name="Start the clock").first.click()
    page.locator("#notes").wait_for()
    seeker.look()
    expect(page.locator(".mins b")).to_have_text("15")
    page.locator("#notes").press_sequentially("cardboard first, always")
    expect(page.locator(".safe")).to_contain_text("Kept")
    for what, line in (
        ("insight", "half the job is waiting for the workshop"),
        ("name", "Marek Dvořák, head of the workshop at Harbour Science Museum"),
        ("promise", "read “Cardboard First” and tell her"),
    ):
        page.locator(f"[data-what={what}]").click()
        page.locator(".r-line input").fill(line)
        page.keyboard.press("Enter")
        expect(page.locator("ul.caught")).to_contain_text(line[:20])
    seeker.look()
    page.reload()
    expect(page.locator("#notes")).to_have_value("cardboard first, always")
    page.get_by_role("button", name="End").first.click()
    page.wait_for_url("**/debrief")


def write_up(seeker: Seeker) -> None:
    page = seeker.page
    seeker.look()
    expect(page.locator("#said")).to_have_value("half the job is waiting for the workshop")
    expect(page.locator("[name=name-0], [name=name-1]").first).to_have_value("Marek Dvořák")
    page.get_by_role("button", name="Keep, and read the thank-you").click()
    page.wait_for_url("**/letters/*")
    body = page.locator("#body").input_value()
    assert "workshop" in body
    assert "hank" in body
    seeker.look()


def thank(seeker: Seeker) -> None:
    page = seeker.page
    settle_the_blanks(page)
    page.locator("#sent summary").click()
    page.get_by_role("button", name="Yes, note it").click()
    expect(page.locator(".stand")).to_contain_text("Thanked")
    seeker.look()


def settle_the_blanks(page: Page) -> None:
    """Where the draft left a blank, a person fills it in."""
    body = page.locator("#body")
    text = body.input_value()
    while "[" in text:
        start, end = text.index("["), text.index("]")
        text = text[:start] + "what you told me" + text[end + 1 :]
    body.fill(text)
    expect(page.locator(".find-i.stop")).to_have_count(0)


def test_from_an_export_to_a_thanked_conversation(seeker: Seeker, tmp_path: Path) -> None:
    page = seeker.page
    begin(seeker, tmp_path)
    seeker.go("/")
    expect(page.locator(".ledger")).to_contain_text("Ana Ruiz")
    seeker.look()
    write_the_request(seeker)
    answered(seeker, "Yes")
    seeker.go("/people/ana-ruiz")
    expect(page.locator(".stand")).to_contain_text("Said yes")
    book(seeker)
    prepare(seeker)
    talk(seeker)
    write_up(seeker)
    thank(seeker)
    seeker.go("/people")
    expect(page.locator("table")).to_contain_text("Marek Dvořák")
    seeker.look()
    seeker.go("/people/marek-dvorak")
    expect(page.locator("main")).to_contain_text("Referred by Ana Ruiz")
    seeker.go("/people/ana-ruiz/sheet")
    seeker.look()
    for path in ("/conversations", "/settings", "/settings/numbers", "/import", "/method"):
        seeker.go(path)
        seeker.look()
