"""The plan of one conversation, as preparation, call sheet and room share it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2s

from fifteen.actions._drafting import host_zone
from fifteen.method import agenda, checklist, measures, questions, saturation, standing, way
from fifteen.method.agenda import Block, BlockKind
from fifteen.method.beliefs import Belief
from fifteen.method.fieldbook import Book, FieldNotes
from fifteen.method.numbers import Numbers
from fifteen.method.questions import OPENING_THEME, WHO_ELSE_THEME, Question, sayable
from fifteen.method.spoken import in_words, weekday
from fifteen.method.words import Booking, Entry, Goal, Host, Medium, Seeker, Standing, TieKind, Verb
from fifteen.pages.templatetags.fifteen import tie_label
from fifteen.store import notes, quiet, read, scope
from fifteen.store.models import Campaign, Conversation, Person

SHORTEST, LONGEST = agenda.SHORTEST, 60  # minutes a plan is made for


@dataclass(frozen=True, slots=True)
class Ready:
    """One line of the check list, ticked or not."""

    key: str
    text: str
    row: str
    done: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """A conversation with everything that is known around it."""

    talk: Conversation
    host: Host
    seeker: Seeker
    standing: Standing
    journal: tuple[Entry, ...]  # what counts of it
    booking: Booking | None
    beliefs: tuple[Belief, ...]
    blocks: tuple[Block, ...]
    spare: tuple[Question, ...]  # ready for the case that time is left
    bank: tuple[Question, ...]
    chosen: bool  # the seeker has put the questions in order; else as the method suggests
    book: Book  # what is known of the seeker's fields

    @property
    def medium(self) -> Medium:
        """How it will be held: as booked, by phone where nothing is."""
        return self.booking.medium if self.booking else Medium.PHONE

    @property
    def length(self) -> int:
        """Minutes agreed, without those they offered in the talk."""
        return _length(self.booking)

    @property
    def asked(self) -> tuple[str, ...]:
        """The keys of the questions that have minutes in the plan, in order."""
        return tuple(b.key for b in self.blocks if b.kind is BlockKind.QUESTION)

    @property
    def share(self) -> str:
        """What joins the two, in words; empty where there is nothing to build on."""
        tie = self.host.tie
        if tie.kind in (TieKind.WEAK, TieKind.NONE) and not tie.via:
            return ""
        return tie_label(tie)

    @property
    def closing(self) -> str:
        """What to say at the end."""
        return self.blocks[-1].words

    @property
    def caught(self) -> tuple[Entry, ...]:
        """The lines caught in the room, oldest first."""
        return tuple(
            e
            for e in self.journal
            if e.verb is Verb.CAUGHT and e.data.get("conversation") == self.talk.key
        )

    @property
    def written_up(self) -> bool:
        """Whether a debrief of this talk is kept."""
        mine = (e for e in self.journal if e.data.get("conversation") == self.talk.key)
        return any(e.verb is Verb.DEBRIEFED for e in mine)


def of(talk: Conversation, campaign: Campaign) -> Plan:
    """The plan of a conversation, with its questions in the seeker's order."""
    person = talk.person
    person.campaign = talk.campaign = campaign
    journal = standing.counting(read.lines(scope.entries_of(person)))
    stands = standing.of(journal)
    booking = stands.booking
    if booking is not None and booking.conversation != talk.key:
        booking = None
    host, seeker = quiet.told(person), read.seeker(campaign)
    book = notes.book(campaign)
    field = book.named(person.field) if person.field else None
    known = _pictured(field)
    ranked = questions.for_host(
        host,
        seeker,
        Goal(talk.goal),
        known,
        talk.own_questions,
        saturation.spoken_of(field) if field else None,
        [q.text for q in field.left] if field else (),
    )
    chosen = _chosen(ranked, talk.questions, read.numbers_of(campaign))
    blocks = agenda.plan(
        [*chosen, *_late(ranked)],
        Goal(talk.goal),
        booking.medium if booking else Medium.PHONE,
        _length(booking),
        host,
        seeker,
        talk.resume,
    )
    spare = agenda.spare(chosen, blocks)
    planned = {b.key for b in blocks} | {q.key for q in spare}
    late = {q.key for q in _late(ranked)}
    bank = tuple(q for q in ranked if q.key not in planned and q.key not in late)
    return Plan(
        talk,
        host,
        seeker,
        stands,
        tuple(journal),
        booking,
        known,
        blocks,
        spare,
        bank,
        talk.questions is not None,
        book,
    )


def _pictured(field: FieldNotes | None) -> tuple[Belief, ...]:
    """What the seeker pictures of this person's field (P3)."""
    claims = field.beliefs if field else ()
    return tuple(Belief(c.key, c.text, c.state) for c in claims)


