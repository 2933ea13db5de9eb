"""The office's alumni list: taken in pieces, read line by line by a worker, kept as far as it is
needed to write to each person once (O2).

Nothing of the file stays but name, mail address and what says what somebody does; a line without
a mail address is of no use here and left out. A worker that dies is followed by another, which
goes on after the last hundred lines that were kept.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import IO

from django.db import transaction
from django.db.models import F

from fifteen.actions._write import Done
from fifteen.adapters.people import alumni, countries, opening
from fifteen.adapters.people.alumni import Unreadable
from fifteen.method.facts import from_texts
from fifteen.method.folding import is_email, tidy
from fifteen.method.programme.words import BASES, Basis, Part
from fifteen.method.words import Refusal
from fifteen.server.programme import hosting, office
from fifteen.server.programme.models import AlumniList, Host, ListPart, Programme
from fifteen.store import spared
from fifteen.store.models import Campaign, Job

READ = "programme-list"
BIGGEST = 400 * 1024 * 1024  # bytes of a file
MOST_LINES = 1_000_000
_PIECE = 1024 * 1024
_AT_ONCE = 1_000  # lines in a transaction
_LONGEST_LINE = 100_000  # characters


@transaction.atomic
def take(
    programme: Programme, file: IO[bytes] | None, name: str, basis: str, why: str, now: datetime
) -> Done | Refusal:
    """Keep a file in pieces and have it read. Refused without a basis in law, in words."""
    why = tidy(why, 500)
    if basis not in set(Basis):
        return Refusal("Why may you write to them, by law? Choose one.", "basis")
    if not why:
        return Refusal(f"Write {BASES[Basis(basis)][1]}: every mail says it.", "why")
    if file is None:
        return Refusal("Choose the file first: a CSV with a column of mail addresses.", "file")
    brought = AlumniList.objects.create(
        campaign=programme.campaign,
        filename=tidy(name, 300),
        basis=basis,
        basis_words=why,
        made=now,
    )
    size = 0
    for number, piece in enumerate(iter(lambda: file.read(_PIECE), b"")):
        size += len(piece)
        wrong = _no_list(piece) if number == 0 else ""
        if size > BIGGEST:
            wrong = "More than 400 MB is no list. Nothing was kept."
        if wrong:
            transaction.set_rollback(True)
            return Refusal(wrong, "file")
        ListPart.objects.create(
            campaign=programme.campaign, list=brought, number=number, data=piece
        )
    if not size:
        transaction.set_rollback(True)
        return Refusal("The file is empty.", "file")
    AlumniList.objects.filter(pk=brought.pk).update(size=size)
    Job.objects.create(
        campaign=programme.campaign, kind=READ, data={"list": brought.key}, run_at=now
    )
    said = BASES[Basis(basis)][0].lower()
    office.note(programme, f"A list of alumni came in; why they may be written to: {said}.", now)
    told = office.act(programme, "brought", brought.key)
    return Done("It is being read. You can leave this page.", told)


def _no_list(head: bytes) -> str:
    what = opening.not_text(head)
    return what and f"This file is {what}, no list. Save the list as CSV and choose that file."


@transaction.atomic
def take_back(programme: Programme, key: str, now: datetime) -> Done | Refusal:
    """A list that was brought by mistake is gone, with everybody on it: nobody was written to."""
    rows = AlumniList.objects.select_for_update().filter(campaign=programme.campaign, key=key)
    brought = rows.first()
    if brought is None:
        return Refusal("It is gone already.")
    if brought.inviting is not None:
        return Refusal("Its people are being written to. Undo that first.")
    Host.objects.filter(campaign=brought.campaign, brought_by=brought, part=Part.LISTED).delete()
    brought.delete()
    office.note(programme, "A list of alumni was taken back.", now)
    return Done("The list is gone, with everybody on it.")


def read(job: Job, now: datetime) -> None:
    """The worker's part: every line once, a thousand in a transaction."""
    brought = AlumniList.objects.select_related("campaign").get(key=job.data["list"])
    if brought.state != "reading":
        return
    try:
        for rows, bytes_read in _batches(brought):
            _keep(brought, rows, bytes_read, now)
        state, message = "read", ""
    except (Unreadable, csv.Error) as failure:
        state, message = "failed", str(failure)[:300]
    with transaction.atomic():
        ListPart.objects.filter(campaign=brought.campaign, list=brought).delete()
        AlumniList.objects.filter(pk=brought.pk).update(state=state, message=message)


Row = dict[str, str]


def _batches(brought: AlumniList) -> Iterator[tuple[list[Row], int]]:
    """The lines that are not kept yet, by their facts, with how many bytes they came from."""
    read = [0]
    lines = csv.reader(_lines(brought, read), delimiter=_delimiter(brought))
    columns = _columns(lines)
    number, done = 0, brought.lines
    batch: list[Row] = []
    for cells in lines:
        if not any(cells):
            continue
        number += 1
        if number > MOST_LINES:
            raise Unreadable("More than a million lines: bring it in parts.")
        if number <= done:
            continue
        batch.append({f: c.strip() for f, c in zip(columns, cells, strict=False) if f and c})
        if len(batch) == _AT_ONCE:
            yield batch, read[0]
            batch = []
    if batch:
        yield batch, read[0]


