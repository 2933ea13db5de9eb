"""What a mail was read as, kept by the seeker in one click, corrected, or put aside."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from fifteen.actions import _marks, _replied, _said_already, answers, invitations, journal, staying
from fifteen.actions._write import Done, today_of
from fifteen.adapters.calendars.replies import Said
from fifteen.method.answers.words import AnswerClass as A
from fifteen.method.answers.words import Reading
from fifteen.method.words import Channel, Refusal, Verb
from fifteen.store import read, readings, scope
from fifteen.store.models import KnownMail, Person

VERBS: Mapping[A, Verb] = {
    A.YES: Verb.SAID_YES,
    A.CONFIRM: Verb.SAID_YES,
    A.NO: Verb.SAID_NO,
    A.PUT_OFF: Verb.PUT_OFF,
    A.PHONE: Verb.OFFERED_PHONE,
    A.QUESTION: Verb.ASKED_BACK,
    A.WANTS_RESUME: Verb.ASKED_BACK,
    A.BY_MAIL: Verb.ASKED_BACK,
    A.SOMEONE_ELSE: Verb.NAMED_SOMEONE,
    A.INTRODUCED: Verb.NAMED_SOMEONE,
    A.NEVER: Verb.NEVER,
}
"""What each class is in the journal; the others want a closer look, or change nothing."""


@transaction.atomic
def keep(row: KnownMail, now: datetime) -> Done | Refusal:
    """Record what the mail was read as, as one act."""
    row = _held(row)
    if row.state != "open":
        return Refusal("That is settled already.")
    done = _record(row, now)
    if isinstance(done, Refusal):
        return done
    kept(row, done.act)
    return done


@transaction.atomic
def stay(row: KnownMail, now: datetime) -> Done | Refusal:
    """They ask for another time of a talk; the agreed one stays."""
    row = _held(row)
    reply = _replied.read(row.reading)
    if row.state != "open" or reply is None or reply.said is not Said.COUNTER:
        return Refusal("That is settled already.")
    done = staying.stay(row.person, now, reply)
    if isinstance(done, Done):
        kept(row, done.act)
    return done


def kept(row: KnownMail, act: str) -> None:
    """The mail is settled by an act of the journal: undone, it is open again."""
    KnownMail.objects.filter(pk=row.pk).update(state="kept", act=act)
    _marks.seen(row)


def kept_by_hand(person: Person, words: str, on: date, act: str) -> None:
    """An answer was pasted or read from a file: the mail that waits with the same words is it."""
    row = _said_already.settles(person, words, on)
    if row is not None:
        kept(row, act)


@transaction.atomic
def aside(row: KnownMail) -> Done | Refusal:
    """Put a mail aside: it stays readable on the person's page and asks for nothing."""
    if not KnownMail.objects.filter(pk=row.pk, state="open").update(state="aside"):
        return Refusal("That is settled.")
    _marks.seen(row)
    return Done("Put aside. Nothing was recorded.")


def day_of(row: KnownMail, now: datetime) -> date:
    """The seeker's day on which the mail was written; never one that has not come."""
    on = read.day(row.campaign, row.at)
    return min(on, today_of(row.campaign, now))


def _record(row: KnownMail, now: datetime) -> Done | Refusal:
    person, on = row.person, day_of(row, now)
    reply = _replied.read(row.reading)
    if reply is not None:
        return invitations.settle(person, reply, now)
    if row.ours:
        return journal.record(person, Verb.ASKED, now, on, {"channel": str(Channel.MAIL)})
    told = readings.read(row.reading)
    if told is None:
        return Refusal("Look at this one yourself: choose what it says.")
    if told.main is A.BOUNCE:
        return _bounced(row, told, now)
    if told.main is A.AUTO:
        return _away(row, told, now)
    verb = VERBS.get(told.main)
    settled = told.main is A.CONFIRM and read.standing_of(person).booking is not None
    if verb is None or settled:
        return _noted(row, told, now)
    return _answered(row, told, verb, now)


def _answered(row: KnownMail, told: Reading, verb: Verb, now: datetime) -> Done | Refusal:
    person, on = row.person, day_of(row, now)
    first = next((one for one in told.found.people if one.name), None)
    besides = answers.Besides(
        answers.facts_of(person, first.name, first.role, first.email) if first else None,
        "" if person.phone else told.found.phone,
    )
    until = str(told.found.until or "") if verb is Verb.PUT_OFF else ""
    data = {"text": told.reply, "until": until}
    return answers.heard(person, verb, now, on, data, besides)


def _noted(row: KnownMail, told: Reading, now: datetime) -> Done | Refusal:
    """Thanks, a hint, a change of a talk: the words are kept, the rest the seeker does."""
    text = told.reply or row.text.strip()[:2_000]
    return journal.record(row.person, Verb.NOTED, now, day_of(row, now), {"text": text})


def _away(row: KnownMail, told: Reading, now: datetime) -> Done | Refusal:
    """An automatic answer stops the clock until they are back; it is no answer (R6)."""
    back = told.found.back_on
    if back is not None and back > today_of(row.campaign, now):
        return journal.later(row.person, back, now)
    return journal.record(row.person, Verb.SILENT, now, day_of(row, now))


def _bounced(row: KnownMail, told: Reading, now: datetime) -> Done | Refusal:
    """What did not arrive was not asked: the letter is a draft again, another address is wanted."""
    person = row.person
    if not told.found.permanent:
        return journal.record(person, Verb.NOTED, now, data={"text": _DELAYED})
    ids = row.thread.split()
    sent = scope.outgoing(row.campaign).filter(person=person, state="sent")
    out = sent.filter(message_id__in=ids).first() or sent.exclude(letter=None).first()
    if out is not None and out.letter is not None:
        logged = scope.entries_of(person).filter(data__letter=out.letter.key).last()
        if logged is not None:
            undone = journal.withdraw(row.campaign, logged.act, now)
            if isinstance(undone, Refusal):
                return undone
    address = told.found.address or person.email
    text = f"A letter could not be delivered to {address}. Another address is needed."
    noted = journal.record(person, Verb.NOTED, now, data={"text": text})
    if isinstance(noted, Refusal):
        return noted
    again = " The letter is a draft again." if out is None or out.letter_id else ""
    return Done(f"Noted: it did not reach {person.name}.{again}", noted.act)


_DELAYED = "A letter has not been delivered yet; the mail server keeps trying."


def _held(row: KnownMail) -> KnownMail:
    query = KnownMail.objects.select_for_update().select_related("person__campaign", "campaign")
    return query.get(pk=row.pk)
