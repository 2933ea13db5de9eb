"""The seeker's mailbox: connected, read now, disconnected; `trying.py` tries it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from fifteen.actions import _belongs, _intake, _understanding, inbox
from fifteen.actions._doors import PASSWORD
from fifteen.actions._write import Done
from fifteen.adapters.mail import message_files as message
from fifteen.adapters.mail.servers import STARTTLS, TLS, Server
from fifteen.method.folding import is_email
from fifteen.method.leaving import Out
from fifteen.method.words import Refusal, Verb
from fifteen.store import scope, sealed
from fifteen.store.models import Campaign, Mailbox, Outgoing

_BACK = timedelta(days=60)  # so far before the connection mails are looked at
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]{0,252}[a-z0-9])?")
_SEEN = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Account:
    """What the seeker typed, or what was found for them."""

    address: str
    secret: str
    imap: Server
    smtp: Server
    login: str = ""  # the address where empty
    way: str = "password"


def mended(account: Account) -> Refusal | None:
    """What has to be mended before a connection can be tried; None where nothing."""
    if not is_email(account.address) or not account.address.isascii():
        return Refusal("That mail address is not complete.", "address")
    if not account.secret:
        return Refusal("The password is missing.", "password")
    if _SEEN.search(account.secret + account.login) or len(account.secret) > 4_000:
        return Refusal("There are signs in it that no password has. Copy it once more.", "password")
    for server, name in ((account.imap, "imap_host"), (account.smtp, "smtp_host")):
        if not _HOST.fullmatch(server.host.lower()):
            return Refusal("The name of a server looks like imap.example.org.", name)
        if not 0 < server.port < 65536:
            return Refusal("A port is a number up to 65535, such as 993.", name)
        if server.how not in (TLS, STARTTLS):
            return Refusal("Choose how the connection is encrypted.", name)
    return None


def unsaved(campaign: Campaign, account: Account, now: datetime) -> Mailbox:
    """The mailbox as it would be kept."""
    kept = scope.mailbox(campaign)
    row = kept or Mailbox(campaign=campaign, made=now, since=_since(campaign, now))
    if row.address != account.address or row.imap_host != account.imap.host:
        row.folders, row.sent_folder = {}, ""
    row.address, row.login, row.way = account.address, account.login or account.address, account.way
    row.secret = sealed.seal(campaign, PASSWORD, account.secret)
    row.imap_host, row.imap_port, row.imap_how = _told(account.imap)
    row.smtp_host, row.smtp_port, row.smtp_how = _told(account.smtp)
    row.next_run, row.error, row.failing_since, row.claimed_at = now, "", None, None
    return row


def _told(server: Server) -> tuple[str, int, str]:
    return server.host, server.port, server.how


def _since(campaign: Campaign, now: datetime) -> datetime:
    """From when mails are looked at: the first request, or two months back."""
    first = scope.entries(campaign).filter(verb=Verb.ASKED).first()
    early = now - _BACK
    if first is None:
        return early
    asked = datetime(first.on.year, first.on.month, first.on.day, tzinfo=now.tzinfo)
    return min(early, asked)


@transaction.atomic
def connect(campaign: Campaign, account: Account, now: datetime) -> Done | Refusal:
    """Keep a mailbox; it is read from now on."""
    if campaign.is_demo:
        return Refusal("The demo has no mailbox: nobody in it is real.")
    refusal = mended(account)
    if refusal is not None:
        return refusal
    row = unsaved(campaign, account, now)
    row.save()
    if not campaign.email:
        Campaign.objects.filter(pk=campaign.pk).update(email=account.address)
    return Done("Connected. Answers find their people from now on.")


@transaction.atomic
def disconnect(campaign: Campaign) -> Done | Refusal:
    """Forget the mailbox and its password. Letters that wait for their hour stay as drafts."""
    gone, _ = Mailbox.objects.filter(campaign=campaign).delete()
    if not gone:
        return Refusal("No mailbox is connected.")
    waiting = Outgoing.objects.filter(campaign=campaign, state=Out.WAITING)
    stayed = waiting.update(state=Out.BACK)
    told = " Letters that waited are drafts again." if stayed else ""
    return Done(f"Disconnected; the password is gone from here.{told}")


@transaction.atomic
def choose(
    campaign: Campaign,
    invites: bool,
    flags: bool,
    receiver: str,
    now: datetime,
    *,
    reminds: bool = False,
    weekly: bool = False,
) -> Done | Refusal:
    """What may happen by itself: `invites`: hosts are invited to what is agreed; `flags`: mails
    that were dealt with are marked in the mailbox; `receiver`: the name by which the seeker's own
    server signs its checks of senders, empty where that is to be found out; `reminds`: a mail to
    oneself the business day before a talk; `weekly`: one about each week."""
    name = receiver.strip().lower()
    if name and not _HOST.fullmatch(name):
        return Refusal("The name of a server looks like mx.example.org.", "receiver")
    rows = Mailbox.objects.filter(campaign=campaign)
    mails = {"reminds": reminds, "weekly": weekly}
    if not rows.update(invites=invites, flags=flags, receiver=name, **mails):
        return Refusal("No mailbox is connected.")
    return Done("Kept.")


def due_now(pk: int, now: datetime) -> None:
    """The server told of something new: the mailbox is read with the next look."""
    Mailbox.objects.filter(pk=pk).update(next_run=now)


@transaction.atomic
def read_now(campaign: Campaign, now: datetime) -> Done | Refusal:
    """Let the mailbox be read with the worker's next look."""
    changed = Mailbox.objects.filter(campaign=campaign).update(next_run=now, claimed_at=None)
    return Done("It is being read.") if changed else Refusal("No mailbox is connected.")


def bring(campaign: Campaign, data: bytes, now: datetime) -> inbox.Came:
    """A small file of mails, dropped: the same way as over the network, without a mailbox too. What
    is larger is read by a worker (`mail_files.py`)."""
    around = _belongs.around(campaign, scope.mailbox(campaign))
    came = inbox.Came()
    for raw in message.several(data):
        kept = around.may_hold(message.head(raw)) and _keep(campaign, raw, around, now)
        came += inbox.Came(1, int(kept))
    _understanding.go(campaign, now)
    return came


@transaction.atomic
def _keep(campaign: Campaign, raw: bytes, around: _belongs.Around, now: datetime) -> bool:
    row = _intake.take(campaign, raw, around, now)
    return row is not None and bool(_intake.keep([row]))
