"""Forgetting people for good: by a day, after years of silence, and down to the bytes of the file.

What the database deletes is overwritten at once (`secure_delete`), but a search index and a log of
changes keep words for a while. So the worker has them made anew after somebody was forgotten.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction

from fifteen.actions import _spare
from fifteen.actions._write import today_of
from fifteen.method import offers
from fifteen.method.words import Stage, Verb
from fifteen.store import find, old_copies, read, scope
from fifteen.store.models import Campaign, Entry, Job, Person

KIND = "erase-traces"
_DAYS_A_YEAR = 365.25
_BATCH = 500
_NO_HISTORY = (Verb.ADDED, Verb.CHANGED, Verb.TAGGED, Verb.UNTAGGED, Verb.MERGED)
"""What the seeker does with a row alone: no letter, no note, no talk."""


def forget(campaign: Campaign, ids: list[int], now: datetime) -> int:
    """Erase these people: rows, journal, letters, search; returns how many. Not to be undone.

    Called inside a transaction. What deleted pages still hold is erased by the worker.
    """
    gone: list[tuple[int, str]] = []
    for start in range(0, len(ids), _BATCH):
        there = scope.people(campaign).filter(pk__in=ids[start : start + _BATCH])
        who = list(there.values_list("pk", "made"))
        some = [pk for pk, _ in who]
        _keep_the_marks(campaign, some)
        find.remove(some)
        Person.objects.filter(pk__in=some).delete()
        gone += old_copies.gone(who)
    count = scope.people(campaign).count()
    Campaign.objects.filter(pk=campaign.pk).update(people_count=count)
    if gone:
        have_erased(campaign, now, gone)
    return len(gone)


def _keep_the_marks(campaign: Campaign, ids: list[int]) -> None:
    """Who asked for peace is marked by what is known now: an address may have come later."""
    wished = Entry.objects.filter(campaign=campaign, person__in=ids, verb=Verb.NEVER)
    for person in Person.objects.filter(pk__in=wished.values("person_id")):
        rest = read.standing_of(person).rest
        if rest is not None and rest.forever:
            person.campaign = campaign
            _spare.mark(person)


def have_erased(campaign: Campaign, now: datetime, gone: old_copies.Gone = ()) -> None:
    """Have a worker erase what deleted pages still hold, give their room back, and take who is
    gone out of the copies in the data folder."""
    job = Job.objects.filter(kind=KIND, done_at=None, claimed_at=None).first()
    if job is None:
        Job.objects.create(campaign=campaign, kind=KIND, data={"gone": list(gone)}, run_at=now)
    elif gone:
        job.data = {"gone": [*job.data.get("gone", ()), *gone]}
        job.save(update_fields=["data"])


def erase(gone: old_copies.Gone = ()) -> None:
    """Have the search index, the free pages, the log of changes and the copies in the data folder
    hold nothing of the forgotten; `gone` is who is to be taken out of the copies.

    Not inside a transaction. PostgreSQL does it by itself, in its own time.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for table in ("store_find", "store_find_name"):
            cursor.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")  # noqa: S608
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    old_copies.forget([(pk, made) for pk, made in gone])


@transaction.atomic
def forget_in_time(campaign: Campaign, now: datetime) -> int:
    """Forget whose day has come, and, where the seeker wishes it, to whom nothing was ever written
    in so many years; returns how many. Run once a day."""
    ids = set(due(campaign, now)) | set(never_written_to(campaign, now))
    return forget(campaign, sorted(ids), now)


def due(campaign: Campaign, now: datetime) -> list[int]:
    """Those whom the seeker wished to forget by today."""
    people = scope.people(campaign).filter(forget_on__lte=today_of(campaign, now))
    return list(people.values_list("pk", flat=True))


def never_written_to(campaign: Campaign, now: datetime, years: int | None = None) -> list[int]:
    """Those who came longer ago than the seeker keeps people for, and have no history at all, nor
    any message in the archive they came with."""
    years = read.numbers_of(campaign).forget_after if years is None else years
    if not years:
        return []
    before = now - timedelta(days=years * _DAYS_A_YEAR)
    people = scope.people(campaign).filter(
        made__lt=before, stage=Stage.TO_ASK, letter__isnull=True, note="", forget_on=None
    )
    with_history = Entry.objects.filter(campaign=campaign).exclude(verb__in=_NO_HISTORY)
    known = with_history.filter(person__isnull=False).values("person_id")
    people = people.exclude(pk__in=known).exclude(extra__has_key=offers.MESSAGES["messages"])
    return list(people.values_list("pk", flat=True))
