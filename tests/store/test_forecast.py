"""The journal of a campaign, as the forecast reads it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import world
from tests.world import TODAY, diary, knows

from fifteen.method.priors import Bond
from fifteen.method.words import TieKind
from fifteen.store import forecast
from fifteen.store.models import Campaign

pytestmark = pytest.mark.django_db


def test_the_record_holds_requests_talks_names_and_the_next_to_ask(mira: Campaign) -> None:
    diary(knows(mira, "Ana Ruiz"), "10 Nov asked\n12 Nov said-yes\n18 Nov met conversation=c")
    diary(knows(mira, "Tom Lee", TieKind.FRIEND, ""), "16 Nov asked")
    knows(mira, "Vera Nowak", TieKind.NONE, "")
    knows(mira, "Ivo Brandt", TieKind.NONE, "", why="your talk on winter peaks")
    seen = forecast.record(mira, TODAY)
    assert {(r.bond, r.silent) for r in seen.requests} == {
        (Bond.REFERRED, False),
        (Bond.CLOSE, True),
    }
    assert [str(day) for _, day in seen.talks] == ["2026-11-18"]
    assert sorted(seen.to_ask) == [Bond.COLD, Bond.GENERIC]


def test_a_campaign_of_somebody_else_is_not_read(mira: Campaign) -> None:
    diary(knows(world.seeker("Otto"), "Ana Ruiz"), "10 Nov asked")
    assert forecast.record(mira, TODAY).requests == ()


def test_the_number_of_queries_does_not_grow(mira: Campaign) -> None:
    for number in range(12):
        diary(knows(mira, f"Ana Ruiz {number}"), "10 Nov asked")
        if number in (1, 11):
            with CaptureQueriesContext(
                connection,
            ) as seen:
                forecast.record(mira, TODAY)
            assert len(seen) <= 2
