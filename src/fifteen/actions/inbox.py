"""Reading the mailbox: heads first, whole mails only where they belong to the campaign.

How far a folder is read is kept in the transaction that kept its mails, so nothing is lost or kept
twice, wherever it stops. A mail is known again by its id and its writer: moved to another folder,
numbered anew, or read from a file, it is the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Case, F, When

from fifteen.actions import _belongs, _intake, _looking_back, _marks, _understanding, filing
from fifteen.adapters.mail.box import Box, Folder, State, Use
from fifteen.adapters.mail.failures import Failed, Why
from fifteen.store.models import Mailbox

EVERY = timedelta(minutes=5)  # between two readings, where the server cannot tell of news
LOST_AFTER = timedelta(minutes=15)  # a reader older than this has died
_AT_ONCE = 1_200  # mails of a folder that are read before it is written down
_BEFORE = timedelta(days=1)  # days of a search begin somewhere in the world


@dataclass(frozen=True, slots=True)
class Came:
    """What a reading brought."""

    looked_at: int = 0
    kept: int = 0

    def __add__(self, other: Came) -> Came:
        return Came(self.looked_at + other.looked_at, self.kept + other.kept)


def claim(mailbox: Mailbox, now: datetime) -> bool:
    """Take a mailbox that is due for this reader alone."""
    rows = Mailbox.objects.filter(pk=mailbox.pk)
    free = rows.filter(claimed_at=None) | rows.filter(claimed_at__lt=now - LOST_AFTER)
    return bool(free.update(claimed_at=now))


def due(now: datetime) -> list[Mailbox]:
    """The mailboxes whose time has come, the longest waiting first."""
    rows = Mailbox.objects.filter(next_run__lte=now).select_related("campaign")
    return list(rows.order_by("next_run")[:50])


def read(mailbox: Mailbox, box: Box, now: datetime) -> Came:
    """Read what is new. Raises `Failed`; what was read until then is kept."""
    found = box.folders()
    _note_sent(mailbox, found)
    filing.settle(mailbox, box, now)
    _marks.settle(mailbox, box)
    around = _belongs.around(mailbox.campaign, mailbox)
    _looking_back.note(mailbox, around)
    came = Came()
    wanted = _wanted(found)
    _forget_gone(mailbox, wanted)
    for folder in wanted:
        try:
            came += _read_folder(mailbox, box, folder, around, now)
        except Failed as failure:
            if failure.why is not Why.FOLDER or folder.use in (Use.INBOX, Use.ALL):
                raise
            _keep_shut(mailbox, folder)  # somebody else's, or gone meanwhile: the others are read
    open_ones = [one for one in wanted if not mailbox.folders[one.name].get("shut")]
    day = _day(mailbox.since - _BEFORE)
    return came + Came(0, _looking_back.go(mailbox, box, open_ones, around, now, day))


def _forget_gone(mailbox: Mailbox, wanted: list[Folder]) -> None:
    """Folders that are there no more: should one come back, its mails are known again."""
    there = {folder.name for folder in wanted}
    mailbox.folders = {name: told for name, told in mailbox.folders.items() if name in there}


def _keep_shut(mailbox: Mailbox, folder: Folder) -> None:
    before = mailbox.folders.get(folder.name, {"use": str(folder.use), "kept": 0})
    mailbox.folders[folder.name] = {**before, "shut": True}
    Mailbox.objects.filter(pk=mailbox.pk).update(folders=mailbox.folders)


def _note_sent(mailbox: Mailbox, found: list[Folder]) -> None:
    sent = next((f.name for f in found if f.use is Use.SENT), "")
    if sent != mailbox.sent_folder:
        mailbox.sent_folder = sent
        Mailbox.objects.filter(pk=mailbox.pk).update(sent_folder=sent)


def _wanted(found: list[Folder]) -> list[Folder]:
    """The folders to read: where one holds everything, that one and the junk."""
    if any(f.use is Use.ALL for f in found):
        return [f for f in found if f.use in (Use.ALL, Use.JUNK)]
    order = list(Use)
    return sorted(found, key=lambda f: order.index(f.use))


def _read_folder(
    mailbox: Mailbox, box: Box, folder: Folder, around: _belongs.Around, now: datetime
) -> Came:
    """Heads first, whole mails of those that may belong; how far it is read is written down with
    what was kept."""
    state = box.state(folder.name)
    known = mailbox.folders.get(folder.name, {})
    same = known.get("validity") == state.validity
    if same and _nothing_came(known, state):
        stood = (known.get("count"), known.get("mod"), known.get("shut", False))
        if stood != (state.count, state.mod, False):
            _keep_place(mailbox, folder, state, known["next"], 0, state.mod)
        return Came()
    first, since = (known["next"], known.get("mod", 0)) if same else (1, 0)
    since = since if since <= state.mod else 0
    uids = box.uids(folder.name, first, _day(mailbox.since - _BEFORE), since)
    part = _Part(mailbox, box, folder, state, around, now, since)
    came = Came()
    for number, head in enumerate(box.heads(folder.name, uids), 1):
        if part.asked:  # here the server has been asked for more already, and works
            came += Came(_AT_ONCE, part.keep(head.uid))
        if around.may_hold(head.lines):
            part.mine.append(head.uid)
        if number % _AT_ONCE == 0:
            part.ask()
    rest = len(uids) - came.looked_at
    following = max(state.next_uid, first, uids[-1] + 1 if uids else 0)
    return came + Came(rest, part.keep(following, state.mod))


def _nothing_came(known: dict[str, Any], state: State) -> bool:
    """Whether a folder has no new mail: nothing at all has changed in it, or no number was given to
    a new mail, so that only marks changed, or mails went."""
    unchanged = state.mod > 0 and known.get("mod") == state.mod
    return unchanged or known.get("next") == state.next_uid


@dataclass(slots=True)
class _Part:
    """The mails of a folder that are to be kept next."""

    mailbox: Mailbox
    box: Box
    folder: Folder
    state: State
    around: _belongs.Around
    now: datetime
    since: int
    mine: list[int] = field(default_factory=list)
    asked: bool = False
    bodies: Iterable[tuple[int, bytes]] = ()

    def ask(self) -> None:
        """Ask for the whole mails of those that may belong."""
        self.bodies = self.box.bodies(self.folder.name, self.mine) if self.mine else ()
        self.mine, self.asked = [], True

    def keep(self, following: int, mod: int | None = None) -> int:
        """Keep them, and that the folder is read up to `following`; how many were new. `mod` is
        written once the whole folder is read: it says that nothing before it is missing."""
        name, campaign = self.folder.name, self.mailbox.campaign
        if not self.asked:
            self.ask()
        bodies, self.asked = list(self.bodies), False
        lay = _intake.Lay(name, self.folder.use is Use.JUNK)
        with transaction.atomic():
            taken = (_intake.take(campaign, raw, self.around, self.now, lay) for _, raw in bodies)
            kept = _intake.keep([row for row in taken if row is not None])
            mod = self.since if mod is None else mod
            _keep_place(self.mailbox, self.folder, self.state, following, kept, mod)
        return kept


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _day(moment: datetime) -> str:
    """A day as IMAP writes it, whatever the language of this computer."""
    return f"{moment.day:02}-{_MONTHS[moment.month - 1]}-{moment.year}"


def _keep_place(
    mailbox: Mailbox, folder: Folder, state: State, following: int, kept: int, mod: int
) -> None:
    before = mailbox.folders.get(folder.name, {})
    mailbox.folders[folder.name] = {
        "use": str(folder.use),
        "validity": state.validity,
        "next": following,
        "mod": mod,
        "count": state.count,
        "kept": before.get("kept", 0) + kept,
    }
    Mailbox.objects.filter(pk=mailbox.pk).update(folders=mailbox.folders)


def understand(mailbox: Mailbox, now: datetime) -> int:
    """Read what kept mails say; how many were read."""
    return _understanding.go(mailbox.campaign, now)


def went_well(mailbox: Mailbox, now: datetime) -> None:
    """Note that a reading ended, and when the next begins: at once, where somebody asked for it
    while this one went on."""
    asked = When(next_run__gt=now, then=F("next_run"))
    Mailbox.objects.filter(pk=mailbox.pk).update(
        last_run=now,
        last_good=now,
        next_run=Case(asked, default=now + EVERY),
        claimed_at=None,
        failing_since=None,
        error="",
    )


def went_wrong(mailbox: Mailbox, failure: Failed, now: datetime) -> None:
    """Note why a reading failed; tried again soon where that may help, else in an hour."""
    since = mailbox.failing_since or now
    wait = EVERY if failure.passing else timedelta(hours=1)
    Mailbox.objects.filter(pk=mailbox.pk).update(
        last_run=now,
        next_run=now + wait,
        claimed_at=None,
        failing_since=since,
        error=str(failure.why),
    )
