"""How a field fits the seeker: their own criteria and weights, their scores, what hosts said (P5).

Nothing is scored by the software. Where nobody was asked, it says so and offers the question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fifteen.method.fieldbook import Criterion, FieldNotes, Insight
from fifteen.method.slots import QUESTIONS
from fifteen.method.spoken import count_of, in_words, listing

FAR_APART = 2  # points of five from which two fields differ worth a sentence


@dataclass(frozen=True, slots=True)
class Measured:
    """One criterion in one field: the seeker's score, None where there is none, and who said
    something that speaks to it."""

    criterion: Criterion
    score: int | None
    said: tuple[Insight, ...]

    @property
    def hosts(self) -> int:
        """How many people spoke to it."""
        return len({i.who.key for i in self.said})

    @property
    def unfounded(self) -> bool:
        """Whether there is a score that nobody in the field has said anything about."""
        return self.score is not None and not self.said


@dataclass(frozen=True, slots=True)
class Fit:
    """A field by the seeker's criteria, the heaviest first."""

    field: FieldNotes
    lines: tuple[Measured, ...]

    @property
    def mean(self) -> float | None:
        """The scores' mean by weight, 1 to 5; None where nothing is scored."""
        scored = [(m.score, m.criterion.weight) for m in self.lines if m.score is not None]
        weights = sum(weight for _, weight in scored)
        return sum(score * weight for score, weight in scored) / weights if weights else None

    @property
    def scored(self) -> int:
        """How many criteria have a score."""
        return sum(m.score is not None for m in self.lines)

    @property
    def unasked(self) -> tuple[Criterion, ...]:
        """The criteria nobody in the field has spoken to."""
        return tuple(m.criterion for m in self.lines if not m.said)


def of(field: FieldNotes, criteria: Sequence[Criterion]) -> Fit:
    """How a field fits. An insight speaks to a criterion that it was given, or of its slot."""
    heaviest = sorted(criteria, key=lambda c: -c.weight)
    return Fit(
        field, tuple(Measured(c, field.scores.get(c.key), _said(field, c)) for c in heaviest)
    )


def _said(field: FieldNotes, c: Criterion) -> tuple[Insight, ...]:
    return tuple(
        i
        for i in field.insights
        if i.criterion == c.key or (not i.criterion and c.slot is not None and i.slot is c.slot)
    )


def sentence(fit: Fit) -> str:
    """How it fits and on what that rests."""
    if not fit.lines:
        return "You have not said yet what matters to you."
    if fit.mean is None:
        return "You have given no score yet."
    all_of = len(fit.lines)
    if fit.scored == all_of:
        basis = "by all of your criteria" if all_of > 1 else "by your one criterion"
    else:
        basis = f"by {in_words(fit.scored)} of your {count_of(all_of, 'criterion', 'criteria')}"
    said = f"{fit.mean:.1f} of 5 {basis}."
    unasked = fit.unasked
    if not unasked:
        return f"{said} Somebody who does the work spoke to each."
    return f"{said} Nobody was asked yet about {_quoted([c.text for c in unasked])}."


def _quoted(texts: Sequence[str]) -> str:
    """Criteria inside a sentence: the seeker's own words, as they are."""
    return listing([f"“{text}”" for text in texts])


def question(criterion: Criterion, field: FieldNotes) -> str:
    """The question that would tell, for the next preparation."""
    if criterion.slot is not None:
        return QUESTIONS[criterion.slot]
    said = criterion.text.rstrip(" .?!")
    return f"“{said}” matters to me. How is that in {field.name}, for you?"


def apart(one: Fit, other: Fit) -> tuple[str, ...]:
    """Where two fields differ by the seeker's own scores, the heaviest first; then what cannot
    be compared yet."""
    said, blank = [], []
    scores = {m.criterion.key: m.score for m in other.lines}
    for m in one.lines:
        there = scores.get(m.criterion.key)
        if m.score is None or there is None:
            blank.append(m.criterion.text)
        elif abs(m.score - there) >= FAR_APART:
            more, less = (one, other) if m.score > there else (other, one)
            high, low = max(m.score, there), min(m.score, there)
            said.append(
                f"{m.criterion.text}: {more.field.name} has {in_words(high)} of five, "
                f"{less.field.name} {in_words(low)}."
            )
    if blank:
        said.append(f"Not to be compared yet: {_quoted(blank)}.")
    return tuple(said)
