"""Invitations to agreed talks, and what comes back to them from the programs of hosts.

An answer counts for the time it answers: one about an older time changes nothing.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from fifteen.actions import in_calendar, meetings
from fifteen.actions._drafting import host_zone, in_both_zones
from fifteen.actions._write import Done, Line, append, locked, today_of
from fifteen.adapters.calendars import invitations, replies
from fifteen.adapters.calendars.invitations import Method
from fifteen.adapters.calendars.replies import Reply, Said
from fifteen.adapters.documents.calendar import description
from fifteen.method.leaving import Out
from fifteen.method.spoken import weekday
from fifteen.method.words import Booking, Refusal, Verb
from fifteen.store import read, scope
from fifteen.store.models import Campaign, Outgoing, Person

_SENSIBLE = timedelta(days=400)  # further off, a proposal is a slip
_NO_ADDRESS = "An invitation needs both addresses: yours in Settings, theirs among their facts."


def mail(person: Person, now: datetime) -> bytes | Refusal:
    """The invitation to the agreed talk as a whole mail, ready to be sent: a text with the time on
    both clocks, and the calendar's part. Of a talk called off, the word that it is."""
    campaign = person.campaign
    if not (campaign.email and person.email):
        return Refusal(_NO_ADDRESS)
    booking = read.standing_of(person).booking
    method = Method.REQUEST
    if booking is None:
        booking, method = last_booking(person), Method.CANCEL
    if booking is None:
        return Refusal("No conversation is booked with this person.")
    return invitations.mail(
        in_calendar.invited(person, booking, now), method, text_of(person, booking, method)
    )


def last_booking(person: Person) -> Booking | None:
    """What was agreed last with a person, though it no longer holds."""
    agreed = scope.entries_of(person).filter(verb__in=(Verb.BOOKED, Verb.MOVED)).last()
    return read.booking_of(agreed) if agreed is not None else None


def text_of(person: Person, booking: Booking, method: Method) -> str:
    """What the mail says in words, with the time on both clocks."""
    campaign = person.campaign
    mine = read.clock(campaign, booking.start)
    when = in_both_zones(booking.start, mine, host_zone(campaign, person))
    first = person.given or (person.name.split() or [""])[0]
    if method is Method.DECLINECOUNTER:
        told = (
            f"thank you for proposing another time. I would like to keep to ours: {when}. "
            "If it does not suit you any more, a line is enough, and I offer others."
        )
    elif method is Method.CANCEL:
        told = f"our talk on {when} is called off. Thank you for having found the time."
    else:
        told = (
            f"we talk on {when}, for {booking.minutes} minutes. "
            f"{description(booking, campaign.email)}"
        )
    signed = campaign.signature or campaign.seeker_name
    return f"Dear {first},\n\n{told}\n\n{signed}\n"


@transaction.atomic
def answered(campaign: Campaign, raw: bytes, now: datetime) -> tuple[Person, Done] | Refusal:
    """Take over what a guest answered to an invitation, from their mail or its calendar file."""
    reply = replies.read(raw)
    if reply is None:
        return Refusal("There is no answer to an invitation of yours in this file.", "file")
    talk = scope.conversations(campaign).filter(key=reply.conversation).first()
    if talk is None:
        return Refusal("This answers an invitation that is not from this campaign.", "file")
    person = locked(talk.person)
    if person.email and reply.guest and reply.guest != person.email.lower():
        return Refusal(f"This answer is not from {person.name}’s address.", "file")
    done = take_over(person, reply, now)
    return done if isinstance(done, Refusal) else (person, done)


def take_over(person: Person, reply: Reply, now: datetime, act: str = "") -> Done | Refusal:
    """What a guest answered about the talk that is agreed with them, as one act of the host, or as
    part of `act`.

    Called inside a transaction, with the person held. Refused where it is about another time.
    """
    booking = read.standing_of(person).booking
    if booking is None or booking.conversation != reply.conversation:
        return Refusal(
            f"No talk with {person.name} stands any more that this could answer.", "file"
        )
    if is_old(reply, booking, read.version_of(person)):
        return Refusal("This answers an earlier time. Nothing was changed.", "file")
    mine = read.clock(person.campaign, reply.start or booking.start)
    verb, data, word = _meaning(reply, booking, mine)
    if reply.said is Said.DECLINED:
        _knows(person, reply.conversation)
    line = Line(verb, today_of(person.campaign, now), data)
    act = append(person.campaign, person, [line], now, act, author="host")
    return Done(f"{person.name} {word}", act)


@transaction.atomic
def settle(person: Person, reply: Reply, now: datetime) -> Done | Refusal:
    """Do what an answer from the mailbox asks for, once the seeker said so: another time that they
    ask for is agreed by that, and the talk moves to it."""
    person = locked(person)
    booking = read.standing_of(person).booking
    if reply.said is Said.COUNTER and booking is not None and is_new(reply, booking):
        where = (booking.zone, booking.medium, now, booking.minutes, booking.place)
        moved = meetings.book(person, reply.start or booking.start, *where)
        return moved if isinstance(moved, Refusal) else moved[1]
    return take_over(person, reply, now)


def is_new(reply: Reply, booking: Booking) -> bool:
    """Whether an answer asks for another time of the talk that is agreed."""
    same = booking.conversation == reply.conversation
    return same and reply.start is not None and reply.start != booking.start


def _knows(person: Person, talk: str) -> None:
    """They declined in answer to an invitation: their calendar knows already."""
    last = scope.outgoing(person.campaign).filter(person=person, talk=talk, state=Out.SENT).first()
    if last is not None:
        about = {**last.about, "ended": True}
        Outgoing.objects.filter(pk=last.pk).update(about=about)


def is_old(reply: Reply, booking: Booking, version: int) -> bool:
    """Whether an answer is about another time than the agreed one."""
    if reply.said is Said.COUNTER or reply.start is None:
        return reply.version is not None and reply.version < version
    # The number grows with every change; where the time is the same, it is the same question.
    return reply.start != booking.start


def _meaning(reply: Reply, booking: Booking, mine: ZoneInfo) -> tuple[Verb, dict[str, str], str]:
    if reply.said is Said.ACCEPTED:
        return Verb.CONFIRMED, {"text": reply.comment}, "has accepted."
    if reply.said is Said.DECLINED:
        return Verb.CANCELLED, {"why": reply.comment}, "has declined. Offer other times."
    if reply.said is Said.TENTATIVE:
        return Verb.PERHAPS, {"text": reply.comment}, "says perhaps."
    told, when = {"text": reply.comment}, "another time"
    if reply.start is not None and abs(reply.start - booking.start) < _SENSIBLE:
        told["start"] = reply.start.isoformat()
        local = reply.start.astimezone(mine)
        when = f"{weekday(local.date())} {local.day} {local:%B}, {local:%H:%M} on your clock"
    return Verb.MOVE_WANTED, told, f"asks for {when}. Move the talk, or write back."
