"""The room: the clock is right whatever happened to the computer, and nothing said is lost."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from signal import SIGKILL

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from tests.browser.conftest import SIZES, Seeker
from tests.browser.held import begin, into_the_room
from tests.doors.running import Running

pytestmark = pytest.mark.browser

HIDE = """hidden => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  const state = hidden ? "hidden" : "visible";
  Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


@pytest.fixture
def seeker(chromium: Browser, running: Running) -> Iterator[Seeker]:
    """Somebody at a desk, in the room with Ana."""
    context = chromium.new_context(viewport=SIZES["wide"], timezone_id="Europe/Berlin")
    context.set_default_timeout(15_000)
    one = Seeker(context.new_page(), running)
    begin(one, "Ana Ruiz, exhibition developer at Harbour Science Museum", "Tom Lee")
    yield one
    context.close()


@pytest.fixture
def page(seeker: Seeker) -> Page:
    return seeker.page


# The clock


class Clock:
    """The room's clock, with the device's time in our hands from the moment it was started."""

    def __init__(self, page: Page) -> None:
        self.page = page
        start = int(page.locator("body").get_attribute("data-start") or 0)
        self.start = datetime.fromtimestamp(start / 1000)
        now = int(page.locator("body").get_attribute("data-now") or 0)
        self.began = datetime.fromtimestamp(now / 1000)

    def at(self, minutes: int, seconds: int = 0) -> datetime:
        """The moment so long after the start, on this device."""
        return self.start + timedelta(minutes=minutes, seconds=seconds)

    def left(self) -> str:
        return self.page.locator(".mins b").inner_text()

    def phase(self) -> str | None:
        return self.page.locator("body").get_attribute("data-phase")


@pytest.fixture
def clock(seeker: Seeker, page: Page) -> Clock:
    """The room with its clock held still at the moment the page came."""
    into_the_room(seeker)
    started = datetime.fromtimestamp(int(page.locator("body").get_attribute("data-now") or 0) / 1e3)
    page.clock.install(time=started)
    page.clock.pause_at(started + timedelta(milliseconds=1))
    page.reload()
    page.evaluate("document.body.dataset.now")
    return Clock(page)


def asleep_until(page: Page, moment: datetime) -> None:
    """The wall clock goes on while no timer of the page runs, as in a sleeping computer."""
    page.clock.set_fixed_time(moment)


def ahead(page: Page) -> timedelta:
    """By how much the held clock of the device differs from the server's when the page came."""
    return timedelta(
        milliseconds=page.evaluate("Date.now() - Number(document.body.dataset.now)")
    )


@pytest.mark.parametrize("wakes", ["visibilitychange", "pageshow"])
def test_it_is_right_after_a_hidden_tab_and_a_sleeping_computer(
    clock: Clock, page: Page, wakes: str
) -> None:
    off = ahead(page)
    assert clock.left() == "15"
    page.evaluate(HIDE, True)
    for passed, seconds, left in ((10, 1, "5"), (10, 59, "5"), (11, 1, "4"), (14, 59, "1")):
        asleep_until(page, clock.at(passed, seconds) + off)
        if wakes == "visibilitychange":
            page.evaluate(HIDE, False)
        else:
            page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
        assert clock.left() == left, f"{passed}:{seconds:02}"


def test_to_the_second_at_every_minute(clock: Clock, page: Page) -> None:
    off = ahead(page)
    for minute in range(1, 16):
        for second, left in ((-1, 16 - minute), (1, 15 - minute)):
            asleep_until(page, clock.at(minute, second) + off)
            page.evaluate(HIDE, False)
            assert clock.left() == str(max(0, left)), f"{minute} minutes {second:+} s"


def test_it_warms_at_thirteen_and_has_the_closing_words_at_fifteen(
    clock: Clock, page: Page
) -> None:
    off = ahead(page)
    closing = page.locator("body").get_attribute("data-closing") or ""
    question = page.locator("#now").inner_text()
    assert closing and closing != question
    for passed, seconds, phase in (
        *((0, 1, None), (12, 59, None), (13, 1, "warm"), (14, 59, "warm")),
        *((15, 1, "over"), (40, 0, "over")),
    ):
        asleep_until(page, clock.at(passed, seconds) + off)
        page.evaluate(HIDE, False)
        assert clock.phase() == phase, f"{passed}:{seconds:02}"
        said = page.locator("#now").inner_text()
        assert said == (closing if phase == "over" else question)
    assert clock.left() == "0"
    assert page.locator(".cap3").inner_text() == "Time to thank them"


def test_more_time_adds_five_minutes_and_stays_added(clock: Clock, page: Page) -> None:
    off = ahead(page)
    asleep_until(page, clock.at(15, 1) + off)
    page.evaluate(HIDE, False)
    assert (clock.left(), clock.phase()) == ("0", "over")
    with page.expect_response("**/more-time"):
        page.get_by_role("button", name="They offered more time").click()
    assert (clock.left(), clock.phase()) == ("5", None)
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-extra", "5")


def test_it_moves_by_itself(clock: Clock, page: Page) -> None:
    """Not only when one comes back to it: the hand goes on while one looks."""
    hand = page.locator(".quarter .hd").get_attribute("d")
    page.clock.run_for(61_000)
    assert clock.left() == "14"
    assert page.locator(".quarter .hd").get_attribute("d") != hand


def test_a_device_whose_clock_is_wrong_shows_the_same(seeker: Seeker, page: Page) -> None:
    """Two hours ahead of the computer that serves it: what counts is how long it has been."""
    address = into_the_room(seeker)
    page.clock.set_fixed_time(datetime.now() + timedelta(hours=2))
    seeker.go(address)
    expect(page.locator(".mins b")).to_have_text("15")


