"""A campaign into the words of progress: the lives of all who were asked, met or named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import QuerySet

from fifteen.method.forecast.counts import Range
from fifteen.method.progress import lives
from fifteen.method.progress.lives import Known, Life
from fifteen.method.progress.tree import LED
from fifteen.method.progress.weeks import monday
from fifteen.method.standing import counting
from fifteen.method.words import Entry, Stage, Tie, TieKind, Verb
from fifteen.store import forecast, read, scope
from fifteen.store.models import Campaign, Person

WEEKS_AHEAD = 4  # so far the fan reaches
_AT_ONCE = 500  # ids in one query

_PERSON = ("pk", "key", "name", "tie_kind", "tie_via", "stage", "made", "field")
_ENTRY = ("person_id", "at", "on", "verb", "data", "act")


def lives_of(campaign: Campaign) -> list[Life]:
    """Everybody who was asked, met, or came through somebody; a handful of queries, however large
    the book. In the order in which they came into it."""
    rows = scope.entries(campaign).filter(verb__in=lives.READ).values_list(*_ENTRY)
    told = [(who, Entry(at, on, Verb(verb), data, act)) for who, at, on, verb, data, act in rows]
    counts = {id(entry) for entry in counting(entry for _, entry in told)}
    journals: dict[int, list[Entry]] = defaultdict(list)
    for who, entry in told:
        if who is not None and id(entry) in counts:
            journals[who].append(entry)
    known = dict(_known(campaign, journals))
    return [lives.of(known[pk], journals.get(pk, ())) for pk in sorted(known)]


def _known(campaign: Campaign, journals: dict[int, list[Entry]]) -> Iterator[tuple[int, Known]]:
    zone = read.zone(campaign)
    there: set[int] = set()
    for people in _whom(campaign, journals, there):
        for pk, key, name, kind, via, stage, made, field in people.values_list(*_PERSON):
            there.add(pk)
            since = made.astimezone(zone).date()
            yield pk, Known(key, name, Tie(TieKind(kind), via), Stage(stage), since, field)


def _whom(
    campaign: Campaign, journals: dict[int, list[Entry]], there: set[int]
) -> Iterator[QuerySet[Person]]:
    everybody = scope.people(campaign)
    yield scope.underway(everybody)
    yield everybody.filter(tie_kind__in=LED)
    missing = sorted(journals.keys() - there)  # woken since, so that they are to be asked again
    for start in range(0, len(missing), _AT_ONCE):
        yield everybody.filter(pk__in=missing[start : start + _AT_ONCE])


def fan(campaign: Campaign, today: date) -> list[tuple[date, Range]]:
    """By the end of each of the coming weeks: how many conversations are still to come (C5)."""
    ends = [monday(today) + timedelta(days=7 * n + 4) for n in range(WEEKS_AHEAD + 1)]
    ends = [end for end in ends if end > today]
    days = [forecast.days_until(campaign, today, end) for end in ends]
    seen = forecast.record(campaign, today)
    ahead = forecast.outlook(campaign, seen, days[-1])
    return list(zip(ends, ahead.fan(days), strict=True))
