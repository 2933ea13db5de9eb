"""Mails that were passed over and belong all the same: of whoever came into the book since, has
another address now, was said to be asked, or was written to in the seeker's own mail program."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time

from django.db import transaction
from django.db.models import Q

from fifteen.actions import _intake
from fifteen.actions._belongs import Around
from fifteen.adapters.mail.box import Box, Folder, Use
from fifteen.method.leaving import Out
from fifteen.method.words import Verb
from fifteen.store import scope
from fifteen.store.models import Mailbox

_MANY = 100  # addresses from which on all heads are looked at, instead of asking for each
_TURNS = 3  # what is found may say of further people that they were asked
_AT_ONCE = 200  # mails that are kept together


def note(mailbox: Mailbox, around: Around) -> None:
    """Put into `around` whose addresses count since the mailbox was read last. Whoever was asked
    through this mailbox is not among them: their answer comes after the letter."""
    last = mailbox.last_good
    if last is None or not mailbox.folders:
        return
    lines = scope.entries(mailbox.campaign).filter(at__gte=last, person__isnull=False)
    changed = lines.filter(verb=Verb.CHANGED, data__now__has_key="email")
    asked = lines.filter(verb=Verb.ASKED).values("person_id")
    left = scope.outgoing(mailbox.campaign).filter(state=Out.SENT).values("person_id")
    late = Q(made__gte=last) | Q(pk__in=changed.values("person_id"))
    late |= Q(pk__in=asked) & ~Q(pk__in=left)
    people = scope.people(mailbox.campaign).filter(late).values_list("pk", "asked_on")
    since = {
        pk: datetime.combine(on, time(), UTC) if on else mailbox.since
        for pk, on in people.iterator(2_000)
    }
    for address, pk in {**around.others, **around.asked}.items():
        if pk in since:
            around.late[address] = since[pk]


def go(
    mailbox: Mailbox, box: Box, folders: list[Folder], around: Around, now: datetime, before: str
) -> int:
    """Look for what was passed over in these folders, not before a day as IMAP writes it; how many
    mails were kept. Raises `Failed`."""
    kept = 0
    for _ in range(_TURNS):
        late, around.late = around.late, {}
        if not late:
            break
        for folder in folders:
            kept += _in_folder(mailbox, box, folder, around, late, now, before)
    return kept


def _in_folder(
    mailbox: Mailbox,
    box: Box,
    folder: Folder,
    around: Around,
    late: Mapping[str, datetime],
    now: datetime,
    day: str,
) -> int:
    many = len(late) > _MANY
    uids = box.uids(folder.name, 1, day) if many else box.naming(folder.name, late, day)
    heads = box.heads(folder.name, uids)
    mine = [one.uid for one in heads if _intake.passed_over(one.lines, around, late)]
    lay, kept = _intake.Lay(folder.name, folder.use is Use.JUNK), 0
    for start in range(0, len(mine), _AT_ONCE):
        bodies = list(box.bodies(folder.name, mine[start : start + _AT_ONCE]))
        with transaction.atomic():
            taken = (_intake.take(mailbox.campaign, raw, around, now, lay) for _, raw in bodies)
            came = _intake.keep([row for row in taken if row is not None])
            mailbox.folders[folder.name]["kept"] += came
            Mailbox.objects.filter(pk=mailbox.pk).update(folders=mailbox.folders)
        kept += came
    return kept
