"""Everything out and in again: one zip with JSON lines, a CSV of the people, letters as text.

The JSON lines are the whole truth and are what is read back; CSV and letters are for people.
"""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core import serializers
from django.core.exceptions import MultipleObjectsReturned
from django.core.serializers.base import DeserializationError
from django.db import DataError, IntegrityError, connection, models, transaction

from fifteen.actions import merging
from fifteen.actions._letter_words import title
from fifteen.actions._rebuild import rebuild
from fifteen.actions._write import Done, new_key
from fifteen.actions.campaigns import delete_everything
from fifteen.adapters.people import cards_out, write
from fifteen.method.words import LetterKind, Refusal
from fifteen.store import read, scope
from fifteen.store.models import (
    Belief,
    BusyCalendar,
    Campaign,
    Conversation,
    EarlierText,
    Entry,
    Field,
    Import,
    KnownMail,
    Letter,
    Merged,
    Occupation,
    Outgoing,
    Pair,
    Person,
    Rehearsed,
    Tag,
)

FORMAT = 1
LARGEST = 1_000_000_000  # bytes, unpacked: more is no campaign but an attack
_TABLES: tuple[type[models.Model], ...] = (
    *(Campaign, Field, Belief, Import, Person, Entry, Letter, EarlierText, Conversation),
    *(Tag, Rehearsed, Occupation, Pair, Merged, Outgoing, KnownMail, BusyCalendar),
)
_HERE = {"address": "", "password": "", "talks": {}, "trouble": ""}
"""What a calendar has of this installation alone: its secrets, sealed with a key that stays here,
and what was put there. Neither goes out nor comes in."""
_NAMES = {table: table.__name__.lower() for table in _TABLES}


def export_zip(campaign: Campaign, now: datetime) -> bytes:
    """One zip with everything of a campaign; secrets and sessions are not in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        about = {"fifteen": FORMAT, "made": now.isoformat(), "tables": list(_NAMES.values())}
        archive.writestr("about.json", json.dumps(about, indent=1))
        for table in _TABLES:
            with archive.open(f"data/{_NAMES[table]}.jsonl", "w") as file:
                for row in _rows(table, campaign):
                    file.write(row.encode())
        everybody = scope.people(campaign).order_by("name_fold", "pk").iterator(1_000)
        with archive.open("people.csv", "w") as file:
            extras = scope.people(campaign).exclude(extra={}).values_list("extra", flat=True)
            for text in people_csv(everybody, extras.iterator(1_000)):
                file.write(text.encode())
        everybody = scope.people(campaign).order_by("name_fold", "pk").iterator(1_000)
        with archive.open("people.vcf", "w") as file:
            for text in people_cards(everybody):
                file.write(text.encode())
        for name, text in _letters(campaign):
            archive.writestr(name, text)
    return out.getvalue()


def _rows(table: type[models.Model], campaign: Campaign) -> Iterator[str]:
    query = table._default_manager.order_by("pk")
    query = query.filter(pk=campaign.pk) if table is Campaign else query.filter(campaign=campaign)
    if table is BusyCalendar:
        query = query.filter(off_at=None)
    for row in query.iterator(1_000):
        _without_secrets(row)
        yield serializers.serialize("jsonl", [row])


def _without_secrets(row: models.Model) -> None:
    if isinstance(row, BusyCalendar):
        for name, value in _HERE.items():
            setattr(row, name, value)


def people_csv(people: Iterable[Person], extras: Iterable[Mapping[str, str]]) -> Iterator[str]:
    """These people as the lines of a CSV file, headings first, that an import reads back as they
    are; `extras` are what files told of them besides."""
    rows = ((read.facts(p), (p.field, p.stage, str(p.due or ""))) for p in people)
    yield from write.to_table(rows, write.more_columns(extras))


def people_cards(people: Iterable[Person], version: cards_out.Version = "4.0") -> Iterator[str]:
    """These people as vCards."""
    yield from cards_out.to_vcards((read.facts(person) for person in people), version)


def _letters(campaign: Campaign) -> Iterator[tuple[str, str]]:
    for letter in scope.letters(campaign).order_by("pk"):
        state = "draft" if letter.sent_at is None else f"{letter.sent_at:%Y-%m-%d}"
        head = f"To: {letter.to or letter.person.name}\nSubject: {letter.subject}\n"
        what = title(LetterKind(letter.kind))
        yield (
            f"letters/{letter.person.key}-{letter.pk}-{state}.txt",
            f"{what}\n{head}\n{letter.body}\n",
        )


def restore_zip(data: bytes, now: datetime, owner: str = scope.LOCAL) -> Done | Refusal:
    """Read a zip of `export_zip` back into an empty Fifteen: all of it, or nothing.

    Refused, with nothing changed, where the file is no such zip or there is something here already.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            refusal = _not_ours(archive)
            return refusal or _read_back(archive, now, owner)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError):
        return Refusal("That is not a zip that Fifteen made. Nothing was changed.", "file")


