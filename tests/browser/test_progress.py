"""Progress, the story and the review of the demo campaign, in a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.browser.conftest import Seeker
from tests.doors.running import Running


@pytest.fixture
def running(demo: Path, tmp_path: Path) -> Iterator[Running]:
    """A Fifteen with the demo campaign, for one test."""
    home = shutil.copytree(demo, tmp_path / "home")
    with Running(home) as one:
        yield one


def _this_week() -> str:
    """The review of this week: what it leads to is not kept in the demo on any day of a week.

    Without a week the page looks back on the last one until Wednesday, and that one is kept.
    """
    today = date.today()
    return f"/review?week={today - timedelta(days=today.weekday())}"


def test_the_pictures_are_seen_read_and_saved(seeker: Seeker) -> None:
    page = seeker.page
    seeker.enter()
    page.get_by_role("link", name="Progress", exact=True).locator("visible=true").first.click()
    page.get_by_role("heading", name="It is working: 15 conversations").wait_for()
    seeker.look()
    pictures = page.locator(".fig > svg")
    assert pictures.count() == 9
    for summary in page.locator("details.data summary").all():
        summary.click()
    seeker.look()
    for kind in ("SVG", "PNG", "CSV"):
        with page.expect_download() as kept:
            page.locator("figure", has_text="Who led to whom").get_by_role(
                "link", name=kind
            ).click()
        assert kept.value.suggested_filename == f"fifteen-tree.{kind.lower()}"
    page.set_viewport_size({"width": 360, "height": 740})
    seeker.look()
    for picture in pictures.all():
        box = picture.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360


def test_in_the_dark_the_pictures_can_still_be_told_from_the_paper(seeker: Seeker) -> None:
    seeker.page.emulate_media(color_scheme="dark")
    seeker.enter()
    seeker.go("/progress")
    seeker.look()


def test_the_story_is_read_with_names_and_without(seeker: Seeker) -> None:
    page = seeker.page
    seeker.enter()
    seeker.go("/progress")
    page.get_by_role("link", name="See the story").click()
    page.get_by_role("heading", name="One request, to Tom Lee").first.wait_for()
    seeker.look()
    page.get_by_role("link", name="Hide the names").click()
    page.get_by_role("heading", name="One request, to A, led").first.wait_for()
    seeker.look()
    assert "Lee" not in page.locator("main").inner_text()
    with page.expect_download() as kept:
        page.get_by_role("link", name="SVG").click()
    assert "Lee" not in Path(kept.value.path()).read_text("utf-8")
    page.emulate_media(media="print")
    assert not page.get_by_role("link", name="Show the names").is_visible()
    assert page.locator(".tale h2").is_visible()


def test_the_week_is_looked_back_on_and_the_next_one_kept(seeker: Seeker) -> None:
    page = seeker.page
    seeker.enter()
    seeker.go(_this_week())
    seeker.look()
    page.get_by_label("People to ask").fill("4")
    page.get_by_label("And in a line of your own").fill("Ask along the line")
    page.get_by_role("button", name="Keep for next week").click()
    page.get_by_role("button", name="Keep it anew").wait_for()
    assert "Kept for the week of" in seeker.note()
    assert page.get_by_label("People to ask").input_value() == "4"
    seeker.look()
    page.keyboard.press("z")
    page.get_by_role("button", name="Keep for next week").wait_for()


def test_a_number_that_is_none_is_told_beside_what_was_typed(seeker: Seeker) -> None:
    page = seeker.page
    seeker.enter()
    seeker.go(_this_week())
    page.get_by_label("People to ask").fill("x")
    page.get_by_role("button", name="Keep for next week").click()
    page.get_by_role("alert").wait_for()
    assert page.get_by_label("People to ask").input_value() == "x"


def test_settings_are_one_tap_from_every_page(seeker: Seeker) -> None:
    page = seeker.page
    seeker.enter()
    seeker.go("/progress")
    page.locator("button.me").click()
    page.locator("#account").get_by_role("link", name="Settings").click()
    page.wait_for_url("**/settings")
    seeker.look()
