"""Making two rows one person, with the history of both; and taking it back for thirty days."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core import serializers
from django.db import IntegrityError, models, transaction

from fifteen.actions import _rank, tags
from fifteen.actions._write import Done, Line, append, locked, new_key, project, today_of
from fifteen.actions.people import CHANGEABLE, renew_folds
from fifteen.method.facts import NOTE_LIMIT
from fifteen.method.folding import tidy
from fifteen.method.words import Refusal, Stage, TieKind, Verb
from fifteen.store import find, scope
from fifteen.store.models import Campaign, Entry, Merged, Pair, Person

UNDONE_FOR = timedelta(days=30)

_TEXTS = ("note", "why", "read")  # of both, where both have one
_MORE = {"email": "E-mail", "phone": "Phone", "link": "Link"}  # the second one is kept as extra
_WITH_THE_ROW = (Pair,)  # belongs to the row, not to the person
_ALSO = "Also called"


@transaction.atomic
def merge(stays: Person, goes: Person, choices: Mapping[str, str], now: datetime) -> Done | Refusal:
    """Make two rows one person. Of each fact in `choices` that says "other", the row that goes is
    believed; of the others the one that stays, where it says anything. Nothing is lost: journal,
    letters and talks of both are one person's, second addresses and names are kept.
    """
    stays, goes = locked(stays), locked(goes)
    if stays.pk == goes.pk or stays.campaign_id != goes.campaign_id:
        return Refusal("These are not two people of your book.")
    if stays.stage == goes.stage == Stage.BOOKED:
        return Refusal("Both have a talk agreed. Call one of them off first, or hold it.")
    was = {"row": _as_text(goes), "extra": dict(stays.extra), "edited": list(stays.edited)}
    changed = _facts_of_both(stays, goes, choices)
    act = new_key()
    was |= {"facts": {k: v[0] for k, v in changed.items()}, **_move(goes, stays)}
    campaign, key = stays.campaign, goes.key
    find.remove([goes.pk])
    goes_name = goes.name
    Person.objects.filter(pk=goes.pk).delete()
    Merged.objects.create(
        campaign=campaign, person=stays, key=key, made=now, act=act, was=json.loads(_dumped(was))
    )
    _written(stays, now)
    data = {"name": goes_name, "key": key, "now": {k: v[1] for k, v in changed.items()}}
    append(campaign, stays, [Line(Verb.MERGED, today_of(campaign, now), data)], now, act=act)
    _count(campaign)
    return Done(f"{stays.name} stands in your book once now, with the history of both.", act)


def _facts_of_both(stays: Person, goes: Person, choices: Mapping[str, str]) -> dict[str, Any]:
    """Puts the facts of both on the row that stays, not saved; returns fact -> (was, now)."""
    changed: dict[str, tuple[str, str]] = {}
    extra = {**goes.extra, **stays.extra}
    for name in CHANGEABLE:
        mine, theirs = str(getattr(stays, name)), str(getattr(goes, name))
        value = _chosen(name, mine, theirs, choices.get(name, ""))
        if name in _MORE and mine and theirs and mine.casefold() != theirs.casefold():
            _keep_as_extra(extra, _MORE[name], theirs if value == mine else mine)
        if value != mine:
            setattr(stays, name, value)
            changed[name] = (mine, value)
    left = goes.name if stays.name != goes.name else changed.get("name", ("",))[0]
    if left and left != stays.name:
        extra[_ALSO] = "; ".join(dict.fromkeys([*filter(None, [extra.get(_ALSO)]), left]))
    stays.extra = extra
    stays.edited = sorted({*stays.edited, *goes.edited, *choices})
    stays.connected_on = stays.connected_on or goes.connected_on
    if not stays.given or "name" in changed:
        stays.given, stays.family = goes.given, goes.family
    return changed


def _chosen(name: str, mine: str, theirs: str, choice: str) -> str:
    if name in _TEXTS and not choice and mine and theirs and theirs not in mine:
        return tidy(f"{mine}\n{theirs}", NOTE_LIMIT, lines=True)
    if choice == "other":
        return theirs
    empty = ("", str(TieKind.NONE)) if name == "tie_kind" else ("",)
    return theirs if mine in empty and not choice else mine


def _keep_as_extra(extra: dict[str, str], label: str, value: str) -> None:
    if not value or value in extra.values():
        return
    number = next(n for n in range(2, 100) if f"{label} {n}" not in extra)
    extra[f"{label} {number}"] = value


def _related() -> Iterator[tuple[type[models.Model], str]]:
    """Every table that speaks of people, and the column by which it does."""
    for relation in Person._meta.related_objects:
        model = relation.related_model
        if isinstance(model, type) and model not in _WITH_THE_ROW:
            yield model, relation.field.name


def _move(goes: Person, stays: Person) -> dict[str, Any]:
    """Gives the person who stays all that speaks of the other; what would stand twice is kept
    aside. Returns what is needed to give it back."""
    moved: dict[str, list[int]] = {}
    aside: list[str] = []
    for model, column in _related():
        rows = model._default_manager.filter(**{column: goes.pk}).order_by("pk")
        for row in list(rows):
            try:
                with transaction.atomic():
                    model._default_manager.filter(pk=row.pk).update(**{column: stays.pk})
                moved.setdefault(f"{model._meta.label} {column}", []).append(row.pk)
            except IntegrityError:
                aside.append(serializers.serialize("json", [row]))
                row.delete()
    return {"moved": moved, "aside": aside}


def separate(campaign: Campaign, entry: Entry) -> None:
    """Give back what a merge made one. Called inside the transaction of an undo."""
    merged = Merged.objects.get(campaign=campaign, act=entry.act)
    was, stays = merged.was, merged.person
    for found in serializers.deserialize("json", was["row"]):
        found.save()
    goes = Person.objects.get(campaign=campaign, key=merged.key)
    tables = {f"{model._meta.label} {column}": (model, column) for model, column in _related()}
    for name, ids in was["moved"].items():
        model, column = tables[name]
        rows = model._default_manager.filter(pk__in=ids, campaign=campaign)
        rows.update(**{column: goes.pk})
    for text in was["aside"]:
        for found in serializers.deserialize("json", text):
            for model, column in tables.values():
                if type(found.object) is model:
                    setattr(found.object, f"{column}_id", goes.pk)
            found.save()
    now = entry.data.get("now", {})
    for name, value in was["facts"].items():
        if str(getattr(stays, name)) == now.get(name):
            setattr(stays, name, value)
    stays.extra, stays.edited = was["extra"], was["edited"]
    merged.delete()
    for person in (stays, goes):
        _written(person, entry.at)
        project(person)
    _count(campaign)


def brought_in(merged: Merged, numbers: Mapping[type[models.Model], Mapping[Any, Any]]) -> None:
    """What an export keeps for undoing a merge, with the numbers its rows have here.

    Raises ValueError for rows of other tables and KeyError for numbers that did not come along: a
    file is anybody's.
    """
    if not merged.was:
        return
    tables = {f"{model._meta.label} {column}": model for model, column in _related()}
    was, allowed = dict(merged.was), {model._meta.label_lower: model for model in tables.values()}
    was["moved"] = {
        name: [numbers[tables[name]][number] for number in ids]
        for name, ids in was["moved"].items()
    }
    was["row"] = _renumbered(was["row"], {"store.person": Person}, merged, numbers)
    was["aside"] = [_renumbered(text, allowed, merged, numbers) for text in was["aside"]]
    merged.was = was


def _renumbered(
    text: str,
    allowed: Mapping[str, type[models.Model]],
    merged: Merged,
    numbers: Mapping[type[models.Model], Mapping[Any, Any]],
) -> str:
    rows = json.loads(text)
    for row in rows:
        if row["model"] not in allowed:
            raise ValueError("a row of another table")
        row["pk"] = None
        for field in allowed[row["model"]]._meta.concrete_fields:
            there = row["fields"].get(field.name)
            if not isinstance(field, models.ForeignKey) or there is None:
                continue
            if field.related_model is Campaign:
                row["fields"][field.name] = merged.campaign_id
            elif field.related_model is Person:
                row["fields"][field.name] = merged.person_id  # until it is given back
            else:
                row["fields"][field.name] = numbers[field.related_model][there]
    return json.dumps(rows)


def too_late(campaign: Campaign, act: str, now: datetime) -> Refusal | None:
    """Why a merge cannot be taken back any more, or None."""
    merged = Merged.objects.filter(campaign=campaign, act=act).first()
    if merged is None or (merged.was and merged.made >= now - UNDONE_FOR):
        return None
    return Refusal("That was more than thirty days ago and cannot be undone any more.")


@transaction.atomic
def let_go(campaign: Campaign, now: datetime) -> int:
    """Empty what cannot be undone any more; returns how many. Run once a day."""
    old = Merged.objects.filter(campaign=campaign, made__lt=now - UNDONE_FOR)
    return old.exclude(was={}).update(was={})


def _written(person: Person, now: datetime) -> None:
    renew_folds(person)
    _rank.rank(person, _rank.surroundings(person.campaign, now))
    person.save()
    find.renew(person)
    tags.keep(person)


def _count(campaign: Campaign) -> None:
    count = scope.people(campaign).count()
    Campaign.objects.filter(pk=campaign.pk).update(people_count=count)


def _as_text(person: Person) -> str:
    return str(serializers.serialize("json", [person]))


def _dumped(was: Mapping[str, Any]) -> str:
    return json.dumps(was, ensure_ascii=False)
