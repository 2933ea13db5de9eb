"""What Today is made of, read in a handful of queries that never look through the whole book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from fifteen.method import spoken, way
from fifteen.method.limits import Room
from fifteen.method.ways_in import WayIn
from fifteen.method.words import (
    Booking,
    Medium,
    Standing,
    Step,
    StepGroup,
    StepKind,
    Tie,
)
from fifteen.pages import _said, _steps, _ways
from fifteen.pages._steps import Action
from fifteen.store import read, scope, suggest
from fifteen.store.models import Campaign, Person

MOST_ROWS = 24
"""So many steps stand on the page; the rest is named with its number."""

SOON = timedelta(hours=6)
"""A talk that begins within this time stands on the page, though midnight lies between."""

_GROUPS = {
    StepGroup.TALK: "Confirm",
    StepGroup.THANK: "Thank",
    StepGroup.ANSWER: "Answer",
    StepGroup.KEEP: "Keep a promise",
    StepGroup.REMIND: "Remind",
    StepGroup.ASK: "Ask",
    StepGroup.TOUCH: "Keep in touch",
}

# The order of Today as the database can sort by it. Asking comes last here: whom to ask is chosen
# by rank and limits, only those who wait for an introduction come from this list.
_LAST = len(_GROUPS)
_PLACES = {
    kind: _LAST if kind is StepKind.ASK else list(_GROUPS).index(kind.group)
    for kind in StepKind
    if kind is not StepKind.REST
}
_WHENS = " ".join(f"WHEN '{kind}' THEN {place}" for kind, place in _PLACES.items())
_URGENCY = RawSQL(f"CASE step {_WHENS} ELSE {_LAST + 1} END", ())  # noqa: S611  (our own constants)


@dataclass(frozen=True, slots=True)
class Row:
    """One step on the page."""

    person: Person
    stands: Standing | None
    reason: str
    row: str
    action: Action
    sentence: str
    due: str = ""
    other: Action | None = None
    promise: str = ""  # key; a promise ends by a decision of its own (F6)

    @property
    def may_rest(self) -> bool:
        """Whether letting this person rest would end the step."""
        return not self.promise and (self.stands is None or self.stands.rest is None)

    @property
    def tie(self) -> Tie:
        """What joins the two."""
        return read.tie(self.person)


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation of today, or an earlier one that is not written up."""

    person: Person
    booking: Booking
    when: str  # "10:00", or the day where it is not today's
    how: str
    away: str
    over: bool
    reason: str
    row: str
    action: Action
    clock: str
    leave: str = ""  # when to leave for it, where there is a way to go (Q5)


@dataclass(frozen=True, slots=True)
class Steps:
    """All steps of the day."""

    talks: tuple[Talk, ...]
    groups: tuple[tuple[StepGroup, str, tuple[Row, ...]], ...]
    more: int  # due as well, but not on the page
    room: Room
    beyond: tuple[Row, ...] = ()  # whom one could ask though the pace of the week is kept

    @property
    def rows(self) -> list[Row]:
        """All rows in the order they stand on the page."""
        return [row for _, _, rows in self.groups for row in rows]

    @property
    def count(self) -> int:
        """How many steps there are today."""
        return len(self.talks) + len(self.rows) + self.more


def steps_of(campaign: Campaign, now: datetime, today: date, wanted: int) -> Steps:
    """Everything that is due by today, and whom to ask, each with reason and button.

    `wanted` is how many requests the pace of this week still lacks: so many are steps, whoever
    could be asked beyond them is nobody's duty.
    """
    all_due = _due(campaign, now, today)
    due = list(all_due.order_by(_URGENCY, "due", "pk")[: MOST_ROWS + 1])
    more = 0
    if len(due) > MOST_ROWS:
        more = max(0, all_due.exclude(step=StepKind.ASK).count() - MOST_ROWS)
        due = due[:MOST_ROWS]
    ways = scope.ways(campaign, due)
    placed = _steps.with_reasons(campaign, _steps.steps(campaign, due, now), today)
    talks = [t for p, s, step in placed if (t := _talk(campaign, p, s, step, now, today, ways))]
    in_talk = {talk.person.pk for talk in talks}
    rows: dict[StepGroup, list[Row]] = {group: [] for group in _GROUPS}
    for person, stands, step in placed:
        late = step is not None and step.kind is StepKind.CONFIRM and stands.took_on is None
        if late and person.pk in in_talk:
            continue  # the day is here: a line "the day before" comes too late
        if step is not None and _stands_here(stands, step, today):
            row = _row(person, stands, step, now, today)
            rows[step.kind.group].append(_by_their_times(row, step, campaign, now))
    suggested = suggest.whom_to_ask(campaign, now)
    there = {row.person.pk for row in rows[StepGroup.ASK]}
    asks = [s for s in suggested.people if s.person.pk not in there]
    through = _ways.first_through(campaign, [s.person for s in asks])
    could = [_suggestion(s, through.get(s.person.pk)) for s in asks]
    rows[StepGroup.ASK] += could[:wanted]
    groups = tuple((g, _GROUPS[g], tuple(found)) for g, found in rows.items() if found)
    talks.sort(key=lambda talk: talk.booking.start)
    return Steps(tuple(talks), groups, more, suggested.room, tuple(could[wanted:]))


