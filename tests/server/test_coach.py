"""A coach and her client: let in, what was ticked and nothing else, every look noted, shown out."""

from __future__ import annotations

import base64
import hashlib
import hmac
import io
import re
import struct
import time
import zipfile
from datetime import date, timedelta
from urllib.parse import quote

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
    status, door = Browser(server.port).get(link[1])
    assert status == 403 and "Dan" not in door
    assert "You are invited" in door and f"/account/signup/?next={quote(link[1], '')}" in door
    status, asked = ruth.get(link[1])
    assert status == 200 and "Dan would like you to look over their shoulder." in asked
    assert "Okonjo" not in asked
    assert "A client would like you" in ruth.get("/clients/join/used-up-long-ago-x")[1]
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
    assert "last eight weeks" not in listed, "counts were not ticked"
    page = re.search(r'"(/clients/[\w-]{20,})"', listed)
    assert page
    _the_notes(server, ruth, client, page[1])
    _together(ruth, client, page[1])
    _the_look(ruth, client, listed)
    _practice(ruth)


def _practice(ruth: Browser) -> None:
    """Somebody made up, to try everything with."""
    assert ruth.post("/clients/practise")[0] == 302
    listed = ruth.get("/clients")[1]
    assert "Priya Raman" in listed or "clients rules" in listed
    page = re.search(r'"(/clients/[\w-]{20,})"', listed)
    assert page
    assert ruth.get(page[1])[0] == 200
    assert ruth.get(f"{page[1]}/rehearse")[0] == 200


def _the_notes(server: Server, ruth: Browser, client: Browser, page: str) -> None:
    """Her own: not the client's, out with her account."""
    glances = "SELECT count(*) FROM server_coachlook WHERE kinds = '[]'"
    before = int(server.sql(glances))
    server.sql("UPDATE server_coachlook SET at = at - interval '2 minutes'")
    assert ruth.get("/clients")[0] == ruth.get("/clients")[0] == 200
    assert int(server.sql(glances)) == before + 1, "the list is looked at too, once a minute"
    looks = "SELECT count(*) FROM server_coachlook WHERE kinds <> '[]'"
    before = int(server.sql(looks))
    assert ruth.post(f"{page}/note", note="")[0] == 422
    assert int(server.sql(looks)) == before + 1, "a page that refuses is a look too"
    ahead = str(date.today() + timedelta(days=2))
    told = ruth.post(f"{page}/note", note="Not yet.", on=ahead)
    assert told[0] == 422 and "That day is still to come." in told[1] and "Not yet." in told[1]
    assert ruth.post(f"{page}/note", note="Afraid of calling.", on="2026-11-20")[0] == 302
    assert "Afraid of calling." in ruth.get(page)[1]
    for path in ("/account/coach", "/", "/clients", "/clients/notes"):
        assert "Afraid of calling." not in client.get(path)[1]
    all_notes = ruth.get("/clients/notes")[1]
    key = re.search(r'name="key" value="([\w-]+)"', all_notes)
    assert key and "Dan Okonjo" in all_notes
    assert client.post("/clients/notes", key=key[1], note="Mine now")[0] == 404
    assert ruth.post("/clients/notes", key=key[1], note="Calls well by now.")[0] == 302
    zipped = zipfile.ZipFile(io.BytesIO(ruth.bytes("/account/export")))
    assert "Calls well by now." in zipped.read("account.json").decode()
    mine = zipfile.ZipFile(io.BytesIO(client.bytes("/account/export")))
    assert not [n for n in mine.namelist() if b"Calls well" in mine.read(n)]
    assert _undone(ruth, "/clients/notes") == (302, "It says what it said before.")
    assert "Afraid of calling." in ruth.get("/clients/notes")[1]
    assert ruth.post("/clients/notes", key=key[1], note="")[0] == 302
    act = _act(thrown := ruth.get("/clients/notes")[1])
    assert "You have no notes yet." in thrown
    assert client.post("/undo", act=act)[0] == 302
    assert "You have no notes yet." in ruth.get("/clients/notes")[1], "hers alone to undo"
    assert ruth.post("/undo", act=act)[0] == 302
    assert "Afraid of calling." in ruth.get("/clients/notes")[1]
    assert ruth.post("/clients/notes", key=key[1], note="")[0] == 302
    server.python(A_DAY_LATER)
    assert server.sql("SELECT count(*) FROM server_coachnote") == "0"
    assert ruth.post("/undo", act=act)[0] == 302
    assert "gone for good" in ruth.get("/clients/notes")[1]


A_DAY_LATER = """
import datetime, django
django.setup()
from fifteen.server import coach_notes
from fifteen.server.models import Account
from fifteen.server.working import Worker
assert Account.objects.get(email="ruth@coaching.example").key in Worker()._coaches()
coach_notes.forget(datetime.datetime.now(datetime.UTC) + coach_notes.KEPT)
"""


def _act(page: str) -> str:
    """What the note that confirms would undo."""
    found = re.search(r'name="act" value="([^"]+)"', page)
    assert found, page
    return found[1]


