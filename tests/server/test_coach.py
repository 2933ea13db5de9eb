"""A coach and her client: let in, what was ticked and nothing else, every look noted, shown out."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time

import pytest

from tests.server.world import Browser, Server

pytestmark = [pytest.mark.postgresql, pytest.mark.slow]

BEGIN = {"purpose": "learn", "zone": "Europe/Berlin", "field": "grid modelling"}
DRAFTS = {"what": "drafts"}


def code_of(secret: str) -> str:
    """What a telephone shows (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def letter_of(browser: Browser, person: str) -> str:
    """The address of a draft to somebody."""
    assert browser.get(f"/people/{person}/letters/new?kind=request")[0] == 302
    return browser.where


@pytest.fixture(scope="module")
def ruth(server: Server) -> Browser:
    """Ruth Abrams, who coaches."""
    return server.account("ruth@coaching.example")


@pytest.fixture(scope="module")
def client(server: Server) -> Browser:
    """Dan Okonjo, with two people and a draft to one of them."""
    dan = server.account("dan@campus.example")
    names = "Wanjiru Kamau, engineer at Gridhub\nSamuel Osei"
    assert dan.post("/start", seeker_name="Dan Okonjo", names=names, **BEGIN)[0] == 302
    address = letter_of(dan, "wanjiru-kamau")
    body = "Dear Wanjiru Kamau,\nplease let me know by Friday.\nDan"
    assert dan.post(f"{address}/keep", revision="0", subject="A question", body=body)[0] == 200
    return dan


def test_from_the_link_to_the_door(server: Server, ruth: Browser, client: Browser) -> None:
    assert "Nobody has let you in yet" in ruth.get("/clients")[1]
    refused = client.post("/account/coach/let-in", called="", **DRAFTS)
    assert refused[0] == 422
    shown = client.post("/account/coach/let-in", called="Ruth", **DRAFTS)[1]
    link = re.search(r"(/clients/join/[\w-]+)", shown)
    assert link
    assert link[1] not in client.get("/account/coach")[1], "the link is shown once"
    assert Browser(server.port).get(link[1])[0] == 403
    assert ruth.get(link[1])[0] == 200
    assert ruth.post(link[1])[0] == 302
    # Who sees other people's things shows two proofs of who she is.
    assert (ruth.get("/clients")[0], ruth.where) == (302, "/account/2fa/")
    if ruth.get("/account/2fa/totp/activate/")[0] == 302:
        ruth.post(ruth.where, password="a quiet long password")
    form = ruth.get("/account/2fa/totp/activate/")[1]
    secret = re.search(r'id="authenticator_secret"[^>]*value="([A-Z2-7]+)"', form)
    assert secret, form
    assert ruth.post("/account/2fa/totp/activate/", code=code_of(secret[1]))[0] == 302
    listed = ruth.get("/clients")[1]
    assert "Dan Okonjo" in listed and "draft you have not seen" in listed
    assert "Asked in eight weeks" not in listed, "counts were not ticked"
    _the_look(ruth, client, listed)


def _the_look(ruth: Browser, client: Browser, listed: str) -> None:
    page = re.search(r'"(/clients/[\w-]+)"', listed)
    assert page
    seen = ruth.get(page[1])[1]
    assert "please let me know by Friday" in seen
    assert "Samuel Osei" not in seen, "only what was ticked"
    assert ruth.get("/people/wanjiru-kamau")[0] in (302, 404), "nothing but the look"
    letter = re.search(r'name="letter" value="([\w-]+)"', seen)
    assert letter
    word = {"letter": letter[1], "said": "No deadlines.", "passage": "by Friday"}
    assert ruth.post(f"{page[1]}/word", **word, instead="whenever it suits you")[0] == 302
    assert ruth.post(f"{page[1]}/word", **{**word, "passage": "x y"}, instead="z")[0] == 422
    assert ruth.post(f"{page[1]}/word", said="Three alumni", by="2026-12-04")[0] == 302
    desk = client.get(f"/people/wanjiru-kamau/letters/{letter[1]}")[1]
    assert "No deadlines." in desk and "Take these words" in desk
    key = re.search(r'name="word" value="([\w-]+)"', desk)
    assert key
    assert client.post("/account/coach/settle", word=key[1], take="1")[0] == 302
    desk = client.get(f"/people/wanjiru-kamau/letters/{letter[1]}")[1]
    assert "please let me know whenever it suits you." in desk
    assert "Take these words" not in desk
    log = client.get("/account/coach")[1]
    assert "Three alumni" in log
    assert "Ruth: drafts waiting for a look" in log and "Ruth: the list of all clients" in log
    coach = re.search(r'name="key" value="([\w-]+)"', log)
    assert coach
    assert client.post("/account/coach/let-in", key=coach[1], out="1")[0] == 302
    assert ruth.get(page[1])[0] == 404
    assert ruth.post(f"{page[1]}/word", said="Five alumni")[0] == 404
    assert "Dan Okonjo" not in ruth.get("/clients")[1]


def test_a_client_of_another_coach_is_not_there(ruth: Browser, client: Browser) -> None:
    assert ruth.get("/clients/nothing-of-the-kind")[0] == 404
    assert client.get("/clients/nothing-of-the-kind")[0] == 404
    assert "Ask your client for a new one" in _after(client, "/clients/join/used-up-long-ago-x")


def _after(browser: Browser, path: str) -> str:
    browser.post(path)
    return browser.get(browser.where)[1]
