"""The whole server: strangers, accounts, work behind the pages, a stop that loses nothing."""

from __future__ import annotations

import gzip
import http.client
import io
import json
import re
import threading
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

import psycopg
import pytest

from fifteen.urls import urlpatterns
from tests.server.world import TOKEN, Browser, Server

pytestmark = [pytest.mark.postgresql, pytest.mark.slow]

BY_LINK = ("h/", "calendar/<str:token>")  # the link is the key: another one leads nowhere
OPEN = {"healthz", "sw.js", "offline"}
ROUTES = sorted({str(p.pattern) for p in urlpatterns if not str(p.pattern).startswith("enter/")})
BEGIN = {"purpose": "learn", "zone": "Europe/Berlin", "field": "grid modelling"}


def until(true: Callable[[], object], seconds: int = 30) -> None:
    """Look until it is so."""
    for _ in range(seconds * 10):
        if true():
            return
        threading.Event().wait(0.1)
    raise AssertionError("it never came")


@pytest.fixture(scope="module")
def mira(server: Server) -> Browser:
    """Mira, with an account and Wilma in her book."""
    browser = server.account("mira@campus.example")
    names = "Wilma Achterberg, counsel at Acme"
    assert browser.post("/start", seeker_name="Mira Halonen", names=names, **BEGIN)[0] == 302
    return browser


@pytest.fixture(scope="module")
def otto(server: Server) -> Browser:
    """Somebody else with an account and a campaign."""
    browser = server.account("otto@elsewhere.example")
    assert browser.post("/start", seeker_name="Otto Elsewhere", **BEGIN)[0] == 302
    return browser


def test_a_stranger_finds_every_door_closed(server: Server, mira: Browser) -> None:
    stranger = Browser(server.port)
    for route in ROUTES:
        address = "/" + re.sub("<str:key>", "wilma-achterberg", route).replace("<str:", "").replace(
            ">", ""
        )
        status, body = stranger.get(address)
        if route.startswith(BY_LINK):
            assert status == 404
        elif route in OPEN:
            assert status == 200
        elif route == "":
            assert (status, stranger.where) == (302, "/account/login/")
        else:
            assert status == 403, address
        assert "Wilma" not in body and "Mira" not in body
        if route not in OPEN and not route.startswith(BY_LINK):
            assert stranger.post(address)[0] == 403, address


def test_a_page_goes_packed_and_light(server: Server, mira: Browser) -> None:
    talk = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    cookies = "; ".join(f"{k}={v}" for k, v in mira.cookies.items())
    talk.request("GET", "/settings", headers={"Cookie": cookies, "Accept-Encoding": "gzip"})
    answer = talk.getresponse()
    packed = answer.read()
    assert answer.headers["Content-Encoding"] == "gzip"
    page = gzip.decompress(packed).decode()
    assert "Mira Halonen asks" in page and len(packed) < len(page) / 3
    assert "On the server that you signed in to" in page and "of this computer" not in page


def test_what_is_hers_is_nowhere_for_somebody_else(mira: Browser, otto: Browser) -> None:
    assert "Wilma Achterberg" in mira.get("/people/wilma-achterberg")[1]
    assert "Wilma Achterberg" not in otto.get("/people")[1]
    assert otto.get("/find?q=wilma")[1].count("Wilma") == 0
    for route in ROUTES:
        if route.startswith("people/<str:key>") and route.count("<") == 1:
            address = "/" + route.replace("<str:key>", "wilma-achterberg")
            assert otto.get(address)[0] in (404, 405), address
            assert otto.post(address)[0] in (404, 405), address


def test_a_long_list_is_read_and_written_by_the_worker(mira: Browser, server: Server) -> None:
    kai = server.account("kai@campus.example")
    given = ("Ada", "Bogdan", "Cleo", "Dov", "Elif", "Fay")
    family = ("Keller", "Osei", "Marsh", "Quist", "Rowe", "Silva", "Tanaka")
    names = "\n".join(f"{one} {two}" for one in given for two in family)
    kai.post("/start", seeker_name="Kai Ito", names=names, **BEGIN)
    preview = kai.where
    assert re.fullmatch(r"/import/[\w-]+", preview)
    # Not "42 on the page": the random tokens of a page hold a 42 of their own one time in eight.
    until(lambda: json.loads(kai.get(f"{preview}/progress")[1])["finished"])
    assert kai.post(f"{preview}/yes")[0] == 302
    until(lambda: "Bogdan Quist" in kai.get("/people")[1])
    assert "Bogdan Quist" not in mira.get("/people?q=bogdan")[1]


