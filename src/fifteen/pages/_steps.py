"""Steps as the pages show them: standing and step of many people, and the button of each step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.utils import timezone

from fifteen.method import approach, cadence, spoken, touch, workdays
from fifteen.method.words import (
    Booking,
    LetterKind,
    Medium,
    Standing,
    Step,
    StepGroup,
    StepKind,
)
from fifteen.store import helped, read
from fifteen.store.models import Campaign, Person

Placed = tuple[Person, Standing, Step | None]

ROOM_OPENS = timedelta(minutes=15)
"""So long before a talk the room comes first, before that the plan. A judgement."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What a step is called: in a list, in a sentence, on its button."""

    short: str
    sentence: str  # "Thank {name}"
    button: str


@dataclass(frozen=True, slots=True)
class Action:
    """A button that opens the thing itself."""

    label: str
    url: str


_SAYINGS = {
    StepKind.HOLD: Saying("Talk", "Talk with {name}", "Look over the plan"),
    StepKind.CONFIRM: Saying("Confirm", "Confirm the talk with {name}", "Read the confirmation"),
    StepKind.DEBRIEF: Saying("Write it up", "Write up the talk with {name}", "Write it up"),
    StepKind.THANK: Saying("Thank", "Thank {name}", "Read the thank-you"),
    StepKind.THANK_NO: Saying("Thank", "Thank {name}", "Read the letter"),
    StepKind.AGREE_TIME: Saying("Agree on a time", "Find a time with {name}", "Send times"),
    StepKind.CLARIFY: Saying("Answer", "Answer {name}", "Read the answer"),
    StepKind.OFFER_PHONE: Saying("Offer a call", "Offer {name} a call", "Read the answer"),
    StepKind.ANSWER_QUESTION: Saying("Answer", "Answer {name}", "Read the answer"),
    StepKind.REBOOK: Saying("Offer times", "Offer {name} other times", "Send times"),
    StepKind.KEEP_MINE: Saying("Keep a promise", "Keep your promise to {name}", "Read the letter"),
    StepKind.ASK_THEIRS: Saying(
        "Ask about a promise", "Ask {name} about a promise", "Read the letter"
    ),
    StepKind.REMIND: Saying("Remind", "Remind {name}", "Read the reminder"),
    StepKind.WRITE_AGAIN: Saying("Write again", "Write to {name} again", "Read the letter"),
    StepKind.ASK: Saying("Ask", "Ask {name}", "Write the letter"),
    StepKind.TOUCH: Saying("Keep in touch", "Write {name} a line", "Read the letter"),
    StepKind.REST: Saying("Let it rest", "Let {name} rest", "Let it rest"),
}

_ASKING = {
    LetterKind.INTRODUCTION_REQUEST: "Ask for an introduction",
    LetterKind.CALL_SCRIPT: "Open the call script",
}


def steps(campaign: Campaign, people: Iterable[Person], now: datetime) -> list[Placed]:
    """Where each of these people stands and what is next, in their order; one query."""
    people = list(people)
    stand = read.standings(campaign, people) if people else {}
    return [
        (person, stand[person.pk], step_of(campaign, person, stand[person.pk], now))
        for person in people
    ]


def step_of(campaign: Campaign, person: Person, stands: Standing, now: datetime) -> Step | None:
    """What is next with one person who stands so."""
    return cadence.next_step(stands, now, read.setting(campaign, person))


def saying(kind: StepKind) -> Saying:
    """What a step is called."""
    return _SAYINGS[kind]


def sentence(person: Person, step: Step) -> str:
    """The step with its person, such as "Thank Grace Mbeki"."""
    if step.letter is LetterKind.WHAT_CAME_OF_IT:
        return f"Tell {person.name} what came of it"
    return saying(step.kind).sentence.format(name=person.name)


def with_reasons(campaign: Campaign, placed: Iterable[Placed], today: date) -> list[Placed]:
    """The same steps; where it is time to keep in touch, with what there is to write about (F7)."""
    placed = list(placed)
    touching = {p.pk: s for p, s, step in placed if step and step.kind is StepKind.TOUCH}
    people = [p for p, _, _ in placed if p.pk in touching]
    found = helped.since(campaign, people, touching) if touching else {}
    return [(p, s, _reasoned(step, found.get(p.pk), today)) for p, s, step in placed]


def _reasoned(step: Step | None, since: touch.Since | None, today: date) -> Step | None:
    reason = next(iter(touch.reasons(since, today)), None) if since is not None else None
    if step is None or reason is None:
        return step
    return replace(step, reason=reason.sentence, row=reason.row)


