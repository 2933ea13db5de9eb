"""The times that are free: exact on the seeker's clock, unmistakable on both.

A time is offered only where it lies wholly within the seeker's hours as their clock will show
them, and where neither its start nor its end is an hour that comes twice, on the seeker's clock or
on the host's: nobody could tell which is meant. An hour that spring skips does not exist.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from fifteen.method.free.words import DAY, Hours, Taken
from fifteen.method.times.words import Span

STEP = 15  # minutes between two starts on the seeker's clock
_ONE = timedelta(days=1)


def free(
    hours: Hours,
    taken: Taken,
    now: datetime,
    minutes: int = 15,
    talks: Iterable[Span] = (),
    clocks: Sequence[ZoneInfo] = (),
) -> list[Span]:
    """Every time that may be offered, in UTC, by start.

    `now` is aware; `talks` are conversations already agreed: they are taken, and count for the
    most of a day; `clocks` are others that will read these times (the host's).
    """
    talks = tuple(talks)
    first = now + timedelta(hours=hours.notice)
    last = now + timedelta(days=hours.ahead)
    busy = _Busy([*taken.spans, *_local(hours, taken), *talks], timedelta(minutes=hours.gap))
    full = _full_days(hours, talks)
    found: dict[datetime, Span] = {}
    day = first.astimezone(UTC).date() - _ONE
    while day <= last.astimezone(UTC).date() + _ONE:
        if day not in taken.days and day not in full:
            for span in _on(hours, day, minutes, clocks):
                if first <= span.start and span.end <= last and not busy.touches(span):
                    found.setdefault(span.start, span)
        day += _ONE
    return [found[start] for start in sorted(found)]


def still_free(wanted: datetime, times: Sequence[Span]) -> Span | None:
    """The time that begins just then, or None."""
    place = bisect_left(times, wanted, key=lambda span: span.start)
    return times[place] if place < len(times) and times[place].start == wanted else None


def _on(hours: Hours, day: date, minutes: int, clocks: Sequence[ZoneInfo]) -> Iterator[Span]:
    zone = hours.zone_on(day)
    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001  (a clock, no moment)
    doubtful = [clock for clock in (zone, *clocks) if not _steady(clock, day)]
    for stretch in hours.on(day):
        begin = -(-stretch.start // STEP) * STEP
        for minute in range(begin, min(stretch.end, DAY) - minutes + 1, STEP):
            start = _at(midnight + timedelta(minutes=minute), zone, zone in doubtful)
            if start is None:
                continue
            span = Span(start, start + timedelta(minutes=minutes))
            if zone in doubtful:
                shown = span.end.astimezone(zone).replace(tzinfo=None)
                if shown != midnight + timedelta(minutes=minute + minutes):
                    continue  # the clock is put forward or back meanwhile
            if all(_clear(at, clock) for clock in doubtful for at in (start, span.end)):
                yield span


def _steady(clock: ZoneInfo, day: date) -> bool:
    """Whether a clock runs on as it is around a day: on most it does, and nothing is in doubt."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    around = (noon - 2 * _ONE, noon, noon + 2 * _ONE)
    return len({at.astimezone(clock).utcoffset() for at in around}) == 1


def _at(shown: datetime, zone: ZoneInfo, doubtful: bool) -> datetime | None:
    return moment(shown, zone) if doubtful else shown.replace(tzinfo=zone).astimezone(UTC)


def moment(shown: datetime, zone: ZoneInfo) -> datetime | None:
    """What a clock shows (naive), as a moment in UTC; None for an hour that does not exist there,
    or comes twice."""
    local = shown.replace(tzinfo=zone)
    there = local.astimezone(UTC)
    if there.astimezone(zone).replace(tzinfo=None) != shown:
        return None
    return there if _clear(there, zone) else None


def _clear(at: datetime, zone: ZoneInfo) -> bool:
    """Whether the clock of a zone shows this moment's hour only once."""
    local = at.astimezone(zone)
    return local.replace(fold=0).utcoffset() == local.replace(fold=1).utcoffset()


def _local(hours: Hours, taken: Taken) -> Iterator[Span]:
    """Hours on the clock of wherever the seeker is, as moments; where the clock is changed just
    then, the longer of the two readings."""
    for start, end in taken.floating:
        zone = hours.zone_on(start.date())
        begin = start.replace(tzinfo=zone, fold=0).astimezone(UTC)
        over = end.replace(tzinfo=zone, fold=1).astimezone(UTC)
        if begin < over:
            yield Span(begin, over)


def _full_days(hours: Hours, talks: Iterable[Span]) -> set[date]:
    """The seeker's days that hold as many talks as they should."""
    count = Counter(day_of(hours, talk.start) for talk in talks)
    return {day for day, many in count.items() if many >= hours.most_a_day}


def day_of(hours: Hours, at: datetime) -> date:
    """Which day of the seeker's a moment falls on, wherever they are then."""
    for shift in (0, 1, -1):
        day = at.astimezone(UTC).date() + shift * _ONE
        if at.astimezone(hours.zone_on(day)).date() == day:
            return day
    return at.astimezone(ZoneInfo(hours.zone)).date()


def zone_at(hours: Hours, at: datetime) -> ZoneInfo:
    """The zone whose clock the seeker reads at a moment: that of a journey, else their own."""
    return hours.zone_on(day_of(hours, at))


class _Busy:
    """What is taken, joined and sorted, so that one look-up tells."""

    def __init__(self, spans: Iterable[Span], gap: timedelta) -> None:
        self._gap = gap
        self._joined = joined(spans)
        self._ends = [span.end for span in self._joined]

    def touches(self, span: Span) -> bool:
        place = bisect_left(self._ends, span.start - self._gap)
        while place < len(self._joined) and self._ends[place] <= span.start - self._gap:
            place += 1
        return place < len(self._joined) and self._joined[place].start < span.end + self._gap


def joined(spans: Iterable[Span]) -> list[Span]:
    """The same moments with what overlaps or touches made one, by start."""
    found: list[Span] = []
    for span in sorted(span for span in spans if span.start < span.end):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found
