"""Taking one act back: what its entries changed outside the journal is put back here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from fifteen.actions import _fields, _rank, _spare, _told, merging, tags, times
from fifteen.actions._write import Done, Line, append, today_of
from fifteen.actions.numbers import put_back as put_back_numbers
from fifteen.actions.people import renew_folds
from fifteen.method import permitted
from fifteen.method.words import Refusal, Verb
from fifteen.store import find, read, scope
from fifteen.store.models import Campaign, Conversation, Entry, Person

_NOT_ALONE = (
    "{name} has a history since then, so the name stays. Undo the later steps first, or forget "
    "the person on their page."
)

_WRITTEN_IN = (
    "Something is written down about this field since then. Take the field off the list instead; "
    "that can be undone."
)

_NAME_TAKEN = (
    "Another field has this name since then. Give that one another name first; nothing was changed."
)

IMPORT_UNDONE_FOR = timedelta(days=30)
"""So long an import can be taken back as one act."""

_LONG_AGO = (
    "That import was more than thirty days ago and is not undone as one any more. Whoever you do "
    "not want can be chosen in People and forgotten there."
)

_BUILT_UPON = (
    "Something later stands on this (on {day:%d %B}). Undo that first; nothing was changed."
)


def undo(campaign: Campaign, act: str, entries: Sequence[Entry], now: datetime) -> Done | Refusal:
    """Withdraw the entries of one act. Called inside a transaction."""
    late = merging.too_late(campaign, act, now)
    if late is not None:
        return late
    if any("import" in e.data and e.at < now - IMPORT_UNDONE_FOR for e in entries):
        return Refusal(_LONG_AGO)
    if any(e.verb == Verb.NEVER and e.author == "host" for e in entries):
        return Refusal("They asked for this themselves, so it stays.")
    people = {e.person_id: e.person for e in entries if e.person is not None}
    born = [e.person for e in entries if e.verb == Verb.ADDED and e.person is not None]
    for person in born:
        if scope.entries_of(person).exclude(act=act).exists():
            return Refusal(_NOT_ALONE.format(name=person.name))
    for person in people.values():
        lines = read.lines(scope.entries_of(person))
        without = [line for line in lines if line.act != act]
        if not permitted.breaks_at(lines) and (last := permitted.breaks_at(without)):
            return Refusal(_BUILT_UPON.format(day=last.on))
    if _written_in(campaign, act, entries):
        return Refusal(_WRITTEN_IN)
    around = _rank.surroundings(campaign, now)
    for entry in entries:
        _put_back(campaign, entry, around)
    gone = sum(_take_out(campaign, e.data["import"]) for e in entries if "import" in e.data)
    scope.mails(campaign).filter(act=act, ours=False).update(state="open", act="")
    today = today_of(campaign, now)
    line = Line(Verb.WITHDRAWN, today, {"act": act})
    born_ids = {p.pk for p in born}
    others = [p for p in people.values() if p.pk not in born_ids]
    for person in others:
        append(campaign, person, [line], now)
    for tagged in {e.person for e in entries if e.verb in (Verb.TAGGED, Verb.UNTAGGED)}:
        if tagged is not None:
            tags.keep(tagged)
    if born:
        find.remove(born_ids)
        Person.objects.filter(pk__in=born_ids).delete()
    if born or gone:
        count = scope.people(campaign).count()
        Campaign.objects.filter(pk=campaign.pk).update(people_count=count)
    if not others or any(e.person_id is None for e in entries):
        append(campaign, None, [line], now)  # the campaign's own: it outlives whoever is forgotten
    if _fields.is_named_twice(campaign):
        transaction.set_rollback(True)
        return Refusal(_NAME_TAKEN)
    _fields.recompute(campaign, now)
    return Done(f"Undone: {gone:,} people are out of your book again." if gone else "Undone.")


def _written_in(campaign: Campaign, act: str, entries: Sequence[Entry]) -> bool:
    """Whether a field named by these entries has anything written in it by another act."""
    new = (e for e in entries if e.verb == Verb.FIELD_NAMED and not e.data.get("was"))
    fields = [e.data.get("key") for e in new]
    later = scope.entries(campaign).filter(data__field__in=fields).exclude(act=act)
    return bool(fields) and later.exists()


def _take_out(campaign: Campaign, key: str) -> int:
    """Take the people of an import out of the book again, but for those with a history since."""
    brought = scope.imports(campaign).filter(key=key)
    came = scope.people(campaign).filter(brought_by__in=brought)
    alone = came.exclude(pk__in=Entry.objects.filter(person__in=came).values("person_id"))
    ids = list(alone.values_list("pk", flat=True))
    find.remove(ids)
    for start in range(0, len(ids), 500):
        Person.objects.filter(pk__in=ids[start : start + 500]).delete()
    brought.update(status="undone")
    return len(ids)


def _put_back(campaign: Campaign, entry: Entry, around: _rank.Surroundings) -> None:
    data = entry.data
    if data.get("letter"):
        scope.letters(campaign).filter(key=data["letter"]).update(sent_at=None)
        if entry.person is not None:
            find.renew(entry.person)
    if entry.verb == Verb.MET and data.get("conversation"):
        Conversation.objects.filter(campaign=campaign, key=data["conversation"]).update(
            ended_at=None
        )
    if entry.verb == Verb.READ_UP:
        scope.occupations(campaign).delete()
    if entry.verb == Verb.NEVER and entry.person is not None:
        _spare.unmark(entry.person)
    if entry.verb == Verb.CHANGED and entry.person is not None:
        put_back_facts(entry.person, data, around)
    if data.get("profile"):
        for name, more in data["profile"].items():
            setattr(campaign, name, [one for one in getattr(campaign, name) if one not in more])
        campaign.save(update_fields=list(data["profile"]))
    if entry.verb == Verb.MERGED:
        merging.separate(campaign, entry)
    if entry.verb == Verb.CHOSE and "hours" in data:
        times.put_back(campaign, data["hours"])
    elif entry.verb == Verb.CHOSE:
        put_back_numbers(campaign, data)


def put_back_facts(
    person: Person, data: dict[str, dict[str, object]], around: _rank.Surroundings
) -> None:
    """Give a person the facts from before a change, where they still are as it left them."""
    was, now = data.get("was", {}), data.get("now", {})
    names = [n for n in was if _told.told(person, n) == now.get(n)]
    for name in names:
        _told.tell(person, name, was[name])
    renew_folds(person)
    _rank.rank(person, around)
    columns = {_told.column(name) for name in names}
    person.save(update_fields=[*columns, "rank", "name_fold", "organisation_fold"])
    find.renew(person)