def action(person: Person, stands: Standing, step: Step, now: datetime) -> Action:
    """The button of a step: the letter, the plan, the room, the debrief."""
    label = saying(step.kind).button
    if step.kind is StepKind.HOLD:
        return talk_action(stands, now) or Action("Open", f"/people/{person.key}")
    if step.kind is StepKind.AGREE_TIME and stands.booking is not None:
        return Action("Look at it", f"/people/{person.key}/book#wanted")
    if step.kind is StepKind.DEBRIEF and stands.conversation:
        return Action(label, f"/conversations/{stands.conversation}/debrief")
    if step.kind is StepKind.ASK and stands.introduction_asked_on is None:
        return ask_action(person)
    if step.letter is None:
        return Action("Open", f"/people/{person.key}")
    return Action(label, letter_url(person, step.letter, step.promise))


def talk_action(stands: Standing, now: datetime) -> Action | None:
    """What an agreed talk asks for now: its plan, then its room, then the write-up."""
    booking = stands.booking
    if booking is None:
        return None
    talk = f"/conversations/{booking.conversation}"
    if is_over(booking, now):
        return Action("Write it up", f"{talk}/debrief")
    if now >= booking.start - ROOM_OPENS:
        return Action("Open the room", f"{talk}/room")
    return Action("Look over the plan", f"{talk}/prepare")


def is_over(booking: Booking, now: datetime) -> bool:
    """Whether the agreed time has passed."""
    return now >= booking.start + timedelta(minutes=booking.minutes)


def ask_action(person: Person) -> Action:
    """The way to ask this person (A4): a letter, an introduction, a call."""
    kind = approach.way(read.tie(person), bool(person.email), bool(person.phone)).kind
    label = _ASKING.get(kind, saying(StepKind.ASK).button)
    to = person.tie_via if kind is LetterKind.INTRODUCTION_REQUEST else ""
    return Action(label, letter_url(person, kind, to=to))


def letter_url(person: Person, kind: LetterKind, promise: str = "", to: str = "") -> str:
    """Where a letter of this kind to this person, or about them `to` another, is begun."""
    query = {"kind": str(kind), "promise": promise, "to": to}
    query = {name: value for name, value in query.items() if value}
    return f"/people/{person.key}/letters/new?{urlencode(query)}"


def due_words(step: Step, now: datetime, today: date) -> str:
    """What the amber pill says: until when, for steps that have a day or an hour of their own."""
    if step.kind.group in (StepGroup.THANK, StepGroup.ANSWER) and step.at is not None:
        by = timezone.localtime(step.at)
        if now > by:
            hour = f"{by:%H:%M}" if by.date() == today else spoken.moment(by, today)
            return f"Due since {hour}"
        if by.date() == today:
            return f"Due by {by:%H:%M}"
        first = "Due today, at the latest by" if step.kind.group is StepGroup.THANK else "Due by"
        return f"{first} {spoken.moment(by, today)}"
    if step.kind is StepKind.KEEP_MINE:
        return "Due today" if step.due == today else f"Due since {spoken.day(step.due, today)}"
    return ""


def later_choices(today: date, country: str) -> tuple[tuple[str, date], ...]:
    """The days "Later" offers, each once, in their order."""
    days = {
        today + timedelta(days=1): "Tomorrow",
        workdays.after(today, 3, country): "In three working days",
        workdays.on_or_after(today + timedelta(days=7), country): "In a week",
    }
    return tuple((words, day) for day, words in sorted(days.items()))


def monday(today: date) -> date:
    """The Monday of this week."""
    return today - timedelta(days=today.weekday())


_MEDIA = {Medium.PHONE: "by phone", Medium.VIDEO: "by video", Medium.IN_PERSON: "in person"}


def medium_words(medium: Medium | str) -> str:
    """How a talk is held, such as "by phone"."""
    return _MEDIA[Medium(medium)]


def clock_words(start: datetime, zone: ZoneInfo) -> str:
    """An hour as a friend says it: "at ten", "at noon", "at 14:30"."""
    local = start.astimezone(zone)
    if local.minute or not 7 <= local.hour <= 19:
        return f"at {local:%H:%M}"
    return "at noon" if local.hour == 12 else f"at {spoken.in_words(local.hour % 12)}"


def away_words(start: datetime, now: datetime) -> str:
    """How far off a moment is: "in 1 h 20 min", "in 5 min", "now", or nothing once it is past."""
    minutes = round((start - now).total_seconds() / 60)
    if minutes < 1:
        return "now" if minutes > -1 else ""
    hours, rest = divmod(minutes, 60)
    return (
        f"in {hours} h {rest} min"
        if hours and rest
        else f"in {hours} h"
        if hours
        else (f"in {rest} min")
    )
