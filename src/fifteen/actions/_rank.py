"""The order to ask in, kept on the person's row so that Today need not read the whole book."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from fifteen.actions._write import today_of
from fifteen.method import approach
from fifteen.method.words import Seeker, TieKind
from fifteen.store import read, scope
from fifteen.store.models import Campaign, Person


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the rank of everybody in a campaign depends on."""

    seeker: Seeker
    fields: tuple[str, ...]
    today: date


def surroundings(campaign: Campaign, now: datetime) -> Surroundings:
    """Read once, used for many."""
    names = tuple(scope.fields(campaign).values_list("name", flat=True))
    return Surroundings(read.seeker(campaign), names, today_of(campaign, now))


def ranking(person: Person, around: Surroundings) -> approach.Ranking:
    """Score and reason for one person (C2)."""
    return approach.rank(
        read.host(person),
        around.seeker,
        around.fields,
        email=bool(person.email),
        phone=bool(person.phone),
        link=bool(person.link),
        connected_on=person.connected_on,
        referred_by_host=person.tie_kind in (TieKind.REFERRED, TieKind.INTRODUCED),
        today=around.today,
    )


def rank(person: Person, around: Surroundings) -> int:
    """Put the score on the row, not saved; returns it."""
    person.rank = ranking(person, around).score
    return person.rank
