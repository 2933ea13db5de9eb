"""The order to ask in, kept on the person's row so that Today need not read the whole book."""

from __future__ import annotations

from datetime import datetime

from fifteen.actions._write import today_of
from fifteen.store import suggest
from fifteen.store.models import Campaign, Person
from fifteen.store.suggest import Surroundings, ranking

__all__ = ["Surroundings", "rank", "ranking", "surroundings"]


def surroundings(campaign: Campaign, now: datetime) -> Surroundings:
    """Read once, used for many."""
    return suggest.surroundings(campaign, today_of(campaign, now))


def rank(person: Person, around: Surroundings) -> int:
    """Put the score on the row, not saved; returns it."""
    person.rank = ranking(person, around).score
    return person.rank
