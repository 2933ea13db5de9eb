"""Ways in besides the password: a link by mail, the campus's own sign-in."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from tools.cluster import Cluster

from tests.server import campus as campuses
from tests.server import world
from tests.server.campus import Campus
from tests.server.world import Browser, Server

pytestmark = [pytest.mark.postgresql, pytest.mark.slow]

LINK = re.compile(r"http://[^/]+(/account/link/[\w-]{20,})")


@pytest.fixture(scope="module")
def campus() -> Iterator[Campus]:
    with campuses.running(Campus()) as one:
        yield one


@pytest.fixture(scope="module")
def here(
    cluster: Cluster, campus: Campus, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A server that knows the campus in both ways."""
    told = {
        "FIFTEEN_OIDC_URL": campus.url,
        "FIFTEEN_OIDC_CLIENT": campuses.CLIENT,
        "FIFTEEN_OIDC_SECRET": campuses.SECRET,
        "FIFTEEN_SAML_URL": f"{campus.url}/sso",
        "FIFTEEN_SAML_ENTITY": campuses.ENTITY,
        "FIFTEEN_SAML_CERTIFICATE": campus.certificate().replace("\n", "\\n"),
        "FIFTEEN_CAMPUS_NAME": "Lindgren College",
        "FIFTEEN_CAMPUS_DOMAINS": "campus.example",
    }
    with world.running(cluster, tmp_path_factory.mktemp("campus"), **told) as one:
        one.serve()
        yield one


def links_to(server: Server, address: str) -> list[str]:
    """The links of all letters to an address, in the order they came."""
    found = (LINK.search(text) for to, text in server.letters.kept if to == address)
    return [one[1] for one in found if one]


def asked_anew(server: Server, address: str) -> str:
    """The link of a letter that has just been asked for."""
    before = len(links_to(server, address))
    browser = Browser(server.port)
    assert "on its way there" in browser.post("/account/link/", email=address)[1]
    with server.letters.came:
        came = server.letters.came.wait_for
        assert came(lambda: len(links_to(server, address)) > before, 20)
    return links_to(server, address)[-1]


def signed_in(browser: Browser) -> bool:
    return browser.get("/account")[0] == 200


def test_a_link_signs_in_once_and_only_by_a_yes(here: Server) -> None:
    here.account("una@campus.example")
    link = asked_anew(here, "una@campus.example")
    scanner = Browser(here.port)
    for _ in range(3):  # a mail program looks at it before she does
        assert scanner.get(link)[0] == 200
    assert not signed_in(scanner)
    una = Browser(here.port)
    assert "una@campus.example" in una.get(link)[1]
    assert una.post(link)[0] == 302
    assert signed_in(una)
    again = Browser(here.port)
    assert again.get(link)[0] == 410
    assert again.post(link)[0] == 410
    assert not signed_in(again)


def test_one_link_used_voids_the_others_and_time_voids_all(here: Server) -> None:
    here.account("vera@campus.example")
    first, second = (asked_anew(here, "vera@campus.example") for _ in range(2))
    vera = Browser(here.port)
    assert vera.post(second)[0] == 302
    assert Browser(here.port).post(first)[0] == 410
    third = asked_anew(here, "vera@campus.example")
    here.sql("UPDATE server_signinlink SET expires = now() - interval '1 second'")
    assert Browser(here.port).post(third)[0] == 410
    assert Browser(here.port).post("/account/link/made-up-by-somebody-else")[0] == 410


def test_a_stranger_does_not_learn_who_has_an_account(here: Server) -> None:
    here.account("wim@campus.example")
    stranger = Browser(here.port)
    known = stranger.post("/account/link/", email="wim@campus.example")
    unknown = stranger.post("/account/link/", email="nil@campus.example")
    assert known[0] == unknown[0] == 200
    strip = re.compile(r"\w+@campus.example|value=\"[\w]+\"")
    assert strip.sub("", known[1]) == strip.sub("", unknown[1])
    assert stranger.post("/account/link/", email="nobody")[0] == 422
    for _ in range(2):
        assert stranger.post("/account/link/", email="nil@campus.example")[0] == 200
    refused = stranger.post("/account/link/", email="nil@campus.example")
    assert refused[0] == 429
    assert "That was too often" in refused[1]


def test_a_link_takes_an_account_away_from_whoever_made_it_with_an_address_not_theirs(
    here: Server,
) -> None:
    thief = Browser(here.port)
    thief.post("/account/signup/", email="xenia@campus.example", password1="a quiet long password")
    link = asked_anew(here, "xenia@campus.example")
    xenia = Browser(here.port)
    assert xenia.post(link)[0] == 302
    assert signed_in(xenia)
    thief.post("/account/login/", login="xenia@campus.example", password="a quiet long password")
    assert not signed_in(thief)


def by_oidc(server: Server, browser: Browser) -> tuple[int, str]:
    """To the campus and back."""
    assert browser.get("/account/oidc/campus/login/")[0] == 302
    parts = urlsplit(browser.where)
    talk = http.client.HTTPConnection(parts.netloc, timeout=20)
    talk.request("GET", f"{parts.path}?{parts.query}")
    back = urlsplit(talk.getresponse().headers["Location"])
    assert back.path == "/account/oidc/campus/login/callback/"
    return browser.get(f"{back.path}?{back.query}")


