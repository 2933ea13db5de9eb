"""What everybody said, and whether there is still something new to hear (EVIDENCE.md).

Six talks bring some 70 % of what there is to learn of a field, twelve some 90 % (Guest et al.
2006). A run of three talks that brought at most 5 % new to what was known before it is enough.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fifteen.method.fieldbook import Claim, FieldNotes, Insight, Talk, Who
from fifteen.method.numbers import Numbers
from fifteen.method.slots import LABELS
from fifteen.method.spoken import count_of, in_words, listing


@dataclass(frozen=True, slots=True)
class Turn:
    """What one talk brought: how many things were spoken of, how many of them for the first
    time. Something that is tied to no claim cannot be compared and counts as new."""

    talk: Talk
    said: int
    new: int


@dataclass(frozen=True, slots=True)
class Heard:
    """How much of a field has been heard."""

    turns: tuple[Turn, ...] = ()  # the talks of which something is written down, oldest first
    talks: int = 0  # all talks
    known: int = 0  # different things heard in all of them
    run: int = 0  # how many talks make a run
    run_new: int | None = None  # new in the last run; None while there is no run
    run_base: int = 0  # known before it
    full: bool = False  # the last run brought next to nothing new

    @property
    def unwritten(self) -> int:
        """Talks of which nothing is written down: they cannot say that nothing was new."""
        return self.talks - len(self.turns)


def heard(field: FieldNotes, numbers: Numbers) -> Heard:
    """What the talks about a field have brought so far, in the order they were held."""
    talks = sorted(field.talks, key=lambda t: t.on)
    spoken: dict[str, list[str]] = {t.key: [] for t in talks}
    for who, where, thing in _said(field):
        key = where if where in spoken else _last_talk(talks, who)
        if key:
            spoken[key].append(thing)
    known: set[str] = set()
    turns: list[Turn] = []
    for talk in talks:
        said = set(spoken[talk.key])
        if said:
            turns.append(Turn(talk, len(said), len(said - known)))
            known |= said
    run = numbers.run_of_talks
    if len(turns) <= run:
        return Heard(tuple(turns), len(talks), len(known), run)
    new = sum(turn.new for turn in turns[-run:])
    base = len(known) - new
    full = new * 100 <= numbers.new_at_most * base
    return Heard(tuple(turns), len(talks), len(known), run, new, base, full)


def _said(field: FieldNotes) -> list[tuple[Who, str, str]]:
    """Who spoke, in which talk, of what: a claim by its key, anything else by its own."""
    loose = [(i.who, i.talk, i.key) for i in field.insights if not _tied(i, field)]
    return [*loose, *((v.who, v.talk, c.key) for c in field.claims for v in c.voices)]


def _tied(insight: Insight, field: FieldNotes) -> bool:
    return any(c.key == insight.claim for c in field.claims)


def _last_talk(talks: list[Talk], who: Who) -> str:
    return next((t.key for t in reversed(talks) if t.who.key == who.key), "")


def loose(field: FieldNotes) -> tuple[Insight, ...]:
    """What was said and is tied to no claim yet."""
    return tuple(i for i in field.insights if not _tied(i, field))


def sentences(field: FieldNotes, now: Heard, numbers: Numbers) -> tuple[str, ...]:
    """How far the seeker is with a field, as a friend would say it."""
    if not now.talks:
        first = count_of(numbers.talks_first, "talk")
        return (f"Nobody has talked with you about this yet. {_capital(first)} tell most of it.",)
    said = [_milestone(now, numbers)]
    if now.full:
        said.append(
            f"The last {in_words(now.run)} brought {_of(now.run_new or 0, now.run_base)}. "
            "You have heard most of what there is to hear."
        )
    elif now.run_new is not None:
        said.append(
            f"The last {in_words(now.run)} brought {_of(now.run_new, now.run_base)}: ask on."
        )
    if now.unwritten:
        talks = count_of(now.unwritten, "talk")
        said.append(f"Of {talks} nothing is written down yet, so they do not count here.")
    return tuple(said)


def _milestone(now: Heard, numbers: Numbers) -> str:
    talks = _capital(count_of(now.talks, "talk"))
    first, enough = numbers.talks_first, numbers.talks_enough
    if now.talks < first:
        left = first - now.talks
        return f"{talks}. {_capital(in_words(left))} more, and you will have heard most of it."
    if now.talks < enough:
        return (
            f"{talks}: the first milestone. By {in_words(enough)} hardly anything is left unsaid."
        )
    return f"{talks}: as many as one needs."


def _of(new: int, base: int) -> str:
    if not new:
        return "nothing new"
    return f"{count_of(new, 'new thing')} beside the {in_words(base)} you knew"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def contradictions(field: FieldNotes) -> tuple[Claim, ...]:
    """What people contradict each other about; that is a result."""
    return tuple(c for c in field.claims if c.contested)


def against_each_other(claim: Claim) -> str:
    """Who says yes and who says no, in a sentence."""
    yes = listing([v.who.name for v in claim.said_for])
    no = listing([v.who.name for v in claim.said_against])
    return f"{yes} {_say(claim.said_for)} yes, {no} {_say(claim.said_against)} no."


def _say(voices: tuple[object, ...]) -> str:
    return "says" if len(voices) == 1 else "say"


def answers(field: FieldNotes, question: str) -> tuple[Insight, ...]:
    """What everybody said to a question that reading left open, by its key."""
    return tuple(i for i in field.insights if i.question == question)


def spoken_of(field: FieldNotes) -> Mapping[str, int]:
    """How many people spoke of each slot; what nobody has spoken of is asked about first."""
    people: dict[str, set[str]] = {slot: set() for slot in LABELS}
    for insight in field.insights:
        if insight.slot:
            people[insight.slot].add(insight.who.key)
    for claim in field.claims:
        if claim.slot:
            people[claim.slot] |= {v.who.key for v in claim.voices}
    return {slot: len(who) for slot, who in people.items()}
