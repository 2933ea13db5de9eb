"""The room: the clock is right whatever happened to the computer; a line is caught with one key.

That nothing said is lost is in test_room_kept.py.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import Seeker
from tests.browser.held import House, at_hand, into_the_room
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
    page.route("**/notes", lambda route: route.abort())  # the server's clock does not sleep with us
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
        *((2, 1, None), (12, 59, None), (13, 1, "warm"), (14, 59, "warm")),
        *((15, 1, "over"), (40, 0, "over")),
    ):
        asleep_until(page, clock.at(passed, seconds) + off)
        page.evaluate(HIDE, False)
        assert clock.phase() == phase, f"{passed}:{seconds:02}"
        said = page.locator("#now").inner_text()
        assert said == (closing if phase == "over" else question)
    assert clock.left() == "0"
    assert page.locator(".cap3").first.inner_text() == "Time to thank them"


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


def test_a_device_whose_clock_is_set_anew_in_the_middle_is_not_believed(
    clock: Clock, page: Page
) -> None:
    """Set back: time does not run backwards. Set forward: the server says what time it is."""
    off = ahead(page)
    asleep_until(page, clock.at(4, 1) + off)
    page.evaluate(HIDE, False)
    assert clock.left() == "11"
    asleep_until(page, clock.at(4, 1) + off - timedelta(hours=1))
    page.evaluate(HIDE, False)
    assert clock.left() == "11"
    asleep_until(page, clock.at(9) + off)
    page.unroute("**/notes")
    page.evaluate(HIDE, False)
    expect(page.locator(".mins b")).to_have_text("15")  # no minute has passed where the server is


def test_a_room_opened_after_its_minutes_has_the_closing_words(
    talk: str, seeker: Seeker, house: House
) -> None:
    ago = (datetime.now(UTC) - timedelta(minutes=20)).strftime("%Y-%m-%d %H:%M:%S")
    house.change("UPDATE store_conversation SET started_at = ? WHERE key = ?", ago, talk)
    seeker.page.reload()
    expect(seeker.page.locator(".cap3").first).to_have_text("Time to thank them")
    seeker.look()


def test_a_room_that_opens_without_a_connection_starts_its_clock(
    seeker: Seeker, house: House
) -> None:
    page, who = seeker.page, house.someone()
    talk = into_the_room(seeker, who)
    house.change("UPDATE store_conversation SET started_at = NULL WHERE key = ?", talk)
    page.reload()
    at_hand(page, talk)
    page.context.set_offline(True)
    page.reload()
    expect(page.locator(".asked")).to_be_hidden()
    page.get_by_role("button", name="Start the clock", exact=True).click()
    expect(page.locator(".asked")).to_be_visible()
    page.reload()
    expect(page.locator(".asked")).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator(".safe")).to_have_attribute("data-state", "kept")
    assert house.ask("SELECT started_at FROM store_conversation WHERE key = ?", talk)


# The four buttons


def test_a_line_is_caught_by_the_keyboard_without_leaving_the_notes(
    talk: str, page: Page, house: House
) -> None:
    notes = page.locator("#notes")
    notes.press_sequentially("they said Marek")
    notes.press("Shift+Control+ArrowLeft")
    for key, label in (("Alt+2", "Whom did they name?"), ("Alt+4", "Which opening")):
        page.keyboard.press(key)
        expect(page.locator("#line")).to_be_focused()
        expect(page.locator(".r-line label")).to_contain_text(label)
        if key == "Alt+4":
            page.locator("#line").fill("a post in the workshop")
        page.keyboard.press("Enter")
        expect(notes).to_be_focused()
    expect(page.locator("ul.caught li")).to_have_text(["Marek", "a post in the workshop"])
    expect(page.locator(".safe")).to_have_text("Kept")
    query = "SELECT data FROM store_entry WHERE verb = 'caught' AND data LIKE ? ORDER BY id"
    kinds = [json.loads(row[0])["what"] for row in house.rows(query, f"%{talk}%")]
    assert kinds == ["name", "opening"]


def test_what_is_tapped_on_a_phone_stands_below(house: House) -> None:
    with house.seeker("phone") as seeker:
        into_the_room(seeker, house.someone())
        seeker.look()
        boxes = {
            name: seeker.page.locator(name).first.bounding_box()
            for name in (".quarter", "#now", "#notes", ".asked button", ".r-catch [data-what]")
        }
        tops = [box["y"] for box in boxes.values() if box]
        assert len(tops) == len(boxes)
        assert max(tops[:2]) < tops[2] < tops[3] < tops[4]
        assert tops[4] > 844 * 0.8
        seeker.page.click("[data-what=opening]")
        line = seeker.page.locator(".r-line .in").bounding_box()
        assert line is not None and line["width"] > 390 * 0.8, "room to see what is typed"
