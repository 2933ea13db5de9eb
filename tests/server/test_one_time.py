"""Fifty hosts take the same time at the same moment from a server on PostgreSQL: one gets it, the
others are told at once and see what is left."""

from __future__ import annotations

import threading

import pytest

from tests.doors.test_one_time import HOSTS, OFFERED
from tests.server import world
from tests.server.world import Browser

pytestmark = pytest.mark.postgresql


def test_fifty_take_one_time_and_one_gets_it(server: world.Server) -> None:
    links = server.program("tests.server.hosts_here", str(HOSTS)).split()
    pages = [f"/h/{link}" for link in links]
    wanted = OFFERED.findall(Browser(server.port).get(pages[0])[1].encode())[0].decode()
    begin = threading.Barrier(HOSTS)
    answers: list[tuple[int, str]] = []

    def take(page: str) -> None:
        browser = Browser(server.port)
        browser.cookies["fifteen_csrf"] = ""  # a host has none, and needs none
        begin.wait()
        form = {"do": "pick", "how": "phone", "zone": "Europe/Berlin", "had": "", "t": wanted}
        answers.append(browser.post(page, **form))

    together = [threading.Thread(target=take, args=(page,)) for page in pages]
    for thread in together:
        thread.start()
    for thread in together:
        thread.join()
    assert sorted(status for status, _ in answers) == [302] + [409] * (HOSTS - 1)
    for status, page in answers:
        if status == 409:
            assert "That time has just been taken." in page
            left = [found.decode() for found in OFFERED.findall(page.encode())]
            assert left and wanted not in left
    booked = server.sql("SELECT count(*) FROM store_entry WHERE verb = 'booked'")
    assert booked.strip() == "1"
