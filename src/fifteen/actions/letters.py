"""Letters: begun from a draft, kept while they are written, said to be sent."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from fifteen.actions import _drafting, _sending, earlier
from fifteen.actions._letter_lines import lines
from fifteen.actions._letter_words import NOTED
from fifteen.actions._write import Done, append, locked, new_key, refused, today_of
from fifteen.method import cadence
from fifteen.method.letters.check import check
from fifteen.method.words import (
    Channel,
    Finding,
    LetterKind,
    Level,
    Refusal,
)
from fifteen.store import find, read, scope
from fifteen.store.models import Letter, Person

LONGEST = 20_000  # characters of a body; more is no letter


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody, perhaps another tab, kept a newer version; `letter` is that one.

    The text that was not kept is put by: the letter page offers it under its earlier texts. What
    is typed there meanwhile goes on under `beside`.
    """

    letter: Letter
    beside: str = ""


@transaction.atomic
def begin(
    person: Person,
    kind: LetterKind,
    now: datetime,
    version: str = "",
    promise: str = "",
    to: str = "",
) -> Letter:
    """The open letter of this kind, or a new one with a draft in it."""
    person = locked(person)
    there = (
        scope.letters(person.campaign)
        .filter(person=person, kind=kind, promise=promise, sent_at=None)
        .last()
    )
    if there is not None and (to in ("", there.to)):
        still = there.revision or _sending.under_way(there)
        return there if still else _renewed(there, version, now)
    letter = Letter(
        campaign=person.campaign,
        person=person,
        key=new_key(),
        kind=kind,
        promise=promise,
        to=to,
        made=now,
        changed=now,
    )
    _fill(letter, version, now)
    letter.save()
    return letter


def _renewed(letter: Letter, version: str, now: datetime) -> Letter:
    """A draft nobody has touched, written anew: facts may have come since."""
    was = (letter.subject, letter.body)
    _fill(letter, version or letter.version, now)
    if was != (letter.subject, letter.body):
        letter.changed = now
        letter.save()
    return letter


@transaction.atomic
def start_from(
    letter: Letter, version: str, now: datetime, tone: str = "", length: str = ""
) -> Done | Refusal:
    """Put another draft in place of what stands in an unsent letter; the text is put by.

    An empty or unknown tone or length stays as it was; such a version is the first one.
    """
    letter = _fresh(letter)
    if (gone := _gone(letter)) is not None:
        return gone
    act = earlier.put_by(letter, earlier.REPLACED, now)
    _fill(letter, version, now, tone, length)
    letter.revision += 1
    letter.changed = now
    letter.save()
    return Done("Begun anew.", act)


def _fill(letter: Letter, version: str, now: datetime, tone: str = "", length: str = "") -> None:
    draft = _drafting.draft(letter, version, now, tone, length)
    letter.version, letter.tone, letter.length = draft.version, draft.tone, draft.length
    letter.subject = draft.subject
    letter.body = draft.body


def _fresh(letter: Letter) -> Letter:
    query = Letter.objects.select_for_update().select_related("person__campaign", "campaign")
    return query.get(pk=letter.pk)


def _gone(letter: Letter) -> Refusal | None:
    """Why the text of a letter cannot change any more; None while it can."""
    if letter.sent_at is not None:
        return Refusal("This letter has left already; it stays as it was.", "body")
    if _sending.under_way(letter):
        return Refusal("This letter is on its way. Call it back first to change it.", "body")
    return None


@transaction.atomic
def keep(
    letter: Letter,
    revision: int,
    subject: str,
    body: str,
    now: datetime,
    put_by: str = "",
    beside: str | None = "",
) -> Letter | Conflict | Refusal:
    """Keep what was typed. A newer version kept meanwhile is never overwritten.

    `put_by` says why the text that stands there gives way knowingly: it is put by then, and can
    be brought back. `beside` is where the window that lost put its text by before; None only asks
    whether there is a newer version.
    """
    if len(body) > LONGEST:
        return Refusal(f"A letter of more than {LONGEST:,} characters is not kept here.", "body")
    letter = _fresh(letter)
    if (letter.subject, letter.body) == (subject, body):
        return letter  # also one that has left: the page may keep once more while it is sent
    if (gone := _gone(letter)) is not None:
        return gone
    if revision != letter.revision:
        if beside is None:
            return Conflict(letter)
        return Conflict(letter, earlier.beside(letter, beside, subject, body, now))
    if put_by:
        earlier.put_by(letter, put_by, now)
    letter.subject, letter.body = subject, body
    letter.revision += 1
    letter.changed = now
    letter.save(update_fields=["subject", "body", "revision", "changed"])
    return letter


def findings(letter: Letter, now: datetime) -> tuple[Finding, ...]:
    """What the check finds in a letter as it stands."""
    return check(_drafting.as_checked(letter), _drafting.context(letter, now))


@transaction.atomic
def discard(letter: Letter, now: datetime) -> Done | Refusal:
    """Throw an unsent draft away. It can be brought back."""
    letter = _fresh(letter)
    if (gone := _gone(letter)) is not None:
        return gone
    return Done("The draft is thrown away.", earlier.throw(letter, now))


@transaction.atomic
def sent(
    letter: Letter,
    channel: Channel,
    now: datetime,
    on: date | None = None,
    overrule: Collection[str] = (),
) -> Done | Refusal:
    """Say that a letter has left. A `stop` that was not overruled knowingly refuses it (A1)."""
    letter = _fresh(letter)
    if letter.sent_at is not None:
        return Refusal("You said so already; this letter is in the timeline.")
    if _sending.under_way(letter):
        return Refusal("This letter leaves through your mailbox. Call it back first.")
    stops = {f.rule for f in findings(letter, now) if f.level is Level.STOP}
    if stops - set(overrule):
        return Refusal("A stop is not settled yet. Mend it, or overrule it in words.", "overrule")
    person = locked(letter.person)
    today = today_of(person.campaign, now)
    on = on or today
    standing = read.standing_of(person)
    letter.overruled = sorted(stops & set(overrule))
    written = lines(letter, channel, standing, on)
    refusal = refused(person, written[0].verb, on, today, standing)
    if refusal:
        return refusal
    letter.sent_at, letter.channel = now, channel
    letter.save(update_fields=["sent_at", "channel", "overruled"])
    act = append(person.campaign, person, written, now)
    find.renew(person)
    to = letter.to if letter.kind == LetterKind.INTRODUCTION_REQUEST and letter.to else person.name
    noted = "noted" if letter.kind == LetterKind.CALL_SCRIPT else "noted as sent"
    return Done(f"{NOTED[LetterKind(letter.kind)]} {to}: {noted}.", act)


def way_of(person: Person, now: datetime) -> LetterKind:
    """The letter the next step of a person asks for; a request where there is none."""
    step = cadence.next_step(read.standing_of(person), now, read.setting(person.campaign, person))
    return (step.letter if step else None) or LetterKind.REQUEST
