"""Fifty hosts take the same time at the same moment from a server on PostgreSQL: one gets it, the
others are told at once and see what is left."""

from __future__ import annotations

import pytest

from tests.doors.test_one_time import HOSTS, OFFERED, Answer, at_once, form, one_got_it
from tests.server import world
from tests.server.world import Browser

pytestmark = pytest.mark.postgresql


def test_fifty_take_one_time_and_one_gets_it(server: world.Server) -> None:
    links = server.program("tests.server.hosts_here", str(HOSTS)).split()
    pages = [f"/h/{link}" for link in links]
    wanted = OFFERED.findall(Browser(server.port).get(pages[0])[1])[0]

    def take(page: str) -> Answer:
        browser = Browser(server.port)
        browser.cookies["fifteen_csrf"] = ""  # a host has none, and needs none
        return browser.post(page, **form(wanted))

    one_got_it(at_once(pages, take), wanted)
    booked = server.sql("SELECT count(*) FROM store_entry WHERE verb = 'booked'")
    assert booked.strip() == "1"
