"""A campaign into the words of progress: the lives of all who were asked, met or named."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from django.db.models import F, Max, QuerySet

from fifteen.method.forecast.counts import Range
from fifteen.method.progress import lives
from fifteen.method.progress.lives import Known, Life
from fifteen.method.progress.tree import LED
from fifteen.method.progress.weeks import monday
from fifteen.method.words import Entry, Stage, Tie, TieKind, Verb
from fifteen.store import forecast, helped, scope
from fifteen.store.models import Campaign, Person

WEEKS_AHEAD = 4  # so far the fan reaches
_AT_ONCE = 500  # ids in one query

_PERSON = ("pk", "key", "name", "tie_kind", "tie_via", "stage", "field")
Ahead = tuple[tuple[date, Range], ...]
_ANY = datetime(2000, 1, 1, tzinfo=UTC)  # when an entry was written tells progress nothing


def lives_of(campaign: Campaign) -> list[Life]:
    """Everybody who was asked, met, or came through somebody, in the order in which they came into
    the book; a handful of queries, however large it is."""
    journals: dict[int, list[Entry]] = defaultdict(list)
    undone = helped.withdrawn(campaign)
    for verbs, columns in ((lives.BARE, _DAY), (lives.TOLD, (*_DAY, "data"))):
        rows = scope.entries(campaign).filter(verb__in=verbs, person__isnull=False)
        for who, on, verb, act, *data in rows.values_list(*columns):
            if act not in undone:
                journals[who].append(Entry(_ANY, on, Verb(verb), data[0] if data else {}, act))
    known = dict(_known(campaign, journals))
    return [lives.of(known[pk], journals.get(pk, ())) for pk in sorted(known)]


_DAY = ("person_id", "on", "verb", "act")


def _known(campaign: Campaign, journals: dict[int, list[Entry]]) -> Iterator[tuple[int, Known]]:
    there: set[int] = set()
    for people in _whom(campaign, journals, there):
        for pk, key, name, kind, via, stage, field in people.values_list(*_PERSON):
            there.add(pk)
            yield pk, Known(key, name, Tie(TieKind(kind), via), Stage(stage), pk, field)


def _whom(
    campaign: Campaign, journals: dict[int, list[Entry]], there: set[int]
) -> Iterator[QuerySet[Person]]:
    everybody = scope.people(campaign)
    yield scope.underway(everybody)
    yield everybody.filter(tie_kind__in=LED, stage=Stage.TO_ASK)
    missing = sorted(journals.keys() - there)  # woken since, so that they are to be asked again
    for start in range(0, len(missing), _AT_ONCE):
        yield everybody.filter(pk__in=missing[start : start + _AT_ONCE])


def fan(campaign: Campaign, today: date) -> Ahead:
    """By the end of each of the coming weeks: how many conversations are still to come (C5).

    Kept until something happens, the book changes or a number does: to learn from thousands of
    requests takes longer than all the pictures.
    """
    # By itself the greatest number would be looked for from the end of everybody's entries.
    last = scope.entries(campaign).aggregate(last=Max(F("pk") + 0))["last"]
    numbers = json.dumps(campaign.numbers, sort_keys=True)
    return _fan(campaign, campaign.key, last, campaign.people_count, numbers, today)


@lru_cache(maxsize=16)
def _fan(campaign: Campaign, key: str, last: int, people: int, numbers: str, today: date) -> Ahead:
    ends = [monday(today) + timedelta(days=7 * n + 4) for n in range(WEEKS_AHEAD + 1)]
    ends = [end for end in ends if end > today]
    days = [forecast.days_until(campaign, today, end) for end in ends]
    seen = forecast.fed(campaign, forecast.record(campaign, today), days[-1])  # as Today counts
    ahead = forecast.outlook(campaign, seen, days[-1])
    return tuple(zip(ends, ahead.fan(days), strict=True))
