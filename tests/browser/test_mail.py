"""The whole first loop through the seeker’s own mailbox, with Dovecot and Exim, and no hand on the
journal."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tests.adapters.calendars.test_invitations import GOOGLE
from tests.browser.conftest import SIZES, Seeker
from tests.browser.test_the_whole_way import (
    begin,
    book,
    prepare,
    settle_the_blanks,
    talk,
    write_up,
)
from tests.doors.running import Running
from tests.mail import post
from tests.mail.conftest import authority, dovecot, dovecot_once  # noqa: F401  (fixtures)
from tests.mail.servers import PASSWORDS, Dovecot
from tests.mail.test_invitations import calendar_of, replied

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SHOTS = os.environ.get("SHOTS", "")
ID = re.compile(rb"^Message-ID: *(<[^>]+>)", re.MULTILINE | re.IGNORECASE)


@pytest.fixture
def mira(chromium: Browser, dovecot: Dovecot, tmp_path: Path) -> Iterator[Seeker]:  # noqa: F811
    """Mira at her desk; her Fifteen trusts the authority of the tests."""
    with Running(tmp_path / "home") as one:
        context = chromium.new_context(viewport=SIZES["wide"], timezone_id="Europe/Berlin")
        context.set_default_timeout(20_000)
        yield Seeker(context.new_page(), one)
        context.close()


def twenty_seconds_pass(tmp_path: Path) -> None:
    """The time in which a letter can be called back is over."""
    with closing(sqlite3.connect(tmp_path / "home" / "fifteen.sqlite3", timeout=20)) as data:
        data.execute("UPDATE store_outgoing SET leaves = made WHERE state = 'waiting'")
        data.commit()


def shot(seeker: Seeker, name: str) -> None:
    """Pictures to look at, where somebody wants to."""
    if not SHOTS:
        return
    for size, view in SIZES.items():
        for scheme in ("light", "dark"):
            seeker.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            seeker.page.set_viewport_size(view)  # type: ignore[arg-type]
            seeker.page.screenshot(path=f"{SHOTS}/{name}-{size}-{scheme}.png", full_page=True)
    seeker.page.emulate_media(color_scheme="light")
    seeker.page.set_viewport_size(SIZES["wide"])  # type: ignore[arg-type]


def connect(seeker: Seeker, server: Dovecot) -> None:
    """The mailbox page: a wrong port first, which is said in plain words; then it holds."""
    page = seeker.page
    seeker.go("/settings/mailbox")
    seeker.look()
    shot(seeker, "mailbox-none")
    page.get_by_text("The servers found by themselves").click()
    form = page.locator("#connect form").first
    form.locator("#address").fill("mira@post.example")
    for port in (server.lmtp, server.imaps):
        form.locator("#password").fill(PASSWORDS["mira"])
        form.locator("#imap_host").fill("localhost")
        form.locator("#imap_port").fill(str(port))
        form.locator("#smtp_host").fill("localhost")
        form.locator("#smtp_port").fill(str(server.exim.submission))
        form.locator("#login").fill("mira")
        page.get_by_role("button", name="Try it and connect").click()
        page.wait_for_load_state()
        if port != server.imaps:
            expect(page.locator("main")).to_contain_text("what failed")
            seeker.wrong.clear()  # the browser says that a page answered 422
            seeker.look()
            shot(seeker, "mailbox-failed")
    expect(page.locator("h1")).to_have_text("Your mailbox is connected.")
    seeker.look()


def send(seeker: Seeker, tmp_path: Path, hurry: bool = True) -> None:
    """The letter on the page leaves through the mailbox; without `hurry` in its twenty seconds."""
    page = seeker.page
    now = page.get_by_role("button", name="Send it now")
    (now if now.count() else page.get_by_role("button", name="Send it", exact=True)).click()
    page.wait_for_url(re.compile(r"/people/[\w-]+$"))
    assert "leaves in 20 seconds" in seeker.note()
    seeker.look()
    if hurry:
        twenty_seconds_pass(tmp_path)


def arrives(seeker: Seeker, server: Dovecot, count: int) -> bytes:
    """Until Ana has so many mails; the latest."""
    for _ in range(240):
        mails = server.mails("ana")
        if len(mails) >= count:
            return mails[-1]
        seeker.page.wait_for_timeout(250)
    raise AssertionError("the letter did not arrive")


def until(seeker: Seeker, path: str, words: str) -> None:
    """Until a page says something: the postman looks every second."""
    for _ in range(40):
        seeker.go(path)
        if words in seeker.page.locator("main").inner_text():
            return
        seeker.page.wait_for_timeout(500)
    raise AssertionError(f"{path} never said {words!r}")


def ask(seeker: Seeker, tmp_path: Path) -> None:
    page = seeker.page
    seeker.go("/people/ana-ruiz")
    page.get_by_text("Change facts").click()
    page.locator("[name=why]").first.fill("your “Tides” gallery, where visitors can move the moon")
    page.locator("#field").fill("exhibition development")
    page.get_by_role("button", name="Keep facts").click()
    seeker.go("/people/ana-ruiz/letters/new?kind=request")
    seeker.look()
    shot(seeker, "letter")
    send(seeker, tmp_path, hurry=False)


def invite(seeker: Seeker, server: Dovecot, tmp_path: Path) -> None:
    """Ana is invited, her calendar accepts, and one click keeps that; moved, it hears of it."""
    page = seeker.page
    seeker.go("/people/ana-ruiz/book")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.locator("main")).to_contain_text("The invitation is on its way.")
    seeker.look()
    shot(seeker, "book-invited")
    twenty_seconds_pass(tmp_path)
    method, event = calendar_of(arrives(seeker, server, 2))
    assert method == "REQUEST"
    start = event["DTSTART"].dt.astimezone(UTC)
    key = str(event["UID"]).partition("@")[0]
    sender = "Ana Ruiz <ana@harbour.example>"
    server.deliver("mira", replied(GOOGLE, key, start, sender=sender))
    until(seeker, "/", "They accepted the invitation.")
    seeker.look()
    shot(seeker, "today-accepted")
    page.get_by_role("button", name="Keep it: they come").click()
    page.wait_for_load_state()
    seeker.go("/people/ana-ruiz/book")
    expect(page.locator("main")).to_contain_text("Invited today; accepted.")
    page.locator("#time").fill("11:00")
    page.get_by_role("button", name="Move it").click()
    page.wait_for_url("**/prepare")
    until(seeker, "/", "On its way out")
    twenty_seconds_pass(tmp_path)
    method, moved = calendar_of(arrives(seeker, server, 3))
    assert (method, moved["UID"]) == ("REQUEST", event["UID"])
    assert int(moved["SEQUENCE"]) > int(event["SEQUENCE"])
    assert moved["DTSTART"].dt.astimezone(UTC) - start == timedelta(hours=1)
    seeker.go(f"/conversations/{key}/prepare")


def journal(tmp_path: Path) -> list[str]:
    """What the journal says of Ana, in its order."""
    with closing(sqlite3.connect(tmp_path / "home" / "fifteen.sqlite3", timeout=20)) as data:
        rows = data.execute(
            "SELECT verb FROM store_entry JOIN store_person ON store_person.id = person_id"
            " WHERE store_person.key = 'ana-ruiz' ORDER BY store_entry.id"
        )
        return [verb for (verb,) in rows]


def test_the_whole_loop_without_a_hand_on_the_journal(
    mira: Seeker,
    dovecot: Dovecot,  # noqa: F811
    tmp_path: Path,
) -> None:
    page = mira.page
    begin(mira, tmp_path)
    connect(mira, dovecot)
    ask(mira, tmp_path)
    request = arrives(mira, dovecot, 1)
    found = ID.search(request)
    assert found is not None
    until(mira, "/people/ana-ruiz", "Asked")
    yes = post.answer(
        "Dear Mira,\n\nHappy to talk. Thursday at 3 works for me.\n\nAna",
        "Ana Ruiz <ana@harbour.example>",
        at=datetime.now(UTC),
        answers=found[1].decode(),
    )
    dovecot.deliver("mira", yes)
    until(mira, "/", "It reads as a yes")
    expect(page.locator(".came-mail")).to_contain_text("Happy to talk")
    mira.look()
    shot(mira, "today-came")
    page.get_by_role("button", name="Keep it: a yes").click()
    page.wait_for_url("**/book")
    book(mira)
    invite(mira, dovecot, tmp_path)
    prepare(mira)
    talk(mira)
    write_up(mira)
    settle_the_blanks(page)
    send(mira, tmp_path)
    thanks = arrives(mira, dovecot, 4)
    assert b"<a1@post.example>" in thanks and b"In-Reply-To: <" in thanks  # the same thread
    until(mira, "/people/ana-ruiz", "Thanked")
    mira.look()
    shot(mira, "person")
    mira.go("/settings/mailbox")
    expect(page.locator("#folders")).to_contain_text("INBOX")
    mira.look()
    shot(mira, "mailbox")
    loop = ("asked", "said-yes", "booked", "moved", "met", "thanked")
    assert [verb for verb in journal(tmp_path) if verb in loop] == list(loop)
    assert len(dovecot.mails("mira", "Sent")) == 4
    assert len(dovecot.mails("ana")) == 4
