"""Conversations: coming, to write up, held."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from fifteen.actions import _write, campaigns, fields, meetings
from fifteen.method.words import Medium, Refusal, Verb
from fifteen.pages import conversations
from fifteen.store.models import Campaign, Conversation, Field, Person
from tests import world
from tests.pages.here import _clock, h1, main_buttons, words  # noqa: F401
from tests.world import NOW

pytestmark = pytest.mark.django_db


def _agreed(person: Person, start: datetime) -> Conversation:
    booked = meetings.book(person, start, "UTC", Medium.PHONE, start - timedelta(days=2))
    assert not isinstance(booked, Refusal), booked
    return booked[0]


def _held(person: Person, start: datetime, debriefed: bool = True) -> Conversation:
    talk = meetings.start(_agreed(person, start), start)
    assert not isinstance(meetings.end(talk, start + timedelta(minutes=15)), Refusal)
    if debriefed:
        line = _write.Line(Verb.DEBRIEFED, start.date(), {"conversation": talk.key})
        _write.append(person.campaign, person, [line], start)
    return talk


def test_without_any_the_way_to_the_first_is_shown(seat: Client, mira: Campaign) -> None:
    page = seat.get("/conversations")
    assert h1(page) == "No conversations yet."
    assert main_buttons(page) == 1


def test_what_comes_next_is_the_headline(seat: Client, mira: Campaign) -> None:
    _agreed(world.knows(mira, "Ben"), NOW + timedelta(days=3))
    talk = _agreed(world.knows(mira, "Ana Ruiz"), NOW + timedelta(hours=2))
    page = seat.get("/conversations")
    assert h1(page) == "Ana Ruiz is next: today, 11:40."
    assert words(page).index("Ana Ruiz", 80) < words(page).index("Ben")
    assert f"/conversations/{talk.key}/prepare" in page.content.decode()


def test_what_is_to_be_written_up_comes_first(seat: Client, mira: Campaign) -> None:
    _agreed(world.knows(mira, "Coming"), NOW + timedelta(days=1))
    passed = _agreed(world.knows(mira, "Passed"), NOW - timedelta(hours=1))
    fresh = _held(world.knows(mira, "Fresh"), NOW - timedelta(hours=5), debriefed=False)
    page = seat.get("/conversations")
    assert h1(page) == "Two conversations to write up."
    for talk in (passed, fresh):
        assert page.content.decode().count(f"/conversations/{talk.key}/debrief") == 1
    assert main_buttons(page) == 1


def test_those_held_stay_in_the_list_the_latest_first(seat: Client, mira: Campaign) -> None:
    _held(world.knows(mira, "Early"), NOW - timedelta(days=9))
    _held(world.knows(mira, "Late"), NOW - timedelta(days=2))
    page = seat.get("/conversations")
    assert h1(page) == "No conversation is booked at the moment."
    assert words(page).index("Late") < words(page).index("Early")


def test_older_ones_are_one_link_away(
    seat: Client, mira: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversations, "MOST", 1)
    _held(world.knows(mira, "Early"), NOW - timedelta(days=9))
    late = _held(world.knows(mira, "Late"), NOW - timedelta(days=2))
    assert f"?before={late.key}" in seat.get("/conversations").content.decode()
    assert "Early" in words(seat.get(f"/conversations?before={late.key}"))


def test_a_strangers_conversations_do_not_show(seat: Client, mira: Campaign) -> None:
    _held(world.knows(world.seeker("Otto Fremd"), "Secret Host"), NOW - timedelta(days=2))
    assert "Secret Host" not in seat.get("/conversations").content.decode()


def test_the_page_takes_few_queries(
    seat: Client, mira: Campaign, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        person = world.knows(mira, f"Person {number}")
        _held(person, NOW - timedelta(days=number + 1))
    with django_assert_max_num_queries(7):
        seat.get("/conversations")


def test_a_talk_held_quotes_what_they_said_last(seat: Client, mira: Campaign) -> None:
    ana = world.knows(mira, "Ana Ruiz")
    _held(ana, NOW - timedelta(days=3))
    field = campaigns.add_field(mira, "museums", NOW)
    assert isinstance(field, Field)
    for text in ("Half of it is waiting.", "Cardboard first."):
        told = fields.learn(mira, field.key, ana.key, fields.Learned(text), NOW)
        assert not isinstance(told, Refusal), told
    said = words(seat.get("/conversations"))
    assert "“Cardboard first”" in said
    assert "Half of it" not in said
