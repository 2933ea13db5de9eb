"""A campaign into the words of the forecast: its requests, talks, names, the next on the list.

A handful of queries over those who were asked; nobody else is looked at.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from fifteen.method import priors, workdays
from fifteen.method.forecast import plan, requests
from fifteen.method.forecast.outlook import Outlook, Plan, look
from fifteen.method.forecast.requests import Record
from fifteen.method.priors import Bond, Priors
from fifteen.method.standing import counting
from fifteen.method.words import Entry as Line
from fifteen.method.words import Stage, TieKind, Verb
from fifteen.store import read, scope
from fifteen.store.models import Campaign

LOOKED_AHEAD = 60  # of those to ask, as many as the fastest pace asks in the longest horizon
OWN = "priors"
"""Where a campaign's numbers keep the user's own assumptions."""


def priors_of(campaign: Campaign) -> Priors:
    """The assumptions in force for a campaign."""
    return priors.with_own(campaign.numbers.get(OWN, {}))


def record(campaign: Campaign, today: date) -> Record:
    """What the journal says to the forecast, by today."""
    journals: dict[int, list[Line]] = defaultdict(list)
    rows = scope.entries(campaign).filter(verb__in=requests.READ, person__isnull=False)
    for who, at, on, verb, data, act in rows.values_list(
        "person_id", "at", "on", "verb", "data", "act"
    ):
        journals[who].append(Line(at, on, Verb(verb), data, act))
    known = _known(campaign, list(journals))
    found = []
    talks = []
    for who, lines in journals.items():
        bond, country = known[who]
        found += requests.of(lines, bond, today, country)
        talks += [e.on for e in counting(lines) if e.verb is Verb.MET]
    waiting = scope.people(campaign).filter(stage=Stage.TO_ASK)
    next_ones = waiting.order_by("-rank", "pk").values_list("tie_kind", "why")[:LOOKED_AHEAD]
    return Record(
        today=today,
        requests=tuple(found),
        talks=tuple(sorted(talks)),
        names=scope.people(campaign).filter(source="named").count(),
        to_ask=tuple(priors.bond(TieKind(tie), bool(why.strip())) for tie, why in next_ones),
    )


_AT_ONCE = 500  # ids in one query


def _known(campaign: Campaign, ids: list[int]) -> dict[int, tuple[Bond, str]]:
    known = {}
    for start in range(0, len(ids), _AT_ONCE):
        people = scope.people(campaign).filter(pk__in=ids[start : start + _AT_ONCE])
        for pk, tie, why, country in people.values_list("pk", "tie_kind", "why", "country"):
            bond = priors.bond(TieKind(tie), bool(why.strip()))
            known[pk] = bond, country or campaign.country
    return known


def days_until(campaign: Campaign, today: date, day: date) -> int:
    """Business days from today to a day, in the seeker's country."""
    return workdays.between(today, day, campaign.country)


def outlook(campaign: Campaign, seen: Record, days: int) -> Outlook:
    """The outlook at the pace chosen, over so many business days at the most."""
    numbers = read.numbers_of(campaign)
    new = plan.spread(seen.to_ask, numbers.requests_a_week, days)
    plans = Plan(new, numbers.reminder_after, numbers.reminders)
    return look(seen.requests, plans, priors_of(campaign))
