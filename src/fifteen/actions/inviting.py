"""Invitations through the seeker's own mailbox: a host who was invited to a talk hears of it when
it moves or is called off, always as the same entry of their calendar.

What a host was told stands in the outbox. It is compared with what is agreed, after each change and
after each mail, so that whatever happens in between the last word is the right one; what has not
left yet when the next change comes does not leave.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from fifteen.actions import _spare, in_calendar, invitations, outbox
from fifteen.actions._write import Done, locked, new_key
from fifteen.adapters.calendars import invitations as shape
from fifteen.adapters.calendars.invitations import Method
from fifteen.adapters.mail import compose
from fifteen.method.leaving import UNDER_WAY, UNDO, Out
from fifteen.method.words import Booking, Medium, Refusal, Verb
from fifteen.store import read, scope
from fifteen.store.models import Campaign, Outgoing, Person

_SAYS = ("method", "start", "minutes", "zone", "medium", "place")
_TOLD = (*UNDER_WAY, Out.SENT)


@transaction.atomic
def send(person: Person, now: datetime) -> Done | Refusal:
    """Invite to the talk that is agreed: the invitation leaves in twenty seconds."""
    person = locked(person)
    booking = read.standing_of(person).booking
    refusal = _cannot(person) or _over(booking, now)
    if refusal is not None or booking is None:
        return refusal or Refusal("No conversation is booked with this person.")
    last = _last(person, booking.conversation)
    if last is not None and _same(last, _about(booking, Method.REQUEST)):
        return Refusal("They are invited to this talk already.")
    row = _catch_up(person, booking, Method.REQUEST, now)
    if isinstance(row, Refusal):
        return row
    if row is None:
        return Refusal("The last invitation is still on its way. Try again in a minute.")
    return Done(f"The invitation to {person.name} leaves in 20 seconds.", outbox.act_of(row))


@transaction.atomic
def follow(campaign: Campaign, key: str, now: datetime) -> None:
    """Bring the host up to date: who was invited hears of every change; where the seeker wishes,
    who was not is invited. Whoever asked for peace gets nothing."""
    found = scope.people(campaign).filter(key=key).first()
    mailbox = scope.mailbox(campaign)
    if found is None or mailbox is None:
        return
    person = locked(found)
    if _cannot(person) is not None:
        _call_back(scope.outgoing(campaign).filter(person=person).exclude(talk=""))
        return
    booking = read.standing_of(person).booking
    told = set(_of(person).values_list("talk", flat=True))
    for talk in told - {booking.conversation if booking else ""}:
        _call_off(person, talk, now)
    invited = booking is not None and (booking.conversation in told or mailbox.invites)
    if booking is not None and invited and _over(booking, now) is None:
        _catch_up(person, booking, Method.REQUEST, now)


def _call_off(person: Person, talk: str, now: datetime) -> None:
    """A talk they were invited to does not stand any more: told, unless they said so themselves in
    answer to the invitation, or it has been held."""
    last = _last(person, talk)
    if last is None or last.about.get("ended"):
        return
    held = scope.conversations(person.campaign).filter(key=talk, ended_at__isnull=False).exists()
    booking = booking_in(last.about, talk)
    if held or booking is None or booking.start < now:
        return
    _catch_up(person, booking, Method.CANCEL, now)


def _catch_up(
    person: Person, booking: Booking, method: Method, now: datetime
) -> Outgoing | Refusal | None:
    """The mail that tells the host this, on its way out; None where none is needed, or the one
    before must arrive first: then it is looked at again."""
    about = _about(booking, method)
    rows = _of(person).filter(talk=booking.conversation)
    waiting = rows.filter(state=Out.WAITING).first()
    if waiting is not None and _same(waiting, about):
        return None
    _call_back(rows)
    last = _last(person, booking.conversation)
    if last is not None and (_same(last, about) or last.state != Out.SENT):
        return None
    if last is None and method is Method.CANCEL:
        return None
    if _is_way_taken(person, booking.conversation):
        return None
    return _written(person, booking, method, about, now)


def _is_way_taken(person: Person, talk: str) -> bool:
    """Whether a mail about this talk is being handed over: one at a time leaves, and what follows
    is looked at again after it. One that only waits is called back: a newer word replaces it."""
    rows = scope.outgoing(person.campaign).filter(person=person, talk=talk)
    _call_back(rows)
    return bool(rows.filter(state__in=UNDER_WAY).exists())


def keep_to(person: Person, booking: Booking, act: str, now: datetime) -> Outgoing | None:
    """Tell the program of a guest who asked for another time that the agreed one stays; `act` is
    what says so here. None where the last they were told from here is something else: then they
    are not invited by mail, or hear of a change in any case. Called inside a transaction."""
    last = _last(person, booking.conversation)
    if last is None or last.state != Out.SENT or _cannot(person) is not None:
        return None
    if not _same(last, _about(booking, Method.REQUEST)):
        return None
    if _is_way_taken(person, booking.conversation):
        return None
    about = _about(booking, Method.DECLINECOUNTER) | {"act": act}
    row = _written(person, booking, Method.DECLINECOUNTER, about, now, last.about.get("version"))
    return row if isinstance(row, Outgoing) else None


def _written(
    person: Person,
    booking: Booking,
    method: Method,
    about: dict[str, Any],
    now: datetime,
    version: int | None = None,
) -> Outgoing | Refusal:
    campaign, mailbox = person.campaign, scope.mailbox(person.campaign)
    if mailbox is None:
        return Refusal("No mailbox is connected.")
    key, address = new_key(), outbox.address_of(person)
    own_id = compose.message_id(key, mailbox.address)
    one = in_calendar.invited(person, booking, now)
    # Who invites is who sends (RFC 6047): programs answer to that address.
    one = replace(one, email=mailbox.address, host_email=address)
    if version is not None:
        one = replace(one, version=version)  # of what they answered; nothing has changed since
    text = invitations.text_of(person, booking, method)
    row = Outgoing(
        campaign=campaign,
        person=person,
        talk=booking.conversation,
        about=about | {"version": one.version, "text": text},
        key=key,
        made=now,
        to=address,
        sender=mailbox.address,
        message_id=own_id,
        data=shape.mail(one, method, text, own_id, outbox.thread_with(person, address)),
        leaves=now + UNDO,
        now=True,
    )
    row.save()
    return row


def _cannot(person: Person) -> Refusal | None:
    campaign, address = person.campaign, outbox.address_of(person)
    if campaign.is_demo:
        return Refusal("Nobody in the demo is real, so nothing leaves from it.")
    if scope.mailbox(campaign) is None:
        return Refusal("No mailbox is connected. Connect one in Settings, or take the file.")
    if not address or not address.isascii():
        return Refusal(f"No mail address of {person.name} is known. Add it first.", "email")
    rest = read.standing_of(person).rest
    if rest is not None and rest.forever:
        return Refusal("This person asked not to be written to again.")
    return _spare.refusal(campaign, address)


def _over(booking: Booking | None, now: datetime) -> Refusal | None:
    over = booking is not None and booking.start < now
    return Refusal("That talk is over.") if over else None


def may_leave(row: Outgoing, now: datetime) -> bool:
    """Whether an invitation still says what is agreed, just before it leaves."""
    person = locked(row.person)
    if _cannot(person) is not None:
        return False
    booking = read.standing_of(person).booking
    if row.about.get("method") == Method.CANCEL:
        return booking is None or booking.conversation != row.talk
    if row.about.get("method") == Method.DECLINECOUNTER:
        return booking is not None and _still_keeps_to(row, booking)
    return booking is not None and _same(row, _about(booking, Method.REQUEST))


def _still_keeps_to(row: Outgoing, booking: Booking) -> bool:
    undone = scope.entries(row.campaign).filter(verb=Verb.WITHDRAWN, data__act=row.about["act"])
    return _same(row, _about(booking, Method.DECLINECOUNTER)) and not undone.exists()


def _of(person: Person) -> Any:
    """The mails that tell a calendar what is agreed; that it stays is no news to it."""
    rows = scope.outgoing(person.campaign).filter(person=person).exclude(talk="")
    return rows.exclude(about__method=Method.DECLINECOUNTER)


def _last(person: Person, talk: str) -> Outgoing | None:
    """What they were told last of a talk, or are being told."""
    last: Outgoing | None = _of(person).filter(talk=talk, state__in=_TOLD).first()
    return last


def last_of(person: Person, talk: str) -> Outgoing | None:
    """The latest invitation to a talk, whatever became of it."""
    row: Outgoing | None = _of(person).filter(talk=talk).first()
    return row


def says(row: Outgoing, booking: Booking) -> bool:
    """Whether an invitation says what is agreed now."""
    return _same(row, _about(booking, Method.REQUEST))


def _call_back(rows: Any) -> None:
    rows.filter(state=Out.WAITING).update(state=Out.BACK, error="")


def _about(booking: Booking, method: Method) -> dict[str, Any]:
    return {
        "method": str(method),
        "start": booking.start.isoformat(),
        "minutes": booking.minutes,
        "zone": booking.zone,
        "medium": str(booking.medium),
        "place": booking.place,
    }


def _same(row: Outgoing, about: Mapping[str, Any]) -> bool:
    if row.about.get("method") == about["method"] == Method.CANCEL:
        return True
    return all(row.about.get(name) == about[name] for name in _SAYS)


def booking_in(about: Mapping[str, Any], talk: str) -> Booking | None:
    """The talk as an invitation told of it; None where that cannot be read."""
    try:
        start, medium = datetime.fromisoformat(about["start"]), Medium(about["medium"])
        return Booking(talk, start, about["minutes"], about["zone"], medium, about["place"])
    except (KeyError, ValueError, TypeError):
        return None


@transaction.atomic
def again(row: Outgoing, now: datetime) -> Done | Refusal:
    """Try once more an invitation that could not leave, as the talk stands now."""
    failed = Outgoing.objects.filter(pk=row.pk, state=Out.FAILED)
    if not failed.update(state=Out.BACK, error=""):
        return Refusal("That is settled already.")
    if row.about.get("method") == Method.CANCEL:
        follow(row.campaign, row.person.key, now)
        return Done("It is tried once more.")
    if row.about.get("method") == Method.DECLINECOUNTER:
        booking = read.standing_of(row.person).booking
        still = booking is not None and _still_keeps_to(row, booking)
        if booking is not None and still and keep_to(row.person, booking, row.about["act"], now):
            return Done("It is tried once more.")
        return Refusal("What is agreed has changed since, so that there is nothing to tell.")
    return send(row.person, now)
