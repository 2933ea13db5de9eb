"""An answer that brings a further name: recorded and added to the book as one act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from fifteen.actions import _write, journal, people
from fifteen.actions._write import Done
from fifteen.method import host_form
from fifteen.method.facts import Facts, clean
from fifteen.method.words import Channel, Refusal, Tie, TieKind, Verb
from fifteen.store import read
from fifteen.store.models import Person


@transaction.atomic
def someone_else(
    person: Person,
    facts: Facts,
    now: datetime,
    on: date | None = None,
    text: str = "",
    author: str = "seeker",
    may_name: bool | None = None,
) -> Done | Refusal:
    """They named somebody else (R2, C3): that person comes into the book, referred by them.
    `may_name`: whether one may say who did, where they were asked.

    Refused, with nothing written, without a name, and to the seeker where the address is in the
    book already: a host is not told who is. Whoever asked for peace is noted and stays at peace.
    """
    if not facts.name:
        return Refusal("Whom did they name? A first name is enough.", "name")
    there = people.by_address(person.campaign, facts.email) if facts.email else None
    if there is not None and author == "seeker":
        return Refusal(f"{there.name} is in your book already, with the same address.", "email")
    data = {"name": facts.name, "text": text, "may_name": may_name}
    done = journal.record(person, Verb.NAMED_SOMEONE, now, on, data, author=author)
    if isinstance(done, Refusal) or there is not None:
        return done
    return _came(person, facts, now, Done(f"{person.name} named {facts.name}.", done.act))


def _came(person: Person, facts: Facts, now: datetime, done: Done) -> Done:
    """Whoever was named, in the book by the same act; or why they are not."""
    there = people.by_address(person.campaign, facts.email) if facts.email else None
    if there is not None:
        return Done(f"{done.message} {there.name}, whom they named, is in your book.", done.act)
    added = people.add(person.campaign, facts, now, "named", person.field, done.act)
    if isinstance(added, Refusal):
        return Done(f"{done.message} {facts.name} is not in your book: {added.message}", done.act)
    return Done(f"{done.message} {added[0].name}, whom they named, is in your book now.", done.act)


@dataclass(frozen=True, slots=True)
class Besides:
    """What an answer brought besides: somebody they named, a number to reach them on."""

    named: Facts | None = None
    phone: str = ""


@transaction.atomic
def heard(
    person: Person,
    verb: Verb,
    now: datetime,
    on: date,
    data: Mapping[str, str],
    besides: Besides,
) -> Done | Refusal:
    """Record an answer with what it brought besides, as one act: whoever they named comes into the
    book (C3), the number among their facts (T7). Refused, with nothing written, as `journal.record`
    refuses, and where the number is none."""
    number = host_form.number(besides.phone) if besides.phone else ""
    if isinstance(number, Refusal):
        return replace(number, field="phone")
    named = besides.named
    if verb is Verb.NAMED_SOMEONE and named is not None:
        done = someone_else(person, named, now, on, data["text"])
    else:
        done = journal.record(person, verb, now, on, data)
    if isinstance(done, Refusal):
        return done
    if number:
        people.change(person, {"phone": number}, now, done.act)
    if named is None or verb is Verb.NAMED_SOMEONE:
        return done
    return _came(person, named, now, done)


def facts_of(person: Person, name: str, role: str, email: str) -> Facts:
    """The facts of somebody whom this person named."""
    return clean(name=name, role=role, email=email, tie=Tie(TieKind.REFERRED, person.name))


ON_THE_PHONE = (Verb.SAID_YES, Verb.SAID_NO, Verb.PUT_OFF)
"""What can be recorded with one tap while they are on the line."""


@transaction.atomic
def on_the_phone(person: Person, verb: Verb, now: datetime, text: str = "") -> Done | Refusal:
    """What they said on the telephone, as one act (A11). Where nothing was asked before, the call
    was the request, and that is written down with it."""
    if verb not in ON_THE_PHONE:
        return Refusal("Choose what they said.", "what")
    person = _write.locked(person)
    today = _write.today_of(person.campaign, now)
    stands = read.standing_of(person)
    act = _write.new_key()
    if stands.asked_on is None and stands.met_on is None:
        refusal = _write.refused(person, Verb.ASKED, today, today, stands)
        if refusal:
            return refusal
        line = _write.Line(Verb.ASKED, today, {"channel": str(Channel.PHONE)})
        _write.append(person.campaign, person, [line], now, act=act)
    return journal.record(person, verb, now, data={"text": text.strip()}, act=act)
