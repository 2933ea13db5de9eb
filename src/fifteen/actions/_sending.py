"""What deciding and delivering share: the way out of a letter, the day's limit, the mark "sent"."""

from __future__ import annotations

import email
import hashlib
from datetime import date, datetime
from zoneinfo import ZoneInfo

from fifteen.actions import _invites, _marks
from fifteen.actions._letter_lines import lines
from fifteen.actions._write import Line, append, new_key, today_of
from fifteen.actions._write import locked as locked_person
from fifteen.adapters.mail.box import ids
from fifteen.method import leaving
from fifteen.method.leaving import UNDER_WAY, Out
from fifteen.method.words import Channel, LetterKind, Verb
from fifteen.store import read, scope, suggest
from fifteen.store.models import Campaign, KnownMail, Letter, Outgoing, Person

_MOST_DAYS = 60  # that a request is put off because the days before are full


def locked(letter: Letter) -> Letter:
    """The letter as it is now, held until the transaction ends."""
    query = Letter.objects.select_for_update().select_related("person__campaign", "campaign")
    return query.get(pk=letter.pk)


def under_way(letter: Letter) -> bool:
    """Whether the letter is on its way out, so that its text cannot change any more."""
    return scope.outgoing(letter.campaign).filter(letter=letter, state__in=UNDER_WAY).exists()


def with_room(
    campaign: Campaign, leaves: datetime, zone: ZoneInfo, country: str, but: Outgoing | None = None
) -> datetime:
    """The same moment, or the first morning of a day that still holds a request (C2)."""
    most = read.numbers_of(campaign).requests_a_day
    for _ in range(_MOST_DAYS):
        day = read.day(campaign, leaves)
        if suggest.asked_on(campaign, day) + _leaving_on(campaign, day, but) < most:
            return leaves
        leaves = leaving.next_day(leaves, zone, country)
    return leaves


def _leaving_on(campaign: Campaign, day: date, but: Outgoing | None) -> int:
    """How many requests leave on a day, besides this one."""
    rows = scope.outgoing(campaign).filter(state__in=UNDER_WAY, letter__kind=LetterKind.REQUEST)
    if but is not None:
        rows = rows.exclude(pk=but.pk)
    return sum(read.day(campaign, at) == day for at in rows.values_list("leaves", flat=True))


def mark_sent(row: Outgoing, now: datetime) -> str:
    """The letter has left: what the journal says of it, and the mail it is now. Returns the act.

    Called inside a transaction. It has happened, so no rule of the method is asked any more.
    """
    person = locked_person(row.person)
    if row.letter_id is None:
        return _mark_invited(row, person, now)
    letter = Letter.objects.select_for_update().get(pk=row.letter_id)
    letter.person, letter.campaign = person, person.campaign
    day = today_of(person.campaign, now)
    letter.sent_at, letter.channel = now, Channel.MAIL
    letter.save(update_fields=["sent_at", "channel"])
    written = lines(letter, Channel.MAIL, read.standing_of(person), day)
    act = append(person.campaign, person, written, now)
    _it_left(row, person, now, letter.subject, letter.body, act)
    return act


def _mark_invited(row: Outgoing, person: Person, now: datetime) -> str:
    """An invitation has left. What was agreed is in the journal already; it may have changed while
    this was on its way, so that is looked at once more."""
    subject = str(email.message_from_bytes(bytes(row.data)).get("Subject", ""))
    act = ""
    if read.standing_of(person).took_on is not None:  # it tells them which time was taken
        line = Line(Verb.CONFIRMED, today_of(person.campaign, now), {})
        act = append(person.campaign, person, [line], now)
    _it_left(row, person, now, subject, str(row.about.get("text", "")), act)
    _invites.look_again(person, now)
    return act


def _it_left(
    row: Outgoing, person: Person, now: datetime, subject: str, text: str, act: str
) -> None:
    Outgoing.objects.filter(pk=row.pk).update(state=Out.SENT, sent_at=now, error="", said="")
    _marks.answered(row)
    KnownMail.objects.get_or_create(
        campaign=person.campaign,
        same=same(row.message_id, row.sender),
        defaults={
            "person": person,
            "key": new_key(),
            "message_id": row.message_id,
            "thread": _thread(row),
            "ours": True,
            "at": now,
            "came": now,
            "sender": row.sender,
            "subject": subject[:998],
            "text": text,
            "state": "kept",
            "act": act,
        },
    )


def _thread(row: Outgoing) -> str:
    """The ids a letter went on from: what follows goes on from them too."""
    told = str(email.message_from_bytes(bytes(row.data)).get("References", ""))
    return " ".join(ids(told.encode()))


def same(message_id: str, sender: str, otherwise: bytes = b"") -> str:
    """By what a mail is known again, from wherever it is read: its id and who wrote it; where it
    has no id, `otherwise`: what it says."""
    told = f"{message_id.strip()}\n{sender.strip().lower()}".encode()
    return hashlib.sha256(told if message_id.strip() else otherwise).hexdigest()
