"""What the conversations were worth: points by goal, the four measures, what was given back.

F5 has the measures in their order, Q3 the goals and their points. A lead is written down like the
rest and earns nothing of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fifteen.method.measures import GOAL_LABELS
from fifteen.method.progress.lives import Life, written
from fifteen.method.progress.weeks import monday
from fifteen.method.words import Goal, Measure

MOST_TALKS = 30  # columns that can be told apart on a phone; more are gathered by month


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal: how often it was chosen, reached, and the points it brought."""

    goal: Goal
    label: str
    chosen: int
    reached: int
    points: int


def by_goal(lives: Sequence[Life]) -> list[GoalLine]:
    """All four goals, in their order."""
    talks = [w for _, w in written(lives)]
    return [
        GoalLine(
            goal,
            GOAL_LABELS[goal],
            sum(w.goal == goal for w in talks),
            sum(w.goal == goal and w.points > 0 for w in talks),
            sum(w.points for w in talks if w.goal == goal),
        )
        for goal in Goal
    ]


@dataclass(frozen=True, slots=True)
class Column:
    """A conversation, or those of a month, with its mean scores from 0 to 3 by measure."""

    on: date
    label: str
    count: int
    scores: tuple[float | None, ...]  # in the order of Measure; None: not said


def measures(lives: Sequence[Life]) -> list[Column]:
    """The four measures over the conversations, oldest first; of many, by month."""
    talks = written(lives)
    if len(talks) <= MOST_TALKS:
        return [
            Column(w.on, life.who.name, 1, tuple(_mean([w.measures.get(m)]) for m in Measure))
            for life, w in talks
        ]
    months: dict[date, list[dict[str, int]]] = {}
    for _, w in talks:
        months.setdefault(w.on.replace(day=1), []).append(dict(w.measures))
    found = [
        Column(month, "", len(each), tuple(_mean([m_.get(m) for m_ in each]) for m in Measure))
        for month, each in sorted(months.items())
    ]
    return found[-MOST_TALKS:]


def _mean(values: Sequence[int | None]) -> float | None:
    said = [v for v in values if v is not None]
    return sum(said) / len(said) if said else None


@dataclass(frozen=True, slots=True)
class Given:
    """One way of giving back: how often, of how many times it could be."""

    label: str
    count: int
    of: int


def given(lives: Sequence[Life]) -> list[Given]:
    """What was given back, counted (F5, second measure; F1, F3, F9)."""
    talks = [w for _, w in written(lives)]
    met = [life for life in lives if life.met]
    mine = [(life, key) for life in lives for key, own in life.promised.items() if own]
    return [
        Given("They could share something good", sum(w.gave for w in talks), len(talks)),
        Given("Thanked for the talk", sum(bool(x.thanked) for x in met), len(met)),
        Given("Promises of yours kept", sum(key in x.kept for x, key in mine), len(mine)),
        Given("Written to again, with news", sum(bool(x.touched) for x in met), len(met)),
    ]


def this_week(days: Sequence[date], today: date) -> int:
    """How many of these days lie in the week of today."""
    return sum(monday(day) == monday(today) for day in days)
