"""Standing -> next step: what to do with a person next, from which day, and why (row ids).

`next_step(...).due` never depends on today, so it can be kept on the person's row; the sentence
of the reason does, because it counts the days that have passed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from fifteen.method import put_off, workdays
from fifteen.method._answer_steps import ANSWER_STEPS, DATED
from fifteen.method._rebooking import fell_through
from fifteen.method.free.slots import zone_at
from fifteen.method.free.words import Hours
from fifteen.method.numbers import Numbers
from fifteen.method.permitted import reminders_allowed
from fifteen.method.said_to import to_seeker
from fifteen.method.spoken import count_of, weekday
from fifteen.method.words import (
    LetterKind,
    Medium,
    Standing,
    Step,
    StepGroup,
    StepKind,
    TieKind,
    Verb,
)

ANY_DAY = date(1970, 1, 1)
"""The due day of a step that waits for nobody but the seeker's choice (asking)."""

AT_ANY_TIME = datetime(1970, 1, 1, tzinfo=UTC)
"""The moment to ask with where the answer must not depend on the moment: for what is kept."""


_ORDER = list(StepGroup)


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds a person: the numbers in force, the tie, the seeker's zone at home, the host's
    country for holidays, and the seeker's hours where they go on journeys."""

    numbers: Numbers
    tie: TieKind
    zone: ZoneInfo
    country: str = ""
    hours: Hours | None = None

    def local(self, at: datetime) -> datetime:
        """A moment as the seeker's clock shows it then: on a journey, that of the place."""
        return at.astimezone(self.zone if self.hours is None else zone_at(self.hours, at))


def next_step(standing: Standing, now: datetime, setting: Setting) -> Step | None:
    """The most urgent step with one person, or None while they rest with nothing promised.

    `now` is aware. Everybody who does not rest has a step; a step in the future says when.
    """
    if standing.rest is not None and standing.rest.forever:
        return None
    today = setting.local(now).date()
    steps = list(_promises(standing, today))
    if standing.rest is None:
        steps += _main(standing, now, setting)
    if not steps:
        return None
    return min((_not_before_later(s, standing) for s in steps), key=_urgency)


def _urgency(step: Step) -> tuple[date, int]:
    # Asking waits for nobody: whatever has a day of its own comes before it.
    due = date.max if step.due == ANY_DAY else step.due
    return due, _ORDER.index(step.kind.group)


def _not_before_later(step: Step, standing: Standing) -> Step:
    # A talk that is agreed happens when it happens; everything else can be put off by the seeker.
    until = standing.later_until
    if until is None or step.kind is StepKind.HOLD or step.due >= until:
        return step
    return replace(step, due=until)


def _promises(s: Standing, today: date) -> Iterator[Step]:
    for p in s.promises:
        if p.mine and p.news:
            yield Step(
                StepKind.KEEP_MINE,
                p.due,
                "They helped. It is a gift to hear what came of it.",
                "F9",
                None,
                LetterKind.WHAT_CAME_OF_IT,
                p.key,
            )
        elif p.mine:
            reason = f"You said you would: {to_seeker(p.what)}."
            yield Step(
                StepKind.KEEP_MINE, p.due, reason, "F3", None, LetterKind.PROMISE_MINE, p.key
            )
        elif s.thanked_on is not None or s.met_on is None:
            reason = f"They said they would: {to_seeker(p.what)}. A kind question is fair now."
            yield Step(
                StepKind.ASK_THEIRS, p.due, reason, "F2", None, LetterKind.PROMISE_THEIRS, p.key
            )


def _main(s: Standing, now: datetime, setting: Setting) -> Iterator[Step]:
    if s.booking is not None:
        yield from _booked(s, now, setting)
    elif (until := put_off.quiet_until(s)) is not None:
        due = workdays.on_or_after(until, setting.country)
        reason = "They asked on their page to be asked again from then on, and not before."
        yield Step(StepKind.WRITE_AGAIN, due, reason, "R6", None, LetterKind.REMINDER)
    elif s.open_answer is not None and s.open_answer_on is not None and not put_off.came_back(s):
        yield _answer(s, s.open_answer_on, setting, setting.local(now).date())
    elif s.met_on is not None:
        yield from _after_the_talk(s, s.met_on, setting)
    elif s.asked_on is not None:
        yield _waiting(s, now, setting)
    else:
        yield _ask(s, setting)


def _ask(s: Standing, setting: Setting) -> Step:
    if s.introduction_asked_on is not None:
        due = workdays.after(
            s.introduction_asked_on, setting.numbers.introducer_has, setting.country
        )
        reason = "You asked for an introduction. Has it come? Then write, naming who introduced you"
        return Step(StepKind.ASK, due, f"{reason}.", "A4", None, LetterKind.REQUEST)
    return Step(StepKind.ASK, ANY_DAY, "Not asked yet.", "C2", None, LetterKind.REQUEST)


_BACK = "They asked you to come back around now."
_NO_HURRY = 1  # working days; whoever named a time waits for no clarification


def _answer(s: Standing, on: date, setting: Setting, today: date) -> Step:
    """The answer to what they said last; due the day it came, a yes within so many hours (R1)."""
    if s.open_answer_data.get("rebook"):
        return Step(StepKind.REBOOK, on, fell_through(s), "R1", None, LetterKind.TIMES)
    if put_off.is_dated(s):
        due = workdays.after(on, _NO_HURRY, setting.country)
        if s.put_off_until is not None and today >= s.put_off_until:
            return Step(StepKind.CLARIFY, due, _BACK, "R6", None, LetterKind.REMINDER)
        return Step(StepKind.CLARIFY, due, DATED, "A9", None, LetterKind.PUT_OFF_ANSWER)
    kind, reason, row, letter = ANSWER_STEPS[_answer_key(s)]
    yes = s.open_answer is Verb.SAID_YES and s.open_answer_at is not None
    hours = timedelta(hours=setting.numbers.answer_within)
    by = s.open_answer_at + hours if yes and s.open_answer_at else None
    return Step(kind, on, reason, row, by, letter)