def _not_ours(archive: zipfile.ZipFile) -> Refusal | None:
    if sum(info.file_size for info in archive.infolist()) > LARGEST:
        return Refusal("That zip unpacks to more than a gigabyte. Nothing was changed.", "file")
    try:
        about = json.loads(archive.read("about.json"))
        made_by = about.get("fifteen")
    except (KeyError, ValueError, AttributeError):
        return Refusal("That is not a zip that Fifteen made. Nothing was changed.", "file")
    if made_by != FORMAT:
        return Refusal(
            "That zip was made by a newer Fifteen. Bring this one up to date first.", "file"
        )
    return None


def _read_back(archive: zipfile.ZipFile, now: datetime, owner: str) -> Done | Refusal:
    try:
        with transaction.atomic():
            if scope.campaigns(owner).filter(is_demo=False, begun__isnull=False).exists():
                return Refusal(
                    "There is a campaign here already. Take it out and delete it first; "
                    "reading back never mixes two.",
                    "file",
                )
            for campaign in scope.campaigns(owner):
                delete_everything(campaign)
            into = _Into(owner, {})
            for table in _tables_of(archive):
                _read_table(archive, table, into)
            connection.check_constraints()  # a row may point at another's: here, not at commit
            campaign = scope.campaigns(owner).get()
            rebuild(campaign, now)
    except KeyError:
        return Refusal("A part of that zip is missing. Nothing was changed.", "file")
    except IntegrityError:
        return Refusal(
            "Something in that zip stands twice, or belongs to nothing. Nothing was changed.",
            "file",
        )
    except _DAMAGED:
        return Refusal("That zip is damaged. Nothing was changed.", "file")
    return Done(f"Everything is back: {campaign.people_count:,} people, letters and notes.")


_DAMAGED = (
    *(DeserializationError, DataError, zlib.error, MultipleObjectsReturned),
    *(models.ObjectDoesNotExist, ValueError, TypeError, AttributeError, OverflowError),
)
"""Whatever reading rows raises that we did not write: none of it is a fault of ours."""


def _tables_of(archive: zipfile.ZipFile) -> list[type[models.Model]]:
    """The tables that a zip says it holds: one of an older Fifteen has fewer."""
    names = json.loads(archive.read("about.json"))["tables"]
    return [table for table in _TABLES if _NAMES[table] in names]


@dataclass(frozen=True, slots=True)
class _Into:
    """Whose the rows become, and which number each row got here for the one it had there."""

    owner: str
    numbers: dict[type[models.Model], dict[Any, Any]]


def _read_table(archive: zipfile.ZipFile, table: type[models.Model], into: _Into) -> None:
    numbers = into.numbers.setdefault(table, {})
    with archive.open(f"data/{_NAMES[table]}.jsonl") as file:
        for text in io.TextIOWrapper(file, "utf-8"):
            if not text.strip():
                continue
            for found in serializers.deserialize("jsonl", text):
                if type(found.object) is not table:
                    raise ValueError("a row of another table")
                there = found.object.pk
                _here(found.object, into)
                found.save()
                numbers[there] = found.object.pk


def _here(row: models.Model, into: _Into) -> None:
    """A row as one of this database's: a number that was anybody's there may be a stranger's here,
    so each gets a new one, and what points at others points at those that came with it."""
    row.pk = None
    _without_secrets(row)
    if isinstance(row, Campaign):
        # Whether the key of a stranger's campaign is taken nobody can see past the wall.
        mine = row.owner == into.owner and not Campaign.objects.filter(key=row.key).exists()
        row.owner, row.key = into.owner, row.key if mine else new_key()
    for field in row._meta.concrete_fields:
        there = getattr(row, field.attname)
        if isinstance(field, models.ForeignKey) and there is not None:
            setattr(row, field.attname, into.numbers[field.related_model][there])
    if isinstance(row, Merged):
        merging.brought_in(row, into.numbers)
