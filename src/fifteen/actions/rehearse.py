"""Notes for answers to the questions that come back, and how they sounded (Q7, Q8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from fifteen.method import rehearsal
from fifteen.method.words import Refusal
from fifteen.store import scope
from fifteen.store.models import Campaign, Person, Rehearsed

LONGEST = 5_000  # characters: an answer of a minute has a thousand


@dataclass(frozen=True, slots=True)
class NewerAnswer:
    """Another window kept a newer text meanwhile; it is not overwritten."""

    row: Rehearsed


@transaction.atomic
def keep(
    campaign: Campaign, person: Person | None, key: str, revision: int, text: str, now: datetime
) -> Rehearsed | NewerAnswer | Refusal:
    """Keep the notes for one answer as typed; `person` where the question is about them."""
    row = _row(campaign, person, key, now)
    if isinstance(row, Refusal):
        return row
    if len(text) > LONGEST:
        return Refusal(
            f"Shorter than {LONGEST:,} characters, please. What was kept before is safe.", "text"
        )
    if text == row.text:
        return row
    if revision != row.revision:
        return NewerAnswer(row)
    row.text, row.changed = text, now
    row.revision += 1
    row.save()
    return row


@transaction.atomic
def said(
    campaign: Campaign, person: Person | None, key: str, sits: bool | None, now: datetime
) -> Rehearsed | Refusal:
    """Say how an answer sounded aloud: it sits, it wants polish, or (None) not said yet."""
    row = _row(campaign, person, key, now)
    if isinstance(row, Refusal):
        return row
    row.sits, row.changed = sits, now
    row.save()
    return row


def _row(campaign: Campaign, person: Person | None, key: str, now: datetime) -> Rehearsed | Refusal:
    if key not in rehearsal.KEYS:
        return Refusal("That question is not among those to rehearse.", "key")
    whose = person if key in rehearsal.ABOUT_THEM else None
    there = scope.rehearsed(campaign).select_for_update().filter(person=whose, key=key).first()
    return there or Rehearsed(campaign=campaign, person=whose, key=key, changed=now)
