"""The seeker's own mail about a week, where they chose it: once, from Sunday at five until Monday
is over, and none after a week in which nothing was."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from fifteen.actions import jobs, mailbox, review, weekly
from fifteen.actions._write import Done
from fifteen.adapters.mail.failures import Failed
from fifteen.store.models import Campaign, Job, Person
from tests import world
from tests.mail import post
from tests.mail.post import Memory, only
from tests.mail.servers import Dovecot
from tests.world import NOW

pytestmark = pytest.mark.django_db

SUNDAY = datetime(2026, 11, 29, 16, tzinfo=UTC)  # five in the afternoon in Berlin
MONDAY_NIGHT = datetime(2026, 11, 30, 22, 59, tzinfo=UTC)


@pytest.fixture
def ana(mira: Campaign) -> Person:
    """Ana, asked and met in the week of 23 November; Mira wants to be told of her weeks."""
    post.connected(mira)
    assert isinstance(mailbox.choose(mira, False, False, "", NOW, weekly=True), Done)
    who = post.ana(mira)
    world.diary(who, "17 Nov asked\n20 Nov said-yes\n23 Nov met conversation=c")
    return who


def told(campaign: Campaign, memory: Memory, now: datetime) -> int:
    """What the hour and the worker do; how many mails left."""
    weekly.due(campaign, now)
    left = 0
    for job in Job.objects.filter(kind=weekly.KIND, done_at=None):
        left += weekly.tell(campaign, job.data, now, memory.doors())
        Job.objects.filter(pk=job.pk).update(done_at=now)
    return left


def said(memory: Memory) -> str:
    """The text as it is read: lines that are folded on the way joined again."""
    return str(only(memory).get_content()).replace("\r\n", "\n").replace(" \n", " ")


def test_on_sunday_at_five_and_once(mira: Campaign, ana: Person) -> None:
    world.knows(mira, "Bo Lind")
    memory = Memory()
    assert told(mira, memory, SUNDAY - timedelta(minutes=1)) == 0
    assert told(mira, memory, SUNDAY) == 1
    assert told(mira, memory, SUNDAY + timedelta(hours=1)) == 0
    assert told(mira, memory, SUNDAY + timedelta(hours=12)) == 0
    mail = only(memory)
    assert mail["To"].addresses[0].addr_spec == mail["From"].addresses[0].addr_spec
    assert mail["Subject"] == "Your week, 23 to 29 November 2026"
    body = said(memory)
    assert body.startswith("Dear Mira,\n\nYour week, 23 to 29 November 2026.\nOne conversation.")
    for part in ("Learned", "Given", "Promised", "The week of 30 November"):
        assert f"\n{part}\n" in body
    assert "- Ask five, hold two talks.\n- On your list: Bo Lind." in body
    assert "where you keep what the new week should hold." in body


def test_what_was_kept_for_the_new_week_is_what_it_says(mira: Campaign, ana: Person) -> None:
    kept = review.intend(mira, datetime(2026, 11, 30).date(), 3, 0, "Rest a little.", NOW)
    assert isinstance(kept, Done)
    memory = Memory()
    assert told(mira, memory, SUNDAY) == 1
    body = said(memory)
    assert "- Ask three, hold no talk.\n- You wrote: “Rest a little.”" in body
    assert "It stands under Progress in Fifteen." in body


def test_after_a_sunday_off_it_comes_on_monday_and_later_not(mira: Campaign, ana: Person) -> None:
    memory = Memory()
    assert told(mira, memory, MONDAY_NIGHT + timedelta(minutes=1)) == 0
    assert told(mira, memory, MONDAY_NIGHT) == 1
    assert only(memory)["Subject"] == "Your week, 23 to 29 November 2026"


def test_the_sunday_is_that_of_the_seekers_clock(mira: Campaign, ana: Person) -> None:
    mira.zone = "America/New_York"
    mira.save()
    memory = Memory()
    assert told(mira, memory, SUNDAY) == 0
    assert told(mira, memory, SUNDAY + timedelta(hours=6)) == 1


def test_of_a_week_without_anything_nobody_gets_a_mail(mira: Campaign, ana: Person) -> None:
    memory = Memory()
    assert told(mira, memory, SUNDAY + timedelta(weeks=1)) == 0
    assert memory.sender.sent == []


def test_whoever_did_not_choose_it_gets_none(mira: Campaign, ana: Person) -> None:
    weekly.due(mira, SUNDAY)
    assert isinstance(mailbox.choose(mira, False, False, "", NOW), Done)
    memory = Memory()
    assert told(mira, memory, SUNDAY) == 0
    assert memory.sender.sent == []


def test_the_worker_finds_it_and_a_server_that_is_away_is_tried_again(
    mira: Campaign, ana: Person
) -> None:
    Job.objects.all().delete()
    jobs.hourly(SUNDAY)
    job = Job.objects.get(kind=weekly.KIND)
    Job.objects.exclude(pk=job.pk).delete()
    claimed = jobs.claim("w", SUNDAY)
    assert claimed is not None and claimed.pk == job.pk
    with pytest.raises(Failed):
        jobs.run(claimed, SUNDAY)  # no such server here
    job.refresh_from_db()
    assert job.done_at is None and job.run_at > SUNDAY
    assert job.error == "Failed"


def test_it_arrives_in_ones_own_mailbox(mira: Campaign, ana: Person, dovecot: Dovecot) -> None:
    post.connected(mira, dovecot)
    assert isinstance(mailbox.choose(mira, False, False, "", NOW, weekly=True), Done)
    assert weekly.due(mira, SUNDAY) == 1
    data = Job.objects.get(kind=weekly.KIND).data
    assert weekly.tell(mira, data, SUNDAY, post.real())
    (arrived,) = dovecot.mails("mira")
    assert b"Your week, 23 to 29 November 2026" in arrived
