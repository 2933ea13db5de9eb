"""Facts about occupations from the seeker's own O*NET download, and which of them a field is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from fifteen.actions import _fields
from fifteen.actions._write import Done
from fifteen.adapters.occupations import reading
from fifteen.method.words import Refusal, Verb
from fifteen.store import scope
from fifteen.store.models import Campaign, Occupation

_BATCH = 500


@transaction.atomic
def bring(
    campaign: Campaign, uploads: Iterable[tuple[str, bytes]], now: datetime
) -> Done | Refusal:
    """Read a download, given as names and bytes, and keep it in place of an earlier one.

    Fields keep the occupation that was chosen for them, by its code.
    """
    found = reading.read(uploads)
    if isinstance(found, Refusal):
        return found
    scope.occupations(campaign).delete()
    Occupation.objects.bulk_create(
        (
            Occupation(
                campaign=campaign,
                code=one.code,
                title=one.title,
                description=one.description,
                also="\n".join(one.also),
                facts={str(slot): list(lines) for slot, lines in one.facts.items()},
            )
            for one in found.occupations
        ),
        batch_size=_BATCH,
    )
    count = len(found.occupations)
    data = {"version": found.version, "count": count}
    act = _fields.write(campaign, [(Verb.READ_UP, data)], now)
    return Done(f"{count:,} occupations are here. {_less(found.missing)}".strip(), act)


def _less(missing: tuple[str, ...]) -> str:
    if not missing:
        return ""
    return f"Not in the download, and so left blank: {', '.join(missing)}."


@transaction.atomic
def liken(campaign: Campaign, field: str, code: str, now: datetime) -> Done | Refusal:
    """Say which occupation a field is, by its code; an empty code takes it back."""
    there = _fields.known(campaign, field)
    row = scope.occupations(campaign).filter(code=code).first() if code else None
    if code and row is None:
        return Refusal("That occupation is not in your download.", "code")
    act = _fields.write(campaign, [(Verb.LIKENED, {"field": there.key, "code": code})], now)
    if row is None:
        return Done(f"No occupation stands for {there.name} now.", act)
    return Done(f"{row.title} stands for {there.name}.", act)
