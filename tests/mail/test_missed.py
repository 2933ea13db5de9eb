"""A letter that missed its morning, because nothing ran or a server was away, waits for the next,
but not for long."""

from __future__ import annotations

import email
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest

from fifteen.actions import delivery, letters, outbox
from fifteen.actions._write import Done
from fifteen.adapters.mail.failures import Failed, Why
from fifteen.method.leaving import UNDO, Out
from fifteen.method.words import LetterKind
from fifteen.store import scope
from fifteen.store.models import Campaign, Outgoing
from tests import world
from tests.mail import post
from tests.mail.post import Memory

pytestmark = pytest.mark.django_db


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """An hour in Berlin, of a day of November 2026; the 24th is a Tuesday."""
    return datetime(2026, 11, day, hour - 1, minute, tzinfo=UTC)


def decided(campaign: Campaign, now: datetime, at_once: bool = False) -> Outgoing:
    post.connected(campaign)
    letter = post.written(post.ana(campaign), now=now)
    assert isinstance(outbox.send(letter, now, at_once=at_once), Done)
    return scope.outgoing(campaign)[0]


def tried(row: Outgoing, now: datetime, *fails: Failed) -> Memory:
    memory = Memory()
    memory.sender.fails = list(fails)
    delivery.deliver_one(memory.doors(), "w", now)
    row.refresh_from_db()
    return memory


def dated(data: bytes) -> datetime:
    return parsedate_to_datetime(email.message_from_bytes(data)["Date"])


def test_a_computer_that_was_off_in_the_morning_lets_it_leave_in_the_next(mira: Campaign) -> None:
    row = decided(mira, at(23, 20))
    assert row.leaves == at(24, 8)
    assert not tried(row, at(24, 20)).sender.sent
    assert (row.state, row.leaves, row.tries) == (Out.WAITING, at(25, 8), 0)
    assert dated(bytes(row.data)) == at(25, 8)
    [(_, _, data)] = tried(row, at(25, 9, 30)).sender.sent
    assert dated(data) == at(25, 9, 30), "a mail does not say it is older than it is"
    assert row.message_id.encode() in data


def test_that_is_off_each_morning_it_leaves_within_two_days(mira: Campaign) -> None:
    row = decided(mira, at(23, 20))
    assert not tried(row, at(24, 20)).sender.sent
    assert len(tried(row, at(25, 20)).sender.sent) == 1


def test_on_a_friday_evening_it_waits_no_longer_than_that_either(mira: Campaign) -> None:
    row = decided(mira, at(26, 20))
    assert row.leaves == at(27, 8)
    assert len(tried(row, at(27, 20)).sender.sent) == 1


def test_tried_again_it_keeps_to_the_morning(mira: Campaign) -> None:
    row = decided(mira, at(24, 11, 50))
    assert row.state == Out.WAITING
    tried(row, at(24, 11, 51), Failed(Why.LATER, True))
    assert not tried(row, at(24, 12, 1)).sender.sent
    assert (row.leaves, row.tries) == (at(25, 8), 1)
    assert len(tried(row, at(25, 8)).sender.sent) == 1


def test_decided_in_the_last_minute_of_the_morning_it_leaves_in_twenty_seconds(
    mira: Campaign,
) -> None:
    now = at(24, 11, 59) + timedelta(seconds=50)
    row = decided(mira, now)
    assert len(tried(row, now + UNDO).sender.sent) == 1


def test_told_to_leave_now_it_leaves_whenever_that_can_be(mira: Campaign) -> None:
    row = decided(mira, at(24, 18), at_once=True)
    tried(row, at(24, 18, 1), Failed(Why.LOST, True))
    assert len(tried(row, at(24, 23)).sender.sent) == 1


def test_thanks_leave_whenever_that_can_be(mira: Campaign) -> None:
    post.connected(mira)
    person = world.diary(post.ana(mira), "20 Nov asked\n23 Nov met conversation=c1")
    letter = letters.begin(person, LetterKind.THANKS_MET, at(24, 10))
    stops = outbox.stops_in(letter, at(24, 10))
    assert isinstance(outbox.send(letter, at(24, 10), stops), Done)
    row = scope.outgoing(mira)[0]
    assert len(tried(row, at(24, 22)).sender.sent) == 1
