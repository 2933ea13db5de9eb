"""Marks in the seeker's mailbox (seen, answered): set only where they allow it, and only on mails
that were dealt with here."""

from __future__ import annotations

import email

from fifteen.adapters.mail.box import Box, ids
from fifteen.adapters.mail.failures import Failed, Why
from fifteen.store import scope
from fifteen.store.models import KnownMail, Mailbox, Outgoing

SEEN, ANSWERED = "seen", "answered"
_MOST = 50  # with one reading


def seen(row: KnownMail) -> None:
    """A mail was dealt with."""
    mailbox = scope.mailbox(row.campaign)
    if mailbox is not None and mailbox.flags and not row.ours:
        KnownMail.objects.filter(pk=row.pk, mark="").update(mark=SEEN)


def answered(row: Outgoing) -> None:
    """A letter has left: the mail it answers is marked so."""
    mailbox = scope.mailbox(row.campaign)
    if mailbox is None or not mailbox.flags:
        return
    told = str(email.message_from_bytes(bytes(row.data)).get("In-Reply-To", ""))
    theirs = scope.mails(row.campaign).filter(message_id__in=ids(told.encode()), ours=False)
    theirs.update(mark=ANSWERED)


def settle(mailbox: Mailbox, box: Box) -> None:
    """Set the marks that wait. Raises `Failed`. A mail that is not where it lay any more, and one
    of a file, stay as they are."""
    waiting = KnownMail.objects.filter(campaign=mailbox.campaign_id).exclude(mark="")
    if not mailbox.flags:
        waiting.update(mark="")
        return
    for row in waiting.order_by("pk")[:_MOST]:
        if row.folder and row.message_id:
            try:
                box.mark(row.folder, row.message_id, row.mark == ANSWERED)
            except Failed as failure:
                if failure.why is not Why.FOLDER:
                    raise
        KnownMail.objects.filter(pk=row.pk).update(mark="")