def test_a_job_is_kept_by_a_slow_worker_and_taken_from_a_dead_one(server: Server) -> None:
    slow = server.account("slow@campus.example")
    assert slow.post("/start", seeker_name="Sela Low", **BEGIN)[0] == 302
    claim = "SELECT claimed_by FROM store_job WHERE kind = 'read-import' ORDER BY id DESC LIMIT 1"
    old = (
        "SELECT claimed_at < now() - interval '40 seconds' FROM store_job ORDER BY id DESC LIMIT 1"
    )
    with closing(psycopg.connect(server.environ["FIFTEEN_OWNER_URL"])) as other:
        # The worker reads, and then stands before the import's row, which another holds.
        server.stop(server.started[1])
        assert slow.post("/import", lines="Ana Ruiz")[0] == 302
        preview = slow.where
        other.execute("SELECT 1 FROM store_import WHERE status = 'reading' FOR UPDATE")
        first = server.start("worker")
        until(lambda: server.sql(_WAITING) != "0")
        one = server.sql(claim)
        assert one.endswith(str(first.pid))
        server.sql("UPDATE store_job SET claimed_at = now() - interval '50 seconds'")
        until(lambda: server.sql(old) == "f")
        assert server.sql(claim) == one, "renewed by the one who has it"
        first.kill()
        first.wait(30)
        server.sql("UPDATE store_job SET claimed_at = now() - interval '61 seconds'")
        server.start("worker")
        until(lambda: server.sql(claim) not in ("", one))
        other.rollback()
    until(lambda: server.sql("SELECT count(*) FROM store_job WHERE done_at IS NULL") == "0")
    assert "Ana Ruiz" in slow.get(preview)[1]


def test_health_says_nothing_of_anybody(server: Server, mira: Browser) -> None:
    outside = Browser(server.port)
    assert outside.get("/healthz") == (200, "fifteen\n")
    assert outside.get("/readyz") == (200, "ready\n")
    assert outside.get("/metrics")[0] == 404
    assert outside.get("/metrics", Authorization="Bearer wrong")[0] == 404
    status, text = outside.get("/metrics", Authorization=f"Bearer {TOKEN}")
    assert status == 200
    assert re.search(r'^fifteen_requests_total\{process="\d+",method="GET",route="', text, re.M)
    assert "fifteen_oldest_job_seconds" in text
    assert "wilma" not in text.lower() and "mira" not in text.lower()


def test_an_account_goes_out_with_everything_and_is_erased_for_good(server: Server) -> None:
    nora = server.account("nora@campus.example")
    nora.post("/start", seeker_name="Nora Lind", names="Tom Lee", **BEGIN)
    elsewhere = Browser(server.port)
    elsewhere.post("/account/login/", login="nora@campus.example", password="a quiet long password")
    assert "Tom Lee" in elsewhere.get("/people")[1]
    names = set(_zip(nora, "/account/export").namelist())
    assert {"account.json", "data/person.jsonl", "people.csv"} <= names
    assert nora.get("/account/erase")[0] in (200, 302)
    if "reauthenticate" in nora.where:
        nora.post(nora.where, password="a quiet long password")
    assert nora.post("/account/erase", word="no")[0] == 422
    assert "Everything is erased" in nora.post("/account/erase", word="erase")[1]
    assert elsewhere.get("/people")[0] == 403
    assert (
        elsewhere.post("/account/login/", login="nora@campus.example", password="x" * 12)[0] == 200
    )
    owner = server.environ["FIFTEEN_OWNER_URL"].rpartition("/")[2]
    assert (
        server.cluster.sql("SELECT count(*) FROM store_person WHERE name = 'Tom Lee'", owner) == "0"
    )


def _zip(browser: Browser, path: str) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(browser.bytes(path)))


def test_who_must_show_two_proofs_gets_no_further_without(server: Server) -> None:
    coach = server.account("coach@campus.example")
    coach.post("/start", seeker_name="Dana Coach", **BEGIN)
    asked = "UPDATE server_account SET two_steps = true WHERE email = 'coach@campus.example'"
    server.sql(asked)
    assert coach.get("/people")[0] == 302
    assert coach.where == "/account/2fa/"
    assert coach.get("/account/2fa/")[0] == 200


def test_a_null_character_is_a_bad_request_and_no_fault_of_the_server(mira: Browser) -> None:
    assert mira.get("/people?q=a%00b")[0] == 400
    assert mira.post("/people/add", line="Ana\x00")[0] == 400


def test_the_role_that_owns_the_tables_may_not_serve(server: Server) -> None:
    own = {**server.environ, "FIFTEEN_DATABASE_URL": server.environ["FIFTEEN_OWNER_URL"]}
    other = replace(server, environ=own)
    refused = other.command("serve")
    assert refused.returncode == 1
    assert "F18" in refused.stderr and "look over the walls" in refused.stderr


def test_a_request_in_flight_is_answered_before_it_stops(cluster: object, server: Server) -> None:
    lena = server.account("lena@campus.example")
    lena.post("/start", seeker_name="Lena Berg", names="Tom Lee", **BEGIN)
    held = threading.Event()
    answers: list[int] = []
    with closing(psycopg.connect(server.environ["FIFTEEN_OWNER_URL"])) as other:
        other.execute("SELECT 1 FROM store_person WHERE name = 'Tom Lee' FOR UPDATE")
        asking = threading.Thread(
            target=lambda: answers.append(lena.post("/people/tom-lee/note", text="She called")[0])
        )
        asking.start()
        until(lambda: server.sql(_WAITING) != "0")
        web = server.started[0]
        web.send_signal(15)
        held.wait(1)
        other.rollback()
    asking.join(30)
    assert web.wait(60) == 0
    assert answers == [302]
    assert server.stop(server.started[-1]) == 0
    said = server.said("serve").read_text()
    lines = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    assert {"time", "level", "logger", "method", "route", "status", "ms"} == set(lines[-1])
    for word in ("Mira", "Wilma", "Achterberg", "campus.example", "wilma-achterberg", "She called"):
        assert word not in said, word
    # For the modules after this one, which share the server.
    server.started.clear()
    server.serve()
    server.start("worker")


_WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
