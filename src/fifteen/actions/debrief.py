"""After the talk: the four measures, beliefs, names, promises, points (F5, P3, T4, F2, F3, Q3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from fifteen.actions import _fields, fields, news, people
from fifteen.actions._write import Done, Line, append, locked, new_key, today_of
from fifteen.actions.fields import Learned
from fifteen.actions.journal import LONGEST_PROMISE
from fifteen.method import measures, spoken
from fifteen.method.facts import clean
from fifteen.method.folding import fold
from fifteen.method.words import Goal, Measure, Refusal, Score, Tie, TieKind, Verb
from fifteen.store import notes, scope
from fifteen.store.models import Campaign, Conversation, Person


@dataclass(frozen=True, slots=True)
class Heard:
    """A name heard in the talk."""

    name: str
    role: str = ""
    organisation: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise made in the talk."""

    mine: bool
    what: str
    due: date


@dataclass(frozen=True, slots=True)
class Answers:
    """What the debrief page was answered with."""

    measures: Mapping[Measure, Score]
    reached: bool = False
    beliefs: Mapping[str, str] = field(default_factory=dict)  # key -> confirmed, corrected, open
    names: Sequence[Heard] = ()
    promises: Sequence[Promised] = ()
    instead: Mapping[str, str] = field(default_factory=dict)  # of a belief: how it is, by key
    insights: Sequence[tuple[str, Learned]] = ()  # key of the field, and what they said of it
    said: str = ""  # what to thank for: what they said that stays
    resume_requested: bool = False


@transaction.atomic
def write_up(talk: Conversation, answers: Answers, now: datetime) -> Done | Refusal:
    """Keep the debrief as one act: measures, points, beliefs, new contacts, promises."""
    person = locked(talk.person)
    campaign = person.campaign
    today = today_of(campaign, now)
    refusal = _bad(talk, answers, today)
    if refusal:
        return refusal
    act = new_key()
    lines = [Line(Verb.DEBRIEFED, today, _data(talk, answers))]
    lines += [Line(Verb.PROMISED, today, _promise(p)) for p in answers.promises]
    lines += [Line(Verb.LEARNED, today, data) for data in _learned(campaign, talk, answers)]
    append(campaign, person, lines, now, act=act)
    news.owed_to_who_led_here(person, talk, now, act)
    new = sum(_catch_name(campaign, person, heard, now, act) for heard in answers.names)
    _fields.recompute(campaign, now)
    words = f"Kept, with {spoken.count_of(new, 'new name')}." if new else "Kept."
    return Done(words, act)


def _bad(talk: Conversation, answers: Answers, today: date) -> Refusal | None:
    if talk.ended_at is None:
        return Refusal("End the conversation first, then write it up.")
    debriefs = scope.entries_of(talk.person).filter(verb=Verb.DEBRIEFED)
    withdrawn = set(
        scope.entries_of(talk.person)
        .filter(verb=Verb.WITHDRAWN)
        .values_list("data__act", flat=True)
    )
    if debriefs.filter(data__conversation=talk.key).exclude(act__in=withdrawn).exists():
        return Refusal("This talk is written up already. Undo that first to write it anew.")
    for p in answers.promises:
        if len(p.what) > LONGEST_PROMISE:
            return Refusal(f"A promise in fewer than {LONGEST_PROMISE} characters, please.", "what")
        if p.due < today:
            return Refusal("A promise needs a day that is still to come.", "due")
    return None


def _data(talk: Conversation, answers: Answers) -> dict[str, object]:
    goal = Goal(talk.goal)
    return {
        "conversation": talk.key,
        "measures": {str(m): int(s) for m, s in answers.measures.items()},
        "goal": int(goal),
        "reached": answers.reached,
        "points": measures.points(goal, answers.reached),
        "beliefs": dict(answers.beliefs),
        "instead": dict(answers.instead),
        "said": answers.said.strip()[:2_000],
        "resume_requested": answers.resume_requested,
    }


def _learned(campaign: Campaign, talk: Conversation, answers: Answers) -> Iterator[dict[str, Any]]:
    """What was said of the work, as insights; what says nothing is left out."""
    book = notes.book(campaign) if answers.insights else None
    for key, said in answers.insights:
        there = book.of(key) if book else None
        data = there and fields.learned(there, replace(said, talk=talk.key), new_key())
        if isinstance(data, dict):
            yield data


def _promise(p: Promised) -> dict[str, str]:
    what = p.what.strip().rstrip(".")
    return {"by": "me" if p.mine else "them", "what": what, "due": str(p.due), "key": new_key()}


def _catch_name(campaign: Campaign, host: Person, heard: Heard, now: datetime, act: str) -> bool:
    """A name becomes a contact with the tie "referred by"; somebody known gets the tie, and a
    note of it (T4). Whether the contact is new."""
    facts = clean(
        name=heard.name,
        role=heard.role,
        organisation=heard.organisation,
        email=heard.email,
        tie=Tie(TieKind.REFERRED, host.name),
    )
    if not facts.name:
        return False
    known = scope.people(campaign).filter(name_fold=fold(facts.name))
    if facts.organisation:
        known = known.filter(organisation_fold__in=("", fold(facts.organisation)))
    there = known.exclude(pk=host.pk).first()
    if there is not None:
        if there.tie_kind in (TieKind.NONE, TieKind.WEAK):
            tie = {"tie_kind": TieKind.REFERRED, "tie_via": host.name}
            people.change(there, tie, now, act)
        told = Line(
            Verb.NOTED, today_of(campaign, now), {"text": f"Named by {host.name}.", "named": True}
        )
        append(campaign, locked(there), [told], now, act=act)
        return False
    added = people.add(campaign, facts, now, source="named", field=host.field, act=act)
    return not isinstance(added, Refusal)