def _undone(browser: Browser, path: str) -> tuple[int, str]:
    """Undo what the note on a page confirms; what is said then."""
    status = browser.post("/undo", act=_act(browser.get(path)[1]))[0]
    said = re.search(r'class="note[^>]*><span>([^<]+)', browser.get(path)[1])
    return status, said[1] if said else ""


def _together(ruth: Browser, client: Browser, page: str) -> None:
    """The practice of both, once the client ticked it."""
    assert ruth.get(f"{page}/rehearse")[0] == 404
    coach = re.search(r'name="key" value="([\w-]+)"', client.get("/account/coach")[1])
    assert coach
    client.post("/account/coach/let-in", key=coach[1], rehearses="on", **DRAFTS)
    question = re.search(r'id="q-([\w-]+)"', client.get("/rehearse")[1])
    assert question
    client.post("/rehearse/keep", key=question[1], revision="0", text="I teach physics.")
    asked = ruth.get(f"{page}/rehearse")[1]
    assert f'id="q-{question[1]}"' in asked
    assert "I teach physics." not in asked, "the notes for an answer stay the client's"
    assert ruth.post(f"{page}/rehearse", key=question[1], sits="no")[0] == 302
    assert "One answer wants polish." in client.get("/rehearse")[1]
    client.post("/rehearse/said", key=question[1], sits="yes")
    assert 'value="yes" aria-pressed="true"' in ruth.get(f"{page}/rehearse")[1]
    assert "Ruth: your practice, together" in client.get("/account/coach")[1]


def _the_look(ruth: Browser, client: Browser, listed: str) -> None:
    page = re.search(r'"(/clients/[\w-]{20,})"', listed)
    assert page
    seen = ruth.get(page[1])[1]
    assert "please let me know by Friday" in re.sub(r"</?mark[^>]*>", "", seen)
    assert "<mark" in seen and "Advice: it " in seen, "what the check says of these words"
    assert "Samuel Osei" not in seen, "only what was ticked"
    assert ruth.get("/people/wanjiru-kamau")[0] in (302, 404), "nothing but the look"
    letter = re.search(r'name="letter" value="([\w-]+)"', seen)
    assert letter
    day = date.today() + timedelta(days=3)
    word = {"letter": letter[1], "said": "No deadlines.", "passage": "by Friday"}
    assert ruth.post(f"{page[1]}/word", **word, instead="whenever it suits you")[0] == 302
    assert ruth.post(f"{page[1]}/word", **{**word, "passage": "x y"}, instead="z")[0] == 422
    assert ruth.post(f"{page[1]}/word", said="Three alumni", by=str(day))[0] == 302
    told = ruth.post(f"{page[1]}/word", said="Late", by="2020-01-01")
    assert told[0] == 422 and "That day has passed." in told[1]
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


FORTY = """
import datetime, django
django.setup()
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from fifteen.actions import campaigns, journal, meetings, people
from fifteen.method.facts import clean
from fifteen.method.look import Part
from fifteen.method.words import Medium, Purpose
from fifteen.server.models import Account, Coaching
now = datetime.datetime.now(datetime.UTC)
coach = Account.objects.create(email="forty@coaching.example")
browser = Client(headers={"host": "127.0.0.1"})
browser.force_login(coach, "allauth.account.auth_backends.AuthenticationBackend")

def client(number):
    one = campaigns.open_one(now - datetime.timedelta(days=30), f"client {number}")
    told = {"seeker_name": f"Client {number}"}
    campaigns.begin(one, Purpose.LEARN, told, "", now - datetime.timedelta(days=30))
    people.add(one, clean(name="Ana Ruiz"), now)
    for name, hours in (("Bo", 24), ("Cy", 35), ("Di", 24), ("Ed", 60)):
        who = people.add(one, clean(name=name), now)[0]
        start = now + datetime.timedelta(hours=hours)
        booked = meetings.book(who, start, "UTC", Medium.PHONE, now, place="5550147")
        if name == "Di":
            journal.withdraw(one, booked[1].act, now)
    Coaching.objects.create(
        campaign=one, called="C", coach=coach.key, hash=str(number), kinds=sorted(Part),
        made=now, since=now, expires=now,
    )

def queries():
    with CaptureQueriesContext(connection, ) as seen:
        answer = browser.get("/clients")
    assert answer.status_code == 200 and b"Asked nobody for" in answer.content
    mine = Coaching.objects.filter(coach=coach.key).count()
    assert answer.content.count(b"Two talks within two days.") == mine
    return len(seen)

client(1)
queries()  # the first page keeps that this browser was seen, too
client(2)  # somebody looked at anew: the look is written down
one = queries()
for number in range(3, 42):
    client(number)
forty = queries()
assert forty == one <= 25, (one, forty)
"""


def test_forty_clients_are_one_page_and_no_more_questions_than_one(server: Server) -> None:
    server.python(FORTY)


def test_the_database_itself_shows_a_coach_her_clients_alone(server: Server) -> None:
    assert server.program("tests.server.coached_here") == "seen\n"
