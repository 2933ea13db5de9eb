"""Writing an import's plan: new people, changed facts, nothing else. Inside one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from fifteen.actions import _import_cards, _progress, _rank, _told, twice
from fifteen.actions._import_plan import Row, facts_of
from fifteen.actions._keys import first_free, slug
from fifteen.actions._write import today_of
from fifteen.actions.people import columns, renew_folds
from fifteen.method.words import Verb
from fifteen.store import bulk, find, scope
from fifteen.store.models import Campaign, Entry, Import, Job, Person
from fifteen.store.suggest import ranking_of

_BATCH = 500


def write(
    brought: Import, rows: Sequence[Row], decisions: Mapping[str, str], act: str, now: datetime
) -> dict[str, int]:
    """Write the rows; returns how many were added and changed."""
    new, changed = _sorted_out(rows, decisions)
    total = len(new) + len(changed)
    keys = _add(brought, new, now, total)
    count = _change(brought, changed, act, now, total)
    _progress.tell(brought.key, total, total)
    Campaign.objects.filter(pk=brought.campaign.pk).update(
        people_count=scope.people(brought.campaign).count()
    )
    _import_cards.keep(brought, rows, keys, decisions)
    return {"added": len(keys), "updated": count}


def _sorted_out(rows: Iterable[Row], decisions: Mapping[str, str]) -> tuple[list[Row], list[Row]]:
    new, changed = [], []
    for one in rows:
        kind = one["kind"]
        if kind == "unsure":
            word = decisions.get(str(one["line"]), "leave")
            kind = {"new": "new", "same": "changed"}.get(word, "same")
        if kind == "new":
            new.append(one)
        elif kind == "changed" and one["changes"] and not one["of_line"]:
            changed.append(one)
    return new, changed


def _add(brought: Import, rows: Sequence[Row], now: datetime, total: int) -> dict[int, str]:
    """The key that each line's person got."""
    campaign = brought.campaign
    around = _rank.surroundings(campaign, now)
    taken = set(scope.people(campaign).values_list("key", flat=True))
    next_number: dict[str, int] = {}
    last = Person.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    same = {"campaign_id": campaign.pk, "brought_by_id": brought.pk, "made": now}
    keys: dict[int, str] = {}  # line -> the key that was given
    two: dict[str, Row] = {}  # key of a new person -> the row that is not who it seemed to be
    for start in range(0, len(rows), _BATCH):
        people = []
        for one in rows[start : start + _BATCH]:
            facts = facts_of(one)
            key = _key(facts.name, taken, next_number)
            keys[one["line"]] = key
            if one["kind"] == "unsure":
                two[key] = one
            people.append({**columns(facts), "key": key, "rank": ranking_of(facts, around).score})
        bulk.insert(people, {**same, "source": brought.kind})
        _told_so_far(brought, start + len(people), total)
    find.add_brought(brought, last)
    _remember_two(campaign, two, keys, now)
    return keys


def _remember_two(
    campaign: Campaign, two: Mapping[str, Row], keys: Mapping[int, str], now: datetime
) -> None:
    """Whom the seeker called a new person is not offered as the one known any more."""
    people = scope.people(campaign)
    for key, row in two.items():
        line = row["of_line"]
        which = {"key": keys.get(line, "")} if line else {"pk": int(row["id"])}
        other = people.filter(**which).first()
        if other is not None:
            twice.apart(campaign, other, people.get(key=key), now)


def _key(name: str, taken: set[str], next_number: dict[str, int]) -> str:
    # Thousands of one name must not be counted up from 2 each time.
    wanted = slug(name)
    key = first_free(wanted, taken, next_number.get(wanted, 2))
    if key != wanted:
        next_number[wanted] = int(key.rsplit("-", 1)[1]) + 1
    taken.add(key)
    return key


def _told_so_far(brought: Import, done: int, total: int) -> None:
    """Say how far it is; raise `Stopped` where the seeker wants no more of it."""
    _progress.tell(brought.key, done, total)
    if _progress.is_to_stop(brought.key) or _is_to_stop(brought):
        raise _progress.Stopped


def _is_to_stop(brought: Import) -> bool:
    """Whether another process was told so: seen from inside the transaction, but on SQLite, where
    nobody else writes meanwhile and the one process knows."""
    jobs = Job.objects.filter(campaign=brought.campaign, kind="write-import", done_at=None)
    return jobs.filter(data__import=brought.key, data__stop=True).exists()


def _change(brought: Import, rows: Sequence[Row], act: str, now: datetime, total: int) -> int:
    campaign = brought.campaign
    same = {"at": now, "on": today_of(campaign, now), "act": act, "author": "import"}
    around = _rank.surroundings(campaign, now)
    count = 0
    for start in range(0, len(rows), _BATCH):
        _told_so_far(brought, total - len(rows) + start, total)
        some = rows[start : start + _BATCH]
        people = scope.people(campaign).in_bulk([int(one["id"]) for one in some])
        entries = []
        for one in some:
            person = people.get(int(one["id"]))
            if person is None:
                continue
            data = _told_anew(person, one)
            _rank.rank(person, around)
            person.save()
            line = Entry(campaign=campaign, person=person, verb=Verb.CHANGED, data=data, **same)
            entries.append(line)
        find.again(people)
        Entry.objects.bulk_create(entries)
        count += len(entries)
    return count


def _told_anew(person: Person, row: Row) -> dict[str, dict[str, str]]:
    """Put what a row says anew on a person, not saved; gives what the journal keeps of it."""
    new = {k: v[1] for k, v in row["changes"].items()}
    was = {k: str(_told.told(person, k)) for k in new}
    for name, value in new.items():
        _told.tell(person, name, value)
    renew_folds(person)
    return {"was": was, "now": new}
