"""What the command line prints: today's steps and one person, as plain data."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from fifteen.method import cadence, standing
from fifteen.method.words import StepGroup
from fifteen.store import read, scope, suggest
from fifteen.store.models import Campaign, Person

Told = dict[str, Any]

_GROUPS = [str(group) for group in StepGroup]


def today(campaign: Campaign, now: datetime) -> list[Told]:
    """The steps due today, most urgent first, then whom to ask: group, name, reason, row, due."""
    day = read.day(campaign, now)
    due = scope.people(campaign).filter(due__lte=day).order_by("due", "pk")
    told: list[Told] = []
    for person in due.select_related("campaign"):
        step = cadence.next_step(read.standing_of(person), now, read.setting(campaign, person))
        if step is not None:
            told.append(_step(person, step.kind.group, step.reason, step.row, str(step.due)))
    told.sort(key=lambda line: _GROUPS.index(line["group"]))
    for suggestion in suggest.whom_to_ask(campaign, now).people:
        told.append(_step(suggestion.person, "ask", suggestion.reason, suggestion.row, str(day)))
    return told


def _step(person: Person, group: str, reason: str, row: str, due: str) -> Told:
    return {
        "group": str(group),
        "key": person.key,
        "name": person.name,
        "role": person.role,
        "organisation": person.organisation,
        "reason": reason,
        "row": row,
        "due": due,
    }


def person(who: Person, now: datetime) -> Told:
    """Facts, stage, next step and journal of one person."""
    entries = read.lines(scope.entries_of(who))
    stands = standing.of(entries)
    step = cadence.next_step(stands, now, read.setting(who.campaign, who))
    return {
        "key": who.key,
        "name": who.name,
        "role": who.role,
        "organisation": who.organisation,
        "email": who.email,
        "tie": who.tie_kind,
        "through": who.tie_via,
        "stage": str(stands.stage),
        "next": step
        and {
            "kind": str(step.kind),
            "due": "" if step.due == cadence.ANY_DAY else str(step.due),
            "reason": step.reason,
            "row": step.row,
        },
        "journal": [
            {"on": str(e.on), "verb": str(e.verb), "text": str(e.data.get("text", ""))}
            for e in standing.counting(entries)
        ],
    }
