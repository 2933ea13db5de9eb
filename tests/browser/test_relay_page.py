"""A host far away on the page that a relay shows, with a phone: it is the same page, and what they
answer there is agreed at home. axe has nothing to say; nothing changes there by looking."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from tests.adapters.relay_here import RelayHere
from tests.browser.conftest import SETTLED, SIZES, Seeker
from tests.doors.running import Running
from tests.doors.test_one_time import links

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def there(tmp_path: Path) -> Iterator[RelayHere]:
    (tmp_path / "relay").mkdir()
    one = RelayHere(tmp_path / "relay")
    yield one
    one.stop()


def look(page: Page) -> None:
    page.evaluate(SETTLED)
    found = Axe().run(page).response["violations"]
    assert not found, [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found]
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def asked_again(seeker: Seeker) -> None:
    """Mira's Fifteen asks the relay, and is done."""
    page = seeker.page
    seeker.go("/settings/relay")
    page.get_by_role("button", name="Ask now").click()
    page.wait_for_load_state()
    page.wait_for_timeout(1_500)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_host_books_on_the_relay_and_it_is_agreed_at_home(
    chromium: Browser, there: RelayHere, tmp_path: Path, scheme: str
) -> None:
    (link,) = links(tmp_path / "home", 1)
    with Running(tmp_path / "home") as home:
        desk = chromium.new_context(viewport=SIZES["wide"], color_scheme=scheme)  # type: ignore[arg-type]
        desk.set_default_timeout(15_000)
        mira = Seeker(desk.new_page(), home)
        mira.enter()
        mira.go("/settings/relay")
        mira.look()
        mira.page.locator("#address").fill(there.address)
        mira.page.locator("#code").fill(there.code())
        mira.page.get_by_role("button", name="Use this relay").click()
        expect(mira.page.locator("h1")).to_contain_text("Hosts reach their pages at")
        mira.page.get_by_role("button", name="Undo").click()
        expect(mira.page.locator("[role=status]")).to_contain_text("Undone.")
        mira.go("/settings/relay")
        expect(mira.page.locator("h1")).to_have_text("Can hosts reach their pages?")
        mira.page.locator("#address").fill(there.address)
        mira.page.locator("#code").fill(there.code())
        mira.page.get_by_role("button", name="Use this relay").click()
        asked_again(mira)
        mira.look()

        phone = chromium.new_context(
            viewport=SIZES["phone"],
            timezone_id="Asia/Kolkata",
            color_scheme=scheme,  # type: ignore[arg-type]
            has_touch=True,
        )
        phone.set_default_timeout(15_000)
        page = phone.new_page()
        wrong: list[str] = []
        page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
        before = there.kept()
        page.goto(there.address + link)
        page.wait_for_url("**zone=Asia%2F*")
        expect(page.locator("legend small").last).to_contain_text("Kolkata time (IST)")
        assert len(page.content().encode()) < 30_000
        page.reload()
        look(page)
        assert there.kept() == before, "looking leaves nothing there"

        pick = page.locator("label.pick:has([name=t])").first
        start = datetime.fromisoformat(pick.locator("input").get_attribute("value") or "")
        pick.tap()
        page.locator("#take").tap()
        expect(page.locator("[role=status]")).to_contain_text("You chose ")
        expect(page.locator("h1")).to_have_text("Thank you for your answer.")
        look(page)
        asked_again(mira)
        page.reload()
        expect(page.locator("h1")).to_contain_text("You talk with Mira Halonen on ")
        look(page)
        with page.expect_download() as got:
            page.get_by_role("link", name="Add it to your calendar").tap()
        text = Path(got.value.path()).read_text("utf-8")
        assert f"DTSTART:{start:%Y%m%dT%H%M%SZ}" in text
        mira.go("/people/ana-ruiz")
        expect(mira.page.locator(".stand")).to_contain_text("Booked")

        page.get_by_text("Call it off", exact=True).first.tap()
        page.get_by_role("button", name="Call it off").tap()
        expect(page.locator("[role=status]")).to_contain_text("as soon as their computer is on")
        asked_again(mira)
        page.reload()
        expect(page.locator("[role=status]")).to_contain_text("It is called off.")
        look(page)
        page.get_by_text("Not now", exact=True).first.tap()
        page.get_by_role("button", name="Not now").tap()
        expect(page.locator("h1")).to_have_text("Thank you for your answer.")
        look(page)
        assert not wrong, wrong
        phone.close()
        desk.close()