def _chosen(
    ranked: Sequence[Question], order: Sequence[str] | None, numbers: Numbers
) -> tuple[Question, ...]:
    """The questions to ask, in order. What the seeker has chosen is never dropped for time."""
    if order is None:
        return agenda.default_questions(ranked, numbers.questions, numbers.questions_spare)
    by_key = {q.key: q for q in ranked}
    return tuple(replace(by_key[k], droppable=False) for k in order if k in by_key)


def _late(ranked: Sequence[Question]) -> list[Question]:
    """The questions with a place of their own near the end."""
    return [q for q in ranked if q.theme in (WHO_ELSE_THEME, OPENING_THEME)]


def _length(booking: Booking | None) -> int:
    return min(max(booking.minutes, SHORTEST), LONGEST) if booking else agenda.LENGTH


# The order of the questions: all of these answer with keys to keep.


def moved(asked: Sequence[str], key: str, by: int) -> list[str]:
    """The order with one question earlier (-1) or later (+1)."""
    keys = list(asked)
    if key in keys:
        at = keys.index(key)
        to = min(max(at + by, 0), len(keys) - 1)
        keys.insert(to, keys.pop(at))
    return keys


def put_in(asked: Sequence[str], key: str, first: bool = False) -> list[str]:
    """The order with one more; where the minutes are full it takes the place of the last."""
    keys = [k for k in asked if k != key]
    keys = keys[: agenda.MOST_QUESTIONS - 1]
    return [key, *keys] if first else [*keys, key]


# What to have ready.


def ready(plan: Plan) -> tuple[Ready, ...]:
    """The check list with its ticks (Q5, Q6)."""
    start = _local(plan.booking, plan.talk.campaign) if plan.booking else None
    items = checklist.checklist(
        plan.medium,
        Goal(plan.talk.goal),
        zone_note(plan),
        _place(plan),
        any(b.kind is BlockKind.RESUME for b in plan.blocks),
        start,
        way.leave_at(start, plan.talk.way) if start else None,
    )
    ticked = set(plan.talk.ticked)
    return tuple(Ready(k, i.text, i.row, k in ticked) for i in items for k in [check_key(i.text)])


def check_key(text: str) -> str:
    """A key that stays with the line as long as the line says the same."""
    return f"check-{blake2s(text.encode(), digest_size=5).hexdigest()}"


def _place(plan: Plan) -> str:
    place = plan.booking.place if plan.booking else ""
    return place or (plan.talk.person.phone if plan.medium is Medium.PHONE else "")


def zone_note(plan: Plan) -> str:
    """What the clock says where the host is, where it says something else."""
    if plan.booking is None:
        return ""
    campaign, person = plan.talk.campaign, plan.talk.person
    here = _local(plan.booking, campaign)
    there = plan.booking.start.astimezone(host_zone(campaign, person))
    if here.replace(tzinfo=None) == there.replace(tzinfo=None):
        return ""
    day = "" if here.date() == there.date() else f" on {weekday(there.date())}"
    return f"Your {here:%H:%M} is {there:%H:%M}{day} where {first_name(person)} is"


def first_name(person: Person) -> str:
    """What to call them on the pages."""
    return person.given or sayable.first_name(person.name) or person.name


def _local(booking: Booking, campaign: Campaign) -> datetime:
    """When it begins on the clock the seeker reads then."""
    return read.local(campaign, booking.start)


def when(booking: Booking | None, campaign: Campaign, now: datetime) -> str:
    """The time and the way, as the beginning of the page's answer: "Tuesday at ten, by phone"."""
    if booking is None:
        return "Not booked yet"
    start = _local(booking, campaign)
    away = (start.date() - now.astimezone(start.tzinfo).date()).days
    if away in (0, 1):
        day = ("Today", "Tomorrow")[away]
    elif 1 < away < 7:
        day = weekday(start.date())
    else:
        day = f"{weekday(start.date())} {start.day} {start:%B}"
    return f"{day} at {_hour(start)}, {MEDIA[booking.medium]}"


def _hour(start: datetime) -> str:
    return in_words(start.hour) if start.minute == 0 and 6 <= start.hour <= 12 else f"{start:%H:%M}"


MEDIA = {Medium.PHONE: "by phone", Medium.VIDEO: "by video", Medium.IN_PERSON: "in person"}


def readiness(open_points: int) -> str:
    """Am I ready? The second half of the page's answer."""
    if open_points == 0:
        return "You are ready."
    return "You are nearly ready." if open_points <= NEARLY else "A few quiet minutes will do."


NEARLY = 3  # open points of the check list that still count as nearly ready


def goals(plan: Plan) -> tuple[measures.GoalChoice, ...]:
    """The four goals for this host (Q3)."""
    return measures.goals(plan.host, plan.seeker)
