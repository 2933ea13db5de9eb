"""Which times stand on a page: a few good ones first, some of every day behind them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from fifteen.method.free import offers
from fifteen.method.times.words import Span

MONDAY = datetime(2026, 11, 30, tzinfo=UTC)
YORK, BERLIN, KATHMANDU = (
    ZoneInfo(z) for z in ("America/New_York", "Europe/Berlin", "Asia/Kathmandu")
)


def office(days: int, hours: range = range(8, 16)) -> list[Span]:
    """Every quarter of an hour of these hours in UTC, for so many days."""
    return [
        Span(at, at + timedelta(minutes=15))
        for day in range(days)
        for hour in hours
        for quarter in (0, 15, 30, 45)
        for at in [MONDAY + timedelta(days=day, hours=hour, minutes=quarter)]
    ]


@pytest.mark.parametrize("zone", [YORK, BERLIN, KATHMANDU], ids=str)
@pytest.mark.parametrize("days", [1, 5, 20, 60])
def test_behind_the_good_times_every_day_has_some_and_none_is_at_night(
    zone: ZoneInfo, days: int
) -> None:
    times = office(days)
    found = offers.more(times, zone, 60)
    assert found == sorted(found) and len(found) == len(set(found)) <= 60
    assert set(found) <= set(times)
    hours = [span.start.astimezone(zone).hour for span in found]
    assert all(8 <= hour <= 19 for hour in hours)
    assert len(offers.by_day(found, zone)) == days


def test_whole_hours_come_first_and_the_quarters_only_where_there_is_room() -> None:
    of_many = offers.more(office(20), BERLIN, 60)
    assert {span.start.minute for span in of_many} == {0}
    assert len(offers.more(office(1), BERLIN, 60)) == len(office(1))


def test_where_all_hours_are_of_the_night_they_are_shown_all_the_same() -> None:
    night = office(3, range(1, 4))
    assert offers.more(night, BERLIN, 60)
    assert offers.more([], BERLIN, 60) == []
