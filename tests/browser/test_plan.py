"""The plan of the minutes in a real browser: put in order by a drag, by Alt and an arrow key, by
its buttons; the minutes follow, and the order is there when the page is loaded again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Seeker
from tests.doors.running import Running

MINUTES = "[...document.querySelectorAll('ol.plan .m')].map(place => Number(place.textContent))"
KEYS = "[...document.querySelectorAll('li.q')].map(question => question.dataset.key)"


@pytest.fixture
def running(demo: Path, tmp_path: Path) -> Iterator[Running]:
    """A Fifteen with the demo campaign, in which a talk is booked."""
    with Running(shutil.copytree(demo, tmp_path / "home")) as one:
        yield one


def test_the_questions_are_put_in_order_by_hand(seeker: Seeker) -> None:
    page = seeker.page
    seeker.enter()
    seeker.go("/conversations")
    page.locator("main a[href$='/prepare']").first.click()
    page.wait_for_url("**/prepare")
    first, second, third, *rest = keys(page)
    onto = page.locator(f"li.q[data-key='{third}']")
    page.locator(f"li.q[data-key='{first}'] .grip").hover()
    page.mouse.down()
    box = onto.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + box["height"] - 2, steps=12)
    kept(page, page.mouse.up)
    assert keys(page) == [second, third, first, *rest]
    page.locator(f"li.q[data-key='{first}'] button[value=up]").focus()
    kept(page, lambda: page.keyboard.press("Alt+ArrowUp"))
    assert keys(page) == [second, first, third, *rest]
    expect(page.locator(f"li.q[data-key='{first}'] button[value=up]")).to_be_focused()
    kept(page, lambda: page.locator(f"li.q[data-key='{second}'] button[value=down]").click())
    assert keys(page) == [first, second, third, *rest]
    minutes = page.evaluate(MINUTES)
    assert minutes == sorted(minutes) and minutes[0] == 0
    seeker.look()
    page.reload()
    assert keys(page) == [first, second, third, *rest]
    assert page.evaluate(MINUTES) == minutes


def keys(page: Page) -> list[str]:
    """The questions of the plan in their order."""
    return [str(key) for key in page.evaluate(KEYS)]


def kept(page: Page, act: object) -> None:
    """Do it, and wait until the new order has been sent."""
    assert callable(act)
    with page.expect_response("**/questions") as answer:
        act()
    assert answer.value.ok
