"""Letters: begun from a draft, kept while they are written, said to be sent."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from fifteen.actions import _drafting
from fifteen.actions._write import Done, Line, append, locked, new_key, refused, today_of
from fifteen.method import cadence
from fifteen.method.letters.check import check
from fifteen.method.words import (
    Channel,
    Finding,
    LetterKind,
    Level,
    Refusal,
    Standing,
    Verb,
)
from fifteen.store import read, scope
from fifteen.store.models import Letter, Person

LONGEST = 20_000  # characters of a body; more is no letter


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody, perhaps another tab, kept a newer version; `letter` is that one."""

    letter: Letter


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
        return there if there.revision else _renewed(there, version, now)
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
) -> Letter:
    """Put another draft in place of what stands in an unsent letter.

    An empty or unknown tone or length stays as it was; such a version is the first one.
    """
    letter = _fresh(letter)
    if letter.sent_at is None:
        _fill(letter, version, now, tone, length)
        letter.revision += 1
        letter.changed = now
        letter.save()
    return letter


def _fill(letter: Letter, version: str, now: datetime, tone: str = "", length: str = "") -> None:
    draft = _drafting.draft(letter, version, now, tone, length)
    letter.version, letter.tone, letter.length = draft.version, draft.tone, draft.length
    letter.subject = draft.subject
    letter.body = draft.body


def _fresh(letter: Letter) -> Letter:
    query = Letter.objects.select_for_update().select_related("person__campaign", "campaign")
    return query.get(pk=letter.pk)


@transaction.atomic
def keep(
    letter: Letter, revision: int, subject: str, body: str, now: datetime
) -> Letter | Conflict | Refusal:
    """Keep what was typed. A newer version kept meanwhile is never overwritten."""
    if len(body) > LONGEST:
        return Refusal(f"A letter of more than {LONGEST:,} characters is not kept here.", "body")
    letter = _fresh(letter)
    if (letter.subject, letter.body) == (subject, body):
        return letter  # also one that has left: the page may keep once more while it is sent
    if letter.sent_at is not None:
        return Refusal("This letter has left already; it stays as it was.", "body")
    if revision != letter.revision:
        return Conflict(letter)
    letter.subject, letter.body = subject, body
    letter.revision += 1
    letter.changed = now
    letter.save(update_fields=["subject", "body", "revision", "changed"])
    return letter


def findings(letter: Letter, now: datetime) -> tuple[Finding, ...]:
    """What the check finds in a letter as it stands."""
    return check(_drafting.as_checked(letter), _drafting.context(letter, now))


@transaction.atomic
def discard(letter: Letter) -> Done:
    """Throw an unsent draft away."""
    letter = _fresh(letter)
    if letter.sent_at is None:
        letter.delete()
    return Done("The draft is gone.")


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
    stops = {f.rule for f in findings(letter, now) if f.level is Level.STOP}
    if stops - set(overrule):
        return Refusal("A stop is not settled yet. Mend it, or overrule it in words.", "overrule")
    person = locked(letter.person)
    today = today_of(person.campaign, now)
    on = on or today
    standing = read.standing_of(person)
    letter.overruled = sorted(stops & set(overrule))
    lines = _lines(letter, channel, standing, on)
    refusal = refused(person, lines[0].verb, on, today, standing)
    if refusal:
        return refusal
    letter.sent_at, letter.channel = now, channel
    letter.save(update_fields=["sent_at", "channel", "overruled"])
    act = append(person.campaign, person, lines, now)
    to = letter.to if letter.kind == LetterKind.INTRODUCTION_REQUEST and letter.to else person.name
    noted = "noted" if letter.kind == LetterKind.CALL_SCRIPT else "noted as sent"
    return Done(f"{_NOTED[LetterKind(letter.kind)]} {to}: {noted}.", act)


def _lines(letter: Letter, channel: Channel, standing: Standing, on: date) -> list[Line]:
    kind = LetterKind(letter.kind)
    data = {"letter": letter.key, "channel": str(channel)}
    if letter.overruled:
        data["overruled"] = ", ".join(letter.overruled)
    if kind is LetterKind.CALL_SCRIPT and standing.asked_on is not None:
        return [Line(Verb.REMINDED, on, data)]  # a call that follows the letter (A11, R6)
    if kind is LetterKind.PUT_OFF_ANSWER:
        return [Line(_put_off_verb(standing), on, data)]
    if kind is LetterKind.INTRODUCTION_REQUEST:
        return [Line(Verb.INTRODUCTION_ASKED, on, {**data, "of": letter.to})]
    if kind is LetterKind.PROMISE_MINE and letter.promise:
        return [Line(Verb.KEPT, on, {**data, "key": letter.promise})]
    if kind is LetterKind.PROMISE_THEIRS and letter.promise:
        return [_asked_about(letter, standing, on, data)]
    return [Line(_VERBS[kind], on, data)]


