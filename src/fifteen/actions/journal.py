"""Recording what happened, resting and waking, promises, and undo."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from fifteen.actions import _undo, earlier, outbox, relay_joined, times_back
from fifteen.actions._write import Done, Line, append, locked, new_key, refused, today_of
from fifteen.method.permitted import RECORDABLE
from fifteen.method.words import Refusal, StepKind, Verb
from fifteen.store import read, scope
from fifteen.store.models import Campaign, Person

LONGEST_NOTE = 20_000  # characters
LONGEST_PROMISE = 300  # characters

_SAID = {
    Verb.SAID_YES: "{name} said yes.",
    Verb.SAID_NO: "{name} said no.",
    Verb.PUT_OFF: "{name} put you off.",
    Verb.OFFERED_PHONE: "{name} would rather talk by phone.",
    Verb.ASKED_BACK: "{name} asked something back.",
    Verb.NAMED_SOMEONE: "{name} named somebody else.",
    Verb.SILENT: "No answer from {name} yet, noted.",
    Verb.NEVER: "{name} will not be written to again.",
    Verb.ASKED: "Asked {name}.",
    Verb.REMINDED: "Reminded {name}.",
    Verb.NOTED: "Note about {name} kept.",
}


@transaction.atomic
def record(
    person: Person,
    verb: Verb,
    now: datetime,
    on: date | None = None,
    data: Mapping[str, Any] | None = None,
    act: str = "",
    author: str = "seeker",
) -> Done | Refusal:
    """Record in one word what happened with a person: an answer, silence, a request sent.

    `on` is the day it happened, today if not given; `act` joins it to others. A refusal says what
    to do instead.
    """
    if verb not in RECORDABLE:
        return Refusal(f"“{verb}” is recorded where it happens, not here.", "verb")
    person = locked(person)
    today = today_of(person.campaign, now)
    on = on or today
    data = {k: v for k, v in (data or {}).items() if v not in (None, "")}
    refusal = refused(person, verb, on, today) or _bad_data(verb, data, on)
    if refusal:
        return refusal
    act = append(person.campaign, person, [Line(verb, on, data)], now, act, author)
    return Done(_SAID[verb].format(name=person.name), act)


def _bad_data(verb: Verb, data: Mapping[str, Any], on: date) -> Refusal | None:
    text = str(data.get("text", ""))
    if len(text) > LONGEST_NOTE:
        return Refusal(
            f"That is longer than {LONGEST_NOTE:,} characters. Nothing was kept.", "text"
        )
    if verb is Verb.NOTED and not text.strip():
        return Refusal("There is nothing written yet.", "text")
    if verb is Verb.PUT_OFF and data.get("until"):
        try:
            until = date.fromisoformat(str(data["until"]))
        except ValueError:
            return Refusal("Until when? A day such as 2027-03-01, or leave it empty.", "until")
        if until < on:
            return Refusal("That day has passed. Choose a later one, or leave it empty.", "until")
    return None


@transaction.atomic
def later(person: Person, until: date, now: datetime) -> Done | Refusal:
    """Put the next step off until a day."""
    person = locked(person)
    today = today_of(person.campaign, now)
    if until <= today:
        return Refusal("Choose a day after today.", "until")
    if until > today + timedelta(days=730):
        return Refusal("That is more than two years away. Let it rest instead.", "until")
    act = append(person.campaign, person, [Line(Verb.LATER, today, {"until": str(until)})], now)
    return Done(f"{person.name} comes back on {until:%A} {until.day} {until:%B}.", act)


@transaction.atomic
def rest(person: Person, now: datetime, why: str = "chosen", act: str = "") -> Done | Refusal:
    """Leave a person in peace until woken or until they write; `act` joins it to others."""
    person = locked(person)
    today = today_of(person.campaign, now)
    refusal = refused(person, Verb.RESTED, today, today)
    if refusal:
        return refusal
    line = Line(Verb.RESTED, today, {"why": why})
    act = append(person.campaign, person, [line], now, act=act)
    return Done(f"{person.name} rests.", act)


@transaction.atomic
def wake(person: Person, now: datetime, why: str = "") -> Done | Refusal:
    """End a rest; whoever had been asked may be asked once more, with the reason given (R2)."""
    person = locked(person)
    today = today_of(person.campaign, now)
    standing = read.standing_of(person)
    refusal = refused(person, Verb.WOKEN, today, today, standing)
    if refusal:
        return refusal
    if standing.asked_on is not None and standing.met_on is None and not why.strip():
        return Refusal(
            "What is new since then? One line is enough; it keeps the next letter honest.", "why"
        )
    act = append(person.campaign, person, [Line(Verb.WOKEN, today, {"why": why.strip()})], now)
    return Done(f"{person.name} is back on the list.", act)


@transaction.atomic
def promise(person: Person, mine: bool, what: str, due: date, now: datetime) -> Done | Refusal:
    """Note a promise of either side, with its day (F2, F3)."""
    person = locked(person)
    today = today_of(person.campaign, now)
    what = what.strip().rstrip(".")
    if not what:
        return Refusal("What was promised?", "what")
    if len(what) > LONGEST_PROMISE:
        return Refusal(f"Shorter than {LONGEST_PROMISE} characters, please.", "what")
    data = {"by": "me" if mine else "them", "what": what, "due": str(due), "key": new_key()}
    act = append(person.campaign, person, [Line(Verb.PROMISED, today, data)], now)
    return Done("The promise is on the list.", act)


@transaction.atomic
def settle_promise(person: Person, key: str, kept: bool, now: datetime) -> Done | Refusal:
    """End a promise by a decision: kept, or let go (F6)."""
    person = locked(person)
    today = today_of(person.campaign, now)
    if all(p.key != key for p in read.standing_of(person).promises):
        return Refusal("That promise is settled already.")
    verb = Verb.KEPT if kept else Verb.RELEASED
    act = append(person.campaign, person, [Line(verb, today, {"key": key})], now)
    return Done("Promise kept." if kept else "Promise let go.", act)


def withdraw(campaign: Campaign, act: str, now: datetime) -> Done | Refusal:
    """Undo one act: its entries stop counting, and what they changed is put back.

    The journal keeps both. Refused where the act is unknown or withdrawn already.
    """
    if relay_joined.is_ours(act):
        return relay_joined.undo(campaign, act, now)  # it asks a server: outside of the transaction
    return _withdraw(campaign, act, now)


@transaction.atomic
def _withdraw(campaign: Campaign, act: str, now: datetime) -> Done | Refusal:
    if earlier.is_ours(act):
        return earlier.undo(campaign, act, now)
    if outbox.is_ours(act):
        return outbox.call_back(campaign, act)
    if times_back.is_ours(act):
        return times_back.undo(campaign, act, now)
    entries = list(scope.entries(campaign).filter(act=act).select_related("person"))
    if not entries:
        return Refusal("There is nothing to undo here any more.")
    withdrawals = scope.entries(campaign).filter(verb=Verb.WITHDRAWN)
    if withdrawals.filter(data__act=act).exists():
        return Refusal("That was undone already.")
    return _undo.undo(campaign, act, entries, now)


@transaction.atomic
def let_rest_the_silent(campaign: Campaign, now: datetime) -> int:
    """Rest everybody whose silence is long enough by today (R6); returns how many.

    Run once a day by the worker: a dated fact by the software, which can be undone like any.
    """
    today = today_of(campaign, now)
    silent = scope.people(campaign).filter(step=StepKind.REST, due__lte=today)
    count = 0
    for person in silent.select_related("campaign"):
        line = Line(Verb.RESTED, today, {"why": "silence"})
        append(campaign, person, [line], now, author="fifteen")
        count += 1
    return count
