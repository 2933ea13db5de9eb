"""A real file of more than fifty megabytes, dropped on the answer page: its progress is seen, other
pages answer meanwhile, and it ends with what the person wrote."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Seeker
from tests.browser.test_the_whole_way import begin
from tests.mail import post
from tests.mail.test_mail_files import BEGINS, large

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_large_file_is_read_beside_the_pages(seeker: Seeker, tmp_path: Path) -> None:
    page = seeker.page
    begin(seeker, tmp_path)
    path = tmp_path / "All mail.mbox"
    count = large(path, 0)
    with path.open("ab") as out:
        sender = "Ana Ruiz <ana@harbour.example>"
        out.write(BEGINS + post.answer("Dear Mira,\n\nHappy to talk.\n\nAna", sender) + b"\n")
    assert path.stat().st_size > 50_000_000
    seeker.go("/people/ana-ruiz/answer")
    page.get_by_text("Or their mail as a file").click()
    page.locator("#mail").set_input_files(path)
    page.get_by_role("button", name="Read it for me").click(timeout=60_000)
    page.wait_for_url(re.compile(r"/mails/[\w-]+$"), timeout=60_000)
    expect(page.get_by_role("progressbar", name="How far it is")).to_be_visible()
    seeker.look()
    expect(page.locator("h1")).to_have_text("This file is read.", timeout=120_000)
    expect(page.locator("main")).to_contain_text(f"{count + 1:,} mails looked at, 1 belongs")
    seeker.look()
    page.get_by_role("link", name="What Ana Ruiz wrote last").click()
    expect(page.locator("main")).to_contain_text("It reads as a yes")
    seeker.look()
    smaller = tmp_path / "home" / "fifteen.sqlite3"
    end = time.monotonic() + 60
    while smaller.stat().st_size > 20_000_000 and time.monotonic() < end:
        page.wait_for_timeout(500)
    assert smaller.stat().st_size < 20_000_000, "the room of the file was not given back"
