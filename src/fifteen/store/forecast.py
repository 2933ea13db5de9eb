"""A campaign into the words of the forecast: its requests, talks, names, the next on the list.

A handful of queries over those who were asked; nobody else is looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from fifteen.method import priors, workdays
from fifteen.method.forecast import plan, requests
from fifteen.method.forecast.frozen import Kept, of
from fifteen.method.forecast.outlook import Outlook, Plan, look
from fifteen.method.forecast.requests import Record
from fifteen.method.priors import Bond, Priors
from fifteen.method.words import Entry as Line
from fifteen.method.words import Stage, TieKind, Verb
from fifteen.store import read, scope
from fifteen.store.models import Campaign

LOOKED_AHEAD = 350  # of those to ask: what the fastest pace asks in the 14 weeks looked ahead


def priors_of(campaign: Campaign) -> Priors:
    """The assumptions in force for a campaign."""
    return priors.with_own(campaign.numbers)


_ROW = ("pk", "person_id", "at", "on", "verb", "data", "act")
_WHO = ("person__tie_kind", "person__why", "person__country")


def record(campaign: Campaign, today: date) -> Record:
    """What the journal says to the forecast, by today; two queries."""
    journals: dict[int, list[Line]] = defaultdict(list)
    who: dict[int, tuple[Bond, str]] = {}
    held: dict[str, list[tuple[int, date]]] = defaultdict(list)
    rows = scope.entries(campaign).filter(verb__in=requests.READ, person__isnull=False)
    for pk, person, at, on, verb, data, act, tie, why, country in rows.values_list(*_ROW, *_WHO):
        journals[person].append(Line(at, on, Verb(verb), data, act))
        if verb == Verb.MET:
            held[act].append((pk, on))
        elif verb == Verb.WITHDRAWN:
            held.pop(data.get("act"), None)
        if person not in who:
            bond = priors.bond(TieKind(tie), bool(why.strip()))
            who[person] = bond, country or campaign.country
    found = [
        request
        for person, lines in journals.items()
        for request in requests.of(lines, who[person][0], today, who[person][1])
    ]
    waiting = scope.people(campaign).filter(stage=Stage.TO_ASK)
    next_ones = waiting.order_by("-rank", "pk").values_list("tie_kind", "why")[:LOOKED_AHEAD]
    return Record(
        today=today,
        requests=tuple(found),
        talks=tuple(sorted(talk for talks in held.values() for talk in talks)),
        to_ask=tuple(priors.bond(TieKind(tie), bool(why.strip())) for tie, why in next_ones),
    )


def names_heard(campaign: Campaign) -> int:
    """How many people are in the book because a host named them (T4)."""
    return scope.people(campaign).filter(source="named").count()


def days_until(campaign: Campaign, today: date, day: date) -> int:
    """Business days from today to a day, in the seeker's country."""
    return workdays.between(today, day, campaign.country)


def outlook(campaign: Campaign, seen: Record, days: int) -> Outlook:
    """The outlook at the pace chosen, over so many business days at the most."""
    return look(seen.requests, _plan(campaign, seen.to_ask, days), priors_of(campaign))


def fed(campaign: Campaign, seen: Record, days: int) -> Record:
    """The record with the names its talks will bring on the list, where that is too short (C3)."""
    a_week = read.numbers_of(campaign).requests_a_week
    if len(seen.to_ask) * plan.WORKING_WEEK >= days * a_week:
        return seen
    ahead = outlook(campaign, seen, days)
    heard = plan.names(ahead.belief, names_heard(campaign), len(seen.talks)).a_talk
    new = round(heard * ahead.talks(max(0, days - plan.WORKING_WEEK)).mean)
    return replace(seen, to_ask=(*seen.to_ask, *(Bond.REFERRED,) * new))


def _plan(campaign: Campaign, bonds: tuple[Bond, ...], days: int) -> Plan:
    numbers = read.numbers_of(campaign)
    new = plan.spread(bonds, numbers.requests_a_week, days)
    return Plan(new, numbers.reminder_after, numbers.reminders)


def frozen_ones(campaign: Campaign) -> list[Kept]:
    """The forecasts that were frozen, the oldest first; what was undone is left out."""
    return [Kept(pk, of(data)) for pk, _, data in _about_the_campaign(campaign, Verb.FORECAST)]


@dataclass(frozen=True, slots=True)
class Guess:
    """How many of the next so many the user thinks will answer."""

    made: date
    answers: int
    of: int


def guess(campaign: Campaign) -> Guess | None:
    """The user's last guess, or None."""
    found = [
        Guess(on, data["answers"], data["of"])
        for _, on, data in _about_the_campaign(campaign, Verb.GUESSED)
    ]
    return found[-1] if found else None


def _about_the_campaign(
    campaign: Campaign, verb: Verb
) -> list[tuple[int, date, Mapping[str, Any]]]:
    rows = scope.entries(campaign).filter(verb=verb, person=None)
    found = list(rows.values_list("pk", "on", "data", "act"))
    undone = _undone(campaign) if found else set()
    return [(pk, on, data) for pk, on, data, act in found if act not in undone]


def _undone(campaign: Campaign) -> set[str]:
    rows = scope.entries(campaign).filter(verb=Verb.WITHDRAWN)
    return set(rows.values_list("data__act", flat=True))
