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
from tests.browser.conftest import Seeker
from tests.browser.held import House, into_the_room
from tests.doors.running import Running

pytestmark = pytest.mark.browser

HIDE = """hidden => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  const state = hidden ? "hidden" : "visible";
  Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


@pytest.fixture(scope="module")
def house(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    home = tmp_path_factory.mktemp("home")
    with Running(home) as running:
        yield House(chromium, running, home)


@pytest.fixture
def seeker(house: House) -> Iterator[Seeker]:
    """Somebody at a desk."""
    with house.seeker() as one:
        yield one


@pytest.fixture
def page(seeker: Seeker) -> Page:
    return seeker.page


@pytest.fixture
def talk(seeker: Seeker, house: House) -> str:
    """In the room with somebody, the clock running; the key of the talk."""
    return into_the_room(seeker, house.someone())


# The clock


class Clock:
    """The room's clock, with the device's time in our hands from the moment it was started."""

    def __init__(self, page: Page) -> None:
        self.page = page
        start = int(page.locator("body").get_attribute("data-start") or 0)
        self.start = datetime.fromtimestamp(start / 1000)

    def at(self, minutes: int, seconds: int = 0) -> datetime:
        """The moment so long after the start, on this device."""
        return self.start + timedelta(minutes=minutes, seconds=seconds)

    def left(self) -> str:
        return self.page.locator(".mins b").inner_text()

    def phase(self) -> str | None:
        return self.page.locator("body").get_attribute("data-phase")


@pytest.fixture
def clock(talk: str, page: Page) -> Clock:
    """The room with its clock held still at the moment the page came."""
    started = datetime.fromtimestamp(int(page.locator("body").get_attribute("data-now") or 0) / 1e3)
    page.clock.install(time=started)
    page.clock.pause_at(started + timedelta(minutes=5))  # no slow moment can be later than that
    page.reload()
    return Clock(page)


def asleep_until(page: Page, moment: datetime) -> None:
    """The wall clock goes on while no timer of the page runs, as in a sleeping computer."""
    page.clock.set_fixed_time(moment)


def ahead(page: Page) -> timedelta:
    """By how much the held clock of the device differs from the server's when the page came."""
    return timedelta(milliseconds=page.evaluate("Date.now() - Number(document.body.dataset.now)"))


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


def test_a_device_whose_clock_is_wrong_shows_the_same(talk: str, page: Page) -> None:
    """Two hours ahead of the computer that serves it: what counts is how long it has been."""
    page.clock.set_fixed_time(datetime.now() + timedelta(hours=2))
    page.reload()
    expect(page.locator(".mins b")).to_have_text("15")


# The notes


def kept(home: Path, talk: str) -> str:
    """The notes as they stand in the database."""
    with closing(sqlite3.connect(home / "fifteen.sqlite3")) as data:
        found = data.execute("SELECT notes FROM store_conversation WHERE key = ?", (talk,))
        return str(found.fetchone()[0])


SAFE = re.compile("^Kept$")


def test_typed_offline_stays_on_the_device_and_goes_when_the_network_is_back(
    talk: str, page: Page, house: House
) -> None:
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
    assert kept(house.home, talk) == "before "
    page.context.set_offline(False)
    expect(page.locator(".safe")).to_have_text(SAFE)
    assert kept(house.home, talk) == "before and in the lift"
    page.reload()
    expect(page.locator("ul.caught li")).to_have_count(1)


def test_the_text_is_whole_after_the_server_was_killed(chromium: Browser, tmp_path: Path) -> None:
    home = tmp_path / "home"
    first = Running(home)
    house = House(chromium, first, home)
    with house.seeker() as seeker:
        killed_in_the_middle(seeker, house)


def killed_in_the_middle(seeker: Seeker, house: House) -> None:
    page, talk = seeker.page, into_the_room(seeker, house.someone())
    page.locator("#notes").press_sequentially("one ")
    expect(page.locator(".safe")).to_have_text(SAFE)
    house.running.stop(SIGKILL)
    page.locator("#notes").press_sequentially("two ")
    expect(page.locator(".safe")).to_have_attribute("data-state", "trying")
    with Running(house.home, house.running.port):
        page.locator("#notes").press_sequentially("three")
        expect(page.locator(".safe")).to_have_text(SAFE)
        assert kept(house.home, talk) == "one two three"
        page.reload()
        expect(page.locator("#notes")).to_have_value("one two three")


def test_loading_the_page_again_in_the_middle_of_a_word_loses_nothing(
    talk: str, page: Page
) -> None:
    typed = ""
    for n in range(5):
        page.locator("#notes").press("End")
        page.locator("#notes").press_sequentially(f"word{n} ")
        typed += f"word{n} "
        page.reload()  # at once, whether it was sent or not
        expect(page.locator("#notes")).to_have_value(typed)
        page.locator("#notes").press("Control+End")


def test_what_a_closed_room_could_not_send_goes_from_any_later_page(
    talk: str, page: Page, house: House
) -> None:
    page.route("**/conversations/*/notes", lambda route: route.abort())
    page.route("**/conversations/*/catch", lambda route: route.abort())
    page.locator("#notes").press_sequentially("the last line")
    page.locator("[data-what=name]").click()
    page.locator("#line").fill("Marek Dvořák")
    page.keyboard.press("Enter")
    expect(page.locator(".safe")).to_have_attribute("data-state", "trying")
    address = page.url.partition("/conversations")[0] + "/method"
    page.close()
    later = page.context.new_page()
    with later.expect_response("**/notes") as sent, later.expect_response("**/catch"):
        later.goto(address)
    assert sent.value.ok
    assert kept(house.home, talk) == "the last line"


def test_two_windows_and_nothing_is_overwritten_in_silence(
    talk: str, page: Page, house: House
) -> None:
    other = page.context.new_page()
    other.goto(page.url)
    page.locator("#notes").press_sequentially("from the first")
    expect(page.locator(".safe")).to_have_text(SAFE)
    other.locator("#notes").press_sequentially("from the second")
    expect(other.locator(".safe")).to_have_attribute("data-state", "conflict")
    expect(other.locator(".safe")).to_contain_text("newer notes")
    assert kept(house.home, talk) == "from the first"
    other.reload()
    whole = other.locator("#notes").input_value()
    assert "from the first" in whole and "from the second" in whole
    expect(other.locator(".safe")).to_have_text(SAFE)
    assert kept(house.home, talk) == whole


def test_a_line_is_caught_once_though_the_answer_was_lost(
    talk: str, page: Page, house: House
) -> None:
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
    with closing(sqlite3.connect(house.home / "fifteen.sqlite3")) as data:
        query = "SELECT count(*) FROM store_entry WHERE verb = 'caught' AND data LIKE ?"
        count = data.execute(query, (f"%{talk}%",)).fetchone()
    assert count == (1,)
    page.reload()
    expect(page.locator("ul.caught li")).to_have_count(1)
