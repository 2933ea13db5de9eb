"""What the pages of fields are made of: beliefs, what was said slot by slot, who is ahead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from fifteen.method import fit, saturation, slots, spoken, verdicts
from fifteen.method.beliefs import BeliefState
from fifteen.method.fieldbook import Book, Claim, FieldNotes, Insight, Voice, Who
from fifteen.method.fit import Fit
from fifteen.method.spoken import count_of, in_words, listing
from fifteen.method.words import Feeling, Slot, Stage
from fifteen.pages import _steps
from fifteen.store import read, scope
from fifteen.store.models import Campaign, Field

QUOTES_SHOWN = 2  # of each feeling, on the page of two fields
MOST_NAMED = 4  # people in one line

STATES = {
    BeliefState.OPEN: "Open",
    BeliefState.CONFIRMED: "Confirmed",
    BeliefState.CORRECTED: "Corrected",
}
FEELINGS = {Feeling.LIKES: "what they like", Feeling.WOULD_CHANGE: "what they would change"}


@dataclass(frozen=True, slots=True)
class Ahead:
    """A talk that is agreed with somebody of the field."""

    name: str
    key: str
    talk: str
    when: str  # "today at ten"


@dataclass(frozen=True, slots=True)
class Pictured:
    """A belief as it stands: its words, what is true instead, who said so."""

    claim: Claim
    word: str
    quote: str
    who: str
    trail: str  # how it came to stand so

    @property
    def is_open(self) -> bool:
        """Whether it is still to be asked about."""
        return self.claim.state is BeliefState.OPEN


@dataclass(frozen=True, slots=True)
class Shown:
    """A field as the pages show it."""

    notes: FieldNotes
    pictured: tuple[Pictured, ...]
    ahead: tuple[Ahead, ...]
    fit: Fit

    @property
    def key(self) -> str:
        """Its key in the address."""
        return self.notes.key

    @property
    def counts(self) -> str:
        """How many talks there were and are to come: "Six conversations, two ahead"."""
        talks = count_of(len(self.notes.talks), "conversation")
        ahead = f", {in_words(len(self.ahead))} ahead" if self.ahead else ""
        return f"{talks[:1].upper()}{talks[1:]}{ahead}"

    @property
    def verdict(self) -> str:
        """The verdict in two words."""
        return verdicts.LABELS[self.notes.verdict]

    @property
    def open_beliefs(self) -> int:
        """How many beliefs are still to be asked about."""
        return sum(p.is_open for p in self.pictured)

    @property
    def quotes(self) -> tuple[Insight, ...]:
        """What people like and would change, the last of each."""
        return tuple(i for feeling in Feeling for i in felt(self.notes, feeling)[-QUOTES_SHOWN:])


def shown(campaign: Campaign, book: Book, field: FieldNotes, now: datetime) -> Shown:
    """One field with everything its page needs."""
    ahead = tuple(_ahead(campaign, field, now))
    today = read.day(campaign, now)
    pictured = tuple(_pictured(belief, ahead, today) for belief in field.beliefs)
    return Shown(field, pictured, ahead, fit.of(field, book.criteria))


def known(book: Book, key: str) -> FieldNotes:
    """A field by its key. Raises Field.DoesNotExist, as a row that is not there does."""
    field = book.of(key)
    if field is None:
        raise Field.DoesNotExist
    return field


def _ahead(campaign: Campaign, field: FieldNotes, now: datetime) -> list[Ahead]:
    """Whom the seeker is about to talk with; the few that are booked, the next first."""
    booked = list(scope.listed(campaign).filter(field__iexact=field.name, stage=Stage.BOOKED)[:20])
    stand = read.standings(campaign, booked) if booked else {}
    today = read.day(campaign, now)
    found = []
    for person in booked:
        booking = stand[person.pk].booking
        if booking is not None:
            clock = read.clock(campaign, booking.start)
            day = spoken.day(booking.start.astimezone(clock).date(), today)
            when = f"{day} {_steps.clock_words(booking.start, clock)}"
            one = Ahead(person.name, person.key, booking.conversation, when)
            found.append((booking.start, one))
    return [one for _, one in sorted(found, key=lambda each: each[0])]


def _pictured(claim: Claim, ahead: Sequence[Ahead], today: date) -> Pictured:
    quote = _quote(claim)
    who = names(claim.who)
    if claim.contested and claim.settled is None:
        who = saturation.against_each_other(claim)
    if claim.state is BeliefState.OPEN and ahead:
        ask = f"Ask {ahead[0].name} {ahead[0].when}."
        who = f"{who.rstrip('.')}. {ask}" if who else ask
    elif not who and claim.settled is None:
        who = "Nobody was asked yet."
    elif not who:
        who = "You settled it yourself."
    return Pictured(claim, STATES[claim.state], quote, who, _trail(claim, today))


def _trail(claim: Claim, today: date) -> str:
    """How a belief came to stand as it does, each change with its day and who had said so."""
    return "; ".join(
        f"{STATES[m.state].lower()} {spoken.day(m.on, today)}"
        + (f" ({names(m.who)})" if m.who and m.state is not BeliefState.OPEN else "")
        for m in claim.trail
    )


def _quote(claim: Claim) -> str:
    """The words that go with the state, where they do not stand as its correction already."""
    said = claim.said_for if claim.state is BeliefState.CONFIRMED else claim.voices
    text = next((v.text for v in reversed(said) if v.text), "")
    return "" if text == claim.instead and claim.state is BeliefState.CORRECTED else text


def names(people: Sequence[Who]) -> str:
    """Names in a line; a long list is cut with its number."""
    if len(people) <= MOST_NAMED:
        return listing([w.name for w in people])
    more = f"{len(people) - MOST_NAMED} more"
    return listing([*[w.name for w in people[:MOST_NAMED]], more])


def felt(field: FieldNotes, feeling: Feeling) -> list[Insight]:
    """What people like, or would change, oldest first."""
    return [i for i in field.insights if i.feeling is feeling and i.text]


# What was said, slot by slot.


@dataclass(frozen=True, slots=True)
class Said:
    """A claim with everybody who spoke to it."""

    claim: Claim
    voices: tuple[Voice, ...]
    disagree: str  # who says yes and who says no; empty where they agree


@dataclass(frozen=True, slots=True)
class InSlot:
    """What is known of one slot."""

    slot: Slot | None
    label: str
    said: tuple[Said, ...]
    loose: tuple[Insight, ...]  # tied to no claim
    facts: tuple[str, ...] = ()  # of the occupation, from the seeker's own download


def by_slot(field: FieldNotes, facts: dict[Slot, tuple[str, ...]]) -> list[InSlot]:
    """The slots of which something is known, in their order; what is not sorted comes last."""
    loose = saturation.loose(field)
    found = []
    for slot in (*Slot, None):
        claims = [c for c in field.heard if c.slot is slot and c.voices]
        said = tuple(
            Said(c, c.voices, saturation.against_each_other(c) if c.contested else "")
            for c in sorted(claims, key=lambda c: (not c.contested, -len(c.voices)))
        )
        one = InSlot(
            slot,
            slots.label(slot),
            said,
            tuple(i for i in loose if i.slot is slot),
            facts.get(slot, ()) if slot else (),
        )
        if one.said or one.loose or one.facts:
            found.append(one)
    return found


def blank(field: FieldNotes) -> list[tuple[str, str]]:
    """The slots nobody has spoken of: their labels, and a question for each that is not left
    already."""
    people = saturation.spoken_of(field)
    left = {q.text for q in field.left}
    return [
        (label, slots.QUESTIONS[slot])
        for slot, label in slots.LABELS.items()
        if not people[slot] and slots.QUESTIONS[slot] not in left
    ]


# The sentence at the head.


def summary(book: Book, shown_fields: Sequence[Shown]) -> str:
    """What was learned, in one or two sentences."""
    fields = [f for f in book.fields if not f.closed]
    beliefs = [b for f in fields for b in f.beliefs]
    if not beliefs:
        return "Write down what you picture of a field. Each picture becomes a question."
    states = [b.state for b in beliefs]
    parts = [
        f"{in_words(states.count(state))} {word}"
        for state, word in (
            (BeliefState.CORRECTED, "corrected"),
            (BeliefState.CONFIRMED, "confirmed"),
            (BeliefState.OPEN, "open"),
        )
        if state in states
    ]
    of = count_of(len(fields), "field")
    said = f"{count_of(len(beliefs), 'belief')} in {of}: {listing(parts)}."
    return f"{said[:1].upper()}{said[1:]} {next_chance(shown_fields)}".strip()


def next_chance(shown_fields: Sequence[Shown]) -> str:
    """Who can settle something next: "Ana Ruiz can settle two of them today at ten"."""
    for one in shown_fields:
        if one.ahead and one.open_beliefs:
            some = count_of(one.open_beliefs, "of them", "of them")
            return f"{one.ahead[0].name} can speak to {some} {one.ahead[0].when}."
    return ""
