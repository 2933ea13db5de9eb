"""Around an agreed talk, used in a browser at a desk and on a phone: when to leave, the line of
somebody who runs late, the letter of the business day before on both clocks, a talk that did not
come about, other times in two clicks, a time that fell through twice."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.conftest import SIZES, Seeker
from tests.doors.running import Running, environment

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MAKES = Path(__file__).with_name("talks_here.py")
BOTH = re.compile(r"\d\d:\d\d your time \([^)]*\bmine\b[^)]*\)")  # near midnight with the day


def when_to_leave(mira: Seeker) -> None:
    """Today asks for the way, and says from then on when to leave."""
    page = mira.page
    mira.go("/")
    mira.look()
    page.get_by_text("When to leave?").first.click()
    page.get_by_label("How long does the way take you?").fill("25 min by tram")
    page.get_by_label("How long does the way take you?").press("Enter")
    expect(page.get_by_text(re.compile(r"Leave at \d\d:\d\d")).first).to_be_visible()
    mira.look()
    mira.go("/")
    expect(page.get_by_text(re.compile(r"Leave at \d\d:\d\d")).first).to_be_visible()


def runs_late(mira: Seeker) -> None:
    """A mail that is ready to go, on both clocks and without a reproach to oneself."""
    mira.go("/people/ana-ruiz/book")
    mira.look()
    link = mira.page.get_by_role("link", name="You run late? A line to them")
    address = urlsplit(link.get_attribute("href") or "")
    told = parse_qs(address.query)
    assert (address.scheme, unquote(address.path)) == ("mailto", "ana@x.example")
    assert told["subject"] == ["A few minutes late"]
    assert BOTH.search(told["body"][0]), told["body"]


def confirms(mira: Seeker) -> None:
    """The business day before: the letter is ready, on both clocks, and is noted as sent."""
    page = mira.page
    mira.go("/")
    page.get_by_role("link", name=re.compile("Read the confirmation|Confirm")).first.click()
    page.wait_for_url("**/bo-lind/letters/**")
    body = page.locator("#body")
    assert BOTH.search(body.input_value()), body.input_value()
    mira.look()
    page.locator("#sent summary").click()
    page.get_by_role("button", name="Yes, note it").click()
    assert "noted as sent" in mira.note()
    mira.go("/")
    expect(page.get_by_text("Confirm the talk with Bo Lind")).to_have_count(0)


def rebooks(mira: Seeker) -> None:
    """It did not come about: said without blame; a free time and one button, and it stands."""
    page = mira.page
    mira.go("/people/cara-diaz/book")
    expect(page.locator("h1")).to_have_text("Did you talk with Cara Diaz?")
    mira.look()
    page.get_by_role("button", name="It did not take place").click()
    mira.go("/people/cara-diaz")
    expect(page.locator("main")).to_contain_text("no word of blame")
    mira.go("/people/cara-diaz/book")
    mira.look()
    page.locator("a.chip").first.click()
    expect(page.locator("main")).to_contain_text("The time is filled in.")
    page.get_by_role("button", name="Write it down").click()
    expect(page.locator(".notes")).to_contain_text("Booked for ")


def falls_through_again(mira: Seeker) -> None:
    """Called off a second time: the telephone is offered, and nobody is at fault."""
    page = mira.page
    mira.go("/people/cara-diaz/book")
    page.get_by_role("button", name="It is called off").click()
    mira.go("/people/cara-diaz")
    expect(page.locator("main")).to_contain_text("called off or missed twice")
    expect(page.locator("main")).to_contain_text("says nothing about you")
    mira.look()


@pytest.mark.parametrize("size", ["phone", "wide"])
def test_what_is_done_around_a_talk(chromium: Browser, tmp_path: Path, size: str) -> None:
    home = tmp_path / "home"
    subprocess.run([sys.executable, str(MAKES)], env=environment(home), check=True)
    with Running(home) as one:
        context = chromium.new_context(viewport=SIZES[size], timezone_id="Europe/Berlin")  # type: ignore[arg-type]
        context.set_default_timeout(15_000)
        mira = Seeker(context.new_page(), one)
        mira.enter()
        when_to_leave(mira)
        runs_late(mira)
        confirms(mira)
        rebooks(mira)
        falls_through_again(mira)
        context.close()