# The notes


def kept(seeker: Seeker, home: Path) -> str:
    """The notes as they stand in the database."""
    with closing(sqlite3.connect(home / "fifteen.sqlite3")) as data:
        return str(data.execute("SELECT notes FROM store_conversation").fetchone()[0])


SAFE = re.compile("^Kept$")


def test_typed_offline_stays_on_the_device_and_goes_when_the_network_is_back(
    seeker: Seeker, page: Page, tmp_path: Path
) -> None:
    into_the_room(seeker)
    page.locator("#notes").press_sequentially("before ")
    expect(page.locator(".safe")).to_have_text(SAFE)
    page.context.set_offline(True)
    page.locator("#notes").press_sequentially("and in the lift")
    page.locator("[data-what=insight]").click()
    page.locator("#line").fill("half the job is waiting")
    page.keyboard.press("Enter")
    expect(page.locator(".safe")).to_have_attribute("data-state", "trying")
    on_it = page.evaluate("JSON.stringify(localStorage)")
    assert "before and in the lift" in on_it and "half the job is waiting" in on_it
    assert kept(seeker, tmp_path / "home") == "before "
    page.context.set_offline(False)
    expect(page.locator(".safe")).to_have_text(SAFE)
    assert kept(seeker, tmp_path / "home") == "before and in the lift"
    page.reload()
    expect(page.locator("ul.caught li")).to_have_count(1)


def test_the_text_is_whole_after_the_server_was_killed(
    seeker: Seeker, page: Page, tmp_path: Path
) -> None:
    into_the_room(seeker)
    page.locator("#notes").press_sequentially("one ")
    expect(page.locator(".safe")).to_have_text(SAFE)
    seeker.running.stop(SIGKILL)
    page.locator("#notes").press_sequentially("two ")
    expect(page.locator(".safe")).to_have_attribute("data-state", "trying")
    with Running(tmp_path / "home", seeker.running.port):
        page.locator("#notes").press_sequentially("three")
        expect(page.locator(".safe")).to_have_text(SAFE)
        assert kept(seeker, tmp_path / "home") == "one two three"
        page.reload()
        expect(page.locator("#notes")).to_have_value("one two three")


def test_loading_the_page_again_in_the_middle_of_a_word_loses_nothing(
    seeker: Seeker, page: Page
) -> None:
    into_the_room(seeker)
    typed = ""
    for n in range(5):
        page.locator("#notes").press("End")
        page.locator("#notes").press_sequentially(f"word{n} ")
        typed += f"word{n} "
        page.reload()  # at once, whether it was sent or not
        expect(page.locator("#notes")).to_have_value(typed)
        page.locator("#notes").press("Control+End")


def test_what_a_closed_room_could_not_send_goes_from_any_later_page(
    seeker: Seeker, page: Page, tmp_path: Path
) -> None:
    into_the_room(seeker)
    page.route("**/conversations/*/notes", lambda route: route.abort())
    page.route("**/conversations/*/catch", lambda route: route.abort())
    page.locator("#notes").press_sequentially("the last line")
    page.locator("[data-what=name]").click()
    page.locator("#line").fill("Marek Dvořák")
    page.keyboard.press("Enter")
    expect(page.locator(".safe")).to_have_attribute("data-state", "trying")
    page.close()
    later = seeker.page.context.new_page()
    with later.expect_response("**/notes") as sent, later.expect_response("**/catch"):
        later.goto(f"{seeker.base}/method")
    assert sent.value.ok
    assert kept(seeker, tmp_path / "home") == "the last line"


def test_two_windows_and_nothing_is_overwritten_in_silence(
    seeker: Seeker, page: Page, tmp_path: Path
) -> None:
    address = into_the_room(seeker)
    other = page.context.new_page()
    other.goto(seeker.base + address)
    page.locator("#notes").press_sequentially("from the first")
    expect(page.locator(".safe")).to_have_text(SAFE)
    other.locator("#notes").press_sequentially("from the second")
    expect(other.locator(".safe")).to_have_attribute("data-state", "conflict")
    expect(other.locator(".safe")).to_contain_text("newer notes")
    assert kept(seeker, tmp_path / "home") == "from the first"
    other.reload()
    whole = other.locator("#notes").input_value()
    assert "from the first" in whole and "from the second" in whole
    expect(other.locator(".safe")).to_have_text(SAFE)
    assert kept(seeker, tmp_path / "home") == whole


def test_a_line_is_caught_once_though_the_answer_was_lost(
    seeker: Seeker, page: Page, tmp_path: Path
) -> None:
    into_the_room(seeker)
    lost: list[str] = []

    def swallow(route: Route) -> None:
        """The server gets it; its first answers do not come back."""
        route.fetch()
        lost.append(route.request.url)
        if len(lost) <= 2:
            route.abort()
        else:
            route.fulfill(response=route.fetch())

    page.route("**/conversations/*/catch", swallow)
    page.locator("[data-what=promise]").click()
    page.locator("#line").fill("read it and tell her")
    page.keyboard.press("Enter")
    expect(page.locator(".safe")).to_have_attribute("data-state", "trying")
    expect(page.locator(".safe")).to_have_text(SAFE)
    assert len(lost) == 3
    with closing(sqlite3.connect(tmp_path / "home" / "fifteen.sqlite3")) as data:
        count = data.execute("SELECT count(*) FROM store_entry WHERE verb = 'caught'").fetchone()
    assert count == (1,)
    page.reload()
    expect(page.locator("ul.caught li")).to_have_count(1)
