"""A server that is asked to stop while a room's notes are on their way answers them first: what is
written in the room stands once, whole, and the room goes on with the next server."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, Page, expect

from tests.server.test_serving import BEGIN, until
from tests.server.world import Browser, Server

pytestmark = [pytest.mark.postgresql, pytest.mark.slow, pytest.mark.browser]

FIRST = "cardboard first, then the mill"
MORE = "; half of it is waiting"
LATER = "; asks for my sketches"
NAMED = "Marek Dvorak of the workshop"
LOCKED = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
NOTES = "SELECT notes FROM store_conversation WHERE started_at IS NOT NULL"


def in_the_room(server: Server, address: str) -> tuple[Browser, str]:
    """Somebody who talks with Ana Ruiz now; the key of the talk."""
    mira = server.account(address)
    assert mira.post("/start", seeker_name="Mira Halonen", names="Ana Ruiz", **BEGIN)[0] == 302
    assert mira.post("/people/ana-ruiz/talk-now", notes="")[0] == 302
    found = re.fullmatch(r"/conversations/([\w-]+)/room", mira.where)
    assert found, mira.where
    return mira, found[1]


def stopped(server: Server, waiting: int, meanwhile: psycopg.Connection[object]) -> int:
    """SIGTERM once so many requests stand before a row that is held; then the row is let go. The
    exit code."""
    until(lambda: int(server.sql(LOCKED)) >= waiting)
    web = server.started[0]
    web.send_signal(15)
    assert not threading.Event().wait(1)
    meanwhile.rollback()
    code = web.wait(60)
    server.started.remove(web)
    return code


@pytest.fixture
def held(server: Server) -> Iterator[psycopg.Connection[object]]:
    """Another connection, that holds a row until it is rolled back."""
    with closing(psycopg.connect(server.environ["FIFTEEN_OWNER_URL"])) as other:
        yield other


@pytest.fixture
def phone(chromium: Chromium) -> Iterator[BrowserContext]:
    one = chromium.new_context(timezone_id="Europe/Berlin", viewport={"width": 390, "height": 844})
    one.set_default_timeout(60_000)
    yield one
    one.close()


def test_notes_and_what_was_caught_are_answered_before_it_stops(
    server: Server, held: psycopg.Connection[object]
) -> None:
    mira, key = in_the_room(server, "mira@campus.example")
    talk, answers = f"/conversations/{key}", {}
    forms = {
        "notes": {"notes": FIRST, "base": "", "revision": "0", "hand": "h1", "number": "1"},
        "catch": {"what": "name", "text": NAMED, "key": "k1", "ago": "2"},
        "more-time": {"key": "k2", "ago": "1"},
    }

    def send(what: str) -> None:
        own = Browser(server.port)
        own.cookies = dict(mira.cookies)
        answers[what] = own.post(f"{talk}/{what}", **forms[what])

    held.execute("SELECT 1 FROM store_conversation WHERE key = %s FOR UPDATE", [key])
    asking = [threading.Thread(target=send, args=(what,)) for what in forms]
    for one in asking:
        one.start()
    assert stopped(server, len(forms), held) == 0
    for one in asking:
        one.join(30)
    assert {what: status for what, (status, _) in answers.items()} == dict.fromkeys(forms, 302)
    assert server.sql(f"{NOTES} AND key = '{key}'") == FIRST
    assert server.sql(f"SELECT more_time FROM store_conversation WHERE key = '{key}'") == "5"

    server.started.insert(0, server.serve())
    server.started.pop()
    for what in forms:  # a room that did not hear the answer sends all of it again
        send(what)
    caught = f"SELECT count(*) FROM store_entry WHERE data->>'text' = '{NAMED}'"
    assert server.sql(caught) == "1"
    assert server.sql(f"{NOTES} AND key = '{key}'") == FIRST
    assert server.sql(f"SELECT more_time FROM store_conversation WHERE key = '{key}'") == "5"


def test_whoever_types_in_the_room_loses_no_letter(
    server: Server, phone: BrowserContext, held: psycopg.Connection[object]
) -> None:
    mira, key = in_the_room(server, "nora@campus.example")
    site = {"domain": "localhost", "path": "/"}
    phone.add_cookies([{"name": n, "value": v, **site} for n, v in mira.cookies.items()])
    page = phone.new_page()
    answered: list[int] = []
    page.on("response", lambda r: _heard(r.url, r.status, answered))
    page.goto(f"http://localhost:{server.port}/conversations/{key}/room")
    expect(page.locator("#notes")).to_be_editable()
    _add(page, FIRST)
    until(lambda: server.sql(f"{NOTES} AND key = '{key}'") == FIRST)
    expect(page.locator(".safe")).to_have_attribute("data-state", "kept")

    answered.clear()
    held.execute("SELECT 1 FROM store_conversation WHERE key = %s FOR UPDATE", [key])
    _add(page, MORE)
    assert stopped(server, 1, held) == 0
    until(lambda: server.sql(f"{NOTES} AND key = '{key}'").startswith(FIRST + MORE[:1]))
    until(lambda: _looked(page) and 200 in answered)
    _add(page, LATER)  # nobody is there: it stands on the device
    expect(page.locator(".safe")).not_to_have_attribute("data-state", "kept")
    server.started.insert(0, server.serve())
    server.started.pop()
    expect(page.locator(".safe")).to_have_attribute("data-state", "kept", timeout=60_000)
    assert page.input_value("#notes") == FIRST + MORE + LATER
    assert server.sql(f"{NOTES} AND key = '{key}'") == FIRST + MORE + LATER


def _heard(url: str, status: int, answered: list[int]) -> None:
    if url.endswith("/notes"):
        answered.append(status)


def _looked(page: Page) -> bool:
    """Let the page hear what came: its events wait for a call."""
    page.wait_for_timeout(50)
    return True


def _add(page: Page, text: str) -> None:
    page.locator("#notes").press("Control+End")
    page.locator("#notes").press_sequentially(text)
