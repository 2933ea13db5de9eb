"""One fold for each verb of the field book, over plain dictionaries of what is there so far."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from fifteen.method.beliefs import Belief, BeliefState, slot_of
from fifteen.method.fieldbook import (
    MOST_SCORE,
    MOST_WEIGHT,
    Book,
    Claim,
    Criterion,
    Decided,
    FieldNotes,
    Insight,
    Left,
    Line,
    Moment,
    Reading,
    Settled,
    Talk,
    Voice,
    Who,
)
from fifteen.method.words import Feeling, Slot, Stance, Verb, Verdict

Data = Mapping[str, Any]
E = TypeVar("E", bound=StrEnum)


@dataclass(slots=True)
class So:
    """What is there so far; everything by its key, in the order it came."""

    names: dict[str, tuple[str, date]] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    insights: dict[str, Insight] = field(default_factory=dict)
    says: dict[str, str] = field(default_factory=dict)  # the words of a claim, by its key
    reading: dict[str, Reading] = field(default_factory=dict)
    left: dict[str, Left] = field(default_factory=dict)
    criteria: dict[str, Criterion] = field(default_factory=dict)
    scores: dict[str, dict[str, int]] = field(default_factory=dict)
    verdicts: dict[str, list[Decided]] = field(default_factory=dict)
    talks: dict[str, Talk] = field(default_factory=dict)
    events: list[tuple[str, Voice | Settled]] = field(default_factory=list)  # by claim
    guided: dict[str, str] = field(default_factory=dict)
    guided_on: date | None = None
    version: str = ""
    codes: dict[str, str] = field(default_factory=dict)  # of occupations, by field

    @property
    def tables(self) -> dict[str, dict[str, Any]]:
        """What can be struck out, by its word in the journal."""
        return {
            "field": self.names,
            "belief": self.claims,
            "insight": self.insights,
            "reading": self.reading,
            "question": self.left,
            "criterion": self.criteria,
        }

    def unsay(self, insight: str) -> None:
        """Forget the voice that an insight gave."""
        self.events = [(c, e) for c, e in self.events if getattr(e, "insight", None) != insight]


def one_of(kind: type[E], value: object) -> E | None:
    """The word of an enum, None where it is none of them."""
    return kind(str(value)) if str(value) in set(kind) else None


def _text(data: Data, name: str) -> str:
    return str(data.get(name) or "")


def _named(so: So, line: Line) -> None:
    key = _text(line.entry.data, "key")
    made = so.names[key][1] if key in so.names else line.entry.on
    so.names[key] = (_text(line.entry.data, "name"), made)


def _believed(so: So, line: Line) -> None:
    data, key = line.entry.data, _text(line.entry.data, "key")
    text = _text(data, "text")
    slot = slot_of(Belief(key, text))
    there = so.claims.get(key)
    made = there.made if there else line.entry.on
    so.claims[key] = Claim(key, _text(data, "field"), text, made, True, slot)


def _settled(so: So, line: Line) -> None:
    data = line.entry.data
    state = one_of(BeliefState, data.get("state"))
    if state is not None:
        word = Settled(state, _text(data, "text"), line.entry.on)
        so.events.append((_text(data, "belief"), word))


def _learned(so: So, line: Line) -> None:
    if line.who is None:
        return
    data, key = line.entry.data, _text(line.entry.data, "key")
    there = so.insights.get(key)
    insight = Insight(
        key=key,
        field=_text(data, "field"),
        who=line.who,
        on=there.on if there else line.entry.on,
        text=_text(data, "text"),
        slot=one_of(Slot, data.get("slot")),
        claim=_text(data, "claim"),
        stance=one_of(Stance, data.get("stance")) or Stance.FOR,
        feeling=one_of(Feeling, data.get("feeling")),
        criterion=_text(data, "criterion"),
        question=_text(data, "question"),
        talk=_text(data, "conversation"),
    )
    so.insights[key] = insight
    so.unsay(key)
    if insight.claim:
        so.says[insight.claim] = _text(data, "says") or so.says.get(insight.claim, "")
        so.events.append((insight.claim, _voice(insight)))


def _voice(i: Insight) -> Voice:
    return Voice(i.who, i.on, i.stance, i.text, i.talk, i.key)


def _debriefed(so: So, line: Line) -> None:
    if line.who is None:
        return
    data = line.entry.data
    instead = data.get("instead") or {}
    for key, state in (data.get("beliefs") or {}).items():
        stance = _STANCES.get(str(state))
        if stance is not None:
            text = str(instead.get(key) or "")
            talk = _text(data, "conversation")
            voice = Voice(line.who, line.entry.on, stance, text, talk)
            so.events.append((str(key), voice))


_STANCES = {"confirmed": Stance.FOR, "corrected": Stance.AGAINST}


def _met(so: So, line: Line) -> None:
    key = _text(line.entry.data, "conversation") or line.entry.act
    if line.who is not None:
        so.talks[key] = Talk(key, line.who, line.entry.on)


def _read(so: So, line: Line) -> None:
    data, key = line.entry.data, _text(line.entry.data, "key")
    there = so.reading.get(key)
    done = (there.done if there and there.done else line.entry.on) if data.get("done") else None
    so.reading[key] = Reading(
        key,
        _text(data, "field"),
        _text(data, "title"),
        _text(data, "text"),
        _text(data, "via"),
        done,
    )


def _wondered(so: So, line: Line) -> None:
    data, key = line.entry.data, _text(line.entry.data, "key")
    so.left[key] = Left(key, _text(data, "field"), _text(data, "text"), _text(data, "criterion"))


def _weighed(so: So, line: Line) -> None:
    data, key = line.entry.data, _text(line.entry.data, "key")
    weight = min(max(int(data.get("weight") or 1), 1), MOST_WEIGHT)
    so.criteria[key] = Criterion(key, _text(data, "text"), weight, one_of(Slot, data.get("slot")))


def _scored(so: So, line: Line) -> None:
    data = line.entry.data
    scores = so.scores.setdefault(_text(data, "field"), {})
    score = min(max(int(data.get("score") or 0), 0), MOST_SCORE)
    if score:
        scores[_text(data, "criterion")] = score
    else:
        scores.pop(_text(data, "criterion"), None)


def _decided(so: So, line: Line) -> None:
    data = line.entry.data
    verdict = one_of(Verdict, data.get("verdict")) or Verdict.OPEN
    decided = Decided(_text(data, "key"), verdict, _text(data, "text"), line.entry.on)
    so.verdicts.setdefault(_text(data, "field"), []).append(decided)


def _guided(so: So, line: Line) -> None:
    so.guided = {str(k): str(v) for k, v in line.entry.data.items()}
    so.guided_on = line.entry.on


def _read_up(so: So, line: Line) -> None:
    so.version = _text(line.entry.data, "version")


def _likened(so: So, line: Line) -> None:
    so.codes[_text(line.entry.data, "field")] = _text(line.entry.data, "code")


def _struck(so: So, line: Line) -> None:
    key = _text(line.entry.data, "key")
    table = so.tables.get(_text(line.entry.data, "what"), {})
    if key in table:
        del table[key]
        so.unsay(key)


FOLDS: dict[Verb, Callable[[So, Line], None]] = {
    Verb.FIELD_NAMED: _named,
    Verb.BELIEVED: _believed,
    Verb.SETTLED: _settled,
    Verb.LEARNED: _learned,
    Verb.DEBRIEFED: _debriefed,
    Verb.MET: _met,
    Verb.READ: _read,
    Verb.WONDERED: _wondered,
    Verb.WEIGHED: _weighed,
    Verb.SCORED: _scored,
    Verb.DECIDED: _decided,
    Verb.GUIDED: _guided,
    Verb.READ_UP: _read_up,
    Verb.LIKENED: _likened,
    Verb.STRUCK: _struck,
}


def book(so: So) -> Book:
    """What is there, field by field, in the order the fields were named."""
    for insight in so.insights.values():
        key = insight.claim
        if key and key not in so.claims and so.says.get(key):
            so.claims[key] = Claim(
                key, insight.field, so.says[key], insight.on, False, insight.slot
            )
    events: dict[str, list[Voice | Settled]] = {}
    for key, event in sorted(so.events, key=lambda each: each[1].on):  # stable: as written
        events.setdefault(key, []).append(event)
    claims = [_with_voices(c, events.get(c.key, ())) for c in so.claims.values()]
    fields = tuple(_notes(so, key, claims) for key in so.names)
    criteria = tuple(so.criteria.values())
    return Book(fields, criteria, so.guided, so.guided_on, so.version)


def _with_voices(claim: Claim, events: Iterable[Voice | Settled]) -> Claim:
    """The claim with all that was said of it, and how it came to stand as it does."""
    moments: list[Moment] = []
    for event in events:
        if isinstance(event, Settled):
            claim = replace(claim, settled=event)
        else:
            # "Still open" holds until somebody speaks of it again; a settled belief stays settled.
            kept_open = claim.settled is not None and claim.settled.state is BeliefState.OPEN
            settled = None if kept_open else claim.settled
            claim = replace(claim, voices=(*claim.voices, event), settled=settled)
        before = moments[-1].state if moments else BeliefState.OPEN
        if claim.state is not before:
            moments.append(Moment(event.on, claim.state, claim.who))
    return replace(claim, trail=tuple(moments))


def _notes(so: So, key: str, claims: Iterable[Claim]) -> FieldNotes:
    name, made = so.names[key]
    mine = [c for c in claims if c.field == key]
    insights = tuple(i for i in so.insights.values() if i.field == key)
    spoke = {i.talk for i in insights if i.talk}
    return FieldNotes(
        key=key,
        name=name,
        made=made,
        claims=tuple(sorted(mine, key=lambda c: not c.mine)),
        insights=insights,
        reading=tuple(r for r in so.reading.values() if r.field == key),
        left=tuple(q for q in so.left.values() if q.field == key),
        scores={c: s for c, s in so.scores.get(key, {}).items() if c in so.criteria},
        verdicts=tuple(so.verdicts.get(key, ())),
        occupation=so.codes.get(key, ""),
        talks=tuple(t for t in so.talks.values() if t.key in spoke or _is_of(t.who, name)),
    )


def _is_of(who: Who, name: str) -> bool:
    return bool(who.field) and who.field.casefold() == name.casefold()
