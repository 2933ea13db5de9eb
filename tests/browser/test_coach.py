"""A look for the coach in a real browser: the page and the file, both asked by axe."""

from __future__ import annotations

from pathlib import Path

from tests.browser.conftest import Seeker
from tests.browser.held import begin


def test_what_is_shown_is_what_is_taken_along(seeker: Seeker, tmp_path: Path) -> None:
    page = seeker.page
    begin(seeker, "Ana Ruiz, developer at Museum Ana")
    seeker.go("/coach")
    seeker.look()
    assert "Ask Ana Ruiz" in page.locator(".look").inner_text()
    page.get_by_label("Hide names").check()
    page.get_by_role("button", name="Show it").click()
    page.wait_for_url("**/coach?*names=hidden*")
    seeker.look()
    shown = page.locator(".look").inner_text()
    assert "Ana" not in shown
    with page.expect_download() as taken:
        page.get_by_role("button", name="As a file").click()
    file = tmp_path / "look.html"
    taken.value.save_as(file)
    seeker.go("/coach")
    assert "names hidden" in page.locator("main").inner_text()
    assert "given to your coach" in seeker.note()
    alone = page.context.new_page()
    alone.goto(file.as_uri())
    assert "Ana" not in alone.content()
    assert "What is due" in alone.locator("main").inner_text()
