"""Forgetting in time: on a day, or after years in which nothing was ever written to somebody."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.world import NOW, TODAY, diary, knows

from fifteen.actions import jobs, people, traces
from fifteen.actions._write import Done
from fifteen.method.words import Refusal
from fifteen.store import scope
from fifteen.store.models import Campaign, Job

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=3 * 366)


def names(mira: Campaign) -> list[str]:
    return list(scope.people(mira).order_by("pk").values_list("name", flat=True))


def test_on_the_day_that_was_chosen_somebody_is_forgotten(mira: Campaign) -> None:
    ana = knows(mira, "Ana Ruiz")
    diary(ana, "16 Nov asked")
    knows(mira, "Tom Lee")
    assert isinstance(people.forget_on(ana, TODAY, NOW), Refusal)
    assert isinstance(people.forget_on(ana, TODAY + timedelta(days=9), NOW), Done)
    jobs.daily(NOW + timedelta(days=8))
    assert names(mira) == ["Ana Ruiz", "Tom Lee"]
    jobs.daily(NOW + timedelta(days=9))
    assert names(mira) == ["Tom Lee"]
    mira.refresh_from_db()
    assert mira.people_count == 1
    assert Job.objects.filter(kind=traces.KIND).count() == 1


def test_a_day_can_be_taken_back(mira: Campaign) -> None:
    ana = knows(mira, "Ana Ruiz")
    people.forget_on(ana, TODAY + timedelta(days=9), NOW)
    people.forget_on(ana, None, NOW)
    jobs.daily(LATER)
    assert names(mira) == ["Ana Ruiz"]


def test_whom_nothing_was_ever_written_to_goes_after_the_years_one_chose(mira: Campaign) -> None:
    knows(mira, "Never Asked")
    diary(knows(mira, "Asked Once"), "16 Nov asked")
    diary(knows(mira, "Noted Once"), "16 Nov noted text=hello")
    knows(mira, "With Note", note="likes chess")
    knows(mira, "By LinkedIn", extra={"Messages": "3", "Last message": "2025-01-01, from you"})
    knows(mira, "Just Come", now=LATER - timedelta(days=9))
    jobs.daily(LATER)
    assert len(names(mira)) == 6, "nobody goes unless it was wished"
    mira.numbers = {"forget_after": 2}
    mira.save()
    assert len(traces.never_written_to(mira, NOW)) == 0
    jobs.daily(LATER)
    assert names(mira) == [*("Asked Once", "Noted Once", "With Note", "By LinkedIn", "Just Come")]