def test_the_door_names_the_campus(here: Server, server: Server) -> None:
    assert "With Lindgren College" in Browser(here.port).get("/account/login/")[1]
    assert "/account/oidc/" not in Browser(server.port).get("/account/login/")[1]
    assert Browser(server.port).get("/account/oidc/campus/login/")[0] == 404
    assert Browser(server.port).get("/account/saml/campus/login/")[0] == 404


def test_openid_connect_makes_an_account_and_finds_it_again(here: Server, campus: Campus) -> None:
    campus.who = {"sub": "4711", "email": "Yara@campus.example", "name": "Yara Novak"}
    yara = Browser(here.port)
    assert by_oidc(here, yara)[0] == 302
    assert "yara@campus.example" in yara.get("/account")[1]
    assert campuses.SECRET.replace(" ", "+") in campus.asked[-1]
    key = "SELECT key FROM server_account WHERE email = 'yara@campus.example'"
    first = here.sql(key)
    elsewhere = Browser(here.port)
    assert by_oidc(here, elsewhere)[0] == 302
    assert signed_in(elsewhere)
    assert here.sql(key) == first
    assert here.sql("SELECT extra_data FROM socialaccount_socialaccount") == "{}"
    assert "Novak" not in here.sql("SELECT session_data FROM django_session")


def test_who_has_an_account_comes_into_it_by_the_campus(here: Server, campus: Campus) -> None:
    here.account("zeno@campus.example")
    campus.who = {"sub": "4712", "email": "zeno@campus.example"}
    zeno = Browser(here.port)
    assert by_oidc(here, zeno)[0] == 302
    assert "zeno@campus.example" in zeno.get("/account")[1]
    assert here.sql("SELECT count(*) FROM server_account WHERE email LIKE 'zeno@%'") == "1"


def test_the_campus_cannot_speak_for_other_addresses(here: Server, campus: Campus) -> None:
    here.account("dean@elsewhere.example")
    for told in ({"email": "dean@elsewhere.example", "email_verified": True}, {}):
        campus.who = {"sub": "4713", **told}
        nobody = Browser(here.port)
        status, body = by_oidc(here, nobody)
        assert (status, "does not vouch" in body) == (403, True)
        assert not signed_in(nobody)


def test_an_answer_of_the_campus_is_for_the_browser_that_asked(
    here: Server, campus: Campus
) -> None:
    campus.who = {"sub": "4714", "email": "ada@campus.example"}
    asked = Browser(here.port)
    asked.get("/account/oidc/campus/login/")
    state = re.search(r"state=([^&]+)", asked.where)
    assert state
    other = Browser(here.port)
    where = f"/account/oidc/campus/login/callback/?code=once&state={state[1]}"
    assert "did not work" in other.get(where)[1]
    assert not signed_in(other)


def by_saml(
    here: Server, campus: Campus, browser: Browser, email: str, sign: bool = True
) -> tuple[int, str]:
    assert browser.get("/account/saml/campus/login/")[0] == 302
    assert browser.where.startswith(f"{campus.url}/sso?")
    asked = campuses.asked_for(browser.where)
    address = f"http://127.0.0.1:{here.port}"
    return handed(browser, campuses.answer(campus, address, asked, email, sign))


def handed(browser: Browser, told: str) -> tuple[int, str]:
    """What the campus's page has the browser post."""
    assert browser.post("/account/saml/campus/acs/", SAMLResponse=told)[0] == 302
    return browser.get(browser.where)


def test_saml_makes_an_account_from_a_signed_answer(here: Server, campus: Campus) -> None:
    bea = Browser(here.port)
    status, body = by_saml(here, campus, bea, "bea@campus.example")
    assert status == 302, body
    assert "bea@campus.example" in bea.get("/account")[1]
    again = Browser(here.port)
    assert by_saml(here, campus, again, "bea@campus.example")[0] == 302
    assert here.sql("SELECT count(*) FROM server_account WHERE email LIKE 'bea@%'") == "1"
    told = Browser(here.port).get("/account/saml/campus/metadata/")
    assert told[0] == 200
    assert "/account/saml/campus/acs/" in told[1]


def test_saml_answers_that_are_unsigned_of_others_or_old_open_nothing(
    here: Server, campus: Campus
) -> None:
    for build in ("unsigned", "by another key", "for another address"):
        browser = Browser(here.port)
        if build == "unsigned":
            body = by_saml(here, campus, browser, "cem@campus.example", sign=False)[1]
        elif build == "by another key":
            forged = Campus(url=campus.url)
            body = by_saml(here, forged, browser, "cem@campus.example")[1]
        else:
            body = by_saml(here, campus, browser, "cem@elsewhere.example")[1]
        assert "did not work" in body or "does not vouch" in body, build
        assert not signed_in(browser), build
    cem = Browser(here.port)
    assert cem.get("/account/saml/campus/login/")[0] == 302
    asked = campuses.asked_for(cem.where)
    told = campuses.answer(campus, f"http://127.0.0.1:{here.port}", asked, "cem@campus.example")
    assert handed(cem, told)[0] == 302
    other = Browser(here.port)
    handed(other, told)
    assert not signed_in(other), "an answer is good in the browser that asked, once"
