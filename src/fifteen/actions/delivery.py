"""The worker's side of the outbox: each letter is claimed, handed over, marked and filed in Sent.

What is written down before each step decides what a crash means. `claimed`: the server has not got
the whole letter, it may be sent again. `handing`: it may have left; nobody sends it again before it
was looked for in Sent, or the seeker was asked. `sent`: it has left, and is only to be filed.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from fifteen.actions import _drafting, _invites, _sending, inviting, outbox
from fifteen.actions._doors import Doors
from fifteen.actions._letter_lines import lines
from fifteen.actions._write import refused, today_of
from fifteen.adapters.mail import compose
from fifteen.adapters.mail.failures import Failed, Uncertain, Why
from fifteen.adapters.mail.smtp import Sender
from fifteen.method import leaving
from fifteen.method.leaving import Out
from fifteen.method.words import Channel, LetterKind, Verb
from fifteen.store import read, scope
from fifteen.store.models import Letter, Mailbox, Outgoing

LOST_AFTER = timedelta(minutes=10)  # a claim older than this belongs to a worker that died
_LATE = timedelta(minutes=15)  # after its moment a letter has missed it
_STALE = timedelta(hours=1)  # so much older than its leaving no mail says it is
_OF_THE_BOX = frozenset(
    {
        *(Why.NAME, Why.BARRED, Why.PORT, Why.TIME, Why.CERTIFICATE, Why.ENCRYPTION),
        *(Why.PASSWORD, Why.SIGN_IN, Why.SEALED, Why.LOST, Why.SERVER),
    }
)
"""What is wrong with the way to the server, not with the letter."""


def release(now: datetime, older: timedelta = timedelta(0)) -> int:
    """What a dead worker had in hand: not handed over yet, so it waits again; or uncertain.

    At the start of the one local process everything claimed was claimed by a dead one.
    """
    rows = Outgoing.objects.filter(claimed_at__lte=now - older)
    back = rows.filter(state=Out.CLAIMED).update(state=Out.WAITING, claimed_by="", claimed_at=None)
    doubt = rows.filter(state=Out.HANDING).update(state=Out.UNCERTAIN, claimed_by="")
    return back + doubt


@transaction.atomic
def claim(worker: str, now: datetime) -> Outgoing | None:
    """The first letter whose moment has come, for this worker alone; or None."""
    waiting = Outgoing.objects.filter(
        state=Out.WAITING, leaves__lte=now, campaign__mailbox__isnull=False
    ).order_by("leaves", "id")
    for row in waiting.defer("data")[:20]:
        mine = Outgoing.objects.filter(pk=row.pk, state=Out.WAITING, leaves=row.leaves)
        if mine.update(state=Out.CLAIMED, claimed_by=worker, claimed_at=now, tries=row.tries + 1):
            query = Outgoing.objects.select_related("person__campaign", "letter", "campaign")
            return query.get(pk=row.pk)
    return None


def deliver_one(doors: Doors, worker: str, now: datetime) -> bool:
    """Claim and deliver one letter; whether there was one."""
    row = claim(worker, now)
    if row is None:
        return False
    mailbox = Mailbox.objects.select_related("campaign").get(campaign=row.campaign)
    if not may_leave(row, now):
        return True
    try:
        sender = doors.sender(mailbox)
    except Failed as failure:
        _not_left(row, failure, now)
        return True
    try:
        hand_over(row, sender, now)
    finally:
        sender.close()
    return True


@transaction.atomic
def may_leave(row: Outgoing, now: datetime) -> bool:
    """Look once more before it leaves: what held when it was decided may hold no longer."""
    if row.letter is None:
        return _may_invite(row, now)
    letter, person = _sending.locked(row.letter), row.person
    day = today_of(row.campaign, now)
    first = lines(letter, Channel.MAIL, read.standing_of(person), day)[0]
    if refused(person, first.verb, day, day) is not None:
        _set(row, Out.BACK, "changed")
        return False
    if outbox.stops_in(letter, now) - set(letter.overruled):
        _set(row, Out.BACK, "stop")
        return False
    if wrote_since(row):
        _set(row, Out.BACK, "wrote")
        return False
    leaves = _moment_of(row, letter, first.verb, now)
    if leaves > now:
        _put_off(row, leaves)
        return False
    if now - compose.dated(bytes(row.data)) > _STALE:
        row.data = compose.redated(bytes(row.data), read.local(row.campaign, now))
        _held(row).update(data=row.data)
    return True


def _moment_of(row: Outgoing, letter: Letter, verb: Verb, now: datetime) -> datetime:
    """When it leaves: now, or in a morning that holds it, where its own was missed (C2)."""
    campaign, kind = row.campaign, LetterKind(letter.kind)
    zone, country = _drafting.host_zone(campaign, row.person), row.person.country
    country, leaves = country or campaign.country, now
    if not row.now and (row.tries > 1 or now - row.leaves > _LATE):
        leaves = leaving.after_all(kind, now, row.made, zone, country)
    if verb is Verb.ASKED:
        leaves = _sending.with_room(campaign, leaves, zone, country, row)
    return leaves


def _put_off(row: Outgoing, leaves: datetime) -> None:
    data = compose.redated(bytes(row.data), read.local(row.campaign, leaves))
    _held(row).update(
        state=Out.WAITING,
        leaves=leaves,
        data=data,
        tries=row.tries - 1,
        claimed_by="",
        claimed_at=None,
    )


def _may_invite(row: Outgoing, now: datetime) -> bool:
    if inviting.may_leave(row, now):
        return True
    _set(row, Out.BACK, "")
    _invites.look_again(row.person, now)
    return False


def wrote_since(row: Outgoing) -> bool:
    """Whether they have written since the letter was decided: it may not fit any more."""
    mails = scope.mails(row.campaign).filter(person=row.person, ours=False, came__gte=row.made)
    # Compared here: a mail that is not read yet, or reads as nothing, has no such key, and counts.
    told = mails.values_list("reading__main", "reading__invitation__said")
    return any(main not in _MACHINES and said != "accepted" for main, said in told)


_MACHINES = ("auto", "bounce")


class Taken(Exception):
    """The letter is another worker's by now: this one was taken for dead."""


