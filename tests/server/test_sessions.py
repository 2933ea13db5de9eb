"""Where one is signed in: each browser by itself, with its own end."""

from __future__ import annotations

import re

import pytest

from tests.server.world import Browser, Server

pytestmark = [pytest.mark.postgresql, pytest.mark.slow]

PASSWORD = "a quiet long password"
PHONE = "Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"
END = re.compile(r'name="session" value="(\d+)">End')
NOTED_ONCE = """
import django
django.setup()
from datetime import timedelta
from types import SimpleNamespace
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from fifteen.server import sessions
now = timezone.now()
row = UserSession.objects.first()
request = SimpleNamespace(session=SimpleNamespace(session_key=row.session_key))
UserSession.objects.update(last_seen_at=now - timedelta(days=3))
def asked(at):
    with CaptureQueriesContext(connection) as told:
        sessions.note(request, at)
    return len(told)
assert [asked(now), asked(now + sessions.EVERY / 2), asked(now + sessions.EVERY)] == [1, 0, 1]
row.refresh_from_db()
assert row.last_seen_at == now + sessions.EVERY, row.last_seen_at
"""


def signed_in(server: Server, address: str, agent: str = "") -> Browser:
    browser = Browser(server.port, agent)
    browser.post("/account/login/", login=address, password=PASSWORD)
    return browser


def test_each_browser_is_listed_and_ended_by_itself(server: Server) -> None:
    here = server.account("anna@campus.example")
    phone = signed_in(server, "anna@campus.example", PHONE)
    other = signed_in(server, "anna@campus.example")
    server.sql(
        "UPDATE usersessions_usersession SET created_at = '2026-03-03 10:05+00',"
        " last_seen_at = '2026-03-04 14:45+00' WHERE user_agent LIKE '%Firefox%'"
    )
    page = here.get("/account/sessions/")[1]
    assert "Firefox on Android" in page and "this browser" in page and "In use now" in page
    assert "Since 3 March 2026, 10:05" in page and "Last seen on 4 March 2026, 14:45" in page
    assert len(END.findall(page)) == 2

    which = server.sql("SELECT id FROM usersessions_usersession WHERE user_agent LIKE '%Firefox%'")
    assert which in END.findall(page)
    assert here.post("/account/sessions/", session=which)[0] == 302
    assert "Firefox on Android is signed out" in here.get("/account/sessions/")[1]
    assert phone.get("/account")[0] != 200
    assert other.get("/account")[0] == here.get("/account")[0] == 200
    assert here.post("/account/sessions/", session=which)[0] == 404, "it is gone"


def test_all_others_at_once_and_never_somebody_elses(server: Server) -> None:
    bea, cas = (server.account(f"{name}@campus.example") for name in ("bea", "cas"))
    more = [signed_in(server, "bea@campus.example") for _ in range(2)]
    (mine,) = server.sql(
        "SELECT s.id FROM usersessions_usersession s JOIN server_account a ON a.id = s.user_id"
        " WHERE a.email = 'cas@campus.example'"
    ).split()
    for which in (mine, "0", "x", "", "9" * 30):
        assert bea.post("/account/sessions/", session=which)[0] == 404
    assert cas.get("/account")[0] == 200
    assert bea.post("/account/sessions/", session="others")[0] == 302
    assert [one.get("/account")[0] == 200 for one in (bea, cas, *more)] == [
        True,
        True,
        False,
        False,
    ]
    assert not END.findall(bea.get("/account/sessions/")[1])


def test_a_browser_is_seen_whenever_it_comes_and_seldom_written_down(server: Server) -> None:
    dan = server.account("dan@campus.example")
    again = signed_in(server, "dan@campus.example", PHONE)
    long_ago = "last_seen_at < now() - interval '1 day'"
    server.sql("UPDATE usersessions_usersession SET last_seen_at = now() - interval '3 days'")
    assert again.get("/account")[0] == 200
    phones = f"SELECT count(*) FROM usersessions_usersession WHERE user_agent = '{PHONE}'"
    assert server.sql(f"{phones} AND NOT {long_ago}") == "1"
    assert dan.get("/account")[0] == 200
    server.python(NOTED_ONCE)
