"""Who has no seat, or asks for what is not theirs, learns nothing and changes nothing."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.test import Client

from fifteen.store.models import Campaign
from fifteen.urls import urlpatterns
from tests import world
from tests.pages import here
from tests.pages.addresses import FORMS, MAY_WRITE, OPEN, Things, kept, things

pytestmark = pytest.mark.django_db
_clock = here._clock

ROUTES = sorted({str(p.pattern) for p in urlpatterns})
CLOSED = [r for r in ROUTES if r not in OPEN]
KEYED = [r for r in CLOSED if "<" in r]
TAKES = [r for r in ROUTES if FORMS.get(r, (True, None))[1] is not None]
STRANGER = "Zacharias Elsewhere"


@pytest.fixture
def mine(mira: Campaign) -> Things:
    """What is Mira's own."""
    return things(mira, "Ana Ruiz")


@pytest.fixture(params=["elsewhere", "local"])
def theirs(request: pytest.FixtureRequest, mine: Things) -> Things:
    """The same of another seeker, and of another campaign of Mira's own computer."""
    other = world.seeker("Otto Elsewhere")
    other.owner = request.param
    other.save()
    return things(other, STRANGER)


@pytest.fixture
def outside(db: None) -> Client:
    """Another program of this computer."""
    return Client(headers={"host": "127.0.0.1"})


def test_no_address_is_forgotten_here() -> None:
    assert set(ROUTES) == set(FORMS)


def test_without_a_seat_the_door_is_closed(outside: Client, mine: Things) -> None:
    before = kept()
    for route in CLOSED:
        address = mine.address(route)
        for answer in (
            outside.get(address),
            outside.post(address, mine.form(route)),
            outside.delete(address),
        ):
            assert answer.status_code == 403, route
            shown = answer.content.decode()
            assert "opens with the link" in shown, route
            assert "Ana" not in shown and "Mira" not in shown, route
        assert kept() == before, route


def test_what_is_open_to_all_says_nothing(outside: Client, mine: Things) -> None:
    assert outside.get("/healthz").content == b"fifteen\n"
    assert outside.post("/healthz").status_code == 405
    before = kept()
    assert outside.get(mine.address("enter/<str:token>")).status_code == 403
    assert outside.get("/enter/" + "x" * 5_000).status_code == 403
    assert outside.post("/enter/x").status_code == 405
    assert kept() == before


def test_what_belongs_to_another_is_not_there(seat: Client, theirs: Things) -> None:
    before = kept()
    for route in KEYED:
        address, (asked, form) = theirs.address(route), FORMS[route]
        got, sent = seat.get(address), seat.post(address, theirs.form(route))
        assert got.status_code == (404 if asked else 405), route
        assert sent.status_code == (404 if form is not None else 405), route
        for answer in (got, sent):
            assert "Zacharias" not in answer.content.decode(), route
        assert kept() == before, route


PARTS = [r for r in KEYED if r.count("<") == 2]


@pytest.mark.parametrize("route", PARTS)
def test_a_part_of_another_is_not_there_under_ones_own(
    seat: Client, mine: Things, theirs: Things, route: str
) -> None:
    """Mira's own person, with the key of a letter or a promise to somebody else."""
    mixed = replace(mine, letter=theirs.letter, promise=theirs.promise, act=theirs.act)
    mixed = replace(mixed, twin=theirs.twin)
    mixed = replace(mixed, mail=theirs.mail, out=theirs.out)
    before = kept()
    asked, form = FORMS[route]
    if asked:
        assert seat.get(mixed.address(route)).status_code == 404
    if form is not None:
        sent = seat.post(mixed.address(route), mixed.form(route))
        assert sent.status_code in (302, 404)
        assert sent.status_code == 404 or "promise" in route, "a promise is looked up in the action"
    assert kept() == before


def test_another_ones_act_is_not_undone(seat: Client, theirs: Things) -> None:
    before = kept()
    seat.post("/undo", {"act": theirs.act})
    assert kept() == before


@pytest.mark.parametrize("route", [r for r in CLOSED if FORMS[r][0]])
def test_no_page_shows_what_belongs_to_another(
    seat: Client, mine: Things, theirs: Things, route: str
) -> None:
    answer = seat.get(mine.address(route), {"q": "Zacharias", "line": "via Zacharias"}, follow=True)
    shown = b"".join(answer).decode("utf-8", "replace")  # an export comes as bytes
    assert answer.status_code == 200
    for word in ("Elsewhere", "zacharias@", theirs.person.key, theirs.talk.key):
        assert word not in shown


