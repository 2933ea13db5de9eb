"""What a conversation was worth: the four measures in their order, and the goal's points (F5, Q3).

The points belong to the goal that was chosen beforehand. A lead is written down like the rest and
earns nothing of its own: what was learned comes first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fifteen.method.spoken import count_of
from fifteen.method.words import Goal, Host, Measure, Purpose, Score, Seeker, TieKind

GOOD_FROM = 2  # insights caught that make good information (F5; a judgement)
RICH_FROM = 5

INSIGHT, NAME, PROMISE, OPENING = "insight", "name", "promise", "opening"
MORE_TIME = "more-time"  # they offered more than the time agreed (T1)


@dataclass(frozen=True, slots=True)
class MeasureText:
    """A measure as the debrief asks for it."""

    measure: Measure
    label: str
    hint: str
    row: str = "F5"


@dataclass(frozen=True, slots=True)
class GoalChoice:
    """A goal as the preparation offers it: `fits` says whether it does here, `note` why."""

    goal: Goal
    label: str
    points: int
    note: str
    fits: bool
    row: str


MEASURES: tuple[MeasureText, ...] = (
    MeasureText(
        Measure.INFORMATION,
        "Was the information good?",
        "Do you know something now that reading would not have told you?",
    ),
    MeasureText(
        Measure.GIVEN,
        "Did you give something back?",
        "Could they share something good of theirs and feel that it helped?",
    ),
    MeasureText(
        Measure.CONNECTION,
        "A good connection?",
        "Would you both be glad to hear from each other again?",
    ),
    MeasureText(Measure.LEAD, "A lead?", "None is fine; most good talks bring none."),
)

SCORE_LABELS = {Score.NO: "No", Score.SOME: "Some", Score.GOOD: "Good", Score.RICH: "Rich"}

GOAL_LABELS = {
    Goal.CONNECTION: "A connection in the field",
    Goal.FURTHER_PERSON: "A further person to talk to",
    Goal.REMEMBERED: "To be remembered",
    Goal.OPENING: "Gently, whether there is an opening",
}


def points(goal: Goal, reached: bool) -> int:
    """The goal's one to four points where it was reached, else none (Q3)."""
    return int(goal) if reached else 0


def prefill(captures: Mapping[str, int]) -> Mapping[Measure, Score]:
    """What the room has caught, as a first answer to the measures.

    `captures` counts by kind: insight, name, promise, opening, more-time. A measure that nothing
    caught speaks to is left out, for the seeker to say; only "no lead" is said by silence.
    """
    scores: dict[Measure, Score] = {}
    if insights := _count(captures, INSIGHT):
        scores[Measure.INFORMATION] = (
            Score.RICH
            if insights >= RICH_FROM
            else Score.GOOD
            if insights >= GOOD_FROM
            else Score.SOME
        )
    if _count(captures, MORE_TIME) or _count(captures, PROMISE):
        scores[Measure.CONNECTION] = Score.GOOD
    elif _count(captures, NAME):
        scores[Measure.CONNECTION] = Score.SOME
    openings = _count(captures, OPENING)
    scores[Measure.LEAD] = Score(min(openings, Score.GOOD))
    return scores


def noted(captures: Mapping[str, int]) -> Mapping[Measure, str]:
    """Why a measure is filled in: "Three insights caught"."""
    said: dict[Measure, str] = {}
    if insights := _count(captures, INSIGHT):
        said[Measure.INFORMATION] = _caught(insights, "insight")
    kept = [count_of(n, thing) for thing in (NAME, PROMISE) if (n := _count(captures, thing))]
    if _count(captures, MORE_TIME):
        said[Measure.CONNECTION] = "They offered more time"
    elif kept:
        said[Measure.CONNECTION] = _sentence(" and ".join(kept) + " caught")
    if openings := _count(captures, OPENING):
        said[Measure.LEAD] = _caught(openings, "opening")
    return said


def goals(host: Host, seeker: Seeker) -> tuple[GoalChoice, ...]:
    """The four goals for this host; the fourth fits only where it is not too early (Q3, Q9)."""
    return tuple(_choice(goal, host, seeker) for goal in Goal)


def _choice(goal: Goal, host: Host, seeker: Seeker) -> GoalChoice:
    note, fits, row = "", True, "Q3"
    if goal == Goal.OPENING:
        if seeker.purpose not in (Purpose.WORK, Purpose.OPPORTUNITIES):
            note, fits, row = "not what your campaign is for", False, "P1"
        elif host.tie.kind in (TieKind.NONE, TieKind.WEAK):
            note, fits, row = "too early with somebody you hardly know", False, "Q9"
        else:
            note = "near the end, and once"
    return GoalChoice(goal, GOAL_LABELS[goal], int(goal), note, fits, row)


def _count(captures: Mapping[str, int], what: str) -> int:
    return max(0, captures.get(what, 0))


def _caught(number: int, thing: str) -> str:
    return _sentence(f"{count_of(number, thing)} caught")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