def _due(campaign: Campaign, now: datetime, today: date) -> QuerySet[Person]:
    """Whoever has a step by today, and whose talk begins soon after midnight."""
    soon = now + SOON
    due = scope.listed(campaign).filter(due__lte=max(today, read.day(campaign, soon)))
    due = due.filter(Q(due__lte=today) | Q(step=StepKind.HOLD, due_at__lte=soon))
    return due.exclude(step=StepKind.REST).exclude(pk__in=scope.leaving(campaign))


def _stands_here(stands: Standing, step: Step, today: date) -> bool:
    if step.kind in (StepKind.HOLD, StepKind.REST) or step.due > today:
        return False
    return step.kind is not StepKind.ASK or stands.introduction_asked_on is not None


def _talk(
    campaign: Campaign,
    person: Person,
    stands: Standing,
    step: Step | None,
    now: datetime,
    today: date,
    ways: Mapping[str, str],
) -> Talk | None:
    booking = stands.booking
    action = _steps.talk_action(stands, now)
    if booking is None or action is None:
        return None
    if read.day(campaign, booking.start) > today and booking.start > now + SOON:
        return None
    clock = read.clock(campaign, booking.start)
    start = booking.start.astimezone(clock)
    holds = step is not None and step.kind is StepKind.HOLD
    return Talk(
        person=person,
        booking=booking,
        when=f"{start:%H:%M}",
        how=_steps.medium_words(booking.medium),
        away=_away(start, now, today),
        over=action.url.endswith("/debrief"),
        reason=step.reason if holds and step else "Ten quiet minutes with the plan are enough.",
        row=step.row if holds and step else "Q1",
        action=action,
        clock=_steps.clock_words(booking.start, clock),
        leave=_leave(booking, start, ways.get(booking.conversation, "")),
    )


def _away(start: datetime, now: datetime, today: date) -> str:
    """How far a talk is; of one that was to be on an earlier day, which."""
    day = start.date()
    return _steps.away_words(start, now) if day >= today else spoken.day(day, today)


def _leave(booking: Booking, start: datetime, words: str) -> str:
    if booking.medium is not Medium.IN_PERSON:
        return ""
    leave = way.leave_at(start, words)
    return f"Leave at {leave:%H:%M}" if leave else "When to leave?"


def _row(person: Person, stands: Standing, step: Step, now: datetime, today: date) -> Row:
    other = None
    if step.kind in (StepKind.AGREE_TIME, StepKind.REBOOK):
        other = Action("A time is agreed", f"/people/{person.key}/book")
    return Row(
        person=person,
        stands=stands,
        reason=step.reason,
        row=step.row,
        action=_steps.action(person, stands, step, now),
        sentence=_steps.sentence(person, step),
        due=_steps.due_words(step, now, today),
        other=other,
        promise=step.promise,
    )


def _by_their_times(row: Row, step: Step, campaign: Campaign, now: datetime) -> Row:
    found = _said.instead(row.person, row.stands, step, campaign, now) if row.stands else None
    if found is None:
        return row
    reason, action, other = found
    return replace(row, reason=reason, action=action, other=other)


def _suggestion(found: suggest.Suggestion, through: WayIn | None) -> Row:
    """Asking somebody; where a way in is worth more than a letter to them, that comes first."""
    person = found.person
    name = _steps.saying(StepKind.ASK).sentence.format(name=person.name)
    direct = _steps.ask_action(person)
    if through is None:
        return Row(person, None, found.reason, found.row, direct, name)
    reason = f"{found.reason} {_ways.sentence(through)}"
    other = Action("Write to them yourself", direct.url)
    return Row(person, None, reason, through.row, _ways.ask(person, through), name, other=other)


MOST_CALLERS = 15  # as many as may be waiting at once, where Settings says nothing else


def may_ring(campaign: Campaign, today: date) -> tuple[tuple[Person, ...], int]:
    """Whoever is asked and may ring at any moment, the latest asked first; and how many more."""
    asked = scope.listed(campaign).filter(asked_on__isnull=False).order_by("-asked_on", "pk")
    asked = asked.exclude(step=StepKind.REST, due__lte=today).exclude(step=StepKind.THANK_NO)
    people = list(asked[: MOST_CALLERS + 1])
    more = asked.count() - MOST_CALLERS if len(people) > MOST_CALLERS else 0
    return tuple(people[:MOST_CALLERS]), more


def coming(campaign: Campaign, today: date) -> str:
    """The next step that has a day, in a sentence; empty where none is set."""
    person = (
        scope.people(campaign)
        .filter(due__gt=today)
        .exclude(step__in=(StepKind.REST, StepKind.ASK, ""))
        .order_by("due", "pk")
        .first()
    )
    if person is None or person.due is None:
        return ""
    what = _steps.saying(StepKind(person.step)).sentence.format(name=person.name)
    return f"The next step is {_on(person.due, today)}: {what[0].lower()}{what[1:]}."


def _on(day: date, today: date) -> str:
    away = (day - today).days
    if away == 1:
        return "tomorrow"
    return f"on {spoken.weekday(day) if away < 7 else spoken.day(day, today)}"


def headline(steps: Steps) -> str:
    """The answer of the page in a sentence: how many, and what comes first."""
    if not steps.count:
        return "That is all for today."
    count = f"{spoken.count_of(steps.count, 'step').capitalize()} today."
    if steps.talks:
        first = steps.talks[0]
        if first.over:
            return f"{count} Write up {first.person.name} first."
        return f"{count} {first.person.name} {first.clock}."
    only = steps.count == 1
    return f"{count} {steps.rows[0].sentence}{'' if only else ' first'}."
