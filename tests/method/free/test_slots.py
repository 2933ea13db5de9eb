"""Free times: exact on the seeker's clock, unmistakable on both, whatever clocks do."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fifteen.method.free import offers
from fifteen.method.free.slots import day_of, free, joined, moment, still_free
from fifteen.method.free.words import Away, Hours, Stretch, Taken
from fifteen.method.times.words import Span

NOW = datetime(2026, 11, 24, 8, 40, tzinfo=UTC)  # a Tuesday
BERLIN, LONDON, YORK = map(ZoneInfo, ("Europe/Berlin", "Europe/London", "America/New_York"))
ALWAYS = ((Stretch(0, 1440),),) * 7
ZONES = (
    *("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Adelaide"),
    *("Australia/Lord_Howe", "America/St_Johns", "Pacific/Apia", "Pacific/Kiritimati"),
    *("Africa/Casablanca", "America/Santiago", "Asia/Tehran", "UTC"),
)


def hours(*stretches: tuple[int, int], zone: str = "Europe/Berlin", **more: object) -> Hours:
    week = tuple(Stretch(a * 60, b * 60) for a, b in stretches)
    more = {"notice": 0, "gap": 0, "most_a_day": 9, "ahead": 14, **more}
    return Hours(zone, (week,) * 7, **more)  # type: ignore[arg-type]


def shown(spans: list[Span], zone: ZoneInfo, day: date) -> list[str]:
    local = [span.start.astimezone(zone) for span in spans]
    return [f"{at:%H:%M}" for at in local if at.date() == day]


def at(text: str, zone: ZoneInfo = BERLIN) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def test_an_hour_holds_four_times_of_fifteen_minutes() -> None:
    found = free(hours((9, 10)), Taken(), NOW)
    assert shown(found, BERLIN, date(2026, 11, 25)) == ["09:00", "09:15", "09:30", "09:45"]


def test_what_is_taken_keeps_its_distance() -> None:
    busy = Taken((Span(at("2026-11-25 09:30"), at("2026-11-25 10:00")),))
    found = free(hours((9, 11), gap=15), busy, NOW)
    assert shown(found, BERLIN, date(2026, 11, 25)) == ["09:00", "10:15", "10:30", "10:45"]
    tight = free(hours((9, 11)), busy, NOW)
    assert shown(tight, BERLIN, date(2026, 11, 25))[:3] == ["09:00", "09:15", "10:00"]


def test_notice_is_kept_to_the_minute() -> None:
    found = free(hours((0, 24), notice=24), Taken(), NOW)
    assert found[0].start == at("2026-11-25 09:45")  # 8:40 in UTC is 9:40 in Berlin


def test_a_day_with_enough_talks_is_full() -> None:
    talks = [Span(at("2026-11-25 10:00"), at("2026-11-25 10:15"))]
    found = free(hours((9, 17), most_a_day=1), Taken(), NOW, talks=talks)
    assert shown(found, BERLIN, date(2026, 11, 25)) == []
    assert shown(found, BERLIN, date(2026, 11, 26)) != []


def test_days_that_differ_replace_their_weekday() -> None:
    own = {date(2026, 11, 25): (), date(2026, 11, 28): (Stretch(600, 630),)}
    found = free(hours((9, 10), days=own), Taken(), NOW)
    assert shown(found, BERLIN, date(2026, 11, 25)) == []
    assert shown(found, BERLIN, date(2026, 11, 28)) == ["10:00", "10:15"]


def test_on_a_journey_the_hours_are_those_of_the_place() -> None:
    away = (Away(date(2026, 11, 26), date(2026, 11, 27), "America/New_York"),)
    found = free(hours((9, 10), away=away), Taken(), NOW)
    assert shown(found, YORK, date(2026, 11, 26)) == ["09:00", "09:15", "09:30", "09:45"]
    assert shown(found, BERLIN, date(2026, 11, 28)) == ["09:00", "09:15", "09:30", "09:45"]


def test_a_whole_day_blocks_the_seekers_own_day_and_no_day_of_utc() -> None:
    """In Auckland the morning of the 26th is the evening of the 25th in UTC."""
    auckland = ZoneInfo("Pacific/Auckland")
    busy = Taken(days=frozenset({date(2026, 11, 26)}))
    found = free(hours((8, 9), zone="Pacific/Auckland"), busy, NOW)
    assert shown(found, auckland, date(2026, 11, 26)) == []
    assert shown(found, auckland, date(2026, 11, 25)) != []
    assert shown(found, auckland, date(2026, 11, 27)) != []


def test_an_hour_on_the_clock_of_wherever_one_is_moves_with_the_journey() -> None:
    noon = datetime(2026, 11, 26, 12), datetime(2026, 11, 26, 13)
    away = (Away(date(2026, 11, 26), date(2026, 11, 26), "America/New_York"),)
    found = free(hours((12, 14), away=away), Taken(floating=(noon,)), NOW)
    assert shown(found, YORK, date(2026, 11, 26)) == ["13:00", "13:15", "13:30", "13:45"]


def test_the_hour_that_spring_skips_is_not_offered() -> None:
    now = datetime(2027, 3, 27, tzinfo=UTC)
    found = free(hours((1, 4), ahead=3), Taken(), now)
    told = shown(found, BERLIN, date(2027, 3, 28))
    assert [hour for hour in told if hour.startswith("02")] == []
    assert {"01:30", "03:00"} <= set(told)
    assert "01:45" not in told, "its end would be shown as 3:00, an hour and a quarter later"


def test_the_hour_that_comes_twice_is_not_offered() -> None:
    now = datetime(2027, 10, 30, tzinfo=UTC)
    found = free(hours((1, 4), ahead=3), Taken(), now)
    told = shown(found, BERLIN, date(2027, 10, 31))
    assert [hour for hour in told if hour.startswith("02")] == []
    assert {"01:30", "03:00"} <= set(told)


def test_nor_the_one_that_comes_twice_on_the_hosts_clock() -> None:
    """6:30 in London on 1 November is 1:30 in New York, once and again."""
    now = datetime(2026, 10, 31, tzinfo=UTC)
    mine = hours((5, 8), zone="Europe/London", ahead=3)
    found = free(mine, Taken(), now, clocks=[YORK])
    there = [span.start.astimezone(YORK) for span in found]
    assert not [one for one in there if one.date() == date(2026, 11, 1) and one.hour == 1]
    assert [one for one in free(mine, Taken(), now) if one.start == at("2026-11-01 06:30", LONDON)]


def test_a_time_keeps_its_hour_on_the_clock_when_the_clocks_change_between() -> None:
    """New York has changed on 1 November, Berlin a week before; 15:00 in Berlin stays 15:00."""
    now = datetime(2026, 10, 23, tzinfo=UTC)
    found = free(hours((15, 16), ahead=14), Taken(), now)
    assert {span.start.astimezone(BERLIN).hour for span in found} == {15}
    there = {s.start.astimezone(YORK).hour for s in found}
    assert there == {9, 10}


def test_midnight_ends_a_day_and_begins_none() -> None:
    found = free(hours((23, 24)), Taken(), NOW)
    assert shown(found, BERLIN, date(2026, 11, 25)) == ["23:00", "23:15", "23:30", "23:45"]
    assert found[3].end == at("2026-11-25 00:00")


def test_a_time_is_still_free_or_it_is_not() -> None:
    found = free(hours((9, 10)), Taken(), NOW)
    assert still_free(found[2].start, found) == found[2]
    assert still_free(found[2].start + timedelta(minutes=1), found) is None
    assert still_free(NOW, []) is None


@pytest.mark.parametrize(
    ("shown_there", "zone", "there"),
    [
        ("2027-03-28 02:30", "Europe/Berlin", None),
        ("2027-10-31 02:30", "Europe/Berlin", None),
        ("2027-10-31 03:00", "Europe/Berlin", "2027-10-31T02:00"),
        ("2026-10-04 02:15", "Australia/Lord_Howe", None),  # half an hour is skipped there
        ("2026-11-24 09:00", "Asia/Kathmandu", "2026-11-24T03:15"),
    ],
)
def test_a_clock_is_a_moment_or_none(shown_there: str, zone: str, there: str | None) -> None:
    found = moment(datetime.fromisoformat(shown_there), ZoneInfo(zone))
    assert found == (datetime.fromisoformat(there).replace(tzinfo=UTC) if there else None)


minutes_of_day = st.integers(0, 96).map(lambda quarter: quarter * 15)
stretch = st.tuples(minutes_of_day, minutes_of_day).filter(lambda p: p[0] < p[1])
moments = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 1)).map(
    lambda d: d.replace(tzinfo=UTC, second=0, microsecond=0)
)
lengths = st.integers(1, 3_000).map(lambda m: timedelta(minutes=m))


@settings(max_examples=60, deadline=None)
@given(
    now=moments,
    zone=st.sampled_from(ZONES),
    other=st.sampled_from(ZONES),
    away=st.none() | st.sampled_from(ZONES),
    day=stretch,
    gap=st.sampled_from([0, 10, 15, 45]),
    minutes=st.sampled_from([15, 20, 30]),
    busy=st.lists(st.tuples(st.integers(0, 20_000), lengths), max_size=12),
    blocked=st.sets(st.integers(0, 13), max_size=3),
)
def test_whatever_clocks_do_a_free_time_is_free(
    now: datetime,
    zone: str,
    other: str,
    away: str | None,
    day: tuple[int, int],
    gap: int,
    minutes: int,
    busy: list[tuple[int, timedelta]],
    blocked: set[int],
) -> None:
    spans = tuple(
        Span(start := now + timedelta(minutes=after), start + long) for after, long in busy
    )
    days = frozenset(now.date() + timedelta(days=n) for n in blocked)
    journey = (Away(now.date() + timedelta(days=3), now.date() + timedelta(days=5), away or zone),)
    mine = Hours(
        zone, ((Stretch(*day),),) * 7, away=journey, notice=6, gap=gap, most_a_day=9, ahead=10
    )
    found = free(mine, Taken(spans, days), now, minutes, clocks=[ZoneInfo(other)])
    assert found == sorted(set(found))
    for span in found:
        assert span.start >= now + timedelta(hours=6)
        assert span.end <= now + timedelta(days=10)
        assert span.end - span.start == timedelta(minutes=minutes)
        for one in spans:
            apart = timedelta(minutes=gap)
            assert span.end + apart <= one.start or one.end + apart <= span.start
        homes = {mine.zone_on(span.start.date() + timedelta(days=n)) for n in (-1, 0, 1)}
        assert any(_within(span, home, day, days, mine) for home in homes)
        home = next(home for home in homes if _within(span, home, day, days, mine))
        assert _shown_once(span.start, ZoneInfo(other)) and _shown_once(span.start, home)


@settings(max_examples=60, deadline=None)
@given(
    now=moments,
    zone=st.sampled_from(ZONES),
    other=st.sampled_from(ZONES),
    away=st.none() | st.sampled_from(ZONES),
    day=stretch,
    busy=st.lists(st.tuples(st.integers(0, 6_000), lengths), max_size=4),
)
def test_whatever_clocks_do_no_free_time_is_left_out(
    now: datetime,
    zone: str,
    other: str,
    away: str | None,
    day: tuple[int, int],
    busy: list[tuple[int, timedelta]],
) -> None:
    """Each quarter of an hour, looked at alone."""
    spans = [Span(start := now + timedelta(minutes=n), start + long) for n, long in busy]
    journey = (Away(now.date() + timedelta(days=1), now.date() + timedelta(days=2), away or zone),)
    mine = Hours(zone, ((Stretch(*day),),) * 7, away=journey, notice=3, gap=15, ahead=4)
    found = set(free(mine, Taken(tuple(spans)), now, 15, clocks=[ZoneInfo(other)]))
    first, apart, there = now + timedelta(hours=3), timedelta(minutes=15), ZoneInfo(other)
    quarter = first.replace(minute=first.minute // 15 * 15)
    while (quarter := quarter + apart) + apart <= now + timedelta(days=4):
        span = Span(quarter, quarter + apart)
        clear = all(span.end + apart <= s.start or s.end + apart <= span.start for s in spans)
        homes = {mine.zone_on(quarter.date() + timedelta(days=n)) for n in (-1, 0, 1)}
        home = next((h for h in homes if _within(span, h, day, frozenset(), mine)), None)
        if not clear or home is None:
            assert span not in found
        elif all(_shown_once(at, c) for at in (span.start, span.end) for c in (home, there)):
            assert span in found, quarter


def _within(
    span: Span, home: ZoneInfo, day: tuple[int, int], days: frozenset[date], mine: Hours
) -> bool:
    """Whether the clock of a zone shows this time within the hours of a day lived there."""
    start, end = span.start.astimezone(home), span.end.astimezone(home)
    if mine.zone_on(start.date()) != home or start.date() in days:
        return False
    begin = start.hour * 60 + start.minute
    over = (end.replace(tzinfo=None) - datetime.combine(start.date(), time())).total_seconds() / 60
    return day[0] <= begin and over <= day[1] and start.minute % 15 == 0


def _shown_once(moment: datetime, zone: ZoneInfo) -> bool:
    """Whether no moment near it looks the same on the clock of a zone."""
    apart = [timedelta(minutes=m) for m in (-120, -60, -30, 30, 60, 120)]
    looks = moment.astimezone(zone).replace(tzinfo=None)
    return all((moment + m).astimezone(zone).replace(tzinfo=None) != looks for m in apart)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 60)), max_size=20))
def test_joined_spans_are_apart_and_hold_the_same_minutes(pairs: list[tuple[int, int]]) -> None:
    minute = timedelta(minutes=1)
    spans = [Span(NOW + a * minute, NOW + (a + n) * minute) for a, n in pairs]
    found = joined(spans)
    assert all(one.end < two.start for one, two in pairwise(found))
    before = {a + n for a, long in pairs for n in range(long)}
    after = {
        (s.start - NOW) // minute + n for s in found for n in range((s.end - s.start) // minute)
    }
    assert before == after


def test_the_day_of_a_talk_is_the_day_lived_there() -> None:
    away = (Away(date(2026, 11, 26), date(2026, 11, 30), "America/Los_Angeles"),)
    mine = hours((9, 17), away=away)
    assert day_of(mine, at("2026-11-25 23:00")) == date(2026, 11, 25)
    assert day_of(mine, datetime(2026, 11, 28, 3, tzinfo=UTC)) == date(2026, 11, 27)


def test_the_good_times_lie_in_the_hosts_working_day_on_several_days() -> None:
    found = free(Hours("Europe/Berlin", ALWAYS, notice=24, gap=0), Taken(), NOW, clocks=[YORK])
    best = offers.good(found, YORK, "US")
    there = [span.start.astimezone(YORK) for span in best]
    assert len(best) == 4
    assert all(9 <= one.hour < 17 and one.weekday() < 5 for one in there)
    assert len({one.date() for one in there}) == 4
    assert {one.hour < 12 for one in there} == {True, False}
    assert date(2026, 11, 26) not in {one.date() for one in there}, "Thanksgiving in the US"
    assert best == sorted(best)


def test_where_there_are_few_times_all_are_good() -> None:
    few = free(hours((9, 10), days={}), Taken(), NOW)[1:3]
    assert offers.good(few, BERLIN) == few[:1], "two neighbours are no choice"
    assert offers.good([], BERLIN) == []


def test_times_are_told_by_the_hosts_day() -> None:
    late = [Span(at("2026-11-25 00:15"), at("2026-11-25 00:30"))]
    assert offers.by_day(late, YORK)[0][0] == date(2026, 11, 24)