def _put_off_verb(standing: Standing) -> Verb:
    if standing.open_answer is Verb.ASKED_BACK:
        return Verb.ANSWERED
    return Verb.PHONE_OFFERED if standing.put_offs > 1 else Verb.CLARIFIED


def _asked_about(letter: Letter, standing: Standing, on: date, data: dict[str, str]) -> Line:
    # Asking kindly does not end a promise: it comes back once more, and ends by a decision (F6).
    promise = next((p for p in standing.promises if p.key == letter.promise), None)
    if promise is None:
        return Line(Verb.TOUCHED, on, data)
    due = str(on + timedelta(days=14))
    again = {"by": "them", "what": promise.what, "due": due, "key": promise.key}
    return Line(Verb.PROMISED, on, {**data, **again, "asked": True})


_VERBS = {
    LetterKind.REQUEST: Verb.ASKED,
    LetterKind.CALL_SCRIPT: Verb.ASKED,
    LetterKind.REMINDER: Verb.REMINDED,
    LetterKind.TIMES: Verb.TIMES_SENT,
    LetterKind.CONFIRMATION: Verb.CONFIRMED,
    LetterKind.THANKS_MET: Verb.THANKED,
    LetterKind.THANKS_PHONE: Verb.THANKED,
    LetterKind.THANKS_DECLINED: Verb.THANKED_NO,
    LetterKind.PROMISE_MINE: Verb.TOUCHED,
    LetterKind.PROMISE_THEIRS: Verb.TOUCHED,
    LetterKind.KEEP_IN_TOUCH: Verb.TOUCHED,
    LetterKind.WHAT_CAME_OF_IT: Verb.TOUCHED,
}

_TITLES = {
    LetterKind.REQUEST: "Request",
    LetterKind.INTRODUCTION_REQUEST: "Request for an introduction",
    LetterKind.CALL_SCRIPT: "Call",
    LetterKind.REMINDER: "Reminder",
    LetterKind.PUT_OFF_ANSWER: "Answer",
    LetterKind.TIMES: "Times",
    LetterKind.CONFIRMATION: "Confirmation",
    LetterKind.THANKS_MET: "Thank-you",
    LetterKind.THANKS_PHONE: "Thank-you",
    LetterKind.THANKS_DECLINED: "Thanks",
    LetterKind.PROMISE_THEIRS: "About what they offered",
    LetterKind.PROMISE_MINE: "Report back",
    LetterKind.KEEP_IN_TOUCH: "Keeping in touch",
    LetterKind.WHAT_CAME_OF_IT: "What came of it",
}

_NOTED = {
    LetterKind.REQUEST: "Your request to",
    LetterKind.INTRODUCTION_REQUEST: "Your letter to",
    LetterKind.CALL_SCRIPT: "Your call to",
    LetterKind.REMINDER: "Your reminder to",
    LetterKind.PUT_OFF_ANSWER: "Your answer to",
    LetterKind.TIMES: "Your offer of times to",
    LetterKind.CONFIRMATION: "Your confirmation to",
    LetterKind.THANKS_MET: "Your thank-you to",
    LetterKind.THANKS_PHONE: "Your thank-you to",
    LetterKind.THANKS_DECLINED: "Your thanks to",
    LetterKind.PROMISE_THEIRS: "Your letter to",
    LetterKind.PROMISE_MINE: "Your letter to",
    LetterKind.KEEP_IN_TOUCH: "Your letter to",
    LetterKind.WHAT_CAME_OF_IT: "Your letter to",
}


def title(kind: LetterKind) -> str:
    """What a kind of letter is called on the pages."""
    return _TITLES[kind]


def way_of(person: Person, now: datetime) -> LetterKind:
    """The letter the next step of a person asks for; a request where there is none."""
    step = cadence.next_step(read.standing_of(person), now, read.setting(person.campaign, person))
    return (step.letter if step else None) or LetterKind.REQUEST