def _columns(lines: Iterator[list[str]]) -> list[str]:
    for cells in lines:
        if any(cells):
            return alumni.columns(cells)
    raise Unreadable("The file has no lines.")


def _pieces(brought: AlumniList) -> Iterator[bytes]:
    number = 0
    rows = ListPart.objects.filter(campaign=brought.campaign, list=brought)
    while (piece := rows.filter(number=number).values_list("data", flat=True).first()) is not None:
        yield bytes(piece)
        number += 1


def _head(brought: AlumniList) -> bytes:
    return next(_pieces(brought), b"")


def _encoding(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        # A letter may be cut in two at the end of a piece.
        codecs.getincrementaldecoder("utf-8-sig")().decode(head)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _delimiter(brought: AlumniList) -> str:
    head = _head(brought)
    line = head.decode(_encoding(head), "replace").lstrip().partition("\n")[0]
    return max(",;\t|", key=line.count)


def _lines(brought: AlumniList, read: list[int]) -> Iterator[str]:
    """The lines of the file, one piece of it in memory at a time."""
    decoder = codecs.getincrementaldecoder(_encoding(_head(brought)))("replace")
    rest = ""
    for piece in _pieces(brought):
        text = (rest + decoder.decode(piece)).replace("\0", "")
        *lines, rest = text.split("\n")
        if len(rest) > _LONGEST_LINE:
            raise Unreadable("A line has no end: this is no CSV file.")
        read[0] += len(piece)
        yield from (f"{line}\n" for line in lines)
    rest += decoder.decode(b"", final=True)
    if rest:
        yield rest


@transaction.atomic
def _keep(brought: AlumniList, rows: Sequence[Row], bytes_read: int, now: datetime) -> None:
    campaign = brought.campaign
    held = AlumniList.objects.select_for_update().get(pk=brought.pk)
    if held.lines != brought.lines:
        raise RuntimeError("another worker reads this list")
    brought.lines += len(rows)
    people = [(row, email) for row in rows if is_email(email := alumni.address(row))]
    peace = spared.among(campaign.owner, [email for _, email in people])
    hosts = _one_each(_host(brought, *one, now) for one in people if one[1] not in peace)
    there = {h.mark: h for h in Host.objects.filter(campaign=campaign, mark__in=hosts)}
    ours = [h for h in there.values() if h.part == Part.LISTED and h.brought_by_id == brought.pk]
    fuller = [host for host in ours if _fill(host, hosts[host.mark])]
    Host.objects.bulk_update(fuller, _FACTS, batch_size=500)
    new = [host for mark, host in hosts.items() if mark not in there]
    fresh = [host for host in new if host.name]
    Host.objects.bulk_create(fresh, batch_size=500)
    spare = sum(email in peace for _, email in people)
    unread = len(rows) - len(people) + len(new) - len(fresh)
    AlumniList.objects.filter(pk=brought.pk).update(
        lines=F("lines") + len(rows),
        added=F("added") + len(fresh),
        spared=F("spared") + spare,
        unreadable=F("unreadable") + unread,
        known=F("known") + len(rows) - len(fresh) - spare - unread,
        read=bytes_read,
    )


_FACTS = ("name", "role", "organisation", "field", "schools", "place", "country")


def _one_each(hosts: Iterable[Host]) -> dict[str, Host]:
    """By their mark, each person once: the line that names them first holds."""
    found: dict[str, Host] = {}
    for host in hosts:
        first = found.setdefault(host.mark, host)
        if first is not host:
            _fill(first, host)
    return found


def _fill(host: Host, later: Host) -> bool:
    """What a host's first line left empty is taken from a later one; whether there was any."""
    gaps = [name for name in _FACTS if getattr(later, name) and not getattr(host, name)]
    for name in gaps:
        setattr(host, name, getattr(later, name))
    return bool(gaps)


def _host(brought: AlumniList, row: Row, email: str, now: datetime) -> Host:
    facts = from_texts({**row, "country": countries.iso(row.get("country", ""))})
    return Host(
        campaign=brought.campaign,
        mark=spared.hash_of(brought.campaign.owner, email),
        brought_by=brought,
        basis=brought.basis,
        part=Part.LISTED,
        name=facts.name,
        email=email,
        role=facts.role[:300],
        organisation=facts.organisation[:300],
        field=tidy(row.get(alumni.FIELD, ""), 120),
        schools=facts.schools[:300],
        place=facts.place[:200],
        country=facts.country,
        zone=brought.campaign.zone,
        **{**hosting.fresh(now), "invited": None},
    )


def let_go(campaign: Campaign) -> None:
    """Lists whose reading was given up say so, and their pieces go."""
    reading = AlumniList.objects.filter(campaign=campaign, state="reading")
    for one in reading:
        jobs = Job.objects.filter(campaign=campaign, kind=READ, data__list=one.key, done_at=None)
        if not jobs.exists():
            ListPart.objects.filter(campaign=campaign, list=one).delete()
            message = "The reading stopped by a fault of ours. Bring the file again."
            AlumniList.objects.filter(pk=one.pk).update(state="failed", message=message)