def test_a_form_without_the_token_changes_nothing(seat: Client, mine: Things) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1"})
    strict.cookies = seat.cookies
    before = kept()
    for route in CLOSED:
        answer = strict.post(mine.address(route), mine.form(route))
        assert answer.status_code == 403, route
        assert "Nothing was changed" in answer.content.decode(), route
        assert kept() == before, route


@pytest.mark.parametrize("route", TAKES)
def test_the_same_form_sent_by_its_owner_is_taken(seat: Client, mine: Things, route: str) -> None:
    """Else the tests above would hold for the wrong reason."""
    if route.endswith("/debrief"):
        seat.post(mine.address("conversations/<str:key>/end"))
    answer = seat.post(mine.address(route), mine.form(route))
    taken = (200, 204, 302, 422) if route in WANT_A_FILE else (200, 204, 302)
    assert answer.status_code in taken, answer.content.decode()[-2000:]


def test_what_only_takes_forms_cannot_be_asked_for(seat: Client, mine: Things) -> None:
    before = kept()
    for route in ROUTES:
        if FORMS[route][0]:
            continue
        answer = seat.get(mine.address(route))
        assert answer.status_code == 405, route
        assert answer.headers["Allow"] == "POST", route
        assert "Nothing was changed" in answer.content.decode(), "a blank page helps nobody"
        assert kept() == before, route


WANT_A_FILE = {
    "fields/occupations",
    "settings/time/calendars",
    "settings/mailbox",
    "settings/mailbox/bring",
    "people/<str:key>/letters/<str:letter_key>/send",
}
"""Pages whose form is a file or wants a mail server: without one they say so; their own tests bring
one."""


@pytest.mark.parametrize("route", [r for r in ROUTES if FORMS[r][0]])
def test_asking_for_a_page_keeps_nothing(seat: Client, mine: Things, route: str) -> None:
    before = kept()
    answer = seat.get(mine.address(route), {"q": "ana", "kind": "times"})
    assert answer.status_code in (200, 302)
    changed = {table for table, rows in kept().items() if rows != before[table]}
    changed.discard("sqlite_sequence")
    assert changed == ({"store_letter"} if "letters/new" in route else set())
    assert route in MAY_WRITE or not changed


POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}


OWN = re.compile(r" 'sha256-[\w+/=]{44}'")
"""A style or script of ours that stands in the page itself, named by its hash: the host's page."""


def strict_headers(answer: object) -> None:
    headers = answer.headers  # type: ignore[attr-defined]
    policy = OWN.sub("", headers["Content-Security-Policy"])
    assert {part.strip() for part in policy.split(";")} >= POLICY
    assert "unsafe" not in policy and "*" not in policy and "http" not in policy
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_every_answer_carries_the_strict_headers(
    seat: Client, outside: Client, mine: Things
) -> None:
    for route in ROUTES:
        address = mine.address(route)
        strict_headers(outside.get(address))
        strict_headers(seat.get(address))
        strict_headers(seat.post(address, mine.form(route)))
        strict_headers(seat.get(address + "/nowhere"))


def test_a_failure_shows_nothing_of_itself(
    seat: Client, mine: Things, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever breaks inside, the page says what is safe, and no more."""
    seat.raise_request_exception = False

    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("Ana Ruiz <ana@there.example>")

    monkeypatch.setattr("fifteen.store.scope.campaigns", breaks)
    monkeypatch.setattr("fifteen.actions.door.use", breaks)
    broke = 0
    for address in map(mine.address, ROUTES):
        for answer in (seat.get(address), seat.post(address)):
            shown = answer.content.decode()
            assert "Traceback" not in shown and "RuntimeError" not in shown, address
            own = address.startswith(
                ("/h/", "/calendar/")
            )  # a host sees the own name; it breaks nowhere here
            assert own or ("Ana" not in shown and ".py" not in shown), address
            if answer.status_code == 500:
                broke += 1
                assert "what you had kept before is safe" in shown.lower(), address
                strict_headers(answer)
    assert broke > len(ROUTES)
