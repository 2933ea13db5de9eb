"""Which of the free times to put first: a few good ones, for the host's day and not ours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from fifteen.method import workdays
from fifteen.method.times.words import Span

GOOD = 4  # three to five are enough to choose from
_APART = timedelta(hours=2)  # two on one day are not neighbours
_NOON = 12 * 60


def good(times: Sequence[Span], zone: ZoneInfo, country: str = "", count: int = GOOD) -> list[Span]:
    """The best few for somebody who lives in `zone`, in the order of time: within their working
    hours, on several days, mornings and afternoons. `country` (ISO) says which days are free."""
    left = [_Weighed(span, span.start.astimezone(zone), country) for span in times]
    chosen: list[_Weighed] = []
    while left and len(chosen) < count:
        best = min(left, key=lambda one: (one.cost(chosen), one.span.start))
        chosen.append(best)
        left = [one for one in left if abs(one.span.start - best.span.start) >= _APART]
    return sorted(one.span for one in chosen)


def more(times: Sequence[Span], zone: ZoneInfo, most: int) -> list[Span]:
    """Further ones behind the good, at most `most`, in the order of time: on every day some, whole
    hours first. Hours of the night in `zone` only where there are no others."""
    days = by_day([span for span in times if not _at_night(span, zone)] or times, zone)
    share = max(1, most // max(1, len(days)))
    return [span for _, spans in days[:most] for span in _some(spans, zone, share)]


def _some(spans: Sequence[Span], zone: ZoneInfo, count: int) -> list[Span]:
    """So many of a day, spread over it."""
    whole = [span for span in spans if span.start.astimezone(zone).minute == 0]
    if len(whole) >= count:
        return [whole[n * len(whole) // count] for n in range(count)]
    half = [span for span in spans if span.start.astimezone(zone).minute == 30]
    rest = [span for span in spans if span not in {*whole, *half}]
    return sorted([*whole, *half, *rest][:count])


def _at_night(span: Span, zone: ZoneInfo) -> bool:
    local = span.start.astimezone(zone)
    return not _EDGES[0] <= local.hour * 60 + local.minute <= _EDGES[1]


class _Weighed:
    """A time with what does not depend on the others, weighed once."""

    __slots__ = ("alone", "day", "morning", "span")

    def __init__(self, span: Span, local: datetime, country: str) -> None:
        self.span, self.day, self.morning = span, local.date(), _morning(local)
        self.alone = _discomfort(local, country) * 10 + (1 if local.minute % 30 else 0)

    def cost(self, chosen: Sequence[_Weighed]) -> int:
        same_day = sum(one.day == self.day for one in chosen)
        same_part = sum(one.morning == self.morning for one in chosen)
        return self.alone + same_day * 4 + same_part * 2


def _morning(local: datetime) -> bool:
    return local.hour * 60 + local.minute < _NOON


_KIND = ((9 * 60 + 30, 11 * 60 + 45), (14 * 60, 16 * 60 + 30))  # minutes of the day: at ease
_OFFICE = (9 * 60, 17 * 60 + 30)
_EDGES = (8 * 60, 19 * 60)


def _discomfort(local: datetime, country: str) -> int:
    """0 at ease, 1 in office hours, 2 at their edges, 3 on a free day, 5 at night."""
    minute = local.hour * 60 + local.minute
    if not _EDGES[0] <= minute <= _EDGES[1]:
        return 5
    if not workdays.is_workday(local.date(), country):
        return 3
    if any(start <= minute <= end for start, end in _KIND):
        return 0
    return 1 if _OFFICE[0] <= minute <= _OFFICE[1] else 2


def by_day(times: Sequence[Span], zone: ZoneInfo) -> list[tuple[date, list[Span]]]:
    """The times by the day they fall on in `zone`."""
    found: dict[date, list[Span]] = {}
    for span in times:
        found.setdefault(span.start.astimezone(zone).date(), []).append(span)
    return sorted(found.items())
