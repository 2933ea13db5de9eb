"""A host with a phone, in another zone, without an account: books, moves, calls off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import Seeker
from tests.doors.running import Running
from tests.doors.test_one_time import links

pytestmark = [pytest.mark.browser, pytest.mark.slow]
YORK = ZoneInfo("America/New_York")


class Host:
    """Somebody who got a link: a page of 390 px in New York."""

    def __init__(self, page: Page, base: str, link: str) -> None:
        self.page, self.address, self.wrong = page, base + link, list[str]()
        self.asked: list[str] = []
        page.on("console", lambda m: self.wrong.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: self.wrong.append(str(e)))
        page.on("request", lambda r: self.asked.append(r.url))

    def look(self) -> None:
        found = Axe().run(self.page).response["violations"]
        told = [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found]
        assert not told, told
        assert self.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert not self.wrong, self.wrong


@pytest.fixture(params=["light", "dark"])
def host(request: pytest.FixtureRequest, chromium: Browser, tmp_path: Path) -> Iterator[Host]:
    (link,) = links(tmp_path / "home", 1)
    with Running(tmp_path / "home") as running:
        context = chromium.new_context(
            viewport={"width": 390, "height": 844},
            timezone_id="America/New_York",
            color_scheme=request.param,
            has_touch=True,
        )
        context.set_default_timeout(15_000)
        yield Host(context.new_page(), f"http://127.0.0.1:{running.port}", link)
        context.close()


def test_a_host_books_moves_and_calls_off_on_a_phone(host: Host) -> None:
    page = host.page
    page.goto(host.address)
    page.wait_for_url("**zone=America%2FNew_York")
    expect(page.locator("h1")).to_have_text("Mira Halonen asks for fifteen minutes of your advice.")
    expect(page.locator("legend small").last).to_contain_text("New York time")
    host.look()
    assert {url.partition("?")[0] for url in host.asked} == {host.address}, "one answer holds all"

    first = page.locator("label.pick:has([name=t])").first
    start = datetime.fromisoformat(first.locator("input").get_attribute("value") or "")
    first.click()
    button = page.locator("#take")
    expect(button).to_contain_text("Confirm ")
    button.click()
    local = start.astimezone(YORK)
    clock = f"{local.hour % 12 or 12}:{local.minute:02}"
    expect(page.locator("h1")).to_contain_text(
        re.compile(f"You talk with Mira Halonen on .*{clock}")
    )
    expect(page.locator("[role=status]")).to_contain_text("That is agreed.")
    host.look()

    page.get_by_text("Move it", exact=True).click()
    later = page.locator("label.pick:has([name=t])").nth(1)
    moved = datetime.fromisoformat(later.locator("input").get_attribute("value") or "")
    later.click()
    page.locator("#take").click()
    expect(page.locator("[role=status]")).to_contain_text("It is moved.")
    with page.expect_download() as got:
        page.get_by_role("link", name="Add it to your calendar").click()
    text = Path(got.value.path()).read_text("utf-8")
    assert f"DTSTART:{moved:%Y%m%dT%H%M%SZ}" in text and "SEQUENCE:2" in text
    page.get_by_text("What Mira would like to ask").click()
    host.look()

    page.get_by_text("Call it off", exact=True).first.click()
    page.get_by_role("button", name="Call it off").click()
    expect(page.locator("[role=status]")).to_contain_text("It is called off.")
    host.look()


def test_without_script_the_zone_is_chosen_from_a_list(chromium: Browser, tmp_path: Path) -> None:
    (link,) = links(tmp_path / "home", 1)
    with Running(tmp_path / "home") as running:
        context = chromium.new_context(
            viewport={"width": 360, "height": 780}, java_script_enabled=False
        )
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{running.port}{link}")
        expect(page.locator("legend small").last).to_contain_text("Berlin time")
        page.get_by_text("Show the times on another clock").click()
        page.locator("#z").select_option("Asia/Kolkata")
        page.get_by_role("button", name="Show").click()
        expect(page.locator("legend small").last).to_contain_text("Kolkata time (IST)")
        for way, asked, then in (
            ("Coffee", "Where to meet (if you like)", "Mira comes to where you say"),
            ("Video", "A link of yours (if you like)", "Mira sends you a link"),
            ("Phone", "Your number (if you like)", "Mira calls you"),
        ):
            page.locator("label.pick", has_text=way).click()
            shown = page.locator("label[for=place]").evaluate("label => label.innerText")
            assert shown.strip() == asked
            expect(page.locator(".go p:visible")).to_contain_text(then)
            expect(page.locator(".go p:visible")).to_have_count(1)
        page.locator("label.pick:has([name=t])").first.click()
        page.locator("#take").click()
        expect(page.locator("h1")).to_contain_text("You talk with Mira Halonen")
        expect(page.locator(".for").first).to_contain_text("Kolkata time (IST)")
        context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_seekers_pages_about_time(chromium: Browser, tmp_path: Path, width: int) -> None:
    """Hours, calendars, the link, the file: nothing for axe to say, nothing too wide."""
    links(tmp_path / "home", 1)
    with Running(tmp_path / "home") as running:
        context = chromium.new_context(
            viewport={"width": width, "height": 844}, accept_downloads=True
        )
        context.set_default_timeout(15_000)
        seeker = Seeker(context.new_page(), running)
        page = seeker.page
        seeker.enter()
        seeker.go("/settings/time")
        seeker.look()
        page.get_by_label("Monday").fill("late")
        page.get_by_role("button", name="Keep", exact=True).click()
        expect(page.locator("#monday-s")).to_contain_text("is not read")
        seeker.wrong.clear()  # a form that is refused is no fault of the page
        page.get_by_label("Monday").fill("9-11")
        page.get_by_role("button", name="Keep", exact=True).click()
        expect(page.get_by_label("Monday")).to_have_value("9:00-11:00")
        page.get_by_text("It is a calendar server").click()
        page.get_by_role("button", name="Make an address").click()
        expect(page.get_by_label("The address")).to_have_value(re.compile(r"/calendar/.{32}\.ics$"))
        seeker.look()
        seeker.go("/people/ana-ruiz/book")
        expect(page.get_by_label("The link")).to_have_value(re.compile(r"/h/.{32}$"))
        seeker.look()
        with page.expect_download() as got:
            page.get_by_role("link", name="the same times as one file").click()
        file = tmp_path / "times.html"
        file.write_bytes(Path(got.value.path()).read_bytes())
        context.close()
        alone = chromium.new_context(viewport={"width": width, "height": 844}, offline=True)
        shown = alone.new_page()
        shown.goto(file.as_uri())
        expect(shown.locator("h1")).to_contain_text("asks for fifteen minutes")
        assert not Axe().run(shown).response["violations"]
        assert shown.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        alone.close()
