"""The Sent folder: what left is filed there where the server does not; what is uncertain is looked
for."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from fifteen.actions import _sending
from fifteen.adapters.mail import servers
from fifteen.adapters.mail.box import Box
from fifteen.adapters.mail.failures import Failed, Why
from fifteen.method.leaving import Out
from fifteen.store import scope
from fifteen.store.models import Mailbox, Outgoing


def settle(mailbox: Mailbox, box: Box, now: datetime) -> None:
    """Look for each uncertain letter, then file what left. Raises `Failed`.

    An uncertain letter that is in Sent has left. One that is not there may have left all the same:
    the seeker is asked, and it is looked for again with each reading. A Sent folder that is full or
    cannot be opened keeps no answer from being read: it is tried again with the next reading.
    """
    sent = mailbox.sent_folder
    rows = Outgoing.objects.filter(campaign=mailbox.campaign_id).select_related("person", "letter")
    if sent:
        for row in rows.filter(state=Out.UNCERTAIN):
            with _unless_shut():
                if box.holds(sent, row.message_id):
                    found(row, now)
                else:
                    Outgoing.objects.filter(pk=row.pk, state=Out.UNCERTAIN).update(error="looked")
    known = servers.known(mailbox.address)
    files = known is not None and known.files and mailbox.smtp_host == known.smtp.host
    for row in rows.filter(state=Out.SENT, filed=False).order_by("id"):
        with _unless_shut():
            if sent and not files and not box.holds(sent, row.message_id):
                box.file(sent, bytes(row.data))
            Outgoing.objects.filter(pk=row.pk).update(filed=True)


@contextlib.contextmanager
def _unless_shut() -> Iterator[None]:
    try:
        yield
    except Failed as failure:
        if failure.why is not Why.FOLDER:
            raise


def missing(mailbox: Mailbox) -> int:
    """How many letters that left do not stand in Sent, though the mailbox was read since."""
    if mailbox.last_good is None:
        return 0
    rows = scope.outgoing(mailbox.campaign).filter(state=Out.SENT, filed=False)
    return rows.filter(sent_at__lt=mailbox.last_good).count()


@transaction.atomic
def found(row: Outgoing, now: datetime) -> None:
    """An uncertain letter was found, in Sent or in an answer to it: it has left. Whether it stands
    in Sent is looked at with the next reading: an answer says nothing of that."""
    rows = Outgoing.objects.select_for_update(of=("self",))
    held = rows.select_related("person", "letter").get(pk=row.pk)
    if held.state == Out.UNCERTAIN:
        _sending.mark_sent(held, now)
