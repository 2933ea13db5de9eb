"""The weekly review: what the seeker means to do in the week to come (C4)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from fifteen.actions._write import Done, Line, append, today_of
from fifteen.method.folding import tidy
from fifteen.method.progress.review import LONGEST_WORDS, MOST_ASKS, MOST_TALKS
from fifteen.method.progress.weeks import monday
from fifteen.method.words import Refusal, Verb
from fifteen.store.models import Campaign


@transaction.atomic
def intend(
    campaign: Campaign, week: date, asks: int, talks: int, words: str, now: datetime
) -> Done | Refusal:
    """Keep what the week of this Monday should hold; kept again, the last word holds."""
    if not 0 <= asks <= MOST_ASKS:
        return Refusal(f"Between nobody and {MOST_ASKS} people, please.", "asks")
    if not 0 <= talks <= MOST_TALKS:
        return Refusal(f"Between none and {MOST_TALKS} talks, please.", "talks")
    if len(words) > LONGEST_WORDS:
        return Refusal(f"Shorter than {LONGEST_WORDS} characters, please.", "words")
    if monday(week) != week:
        return Refusal("A week begins on a Monday.", "week")
    data = {"week": str(week), "asks": asks, "talks": talks, "words": tidy(words, LONGEST_WORDS)}
    act = append(campaign, None, [Line(Verb.REVIEWED, today_of(campaign, now), data)], now)
    return Done(f"Kept for the week of {week.day} {week:%B}.", act)
