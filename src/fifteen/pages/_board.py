"""The list of people as a board: a column for each stage, on each card the acts that move it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet

from fifteen.method import moves, spoken
from fifteen.method.moves import Move, Place
from fifteen.method.words import Stage, Standing, Step
from fifteen.pages import _people, _steps
from fifteen.pages._people import Wanted
from fifteen.pages._request import Asked
from fifteen.store import find, scope
from fifteen.store.models import Campaign, Person

CARDS = 12
"""On one column; the table shows the others."""

_COUNTED = 1_000  # a column is not counted further


@dataclass(frozen=True, slots=True)
class Way:
    """An act on a card: the stage it leads to, its words, and the page or the verb of it."""

    move: Move
    url: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One person on the board."""

    person: Person
    next: str
    due: bool
    ways: tuple[Way, ...]
    not_to: tuple[tuple[Stage, str], ...]  # the other columns, and why no act leads there


@dataclass(frozen=True, slots=True)
class Column:
    """One stage: its first cards, how many there are, and where the others stand."""

    stage: Stage
    cards: tuple[Card, ...]
    count: str
    more: str  # address of the table of this stage, or nothing
    more_words: str = ""


def columns(request: Asked, asked: Wanted) -> tuple[Column, ...]:
    """Each stage that the filters leave, in order."""
    stages = [Stage(asked.stage)] if asked.stage else list(Stage)
    base = scope.listed(request.campaign)
    if asked.q:
        ids = find.ids(request.campaign, asked.q, _people.MOST_FOUND)
        base = base.filter(pk__in=ids)
    return tuple(_column(request, asked, base, stage) for stage in stages)


def _column(request: Asked, asked: Wanted, base: QuerySet[Person], stage: Stage) -> Column:
    plain = Wanted(
        tie=asked.tie, field=asked.field, source=asked.source, tag=asked.tag, due=asked.due
    )
    rows = _people.narrowed(base, plain, request.today).filter(stage=stage)
    if stage is Stage.TO_ASK:
        people = list(rows.order_by("-rank", "pk")[:CARDS])
    else:
        rows = scope.underway(rows)
        people = list(rows.order_by(F("due").asc(nulls_last=True), "name_fold", "pk")[:CARDS])
    many = len(people) == CARDS
    count = rows.values("pk")[: _COUNTED + 1].count() if many else len(people)
    cards = tuple(_cards(request, people))
    more = asked.address(view="", stage=stage) if count > CARDS else ""
    said = f"{_COUNTED:,}+" if count > _COUNTED else f"{count:,}"
    words = "All of them" if count > _COUNTED else f"{spoken.in_words(count - CARDS)} more"
    return Column(stage, cards, said, more, words.capitalize() if more else "")


def _cards(request: Asked, people: list[Person]) -> Iterator[Card]:
    for person, stands, step in _steps.steps(request.campaign, people, request.now):
        found = moves.moves(stands, request.today)
        to = {move.to for move in found}
        others = [stage for stage in Stage if stage not in to and stage is not stands.stage]
        yield Card(
            person,
            *_people.next_words(person, request.today),
            tuple(
                Way(move, _url(request.campaign, person, stands, step, move, request.now))
                for move in found
            ),
            tuple((stage, moves.why_not(stands, stage)) for stage in others),
        )


def _url(
    campaign: Campaign,
    person: Person,
    stands: Standing,
    step: Step | None,
    move: Move,
    now: datetime,
) -> str:
    """The page of an act; empty for one that is recorded in a word."""
    if move.place is Place.LETTER:
        return _steps.action(person, stands, step, now).url if step else f"/people/{person.key}"
    if move.place is Place.TALK:
        action = _steps.talk_action(stands, now)
        return action.url if action else f"/people/{person.key}"
    return f"/people/{person.key}/{move.place}" if move.place else ""
