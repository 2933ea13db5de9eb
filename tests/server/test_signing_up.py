"""Who may make an account, as the operator sets it; and signing in by a code in a mail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from tools.cluster import Cluster

from tests.server import world
from tests.server.world import Browser, Server

pytestmark = [pytest.mark.postgresql, pytest.mark.slow]

PASSWORD = "a quiet long password"
REFUSED = "This address cannot make an account here"
MAY = """
import django
django.setup()
from fifteen.server.signing_up import may_sign_up
told = [may_sign_up(e) for e in ("a@campus.example", "guest@elsewhere.example", "b@other.example")]
assert told == {}, told
"""
CODE = re.compile(r"^\s*([A-Z0-9-]{6,12})\s*$", re.MULTILINE)


@pytest.fixture(scope="module")
def campus(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server for whoever has an address at one domain, and for whom its operator invites."""
    told = {"FIFTEEN_SIGN_UP": "domain", "FIFTEEN_SIGN_UP_DOMAINS": "campus.example"}
    with world.running(cluster, tmp_path_factory.mktemp("home"), **told) as one:
        one.serve()
        assert one.command("invite", "Guest@elsewhere.example").returncode == 0
        yield one


def test_by_domain_and_by_invitation_and_nobody_else(campus: Server) -> None:
    for address in ("ada@campus.example", "guest@elsewhere.example"):
        assert campus.account(address).get("/account")[0] == 200
    for address in ("eve@other.example", "eve@campus.example.other.example", "eve@ampus.example"):
        stranger = Browser(campus.port)
        page = stranger.post("/account/signup/", email=address, password1=PASSWORD)[1]
        assert REFUSED in page
        assert stranger.get("/account")[0] != 200
    assert campus.sql("SELECT count(*) FROM server_account") == "2"


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("", "This is still empty."),
        ("short", "Twelve characters or more, please."),
        ("123456789012", "Many use this one."),
        ("908172635445", "Many use this one."),
        ("aaaaaaaaaaaab", "Many use this one."),
        ("QwertyuiopasdF", "Many use this one."),
        ("ann@campus.example", "It is too close to your address."),
    ],
)
def test_a_password_that_many_use_is_refused_in_our_words(
    campus: Server, password: str, said: str
) -> None:
    stranger = Browser(campus.port)
    told = {"email": "ann@campus.example", "password1": password}
    status, page = stranger.post("/account/signup/", **told)
    errors = re.findall(r'class="err"[^>]*>([^<]+)<', page)
    assert status == 200 and any(said in error for error in errors), errors
    for theirs in ("This password", "This field", "entirely numeric"):
        assert theirs not in page
    assert campus.sql("SELECT count(*) FROM server_account WHERE email LIKE 'ann@%'") == "0"


def test_nobody_goes_over_to_an_address_that_may_not_come_in(campus: Server) -> None:
    bea = campus.account("bea@campus.example")
    bea.get("/account/email/")
    if "reauthenticate" in bea.where:
        bea.post(bea.where, password=PASSWORD)
    page = bea.post("/account/email/", email="bea@other.example", action_add="")[1]
    assert REFUSED in page
    assert "bea@other.example" not in campus.sql("SELECT email FROM account_emailaddress")


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ("domain", [True, True, False]),
        ("invitation", [False, True, False]),
        ("open", [True, True, True]),
    ],
)
def test_each_way_lets_in_whom_it_says(campus: Server, how: str, told: list[bool]) -> None:
    environ = {**campus.environ, "FIFTEEN_SIGN_UP": how}
    replace(campus, environ=environ).python(MAY.replace("{}", str(told)))


def test_who_erased_an_account_is_invited_no_longer(campus: Server) -> None:
    assert campus.command("invite", "once@elsewhere.example").returncode == 0
    once = campus.account("once@elsewhere.example")
    once.get("/account/erase")
    if "reauthenticate" in once.where:
        once.post(once.where, password=PASSWORD)
    assert "Everything is erased" in once.post("/account/erase", word="erase")[1]
    asked = "SELECT count(*) FROM server_asked WHERE email = 'once@elsewhere.example'"
    assert campus.sql(asked) == "0"


def test_a_code_in_a_mail_signs_in_once(campus: Server) -> None:
    campus.account("cleo@campus.example")
    cleo = Browser(campus.port)
    before = len(campus.letters.kept)
    assert cleo.post("/account/login/code/", email="cleo@campus.example")[0] == 302
    confirm = cleo.where
    with campus.letters.came:
        came = campus.letters.came.wait_for
        assert came(lambda: len(campus.letters.kept) > before, 60)
    code = CODE.search(campus.letters.to("cleo@campus.example"))
    assert code, campus.letters.to("cleo@campus.example")
    cleo.post(confirm, code="WRONG-ONE")
    assert cleo.get("/account")[0] != 200
    cleo.post(confirm, code=code[1])
    assert cleo.get("/account")[0] == 200
    again = Browser(campus.port)
    again.post("/account/login/code/", email="cleo@campus.example")
    again.post(again.where or confirm, code=code[1])
    assert again.get("/account")[0] != 200, "a code is for one use, in the browser that asked"
