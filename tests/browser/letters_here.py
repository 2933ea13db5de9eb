"""A request to Ana, open on its page: one Fifteen for a file of tests, an Ana for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.conftest import Seeker
from tests.browser.held import begin
from tests.doors.running import Running

LINE = "Ana Ruiz{n}, grid modeller at Northlight, alumni of Calder, ana{n}@there.example"


@dataclass(frozen=True)
class Begun:
    """A Fifteen with a campaign; the cookies of a browser with a seat; a number for each Ana."""

    running: Running
    cookies: Any
    numbers: Iterator[int]


@pytest.fixture(scope="session")
def begun(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Begun]:
    """What the tests of letters begin with."""
    context = chromium.new_context(timezone_id="Europe/Berlin")
    context.set_default_timeout(60_000)
    with Running(tmp_path_factory.mktemp("begun") / "home") as running:
        begin(Seeker(context.new_page(), running), "Bea Lund, developer at Museum Bea")
        cookies = context.cookies()
        context.close()
        yield Begun(running, cookies, count(1))


@pytest.fixture
def running(begun: Begun) -> Running:
    """The one that all share."""
    return begun.running


@pytest.fixture
def letter(seeker: Seeker, begun: Begun) -> str:
    """A request to an Ana nobody has written to, open on the page; its address."""
    page = seeker.page
    page.context.add_cookies(begun.cookies)
    page.set_default_timeout(90_000)
    seeker.go("/people")
    number = next(begun.numbers)
    page.fill("[name=line]", LINE.format(n=number))
    page.keyboard.press("Enter")
    page.wait_for_selector(".note")
    page.goto(f"{seeker.base}/people/ana-ruiz{number}/letters/new?kind=request")
    page.wait_for_selector("#body")
    return page.url.removeprefix(seeker.base)


def kept(page: Page) -> None:
    """Waits until the page says that the letter is kept."""
    page.wait_for_function("() => /^Kept/.test(document.querySelector('[data-kept]').textContent)")
