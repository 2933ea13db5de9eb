"""A host with a phone in New York, who has no account, books, moves and calls off. After each, the
calendar server of Mira, both mailboxes and her own Fifteen say the same; what was only opened on
the way, by the host or by a program that follows every link, has changed nothing."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import icalendar
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect
from tests.adapters.dav.radicale_here import PASSWORD, USER, Radicale
from tests.browser.conftest import SIZES, Seeker
from tests.browser.test_mail import arrives, ask, connect, shot, twenty_seconds_pass, until
from tests.browser.test_mail import mira as mira  # a fixture
from tests.browser.test_the_whole_way import begin
from tests.mail.conftest import authority, dovecot, dovecot_once  # noqa: F401  (fixtures)
from tests.mail.servers import Dovecot
from tests.mail.test_invitations import HerCalendar

from fifteen.adapters.dav.http import Session
from fifteen.method.leaving import UNDER_WAY

pytestmark = [pytest.mark.browser, pytest.mark.slow]
YORK = ZoneInfo("America/New_York")
BY_ITSELF = {"store_mailbox", "store_folder"}
"""What the postman writes down while nobody does anything: that it has looked."""


def kept(home: Path) -> dict[str, str]:
    """What the database holds, table by table, as a digest of all its rows."""
    with closing(sqlite3.connect(f"file:{home}/fifteen.sqlite3?mode=ro", uri=True)) as data:
        names = data.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        found = {}
        for (name,) in names:
            if name not in BY_ITSELF:
                rows = sorted(map(repr, data.execute(f'SELECT * FROM "{name}"')))
                found[name] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
        return found


def at_rest(page: Page, home: Path) -> dict[str, str]:
    """Until no job waits, no mail is on its way, and the postman has nothing more to write down;
    what is kept then."""
    states = ", ".join(f"'{state}'" for state in UNDER_WAY)
    before: dict[str, str] = {}
    for _ in range(100):
        with closing(sqlite3.connect(f"file:{home}/fifteen.sqlite3?mode=ro", uri=True)) as data:
            (busy,) = data.execute(
                "SELECT (SELECT count(*) FROM store_job WHERE done_at IS NULL) +"
                f" (SELECT count(*) FROM store_outgoing WHERE state IN ({states}))"
            ).fetchone()
        now = kept(home)
        if not busy and now == before:
            return now
        before = now
        page.wait_for_timeout(700)
    raise AssertionError("it does not come to rest")


class Host:
    """Ana's phone. Every GET it makes is watched: what was kept before is kept after."""

    def __init__(self, page: Page, home: Path, address: str) -> None:
        self.page, self.home, self.address = page, home, address
        self.base = address.partition("/h/")[0]
        self.opened: list[str] = []
        self.wrong: list[str] = []
        self._rested: dict[str, str] = {}
        page.on("console", lambda m: self.wrong.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: self.wrong.append(str(e)))
        page.route("**/*", self._watched)

    def _watched(self, route: Route) -> None:
        if route.request.method != "GET":
            route.continue_()
            return
        assert route.request.url.startswith(self.base), route.request.url
        before = kept(self.home)
        if before != self._rested:  # as it came to rest: there is nothing to wait for again
            before = self._rested = at_rest(self.page, self.home)
        answer = route.fetch()
        assert kept(self.home) == before, f"GET {route.request.url} changed something"
        self.opened.append(route.request.url)
        route.fulfill(response=answer)

    def open(self) -> None:
        self.page.goto(self.address)

    def look(self, shot: str) -> None:
        told = [
            (v["id"], [n["target"] for n in v["nodes"]][:3])
            for v in Axe().run(self.page).response["violations"]
        ]
        assert not told, f"{shot}: {told}"
        assert self.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert not self.wrong, self.wrong

    def scanned(self) -> None:
        """A program that guards a mailbox follows every link, and every form as if it were one."""
        self.open()
        links = self.page.evaluate(
            """() => [...document.links].map(a => a.href).concat([...document.forms].map(f =>
              f.action.split('?')[0] + '?' + new URLSearchParams(new FormData(f))))"""
        )
        assert links
        before = at_rest(self.page, self.home)
        for link in {*links, f"{self.address}?{urlencode({'do': 'never'})}"}:
            for method in ("GET", "HEAD"):
                answer = self.page.request.fetch(link, method=method)
                assert answer.status < 400, (method, link, answer.status)
        assert kept(self.home) == before, "following links changed something"

    def take(self, number: int) -> datetime:
        """Tap one of the times, then the button; when it is."""
        pick = self.page.locator("label.pick:has([name=t])").nth(number)
        start = datetime.fromisoformat(pick.locator("input").get_attribute("value") or "")
        pick.tap()
        local = start.astimezone(YORK)
        clock = f"{local.hour % 12 or 12}:{local.minute:02}"
        expect(self.page.locator("#take")).to_contain_text(clock)
        self.page.locator("#take").tap()
        expect(self.page.locator("h1")).to_contain_text(clock)
        return start.astimezone(UTC)


