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
    left = list(times)
    chosen: list[Span] = []
    while left and len(chosen) < count:
        best = min(left, key=lambda span: _cost(span, chosen, zone, country))
        chosen.append(best)
        left = [span for span in left if all(_apart(span, one) for one in chosen)]
    return sorted(chosen)


def _apart(span: Span, other: Span) -> bool:
    return abs(span.start - other.start) >= _APART


def _cost(span: Span, chosen: Sequence[Span], zone: ZoneInfo, country: str) -> tuple[int, datetime]:
    local = span.start.astimezone(zone)
    others = [one.start.astimezone(zone) for one in chosen]
    same_day = sum(one.date() == local.date() for one in others)
    same_part = sum(_morning(one) == _morning(local) for one in others)
    odd = 1 if local.minute % 30 else 0
    cost = _discomfort(local, country) * 10 + same_day * 4 + same_part * 2 + odd
    return cost, span.start


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
