"""The agreed time stays although they asked for another: said in the journal, and to their program
the way it expects it (DECLINECOUNTER, RFC 5546)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from fifteen.actions import invitations, inviting
from fifteen.actions._write import Done, Line, append, locked, new_key, today_of
from fifteen.adapters.calendars.replies import Reply
from fifteen.method.host_page import is_past
from fifteen.method.words import Refusal, Verb
from fifteen.store import read
from fifteen.store.models import Person


@transaction.atomic
def stay(person: Person, now: datetime, reply: Reply | None = None) -> Done | Refusal:
    """Keep to the agreed time. With a `reply` that waits in the mailbox, what they asked for is
    written down in the same act. Whoever was invited by mail is told so, in words and for their
    calendar; whoever was not is written to by the seeker."""
    person = locked(person)
    stands = read.standing_of(person)
    if stands.booking is None or is_past(stands.booking, now):
        return Refusal(f"No talk with {person.name} is ahead.")
    if reply is None and stands.move_wanted_on is None:
        return Refusal(f"{person.name} has not asked for another time, or it is settled.")
    act = new_key()
    if reply is not None:
        asked = invitations.take_over(person, reply, now, act)
        if isinstance(asked, Refusal):
            return asked
    line = Line(Verb.STAYED, today_of(person.campaign, now), {})
    append(person.campaign, person, [line], now, act)
    if inviting.keep_to(person, stands.booking, act, now) is None:
        return Done("The time stays. Write them a line, so that they know.", act)
    return Done(f"The time stays. Word of it leaves for {person.name} in 20 seconds.", act)
