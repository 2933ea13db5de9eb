"""What whoever guesses learns, and how often they may: the same answer at the same cost for who has
an account and who has none, and one count for all processes."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.server.world import Browser, Server

pytestmark = [pytest.mark.postgresql, pytest.mark.slow]


@pytest.fixture(scope="module")
def tried(server: Server) -> dict[str, list[list[object]]]:
    """Each form with an address that has an account, one that has none, and one whose account has
    no password."""
    told: dict[str, list[list[object]]] = json.loads(server.program("tests.server.signs_in"))
    return told


def test_a_wrong_password_costs_the_same_whether_or_not_there_is_an_account(
    tried: dict[str, list[list[object]]],
) -> None:
    (_, page, _, cost), *others = tried["login"]
    assert cost == 1, "one pass through Argon2"
    for status, one, _, as_much in others:
        assert (status, one, as_much) == (200, page, 1)


@pytest.mark.parametrize("form", ["reset", "signup"])
def test_a_form_that_takes_an_address_does_not_tell_who_has_an_account(
    tried: dict[str, list[list[object]]], form: str
) -> None:
    known, unknown, by_link = tried[form]
    assert known[0] == 302
    assert "THEIRS" in str(known[1]) or "on its way" in str(known[1])
    assert known == unknown == by_link


def test_a_page_is_written_to_so_often_by_all_processes_together(server: Server) -> None:
    link = server.program("tests.server.hosts_here", "1").strip()

    def send(number: int) -> int:
        browser = Browser(server.port)
        browser.cookies["fifteen_csrf"] = ""  # a host has none, and needs none
        return browser.post(f"/h/{link}", do="words", words="")[0]

    with ThreadPoolExecutor(8) as hands:
        answers = list(hands.map(send, range(45)))
    assert answers.count(429) == 15, answers


def test_a_password_is_tried_so_often_by_all_processes_together(server: Server) -> None:
    def wrong(number: int) -> bool:
        form = {"login": "hit@there.example", "password": f"a wrong password {number}"}
        return "often in a short time" in Browser(server.port).post("/account/login/", **form)[1]

    with ThreadPoolExecutor(4) as hands:
        refused = list(hands.map(wrong, range(9)))
    assert refused.count(False) <= 5, "five in five minutes for an address"


BEHIND_PROXIES = """
import django
django.setup()
from django.conf import settings
from django.test import RequestFactory
from fifteen.server import counting
ask = RequestFactory().get
for proxies, told, whose in (
    (0, "6.6.6.6", "10.0.0.1"), (1, "6.6.6.6, 198.51.100.7", "198.51.100.7"),
    (2, "6.6.6.6, 198.51.100.7, 10.0.0.2", "198.51.100.7"), (2, "198.51.100.7", "10.0.0.1"),
):
    settings.SERVER["FIFTEEN_PROXIES"] = proxies
    asked = ask("/", REMOTE_ADDR="10.0.0.1", headers={"x-forwarded-for": told})
    assert counting.address_of(asked) == whose, (proxies, told, counting.address_of(asked))
"""


def test_behind_proxies_whoever_asks_is_counted_and_not_the_proxy(server: Server) -> None:
    server.python(BEHIND_PROXIES)
