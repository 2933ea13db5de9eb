"""Rehearsal: questions that come back, notes that stay, the clock of the room."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from fifteen.actions import meetings
from fifteen.method.words import Medium, Refusal
from fifteen.store import scope
from fifteen.store.models import Campaign, Conversation
from tests import world
from tests.pages.here import _clock as _clock
from tests.pages.here import h1, main_buttons, words
from tests.world import NOW

pytestmark = pytest.mark.django_db
AS_SCRIPT = {"X-Requested-With": "fetch"}


@pytest.fixture
def talk(mira: Campaign) -> Conversation:
    ana = world.diary(world.knows(mira, "Ana Ruiz"), "20 Nov asked\n21 Nov said-yes")
    day = datetime(2026, 11, 26, 9, tzinfo=UTC)
    booked = meetings.book(ana, day, "Europe/Berlin", Medium.PHONE, NOW)
    assert not isinstance(booked, Refusal)
    return booked[0]


def test_it_begins_with_the_opening_and_ends_with_what_to_polish(
    seat: Client, talk: Conversation
) -> None:
    page = seat.get(f"/conversations/{talk.key}/rehearse")
    said = words(page)
    assert h1(page) == "Say it aloud once."
    assert main_buttons(page) == 1
    order = ["First, your opening", "tell me a little about yourself", "your closing", "to polish"]
    assert [said.index(part) for part in order] == sorted(said.index(part) for part in order)
    assert "Why grid modelling?" in said


def test_it_can_be_practised_without_a_talk_ahead(seat: Client, mira: Campaign) -> None:
    page = seat.get("/rehearse")
    assert "Why this kind of work?" in words(page)
    assert "your opening" not in words(page)
    assert 'href="/rehearse"' in seat.get("/conversations").content.decode()


def test_notes_are_kept_for_every_talk_but_those_about_one_host_for_that_host(
    seat: Client, mira: Campaign, talk: Conversation
) -> None:
    for key in ("yourself", "why-me"):
        form = {"talk": talk.key, "key": key, "text": f"my {key}", "revision": "0"}
        assert seat.post("/rehearse/keep", form).status_code == 302
    alone = seat.get("/rehearse").content.decode()
    assert "my yourself" in alone and "my why-me" not in alone
    assert "my why-me" in seat.get(f"/conversations/{talk.key}/rehearse").content.decode()


def test_two_windows_never_overwrite_each_other(seat: Client, mira: Campaign) -> None:
    form = {"key": "yourself", "text": "one", "revision": "0"}
    first = seat.post("/rehearse/keep", form, headers=AS_SCRIPT)
    assert (first.status_code, first.json()) == (200, {"revision": 1})
    second = seat.post("/rehearse/keep", {**form, "text": "two"}, headers=AS_SCRIPT)
    assert second.status_code == 409
    page = seat.post("/rehearse/keep", {**form, "text": "two"})
    assert page.status_code == 409
    assert "one\n\ntwo" in page.content.decode()
    assert scope.rehearsed(mira).get().text == "one"


def test_what_wants_polish_is_listed_by_its_quality(seat: Client, mira: Campaign) -> None:
    seat.post("/rehearse/said", {"key": "good-at", "sits": "no"})
    seat.post("/rehearse/said", {"key": "yourself", "sits": "yes"})
    page = seat.get("/rehearse")
    assert h1(page) == "One answer wants polish."
    assert "Competence What are you good at?" in words(page)
    seat.post("/rehearse/said", {"key": "good-at", "sits": "yes"})
    assert h1(seat.get("/rehearse")) == "What you have said so far sounds right."


def test_the_clock_runs_from_the_moment_in_the_address(seat: Client, mira: Campaign) -> None:
    assert seat.post("/rehearse/start").url == f"/rehearse?since={int(NOW.timestamp())}#round"
    since = int((NOW - timedelta(minutes=13)).timestamp())
    page = seat.get(f"/rehearse?since={since}").content.decode()
    assert 'data-phase="warm"' in page and "<b>2</b>" in page
    for odd in ("x", "99999999999", str(int(NOW.timestamp()) + 60), "1", "²"):
        assert 'data-start="0"' in seat.get("/rehearse", {"since": odd}).content.decode()


def test_an_unknown_question_and_too_long_an_answer_are_refused(
    seat: Client, mira: Campaign
) -> None:
    for form in ({"key": "nothing", "text": "x"}, {"key": "yourself", "text": "x" * 5_001}):
        assert seat.post("/rehearse/keep", form, headers=AS_SCRIPT).status_code == 422
    assert not scope.rehearsed(mira).exists()


def test_a_strangers_talk_is_not_there(seat: Client, mira: Campaign) -> None:
    other = world.knows(world.seeker("Otto Fremd"), "Secret Host")
    talk = meetings.prepare(other, NOW)
    assert seat.get(f"/conversations/{talk.key}/rehearse").status_code == 404
    form = {"talk": talk.key, "key": "yourself", "text": "x"}
    assert seat.post("/rehearse/keep", form).status_code == 404
