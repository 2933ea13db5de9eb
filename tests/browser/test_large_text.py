"""Whoever reads at twice the size, or names things at length, scrolls down and never aside."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.conftest import CHROMIUM, Seeker, arguments
from tests.browser.held import begin
from tests.doors.running import Running

pytestmark = pytest.mark.browser

TWICE = 32  # px, of a browser whose usual size is 16
PAGES = ("/", "/people", "/settings", "/progress", "/conversations", "/fields", "/import")


@pytest.fixture
def large(chromium: Browser) -> Iterator[Browser]:
    """A browser whose text is set to twice the size."""
    more = f"--blink-settings=defaultFontSize={TWICE}"
    browser = chromium.browser_type.launch(executable_path=CHROMIUM, args=[*arguments(), more])
    yield browser
    browser.close()


def test_at_twice_the_size_no_page_is_too_wide(large: Browser, demo: Path, tmp_path: Path) -> None:
    shutil.copytree(demo, tmp_path / "home")
    with Running(tmp_path / "home") as one:
        base = f"http://127.0.0.1:{one.port}"
        context = large.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.goto(base + one.link)
        size = page.evaluate("getComputedStyle(document.documentElement).fontSize")
        assert size == f"{TWICE}px"
        told = []
        for width in (1280, 1024, 390):
            page.set_viewport_size({"width": width, "height": 900})
            for address in PAGES:
                page.goto(base + address)
                wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
                told += [f"{address} at {width}: {wider} px too wide"] if wider > 0 else []
        assert not told, told


def test_a_name_without_a_space_makes_no_page_too_wide(seeker: Seeker) -> None:
    page, name = seeker.page, "W" * 120
    begin(seeker)
    seeker.go("/fields")
    field = page.locator("form[action='/fields/add'] [name=name]")
    field.fill(name)
    field.press("Enter")
    page.wait_for_url("**/fields/w*")
    seeker.go("/people")
    page.locator("#line-field").select_option(name)
    page.locator("#line").fill("Zed Zebra, planner at Acme")
    page.locator(".quick .main").click()
    expect(page.locator(".note").last).to_contain_text("Zed Zebra")
    for width in (1280, 1024, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for address in ("/people", "/people?view=board", "/people/zed-zebra", "/fields", "/"):
            seeker.go(address)
            assert page.locator("h1").count() == 1
            wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wider <= 0, f"{address} at {width}: {wider} px too wide"
