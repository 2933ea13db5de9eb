"""How every action writes: entries and the projection, in one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from fifteen.actions import _in_calendar, _invites, _spare
from fifteen.method import cadence, permitted, standing
from fifteen.method.words import Refusal, Stage, Standing, Verb
from fifteen.store import find, read, scope
from fifteen.store.models import Campaign, Entry, Person

_HEARD = (
    *(Verb.NOTED, Verb.CAUGHT, Verb.LEARNED),
    *(Verb.SAID_NO, Verb.SAID_YES, Verb.PUT_OFF, Verb.ASKED_BACK),
)


@dataclass(frozen=True, slots=True)
class Done:
    """What an action did: a sentence for the note, and the act by which it is undone."""

    message: str
    act: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """An entry about to be written."""

    verb: Verb
    on: date
    data: Mapping[str, Any]


def new_key() -> str:
    """A key nobody can guess: 22 letters, for acts, letters and conversations."""
    return secrets.token_urlsafe(16)


def append(
    campaign: Campaign,
    person: Person | None,
    lines: Sequence[Line],
    now: datetime,
    act: str = "",
    author: str = "seeker",
) -> str:
    """Write entries as one act and bring the person's row up to date; returns the act.

    Called inside a transaction.
    """
    act = act or new_key()
    Entry.objects.bulk_create(
        Entry(
            campaign=campaign,
            person=person,
            at=now,
            on=line.on,
            verb=line.verb,
            data=dict(line.data),
            act=act,
            author=author,
        )
        for line in lines
    )
    if person is not None:
        project(person)
        if any(line.verb is Verb.NEVER for line in lines):
            _spare.mark(person)
        verbs = [line.verb for line in lines]
        _invites.tell(person, verbs, now)
        if author != "calendar":
            _in_calendar.tell(person, verbs, now)
    return act


def locked(person: Person) -> Person:
    """The person's row as it is now, held until the transaction ends."""
    return Person.objects.select_for_update().select_related("campaign").get(pk=person.pk)


def refused(
    person: Person, verb: Verb, on: date, today: date, stands: Standing | None = None
) -> Refusal | None:
    """Why the method does not allow this now, or None."""
    refusal = permitted.refusal(verb, stands or read.standing_of(person), on, today)
    if refusal is None and verb in permitted.OURS:
        return _spare.refusal(person.campaign, person.email, person.link)
    return refusal


def project(person: Person) -> None:
    """Compute a person's projection from the journal and keep it on the row."""
    before = person.heard
    for name, value in projection(person).items():
        setattr(person, name, value)
    person.save(update_fields=PROJECTED)
    if person.heard != before:
        find.renew(person)
    for follow in FOLLOWERS:
        follow(person)


def project_the_agreed(campaign: Campaign) -> None:
    """The same for everybody a talk is agreed with: the seeker's clock is another one now, and
    with it perhaps the day. Called inside a transaction."""
    for person in scope.people(campaign).filter(stage=Stage.BOOKED):
        person.campaign = campaign
        project(person)


FOLLOWERS: list[Callable[[Person], None]] = []
"""Who else keeps what the journal of a person says: a server's programmes."""

PROJECTED = ["stage", "step", "due", "due_at", "asked_on", "heard"]


def projection(person: Person) -> dict[str, Any]:
    """What the journal says a person's projected columns must hold."""
    entries = list(scope.entries_of(person))
    return projection_of(person, entries)


def projection_of(person: Person, entries: Sequence[Entry]) -> dict[str, Any]:
    """The same from entries already read, oldest first. It does not depend on the moment."""
    lines = [read.line(entry) for entry in entries]
    now_stands = standing.of(lines)
    step = cadence.next_step(now_stands, cadence.AT_ANY_TIME, read.setting(person.campaign, person))
    waiting = step is None or step.due == cadence.ANY_DAY
    is_open = now_stands.stage in (Stage.ASKED, Stage.YES)
    return {
        "stage": now_stands.stage,
        "step": "" if step is None else step.kind,
        "due": None if waiting or step is None else step.due,
        "due_at": None if step is None else step.at,
        "asked_on": now_stands.asked_on if is_open else None,
        "heard": "\n".join(
            str(e.data["text"])
            for e in standing.counting(lines)
            if e.verb in _HEARD and e.data.get("text")
        ),
    }


def today_of(campaign: Campaign, now: datetime) -> date:
    """The seeker's day."""
    return read.day(campaign, now)
