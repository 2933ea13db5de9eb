"""Work behind the pages: claimed once, tried again, given up with a word; and the door."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.world import NOW

from fifteen.actions import door, imports, jobs
from fifteen.store.models import Campaign, Invitation, Job

pytestmark = pytest.mark.django_db
HEAD = b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
CSV = HEAD + b"Ana,Ruiz,,,Acme,Cook,1 Mar 2020\n"


def test_a_job_is_claimed_by_one_worker_alone(mira: Campaign) -> None:
    imports.bring(mira, "Connections.csv", CSV, NOW)
    first = jobs.claim("one", NOW)
    assert first is not None
    assert jobs.claim("two", NOW) is None
    jobs.run(first, NOW)
    assert jobs.claim("two", NOW) is None
    assert Job.objects.get().done_at == NOW


def test_the_claim_of_a_dead_worker_grows_stale(mira: Campaign) -> None:
    imports.bring(mira, "Connections.csv", CSV, NOW)
    assert jobs.claim("one", NOW) is not None
    assert jobs.claim("two", NOW + jobs.LOST_AFTER + timedelta(seconds=1)) is not None


def test_a_slow_worker_that_lives_keeps_its_job(mira: Campaign) -> None:
    imports.bring(mira, "Connections.csv", CSV, NOW)
    mine = jobs.claim("one", NOW)
    assert mine is not None
    now = NOW
    for _ in range(30):  # five minutes of work
        now += jobs.BEAT
        assert jobs.keep(mine, now)
        assert jobs.claim("two", now) is None
    assert jobs.claim("two", now + jobs.LOST_AFTER + timedelta(seconds=1)) is not None


def test_who_was_given_up_for_dead_ends_nothing_of_the_one_who_took_over(mira: Campaign) -> None:
    imports.bring(mira, "Connections.csv", CSV, NOW)
    slept = jobs.claim("one", NOW)
    later = NOW + jobs.LOST_AFTER + timedelta(seconds=1)
    other = jobs.claim("two", later)
    assert slept is not None
    assert other is not None
    assert not jobs.keep(slept, later)
    jobs.run(slept, later)
    assert Job.objects.get().done_at is None, "it is the other's to end"
    jobs.run(other, later)
    assert Job.objects.get().done_at == later


def test_what_killed_three_workers_is_given_up(mira: Campaign) -> None:
    brought = imports.bring(mira, "Connections.csv", CSV, NOW)
    now = NOW
    for number in range(jobs.MOST_TRIES):
        assert jobs.claim(f"killed {number}", now) is not None
        now += jobs.LOST_AFTER + timedelta(seconds=1)
    last = jobs.claim("careful", now)
    assert last is not None
    jobs.run(last, now)
    brought.refresh_from_db()
    assert (brought.status, Job.objects.get().error) == ("failed", "Lost")


def test_the_one_local_process_takes_back_what_a_dead_one_had(mira: Campaign) -> None:
    imports.bring(mira, "Connections.csv", CSV, NOW)
    jobs.claim("one", NOW)
    assert jobs.release(NOW) == 1
    assert jobs.claim("two", NOW) is not None


def test_what_fails_is_tried_three_times_and_then_said(
    mira: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*rest: object) -> None:
        raise RuntimeError("Ana Ruiz, ana@x.example")

    brought = imports.bring(mira, "Connections.csv", CSV, NOW)
    monkeypatch.setattr(imports.reading, "read", broken)
    now = NOW
    for _ in range(jobs.MOST_TRIES):
        job = jobs.claim("one", now)
        assert job is not None
        with pytest.raises(RuntimeError):
            jobs.run(job, now)
        now += timedelta(hours=1)
    assert jobs.claim("one", now) is None
    brought.refresh_from_db()
    assert brought.status == "failed"
    assert "Nothing of it is in your book" in brought.message
    assert Job.objects.get().error == "RuntimeError"  # the kind alone: no name, no address


def test_stopping_an_import_ends_its_job_quietly(mira: Campaign) -> None:
    brought = imports.bring(mira, "Connections.csv", CSV, NOW)
    imports.leave(brought)
    job = jobs.claim("one", NOW)
    assert job is not None
    jobs.run(job, NOW)
    assert Job.objects.get().done_at is not None


def test_a_link_opens_once_and_not_after_its_hour() -> None:
    token = door.invite(NOW)
    assert not door.use(token, NOW + door.LASTS + timedelta(seconds=1))
    assert door.use(token, NOW)
    assert not door.use(token, NOW)
    assert not door.use("something else", NOW)


def test_the_link_itself_is_not_in_the_database() -> None:
    token = door.invite(NOW)
    assert token not in str(list(Invitation.objects.values()))
