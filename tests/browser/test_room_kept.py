"""Nothing said is lost: no connection, a dead battery, a dead server, an ended seat, two windows.

What stands in the end is compared letter by letter, on the page and in the database.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from signal import SIGKILL

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.battery import Telephone
from tests.browser.conftest import Seeker
from tests.browser.held import House, at_hand, into_the_room, until
from tests.doors.running import LINK, Running, command

pytestmark = pytest.mark.browser

FIRST = "taught the siphon till 2014"
SAID = "nobody asked for a portfolio"
NAMED = "Marek Dvorak of the workshop"


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


HAND = 250  # ms that a hand needs from the letters to the key that loads a page again


def is_state(page: Page, state: str) -> None:
    expect(page.locator(".safe")).to_have_attribute("data-state", state, timeout=15_000)


def add(page: Page, text: str) -> None:
    """Type on at the end of the notes."""
    page.locator("#notes").press("Control+End")
    page.locator("#notes").press_sequentially(text)


def catch(page: Page, what: str, text: str) -> None:
    page.locator(f"[data-what={what}]").click()
    page.locator("#line").fill(text)
    page.keyboard.press("Enter")


def test_a_bad_day(chromium: Browser, tmp_path: Path) -> None:
    """The server dies in the middle of a sentence, then the battery; the telephone starts again
    without a connection; the seat has ended when the server is back; and it is all there."""
    server = Running(tmp_path / "home")
    house = House(chromium, server, tmp_path / "home")
    phone = Telephone(chromium.browser_type, tmp_path / "profile", house.cookies())
    with phone.on() as page:  # the day before: a browser writes its cookies down in half a minute
        seeker = Seeker(page, server)
        talk = into_the_room(seeker, house.someone())
        at_hand(page, talk)
    with phone.on() as page:
        page.goto(f"{seeker.base}/conversations/{talk}/room")
        add(page, f"{FIRST}, ")
        is_state(page, "kept")
        at_hand(page, talk)
        server.stop(SIGKILL)
        add(page, SAID)
        catch(page, "name", NAMED)
        is_state(page, "here")
        until(page, "(await vault.all('line')).length === 1")  # a battery lasts for so long
        phone.dies()
    assert house.notes(talk) == f"{FIRST}, "
    assert [phone.holds(words) for words in (FIRST, SAID, NAMED)] == [[], [], []]
    assert phone.holds("no connection right now"), "else the search finds nothing anywhere"
    with phone.on() as page:
        page.goto(f"{seeker.base}/")
        page.get_by_role("link", name="Room").click()
        expect(page.locator("#notes")).to_have_value(f"{FIRST}, {SAID}")
        expect(page.locator("ul.caught li")).to_have_text([NAMED])
        add(page, " at all")
        is_state(page, "here")
        house.change("DELETE FROM django_session")
        with Running(house.home, server.port) as again:
            is_state(page, "closed")
            page.context.new_page().goto(seeker.base + again.link)
            page.bring_to_front()
            page.evaluate("dispatchEvent(new Event('focus'))")
            is_state(page, "kept")
            whole = f"{FIRST}, {SAID} at all"
            assert house.notes(talk) == page.locator("#notes").input_value() == whole
            names = "SELECT count(*) FROM store_entry WHERE verb = 'caught' AND data LIKE ?"
            assert house.ask(names, f"%{NAMED}%") == 1
            page.reload()
            expect(page.locator("#notes")).to_have_value(whole)
            expect(page.locator("ul.caught li")).to_have_text([NAMED])
            phone.dies()
            assert [phone.holds(words) for words in (FIRST, SAID, NAMED)] == [[], [], []]


SLOW = """
const open = indexedDB.open;
indexedDB.open = function (...asked) {
  const ask = open.apply(this, asked), end = Date.now() + 5_000;
  ask.addEventListener("upgradeneeded", () => {
    const store = ask.result.createObjectStore("slow");
    const again = () => Date.now() < end && (store.get("").onsuccess = again);
    again();
  });
  return ask;
};
"""
"""A browser that takes five seconds to make the stores of the device."""


def test_going_on_while_the_device_is_set_up_holds_nothing_up(
    house: House, chromium: Browser, tmp_path: Path
) -> None:
    phone = Telephone(chromium.browser_type, tmp_path / "profile", house.cookies())
    with phone.on() as page:
        page.add_init_script(f"if (location.pathname.endsWith('/sheet')) {{{SLOW}}}")
        seeker = Seeker(page, house.running)
        who = house.someone()
        seeker.go(f"/people/{who}/sheet")
        page.wait_for_timeout(1_000)  # the stores are being made
        at_hand(page, into_the_room(seeker, who, there=True))


LOST = """
const real = globalThis.fetch, lost = (globalThis.lost = new Set());
const once = what => "%s" === what && !lost.has(what) && lost.add(what);
globalThis.fetch = (...asked) =>
  once(asked[0]) ? Promise.reject(new TypeError("no connection")) : real(...asked);
