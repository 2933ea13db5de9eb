"""The occupation of a field, as the pages show it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from fifteen.actions import occupations
from fifteen.actions._write import Done
from fifteen.adapters.occupations.opening import Limits
from fifteen.method.fieldbook import FieldNotes
from fifteen.method.occupations import Offer
from fifteen.method.occupations import offers as offered
from fifteen.method.words import Refusal, Slot
from fifteen.pages._upload import too_big
from fifteen.store import scope
from fifteen.store.models import Campaign, Occupation


def bring(
    campaign: Campaign, files: Sequence[tuple[str, UploadedFile[Any]]], now: datetime
) -> Done | Refusal:
    """Read what was uploaded; files that are too large are not even read."""
    for _, file in files:
        refusal = too_big(file, Limits().upload, "O*NET’s own zip is far smaller.")
        if refusal:
            return refusal
    return occupations.bring(campaign, [(name, file.read()) for name, file in files], now)


def chosen(campaign: Campaign, field: FieldNotes) -> Occupation | None:
    """The occupation that stands for a field, where one was chosen and is here."""
    if not field.occupation:
        return None
    return scope.occupations(campaign).filter(code=field.occupation).first()


def facts(occupation: Occupation | None) -> dict[Slot, tuple[str, ...]]:
    """Its lines by slot."""
    kept = occupation.facts if occupation else {}
    return {slot: tuple(kept[slot]) for slot in Slot if kept.get(slot)}


def offers(campaign: Campaign, fields: Sequence[FieldNotes]) -> list[tuple[Offer, ...]]:
    """The occupations that each field may be, by their titles; one query."""
    rows = list(scope.occupations(campaign).values_list("code", "title", "also"))
    return [offered(field.name, rows) for field in fields]
