"""Bringing an address book: read and compared first, written only when the seeker says so (C1).

Reading writes nothing into the book. Writing is one transaction: all or nothing, also under
`kill -9`. An import is undone as one act.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import connection, transaction

from fifteen.actions import _import_cards, _import_plan, _import_write, _progress, twice
from fifteen.actions._progress import Stopped as Stopped
from fifteen.actions._write import Done, Line, append, new_key, today_of
from fifteen.adapters.people import reading
from fifteen.method.words import Refusal, Verb
from fifteen.store.models import Campaign, Import, Job

DECISIONS = ("new", "same", "leave")
"""What the seeker can say of an unsure row: a new person, the same one, or leave it out."""


@transaction.atomic
def bring(campaign: Campaign, filename: str, data: bytes, now: datetime) -> Import:
    """Take a file in and have it read; nothing of it is in the book yet."""
    brought = Import.objects.create(
        campaign=campaign, key=new_key(), made=now, filename=filename[:300], data=data
    )
    have_read(brought, now)
    return brought


def have_read(brought: Import, now: datetime) -> None:
    """Have a file that was taken in read by a worker."""
    _have_it_done(brought, "read-import", {}, now)


@transaction.atomic
def map_columns(brought: Import, mapping: Mapping[str, str], now: datetime) -> Import:
    """Say what the columns of a file mean, and have it read again."""
    brought = _fresh(brought)
    if brought.status in ("ready", "failed"):
        brought.mapping, brought.status = dict(mapping), "reading"
        brought.save(update_fields=["mapping", "status"])
        _have_it_done(brought, "read-import", {}, now)
    return brought


def read(brought: Import, now: datetime) -> Import:
    """Read the file and compare it with the book; the plan is kept, the book is untouched."""
    brought = Import.objects.select_related("campaign").get(pk=brought.pk)
    if brought.status != "reading":
        return brought
    found = reading.read(bytes(brought.data), brought.filename, brought.mapping)
    if isinstance(found, Refusal):
        return _failed(brought, found.message)
    plan = _import_plan.make(
        brought,
        found,
        lambda done, total: _told(brought, done, total),
        _import_cards.known(brought),
    )
    Import.objects.filter(pk=brought.pk, status="reading").update(
        status="ready",
        kind=found.kind,
        total=len(plan.rows),
        done=len(plan.rows),
        counts=plan.counts,
        unreadable=plan.unreadable,
        reading=plan.reading,
        plan=_import_plan.pack(plan.rows),
        message="",
    )
    brought.refresh_from_db()
    return brought


def _told(brought: Import, done: int, total: int) -> None:
    _progress.tell(brought.key, done, total)
    if not Import.objects.filter(pk=brought.pk, status="reading").update(done=done, total=total):
        raise Stopped


def _failed(brought: Import, message: str) -> Import:
    Import.objects.filter(pk=brought.pk).update(
        status="failed", message=message, data=b"", plan=b""
    )
    brought.refresh_from_db()
    return brought


def give_up(brought: Import) -> Import:
    """Reading or writing failed for good: said on the page; nothing of it is in the book."""
    return _failed(
        brought,
        "Something went wrong while reading this file. Nothing of it is in your book. "
        "Try once more; if it fails again, save it as CSV and bring that.",
    )


@transaction.atomic
def say_yes(brought: Import, decisions: Mapping[int, str], now: datetime) -> Import | Refusal:
    """The seeker has seen it and wants it written; `decisions` are for the unsure rows, by line."""
    brought = _fresh(brought)
    if brought.status != "ready":
        return Refusal("This file is not waiting for a yes any more.")
    brought.status = "writing"
    brought.save(update_fields=["status"])
    kept = {str(line): word for line, word in decisions.items() if word in DECISIONS}
    _have_it_done(brought, "write-import", {"decisions": kept}, now)
    return brought


def write(brought: Import, decisions: Mapping[str, str], now: datetime) -> Import:
    """Write the plan into the book in one transaction; safe to call again after a crash. Stopped
    meanwhile, nothing of it is written, and the file waits for a yes as before."""
    try:
        brought = _write(brought, decisions, now)
    except Stopped:
        Import.objects.filter(pk=brought.pk, status="writing").update(status="ready")
        brought.refresh_from_db()
    _progress.forget(brought.key)
    return brought


def _write(brought: Import, decisions: Mapping[str, str], now: datetime) -> Import:
    with transaction.atomic():
        brought = _fresh(brought)
        if brought.status != "writing":
            return brought
        act = new_key()
        rows = _import_plan.unpack(bytes(brought.plan))
        counts = _import_write.write(brought, rows, decisions, act, now)
        brought.status, brought.act = "done", act
        brought.counts = {**brought.counts, **counts}
        brought.data, brought.plan, brought.cards = b"", b"", {}
        brought.save(update_fields=["status", "act", "counts", "data", "plan", "cards"])
        data = {"import": brought.key, "file": brought.filename, **counts}
        data |= _own_path(brought)
        line = Line(Verb.ADDED, today_of(brought.campaign, now), data)
        append(brought.campaign, None, [line], now, act=act)
        if counts["added"] or counts["updated"]:
            twice.have_looked(brought.campaign, now)
    return brought


def stop(brought: Import) -> Done | Refusal:
    """Stop the writing of an import at its next step: nothing of it is kept then."""
    if brought.status != "writing":
        return Refusal("It is not being written any more.")
    _progress.stop(brought.key)
    if connection.features.has_select_for_update_skip_locked:  # a worker may be elsewhere
        jobs = Job.objects.filter(campaign=brought.campaign, kind="write-import", done_at=None)
        for job in jobs.filter(data__import=brought.key):
            Job.objects.filter(pk=job.pk).update(data={**job.data, "stop": True})
    return Done(
        "It stops in a moment. Nothing of it will be in your book, and the file stays here."
    )


def _own_path(brought: Import) -> dict[str, object]:
    """Put the employers and schools that the seeker's own archive names into the profile; returns
    what the journal keeps of it."""
    campaign = brought.campaign
    new = {
        name: [one for one in brought.reading.get(name, ()) if one not in getattr(campaign, name)]
        for name in ("employers", "schools")
    }
    if not any(new.values()):
        return {}
    for name, more in new.items():
        setattr(campaign, name, [*getattr(campaign, name), *more])
    campaign.save(update_fields=list(new))
    return {"profile": new}


@transaction.atomic
def leave(brought: Import) -> Done:
    """Stop an import or leave it before anything is written; its file is not kept."""
    brought = _fresh(brought)
    if brought.status in ("reading", "ready", "failed"):
        _import_cards.keep(brought, [], {}, {})  # they do not come again by themselves
        brought.status, brought.data, brought.plan, brought.cards = "left", b"", b"", {}
        brought.save(update_fields=["status", "data", "plan", "cards"])
    _progress.forget(brought.key)
    return Done("Nothing of that file was kept.")


def progress(brought: Import) -> tuple[int, int]:
    """How many rows are done, of how many; both 0 while it is not known."""
    return _progress.of(brought.key) or (brought.done, brought.total)


def _have_it_done(brought: Import, kind: str, data: Mapping[str, object], now: datetime) -> None:
    Job.objects.create(
        campaign=brought.campaign, kind=kind, data={"import": brought.key, **data}, run_at=now
    )


def _fresh(brought: Import) -> Import:
    query = Import.objects.select_for_update().select_related("campaign")
    return query.get(pk=brought.pk)


def by_key(campaign: Campaign, key: str) -> Import:
    """One import with everything, by its key."""
    return Import.objects.select_related("campaign").get(campaign=campaign, key=key)


AGAIN = _import_plan.AGAIN
kind_of = _import_plan.kind_of


def rows(brought: Import) -> list[_import_plan.Row]:
    """What would be written, row by row: line, kind, id, of_line, why, facts, changes."""
    return _import_plan.unpack(bytes(brought.plan))
