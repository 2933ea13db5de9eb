"""Invitations in words: how the one to a talk stands, and what came back to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from fifteen.actions import invitations, inviting
from fifteen.adapters.calendars.replies import Reply, Said
from fifteen.method import spoken
from fifteen.method.leaving import UNDER_WAY, Out
from fifteen.method.words import Booking, Verb
from fifteen.store import read, scope
from fifteen.store.models import Campaign, KnownMail, Person

_KEEP = {
    Said.ACCEPTED: "Keep it: they come",
    Said.DECLINED: "Keep it: the talk is off",
    Said.TENTATIVE: "Keep it as a note",
    Said.COUNTER: "Keep it as a note",
}
_SAYS = {
    Said.ACCEPTED: "They accepted the invitation.",
    Said.DECLINED: "They declined the invitation.",
    Said.TENTATIVE: "They say perhaps.",
    Said.COUNTER: "They ask for another time.",
}


def of_reply(
    mail: KnownMail, reply: Reply, today: date
) -> tuple[str, tuple[str, ...], str, str, str]:
    """What an answer to an invitation says: the sentence, the words, a note, what one click keeps,
    and where it is corrected."""
    campaign, person = mail.campaign, mail.person
    booking = read.standing_of(person).booking
    quotes = (reply.comment,) if reply.comment else ()
    look = f"/people/{person.key}/book"
    if booking is None or booking.conversation != reply.conversation:
        return _SAYS[reply.said], quotes, "That talk does not stand any more.", "", look
    if invitations.is_old(reply, booking, read.version_of(person)):
        return _SAYS[reply.said], quotes, "It answers an earlier time.", "", look
    if reply.said is Said.COUNTER and invitations.is_new(reply, booking) and reply.start:
        when = spoken.moment(read.local(campaign, reply.start), today)
        sentence = f"They ask for another time: {when}, on your clock."
        note = "Once it is moved, a new invitation tells them."
        return sentence, quotes, note, f"Move it to {when}", look
    when = spoken.moment(read.local(campaign, booking.start), today)
    return _SAYS[reply.said], quotes, f"It is about {when}.", _KEEP[reply.said], look


def may_stay(mail: KnownMail, reply: Reply) -> bool:
    """Whether they ask for another time of a talk that stands, so that it can be kept to."""
    booking = read.standing_of(mail.person).booking
    if reply.said is not Said.COUNTER or booking is None:
        return False
    old = invitations.is_old(reply, booking, read.version_of(mail.person))
    return booking.conversation == reply.conversation and not old


@dataclass(frozen=True, slots=True)
class Invited:
    """How the invitation to a talk stands: a sentence, and whether it can be sent now."""

    sentence: str
    may: bool


def on_book(person: Person, booking: Booking | None, now: datetime) -> Invited | None:
    """What the page of a talk says of its invitation; None where there is no mailbox for it."""
    campaign: Campaign = person.campaign
    if booking is None or booking.start < now or not person.email:
        return None
    if scope.mailbox(campaign) is None or campaign.is_demo:
        return None
    row = inviting.last_of(person, booking.conversation)
    if row is None or row.state in (Out.BACK, Out.FAILED):
        return Invited("", True)
    if row.state in UNDER_WAY:
        return Invited("The invitation is on its way.", False)
    if not inviting.says(row, booking):
        return Invited("The time has changed since they were invited.", True)
    confirmed = scope.entries_of(person).filter(verb=Verb.CONFIRMED, author="host").exists()
    accepted = confirmed and read.standing_of(person).confirmed_on is not None
    sent = row.sent_at or row.made
    day = spoken.day(read.day(campaign, sent), read.day(campaign, now))
    return Invited(f"Invited {day}; {'accepted' if accepted else 'no answer yet'}.", False)