def _held(row: Outgoing) -> QuerySet[Outgoing]:
    """The row, as long as it is in the hand that claimed it: a worker that stood still for long (a
    computer that slept, a server that drips) may wake up when another one has sent the letter."""
    rows = Outgoing.objects.filter(pk=row.pk, state__in=(Out.CLAIMED, Out.HANDING))
    return rows.filter(claimed_by=row.claimed_by, claimed_at=row.claimed_at)


def hand_over(row: Outgoing, sender: Sender, now: datetime) -> None:
    """Hand a claimed letter to the server, and write down what came of it."""

    def brink() -> None:
        if not _held(row).update(state=Out.HANDING):
            raise Taken

    try:
        sender.send(row.sender, row.to, bytes(row.data), brink)
    except Taken:
        return
    except Uncertain:
        _set(row, Out.UNCERTAIN, Why.LOST)
        Mailbox.objects.filter(campaign=row.campaign_id).update(next_run=now)  # to be looked for
    except Failed as failure:
        _not_left(row, failure, now)
    else:
        with transaction.atomic():
            _sending.mark_sent(row, now)
            Mailbox.objects.filter(campaign=row.campaign_id).update(next_run=now)  # to be filed


def _not_left(row: Outgoing, failure: Failed, now: datetime) -> None:
    """It has certainly not left: tried again later, or back on Today with the reason."""
    told = {"error": str(failure.why), "said": failure.said[:300]}
    wait = leaving.again_after(row.tries)
    if failure.passing or failure.why in _OF_THE_BOX:
        if wait is not None:
            _held(row).update(
                state=Out.WAITING, leaves=now + wait, claimed_by="", claimed_at=None, **told
            )
            return
        told["error"] = told["error"] if failure.why in _OF_THE_BOX else str(Why.GAVE_UP)
    _held(row).update(state=Out.FAILED, **told)


def _set(row: Outgoing, state: Out, error: str) -> None:
    _held(row).update(state=state, error=error)
