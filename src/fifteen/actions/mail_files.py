"""A large file of mails: taken in piece by piece, read by a worker mail by mail, in bounded memory.

The pieces are sealed while they wait, for most of a mailbox is nobody's business; what is read is
thrown away as the reading goes on. How far it is stands in the transaction that kept its mails, so
a worker that dies is followed by another, and no mail is lost or kept twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.db import transaction

from fifteen.actions import _belongs, _intake, _understanding, traces
from fifteen.actions._belongs import Around
from fifteen.actions._progress import Stopped
from fifteen.actions._write import Done, new_key
from fifteen.adapters.mail import message_files
from fifteen.method.words import Refusal
from fifteen.store import scope, sealed
from fifteen.store.models import Campaign, Job, MailFile, MailPiece, Person

KIND = "read-mails"
LARGEST = 1_000_000_000  # bytes of a file
PIECE = 1_000_000  # bytes that are held at once
_SEALED = "piece of a file of mails"
_STEP = 8_000_000  # bytes of the file after which it is written down how far it is
_ENOUGH = 4_000_000  # bytes of mails that belong, held before they are kept
_ARRIVES = timedelta(hours=2)  # longer than that no file is on its way
_SHOWN = timedelta(days=1)  # so long one can see what came of a file


def take_in(
    campaign: Campaign,
    filename: str,
    pieces: Iterable[bytes],
    now: datetime,
    person: Person | None = None,
) -> MailFile | Refusal:
    """Take a file in and have it read; `person` is whose answer is looked for in it. One at a
    time. Nothing is kept of a file that is empty, or too large."""
    let_go(campaign, now)
    if scope.mail_files(campaign).filter(status__in=("arriving", "reading")).exists():
        return Refusal("A file of mails is being read already. Bring this one after it.", "file")
    file = MailFile.objects.create(
        campaign=campaign, person=person, key=new_key(), made=now, filename=filename[:300]
    )
    try:
        size = sum(_kept(file, number, data) for number, data in enumerate(_even(pieces)))
    except BaseException:
        if not transaction.get_connection().in_atomic_block:  # else it is rolled back as a whole
            file.delete()
        raise
    if not 0 < size <= LARGEST:
        file.delete()
        most = f"{LARGEST // 1_000_000:,} MB"
        if size:
            return Refusal(f"This file is larger than {most}. Bring it in parts.", "file")
        return Refusal("This file is empty.", "file")
    with transaction.atomic():
        MailFile.objects.filter(pk=file.pk).update(size=size, status="reading")
        Job.objects.create(campaign=campaign, kind=KIND, data={"file": file.key}, run_at=now)
    file.refresh_from_db()
    return file


def _even(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of one size; at the end what is left. Ends where it is too much."""
    held, passed = bytearray(), 0
    for piece in pieces:
        held += piece
        passed += len(piece)
        while len(held) >= PIECE:
            yield bytes(held[:PIECE])
            del held[:PIECE]
        if passed > LARGEST:
            break
    if held:
        yield bytes(held)


def _kept(file: MailFile, number: int, data: bytes) -> int:
    box = sealed.seal_bytes(file.campaign, _SEALED, data)
    MailPiece.objects.create(campaign=file.campaign, file=file, number=number, data=box)
    return len(data)


def read(campaign: Campaign, key: str, now: datetime) -> None:
    """Read a file from where it stands. Raises `Stopped` where the seeker left it meanwhile."""
    file = scope.mail_files(campaign).filter(key=key, status="reading").first()
    if file is None:
        return
    around = _belongs.around(campaign, scope.mailbox(campaign))
    if file.person is not None and file.person.email:
        around.writes_from(file.person.email.lower(), file.person.pk)
    mine: list[bytes] = []
    held, looked_at, begun, came = 0, 0, file.at, file.at
    for end, raw in message_files.mails(_pieces(file)):
        came, looked_at = begun + end, looked_at + 1
        if around.may_hold(message_files.head(raw)):
            mine.append(raw)
            held += len(raw)
        if held > _ENOUGH or came - file.at > _STEP:
            _keep(file, mine, (came, looked_at), around, now)
            mine, held, looked_at = [], 0, 0
    _keep(file, mine, (max(came, file.size), looked_at), around, now)
    with transaction.atomic():
        _still(file)
        _over(file, "done")
        traces.have_erased(campaign, now)


def _pieces(file: MailFile) -> Iterator[bytes]:
    """The file from where it stands on."""
    first, skipped = divmod(file.at, PIECE)
    numbers = scope.mail_pieces(file).filter(number__gte=first).values_list("number", flat=True)
    for number in list(numbers):
        box = bytes(scope.mail_pieces(file).get(number=number).data)
        data = sealed.unseal_bytes(file.campaign, _SEALED, box)
        yield data[skipped:] if number == first else data


def _keep(
    file: MailFile, mine: list[bytes], so_far: tuple[int, int], around: Around, now: datetime
) -> None:
    """Keep the mails that belong, and how far the file is read; what was read is thrown away."""
    at, looked_at = so_far
    with transaction.atomic():
        row = _still(file)
        taken = (_intake.take(file.campaign, raw, around, now) for raw in mine)
        row.kept += _intake.keep([one for one in taken if one is not None])
        row.at, row.looked_at = at, row.looked_at + looked_at
        row.save(update_fields=["at", "looked_at", "kept"])
        scope.mail_pieces(file).filter(number__lt=at // PIECE).delete()
    file.at = at
    _understanding.go(file.campaign, now)


def _still(file: MailFile) -> MailFile:
    """The row as it stands, held to the end of the transaction. Raises `Stopped`."""
    rows = MailFile.objects.select_for_update().filter(pk=file.pk, status="reading")
    row = rows.first()
    if row is None:
        raise Stopped
    return row


def _over(file: MailFile, status: str) -> None:
    scope.mail_pieces(file).delete()
    MailFile.objects.filter(pk=file.pk).update(status=status)


@transaction.atomic
def leave(file: MailFile, now: datetime) -> Done | Refusal:
    """Stop the reading. Mails of it that were kept already stay with their people."""
    if file.status not in ("arriving", "reading"):
        return Refusal("It is not being read any more.")
    _over(file, "left")
    traces.have_erased(file.campaign, now)
    return Done("Stopped. What was not read is gone from here.")


@transaction.atomic
def give_up(campaign: Campaign, key: str) -> None:
    """Reading failed for good; the page says so."""
    for file in scope.mail_files(campaign).filter(key=key, status="reading"):
        _over(file, "failed")


def let_go(campaign: Campaign, now: datetime) -> int:
    """Forget files of which nothing is to be seen any more, and those that never arrived whole."""
    files = scope.mail_files(campaign)
    old = files.filter(made__lt=now - _SHOWN).exclude(status="reading")
    broken = files.filter(made__lt=now - _ARRIVES, status="arriving")
    gone = [row.pk for row in (*old, *broken)]
    MailFile.objects.filter(pk__in=gone).delete()
    return len(gone)
