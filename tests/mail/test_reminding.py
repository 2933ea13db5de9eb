"""The seeker's own reminder of a talk by mail, where they chose it: once, on the morning of the
business day before, and never for a talk that no longer stands at that time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from fifteen.actions import jobs, mailbox, meetings, papers, reminding, times
from fifteen.actions._write import Done
from fifteen.adapters.mail.failures import Failed
from fifteen.method.words import Medium, Refusal
from fifteen.store.models import Campaign, Conversation, Job, Person
from tests import world
from tests.mail import post
from tests.mail.post import Memory, only
from tests.mail.servers import Dovecot
from tests.pages.addresses import HOURS
from tests.world import NOW

pytestmark = pytest.mark.django_db

START = datetime(2026, 11, 30, 9, tzinfo=UTC)  # a Monday, 10:00 in Berlin
EVE = datetime(2026, 11, 27, 7, tzinfo=UTC)  # the Friday before, eight in the morning


@pytest.fixture
def ana(mira: Campaign) -> Person:
    """Ana in New York, who meets Mira on Monday over a coffee; Mira wants to be reminded."""
    post.connected(mira)
    assert isinstance(mailbox.choose(mira, False, False, "", NOW, reminds=True), Done)
    who = post.ana(mira, zone="America/New_York")
    world.diary(who, "17 Nov asked\n20 Nov said-yes")
    booked = meetings.book(who, START, "Europe/Berlin", Medium.IN_PERSON, NOW, 15, "Am Markt 2")
    assert not isinstance(booked, Refusal), booked
    return who


def reminded(campaign: Campaign, memory: Memory, now: datetime) -> int:
    """What the hour and the worker do; how many mails left."""
    reminding.due(campaign, now)
    left = 0
    for job in Job.objects.filter(kind=reminding.KIND, done_at=None):
        left += reminding.remind(campaign, job.data, now, memory.doors())
        Job.objects.filter(pk=job.pk).update(done_at=now)
    return left


def test_on_the_morning_of_the_business_day_before_and_once(mira: Campaign, ana: Person) -> None:
    papers.keep_way(Conversation.objects.get(), "25 min by tram")
    memory = Memory()
    assert reminded(mira, memory, EVE - timedelta(minutes=1)) == 0
    assert reminded(mira, memory, EVE) == 1
    assert reminded(mira, memory, EVE + timedelta(hours=1)) == 0
    mail = only(memory)
    assert mail["To"].addresses[0].addr_spec == mail["From"].addresses[0].addr_spec
    assert mail["Subject"] == "Your talk with Ana Ruiz: Monday 30 November, 10:00"
    body = mail.get_content()
    assert "You talk with Ana Ruiz on Monday 30 November at 10:00 (04:00 for them)." in body
    assert "You meet: Am Markt 2" in body
    assert "Leave at 09:25." in body


def test_on_a_journey_it_says_the_hour_there(mira: Campaign, ana: Person) -> None:
    journey = {**HOURS, "away": "2026-11-30 to 2026-12-02 Europe/London"}
    assert isinstance(times.keep_hours(mira, journey, NOW), Done)
    mira.refresh_from_db()
    papers.keep_way(Conversation.objects.get(), "25 min by tram")
    memory = Memory()
    assert reminded(mira, memory, EVE) == 1
    body = only(memory).get_content()
    assert "on Monday 30 November at 09:00 (04:00 for them)." in body and "Leave at 08:25." in body


def test_after_a_week_end_off_it_comes_late_rather_than_not(mira: Campaign, ana: Person) -> None:
    memory = Memory()
    assert reminded(mira, memory, START - timedelta(hours=3)) == 1
    assert reminded(mira, memory, START - timedelta(hours=1)) == 0


def test_two_hours_before_nobody_needs_a_mail_any_more(mira: Campaign, ana: Person) -> None:
    assert reminded(mira, Memory(), START - timedelta(hours=2)) == 0


def test_a_talk_that_moved_is_told_of_at_its_new_time_alone(mira: Campaign, ana: Person) -> None:
    memory = Memory()
    reminding.due(mira, EVE)
    later = START + timedelta(days=1)
    moved = meetings.book(ana, later, "Europe/Berlin", Medium.PHONE, NOW, 15, "+1 555 0147")
    assert not isinstance(moved, Refusal)
    assert reminded(mira, memory, EVE) == 0, "the job that waited is for a time that fell through"
    assert reminded(mira, memory, datetime(2026, 11, 30, 7, tzinfo=UTC)) == 1
    assert "By phone, you call: +1 555 0147" in only(memory).get_content()


def test_whoever_did_not_choose_it_gets_none(mira: Campaign, ana: Person) -> None:
    reminding.due(mira, EVE)
    assert isinstance(mailbox.choose(mira, False, False, "", NOW), Done)
    memory = Memory()
    assert reminded(mira, memory, EVE) == 0
    assert memory.sender.sent == []


def test_agreed_on_that_very_day_it_is_known_anyway(mira: Campaign, ana: Person) -> None:
    bo = world.knows(mira, "Bo Lind")
    world.diary(bo, "17 Nov asked\n20 Nov said-yes")
    soon = EVE + timedelta(hours=30)
    booked = meetings.book(
        bo, soon, "Europe/Berlin", Medium.PHONE, EVE + timedelta(hours=2), 15, ""
    )
    assert not isinstance(booked, Refusal), booked
    memory = Memory()
    assert reminded(mira, memory, EVE + timedelta(hours=3)) == 1, "Ana's alone"
    assert "Ana Ruiz" in only(memory)["Subject"]


def test_a_server_that_is_away_is_tried_again_and_the_error_names_nobody(
    mira: Campaign, ana: Person
) -> None:
    Job.objects.all().delete()  # what the talk itself left for the worker
    reminding.due(mira, EVE)
    job = Job.objects.get(kind=reminding.KIND)
    claimed = jobs.claim("w", EVE)
    assert claimed is not None and claimed.pk == job.pk
    with pytest.raises(Failed):
        jobs.run(claimed, EVE)  # no such server here
    job.refresh_from_db()
    assert job.done_at is None and job.run_at > EVE
    assert job.error == "Failed"


def test_it_arrives_in_ones_own_mailbox(mira: Campaign, dovecot: Dovecot) -> None:
    post.connected(mira, dovecot)
    assert isinstance(mailbox.choose(mira, False, False, "", NOW, reminds=True), Done)
    who = post.ana(mira)
    world.diary(who, "17 Nov asked\n20 Nov said-yes")
    booked = meetings.book(who, START, "Europe/Berlin", Medium.PHONE, NOW, 15, "")
    assert not isinstance(booked, Refusal), booked
    assert reminding.due(mira, EVE) == 1
    data = Job.objects.get(kind=reminding.KIND).data
    assert reminding.remind(mira, data, EVE, post.real())
    (arrived,) = dovecot.mails("mira")
    assert b"By phone. No number is noted yet." in arrived
