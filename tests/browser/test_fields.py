"""From not knowing to a verdict, in a real browser: each page of fields asked by axe."""

from __future__ import annotations

import re

from tests.browser.conftest import Seeker
from tests.browser.held import begin


def test_from_not_knowing_to_a_verdict(seeker: Seeker) -> None:
    page = seeker.page
    begin(seeker, "Ana Ruiz, developer at Museum Ana")
    seeker.go("/fields")
    seeker.look()
    page.get_by_role("link", name="I don’t know yet: find some").click()
    seeker.look()
    for act in ("explain", "write"):
        page.locator(f"label:has([name=likes][value={act}])").click()
    page.get_by_role("button", name="Show me fields to ask about").click()
    page.get_by_role("button", name=re.compile("technical writing")).click()
    page.wait_for_url("**/fields/technical-writing")
    seeker.look()
    page.get_by_label("I think that …").fill("One writes alone all day")
    page.get_by_role("button", name="Ask about it").click()
    page.get_by_text("Change “One writes alone all day”").click()
    seeker.look()
    page.locator(".bel label:has([value=corrected])").click()
    page.get_by_label("How it is instead").fill("One talks until four")
    page.get_by_role("button", name="Settle it so").click()
    assert page.locator(".bel s").inner_text() == "One writes alone all day"
    page.locator("label:has([name=verdict][value=not-for-me])").click()
    page.get_by_role("button", name="Keep this verdict").click()
    assert "not for you" in seeker.note()
    seeker.look()
    page.get_by_role("button", name="Undo").click()
    assert page.locator("[name=verdict][value=open]").is_checked()


def test_what_matters_is_weighed_and_a_blank_becomes_a_question(seeker: Seeker) -> None:
    page = seeker.page
    begin(seeker, "Ana Ruiz, developer at Museum Ana")
    seeker.go("/fields/fit")
    seeker.look()
    page.get_by_label("One more thing that matters").fill("Home by six")
    page.get_by_role("button", name="It matters").click()
    seeker.look()
    page.get_by_label("Home by six in exhibition development").select_option("4")
    page.get_by_role("button", name="Keep the scores").click()
    assert "4.0 of 5" in page.locator("main").inner_text()
    page.get_by_role("button", name="Make it a question").click()
    page.wait_for_url("**/fields/exhibition-development*")
    assert "“Home by six” matters to me." in page.locator("#reading").inner_text()
    seeker.go("/fields/exhibition-development/insight")
    seeker.look()
    seeker.go("/fields/occupations")
    seeker.look()