const register = navigator.serviceWorker.register.bind(navigator.serviceWorker);
navigator.serviceWorker.register = (...asked) =>
  once("/sw.js") ? Promise.reject(new TypeError("no connection")) : register(...asked);
"""
"""The first request for this gets no answer; those after it do."""


@pytest.mark.parametrize("what", ["/device/key", "/device/pages", "/sw.js"])
def test_what_a_moment_without_a_connection_prevented_comes_while_the_room_stands(
    seeker: Seeker, house: House, what: str
) -> None:
    seeker.page.add_init_script(f"if (location.pathname.endsWith('/room')) {{{LOST % what}}}")
    talk = into_the_room(seeker, house.someone())
    at_hand(seeker.page, talk)
    if what == "/device/key" and not seeker.page.evaluate("lost.size"):
        pytest.skip("the call sheet stood so long that it had brought the key")
    assert seeker.page.evaluate("[...lost]") == [what]


def test_what_a_later_page_could_not_send_at_once_it_sends_at_its_next_attempt(
    talk: str, page: Page, house: House
) -> None:
    page.route("**/conversations/*/notes", lambda route: route.abort())
    add(page, "the last line")
    is_state(page, "here")
    page.wait_for_timeout(HAND)
    address = page.url.partition("/conversations")[0] + "/method"
    page.close()
    later = page.context.new_page()
    later.route("**/conversations/*/notes", lambda route: route.abort(), times=1)
    with later.expect_response("**/notes"):
        later.goto(address)
    assert house.notes(talk) == "the last line"


def test_loading_the_page_again_in_the_middle_of_a_word_loses_nothing(
    talk: str, page: Page
) -> None:
    typed = ""
    for n in range(3):
        add(page, f"word{n} ")
        typed += f"word{n} "
        page.wait_for_timeout(HAND)
        page.reload()  # whether it was sent or not
        expect(page.locator("#notes")).to_have_value(typed)


def test_what_a_closed_room_could_not_send_goes_from_any_later_page(
    talk: str, page: Page, house: House
) -> None:
    page.route("**/conversations/*/notes", lambda route: route.abort())
    page.route("**/conversations/*/catch", lambda route: route.abort())
    add(page, "the last line")
    catch(page, "name", "Ida Berg")
    is_state(page, "here")
    address = page.url.partition("/conversations")[0] + "/method"
    page.close()
    later = page.context.new_page()
    with later.expect_response("**/notes") as sent, later.expect_response("**/catch"):
        later.goto(address)
    assert sent.value.ok
    assert house.notes(talk) == "the last line"


def test_two_windows_in_the_same_notes(talk: str, page: Page, house: House) -> None:
    add(page, "what both know\n")
    is_state(page, "kept")
    other = page.context.new_page()
    other.goto(page.url)
    add(page, "from the first")
    is_state(page, "kept")
    add(other, "from the second")
    expect(other.locator("#notes")).to_have_value(re.compile("from the first"))
    is_state(other, "kept")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("#notes")).to_have_value(re.compile("from the second"))
    whole = house.notes(talk)
    lines = ["what both know", "from the first", "from the second"]
    assert Counter(whole.split("\n")) == Counter(lines)
    for one in (page, other):
        expect(one.locator("#notes")).to_have_value(whole)


def test_two_devices_without_a_connection(talk: str, page: Page, house: House) -> None:
    with house.seeker("phone") as second:
        other = second.page
        second.go(f"/conversations/{talk}/room")
        for one, text in ((page, "at the table"), (other, "in the lift")):
            one.context.set_offline(True)
            add(one, f"{text}\n{text} again")
            is_state(one, "here")
        for one in (page, other):
            one.context.set_offline(False)
            is_state(one, "kept")
        lines = ["at the table", "at the table again", "in the lift", "in the lift again"]
        assert sorted(house.notes(talk).split("\n")) == lines
        page.reload()
        expect(page.locator("#notes")).to_have_value(house.notes(talk))


# The server gets what is sent; the first answer of each address does not come back.
# In the page, for a route of the browser does not see every request that may outlive its page.
SWALLOW = """() => {
  window.lost = {};
  const real = window.fetch;
  window.fetch = async (address, how) => {
    const answer = await real(address, how);
    if (how?.method !== "POST" || !/(catch|notes|more-time)$/.test(address)) return answer;
    lost[address] = (lost[address] || 0) + 1;
    if (lost[address] === 1) throw new TypeError("the answer was lost");
    return answer;
  };
}"""


def test_nothing_is_doubled_though_the_answer_was_lost(talk: str, page: Page, house: House) -> None:
    page.evaluate(SWALLOW)
    catch(page, "promise", "read it and tell her")
    page.get_by_role("button", name="They offered more time").click()
    add(page, "once")
    page.wait_for_function("() => document.querySelector('.safe').dataset.state === 'here'")
    add(page, " and more")
    is_state(page, "kept")
    lost = page.evaluate("lost")
    assert sorted(path.rpartition("/")[2] for path in lost) == ["catch", "more-time", "notes"]
    assert min(lost.values()) >= 2
    assert len(lost) == 3
    assert house.notes(talk) == "once and more"
    caught = "SELECT count(*) FROM store_entry WHERE verb = 'caught' AND data LIKE ?"
    assert house.ask(caught, f"%{talk}%") == 1
    assert house.ask("SELECT more_time FROM store_conversation WHERE key = ?", talk) == 5


def test_ended_without_a_connection(talk: str, page: Page, house: House) -> None:
    page.context.set_offline(True)
    page.get_by_role("button", name="End").click()
    expect(page.get_by_text("You have ended it")).to_be_visible()
    add(page, "one more thing")
    page.context.set_offline(False)
    page.wait_for_url("**/debrief")
    expect(page.get_by_text("one more thing")).to_have_count(0)  # the debrief has no notes field
    assert house.notes(talk) == "one more thing"
    assert house.ask("SELECT ended_at FROM store_conversation WHERE key = ?", talk)


# What is at hand without a connection


def test_the_pages_of_a_booked_talk_are_there_and_all_else_is_calm(
    seeker: Seeker, page: Page, talk: str
) -> None:
    at_hand(page, talk)
    page.context.set_offline(True)
    for path in ("room", "prepare"):
        tab = page.context.new_page()
        tab.goto(f"{seeker.base}/conversations/{talk}/{path}")
        expect(tab.locator("html")).to_have_attribute("data-kept", "")
        tab.close()
    seeker.wrong.clear()
    for path in ("/", "/people?q=ana", f"/conversations/{talk}/debrief"):
        seeker.go(path)
        expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("no connection"))
        expect(page.locator(f"a[href='/conversations/{talk}/room']")).to_be_visible()
    seeker.wrong.clear()
    seeker.look()
    seeker.go(f"/conversations/{talk}/prepare")
    page.get_by_label("A question of your own").fill("What failed first?")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("could not be sent"))
    page.context.set_offline(False)
    seeker.go(f"/conversations/{talk}/prepare")
    expect(page.locator("html")).not_to_have_attribute("data-kept", "")


def test_with_a_connection_no_page_is_stale(
    page: Page, talk: str, house: House, seeker: Seeker
) -> None:
    at_hand(page, talk)
    change = "UPDATE store_conversation SET own_questions = ? WHERE key = ?"
    house.change(change, '["What failed first?"]', talk)
    seeker.go(f"/conversations/{talk}/prepare")
    expect(page.get_by_text("What failed first?").first).to_be_attached()


def test_the_pages_go_with_the_seat_and_come_back_with_it(
    house: House, seeker: Seeker, page: Page, talk: str
) -> None:
    at_hand(page, talk)
    page.context.set_offline(True)
    add(page, "typed before it ended")
    page.wait_for_timeout(HAND)
    is_state(page, "here")
    cookies = page.context.cookies()
    page.context.clear_cookies(name="fifteen_seat")
    page.context.set_offline(False)
    seeker.go("/people")
    expect(page.get_by_text("opens with the link")).to_be_visible()
    expect(page.get_by_text("still on this device")).to_be_visible()
    until(page, "!(await names()).length")
    page.context.set_offline(True)
    seeker.go(f"/conversations/{talk}/room")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("no connection"))
    assert "Ruiz" not in page.content()
    page.context.set_offline(False)
    # It looks again by itself: at once where the browser tells of it, else every five seconds.
    expect(page.get_by_text("opens with the link")).to_be_visible(timeout=15_000)
    page.context.add_cookies([c for c in cookies if c["name"] == "fifteen_seat"])  # type: ignore[typeddict-item, misc]
    with page.expect_response("**/notes"):
        seeker.go("/people")
    assert house.notes(talk) == "typed before it ended"


def test_who_is_forgotten_is_forgotten_here_too(
    seeker: Seeker, page: Page, house: House, talk: str
) -> None:
    at_hand(page, talk)
    of_talk = "(SELECT person_id FROM store_conversation WHERE key = ?)"
    who = f"SELECT %s FROM store_person WHERE id = {of_talk}"
    seeker.go(f"/people/{house.ask(who % 'key', talk)}/forget")
    page.locator("[name=name]").fill(house.ask(who % "name", talk))
    page.get_by_role("button", name="Erase").click()
    page.wait_for_url("**/people")
    until(page, "(await names()).every(one => !one.includes(about))", talk)


def test_leaving_and_deleting_everything_leave_nothing_here(
    chromium: Browser, tmp_path: Path
) -> None:
    with Running(tmp_path / "home") as running:
        house = House(chromium, running, tmp_path / "home")
        with house.seeker() as seeker:
            page, who = seeker.page, house.someone()
            at_hand(page, into_the_room(seeker, who))
            seeker.go("/settings")
            page.get_by_role("button", name="Leave this browser").click()
            expect(page.get_by_text("has given up its seat")).to_be_visible()
            is_wiped(page)
            link = LINK.search(command(house.home).stdout.encode())
            assert link
            seeker.go(link[2].decode())
            at_hand(page, into_the_room(seeker, who))
            seeker.go("/settings")
            page.get_by_label(re.compile("Type the word")).fill("delete")
            page.get_by_role("button", name="Delete everything").click()
            page.wait_for_url("**/start")
            is_wiped(page)


def is_wiped(page: Page) -> None:
    """No worker, no file, no page, no key, no half of one."""
    until(page, "!(await navigator.serviceWorker.getRegistrations()).length")
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate(COUNT) == [0, 0]
    assert not {c["name"] for c in page.context.cookies()} & {"fifteen_device", "fifteen_gone"}


COUNT = """() => new Promise(done => {
  const ask = indexedDB.open("fifteen");
  ask.onsuccess = () => {
    const step = ask.result.transaction(["door", "things"]);
    const counts = ["door", "things"].map(name => step.objectStore(name).count());
    step.oncomplete = () => done(counts.map(one => one.result));
  };
})"""