def _answer_key(s: Standing) -> tuple[Verb, int]:
    assert s.open_answer is not None
    return s.open_answer, min(s.put_offs, 3) if s.open_answer is Verb.PUT_OFF else 0


def _waiting(s: Standing, now: datetime, setting: Setting) -> Step:
    """Silence after a letter of ours: a reminder, a second question about the time, or rest."""
    numbers, country = setting.numbers, setting.country
    sent = s.last_sent_on or s.asked_on
    assert sent is not None
    today = setting.local(now).date()
    days = count_of(workdays.between(sent, today, country), "working day")
    if s.last_sent is Verb.TIMES_SENT and s.times_sent < 2:
        due = workdays.after(sent, numbers.times_answer_after, country)
        reason = f"You offered times {days} ago and none is chosen. Ask once more, kindly."
        return Step(StepKind.AGREE_TIME, due, reason, "R1", None, LetterKind.TIMES)
    until = s.put_off_until if s.last_sent in (Verb.CLARIFIED, Verb.PHONE_OFFERED) else None
    if until is not None and until > sent:
        due = workdays.on_or_after(until, country)
        return Step(StepKind.WRITE_AGAIN, due, _BACK, "R6", None, LetterKind.REMINDER)
    once = s.last_sent in (Verb.PHONE_OFFERED, Verb.TIMES_SENT)
    if not once and len(s.reminders) < reminders_allowed(s, setting.tie, numbers):
        due = workdays.after(sent, numbers.reminder_after, country)
        reason = _reminder_reason(s, days)
        return Step(StepKind.REMIND, due, reason, "R6", None, LetterKind.REMINDER)
    due = workdays.after(sent, numbers.rests_after, country)
    reason = f"No answer for {days}. It rests now; that says nothing about you."
    return Step(StepKind.REST, due, reason, "R6")


def _reminder_reason(s: Standing, days: str) -> str:
    if s.reminders:
        return f"Reminded {days} ago, no answer: one last friendly line is fair."
    if s.last_sent in (Verb.CLARIFIED, Verb.ANSWERED):
        return f"You answered {days} ago and nothing came: one friendly reminder is fair."
    return f"Asked {days} ago, no answer: one friendly reminder is fair."


def _booked(s: Standing, now: datetime, setting: Setting) -> Iterator[Step]:
    b = s.booking
    assert b is not None
    start = setting.local(b.start)
    ended = now >= b.start + timedelta(minutes=b.minutes)
    if ended:
        reason, row = "The time has passed. Did you talk? Write it up while it is fresh.", "F5"
    else:
        reason, row = "Ten quiet minutes with the plan are enough.", "Q1"
    yield Step(StepKind.HOLD, start.date(), reason, row, at=b.start)
    if s.move_wanted_on is not None and not ended:
        reason = "They ask for another time. Move the talk to it, or offer others."
        yield Step(StepKind.AGREE_TIME, s.move_wanted_on, reason, "R1")
    eve = workdays.before(start.date(), setting.numbers.confirm_before, setting.country)
    if s.took_on is not None and not ended:
        reason = f"They named when they can, and you took {weekday(start.date())} at "
        reason += f"{start:%H:%M}. They wait to hear which it is."
        yield Step(StepKind.CONFIRM, s.took_on, reason, "R1", None, LetterKind.CONFIRMATION)
    elif s.confirmed_on is None and not ended and (b.made is None or b.made < eve):
        reason = f"You talk on {weekday(start.date())} at {start:%H:%M}. A line the day before, "
        reason += "with the time in both zones, spares a missed talk."
        if s.perhaps_on is not None:
            reason += " They hold it only if need be: say that another day is as good."
        yield Step(StepKind.CONFIRM, eve, reason, "R1", None, LetterKind.CONFIRMATION)


def _after_the_talk(s: Standing, met_on: date, setting: Setting) -> Iterator[Step]:
    if s.thanked_on is None:
        end = s.met_at or datetime.combine(met_on, time(12), setting.zone)
        by = end + timedelta(hours=setting.numbers.thank_within)
        letter = LetterKind.THANKS_PHONE if s.met_by is Medium.PHONE else LetterKind.THANKS_MET
        if not s.debriefed:
            reason = "One minute while it is fresh: what did you get, what did you give?"
            yield Step(StepKind.DEBRIEF, met_on, reason, "F5", at=by)
        else:
            row = "F4" if s.met_by is Medium.PHONE else "F1"
            reason = "You have talked. The letter is written around what they said."
            yield Step(StepKind.THANK, met_on, reason, row, by, letter)
        return
    due = _touch_due(s, met_on, setting)
    yield Step(StepKind.TOUCH, due, _touch_reason(s), "F7", None, LetterKind.KEEP_IN_TOUCH)


def _touch_due(s: Standing, met_on: date, setting: Setting) -> date:
    first = setting.numbers.touch_first
    written = len(s.touches)
    if written < len(first):
        due = _months_later(met_on, first[written])
    else:
        due = _months_later(s.touches[-1], setting.numbers.touch_then)
    if s.touches:
        due = max(due, s.touches[-1] + timedelta(days=setting.numbers.touch_apart))
    return workdays.on_or_after(due, setting.country)


def _touch_reason(s: Standing) -> str:
    if s.touches:
        return "It has been a while. A line with news, or with what came of the advice."
    return "A month or so after the talk: tell them what you did with it."


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