@pytest.fixture
def radicale(tmp_path: Path) -> Iterator[Radicale]:
    with Radicale(tmp_path / "radicale") as one:
        with Session(one.base, USER, PASSWORD) as session:
            session.ask("MKCALENDAR", f"/{USER}/talks/")
        yield one


def connect_calendar(seeker: Seeker, server: Radicale) -> None:
    """Her calendar server is read, and agreed talks are put there."""
    page = seeker.page
    seeker.go("/settings/time")
    page.locator("#address").fill(server.base)
    page.get_by_text("It is a calendar server").click()
    page.locator("#user").fill(USER)
    page.locator("#password").fill(PASSWORD)
    page.get_by_role("button", name="Read it", exact=True).click()
    until(seeker, "/settings/time", "times taken in three months, read")
    page.get_by_role("button", name="Put talks there").click()
    expect(page.locator("#calendars")).to_contain_text("Put no talks there")


def invite_always(seeker: Seeker) -> None:
    seeker.go("/settings/mailbox")
    seeker.page.get_by_label("Invite hosts when a talk is agreed").check()
    form = seeker.page.locator("form:has([name=invites])")
    form.get_by_role("button").first.click()
    seeker.page.wait_for_load_state()


def on_the_server(server: Radicale) -> dict[str, datetime]:
    """The talks in Mira's calendar: their names, and when they begin."""
    folder = next((server.folder / "kept").rglob("talks"))
    found = {}
    for file in folder.glob("*.ics"):
        (event,) = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
        found[str(event["UID"])] = event["DTSTART"].dt.astimezone(UTC)
    return found


def agree(
    seeker: Seeker, host: Host, server: Dovecot, radicale: Radicale, mails: int
) -> HerCalendar:
    """Wait for what leaves; then all say the same. Ana's calendar, by the mails she got."""
    twenty_seconds_pass(host.home.parent)
    for _ in range(120):
        calendars = [raw for raw in server.mails("ana") if b"text/calendar" in raw]
        if len(calendars) >= mails:
            break
        seeker.page.wait_for_timeout(250)
        twenty_seconds_pass(host.home.parent)
    at_rest(seeker.page, host.home)
    calendars = [raw for raw in server.mails("ana") if b"text/calendar" in raw]
    assert len(calendars) == mails, "each change is told once"
    theirs = HerCalendar(calendars)
    assert on_the_server(radicale) == {
        uid: event["DTSTART"].dt.astimezone(UTC) for uid, event in theirs.talks.items()
    }
    return theirs


def test_mailbox_calendar_and_page_agree_after_each_step_and_no_get_changes_anything(
    mira: Seeker,
    chromium: Browser,
    dovecot: Dovecot,  # noqa: F811
    radicale: Radicale,
    tmp_path: Path,
) -> None:
    begin(mira, tmp_path)
    connect(mira, dovecot)
    invite_always(mira)
    connect_calendar(mira, radicale)
    ask(mira, tmp_path)
    twenty_seconds_pass(tmp_path)
    arrives(mira, dovecot, 1)
    at_rest(mira.page, tmp_path / "home")
    mira.go("/people/ana-ruiz/book")
    mira.page.get_by_role("button", name="Make their page").click()
    address = mira.page.get_by_label("The link").input_value()

    phone = chromium.new_context(
        viewport=SIZES["phone"], timezone_id="America/New_York", has_touch=True, is_mobile=True
    )
    phone.set_default_timeout(20_000)
    host = Host(phone.new_page(), tmp_path / "home", address)
    host.open()
    host.page.wait_for_url("**zone=America%2FNew_York")
    expect(host.page.locator("legend small").last).to_contain_text("New York time")
    host.look("asked")
    host.scanned()
    assert on_the_server(radicale) == {} and len(dovecot.mails("ana")) == 1

    host.open()
    host.page.wait_for_url("**zone=America%2FNew_York")
    first = host.take(0)
    host.look("agreed")
    theirs = agree(mira, host, dovecot, radicale, 1)
    assert theirs.starts() == [first]
    (uid,) = theirs.talks
    until(mira, "/people/ana-ruiz", "Booked")
    host.scanned()

    host.open()
    host.page.get_by_text("Move it", exact=True).tap()
    second = host.take(1)
    expect(host.page.locator("[role=status]")).to_contain_text("It is moved.")
    host.look("moved")
    theirs = agree(mira, host, dovecot, radicale, 2)
    assert theirs.starts() == [second] and list(theirs.talks) == [uid]
    local = second.astimezone(ZoneInfo("Europe/Berlin"))
    until(mira, "/people/ana-ruiz/book", f"{local:%H:%M}".lstrip("0"))
    shot(mira, "booked-everywhere")
    host.scanned()

    host.open()
    host.page.get_by_text("Call it off", exact=True).first.tap()
    host.page.get_by_role("button", name="Call it off").tap()
    expect(host.page.locator("[role=status]")).to_contain_text("It is called off.")
    host.look("called off")
    assert agree(mira, host, dovecot, radicale, 3).starts() == []
    assert on_the_server(radicale) == {}
    host.scanned()
    assert len(dovecot.mails("mira", "Sent")) == 4, "a request and three words about the talk"
    assert len(host.opened) >= 8
    phone.close()
