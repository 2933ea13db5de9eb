"""Journal -> what is known of each field: beliefs, claims and who said so, reading, verdicts.

`of` folds the lines of a campaign, oldest first, as `standing.of` does for one person. An insight
is (field, slot, claim, for or against, who, when); a belief is a claim of the seeker's own that
people speak for or against. People who contradict each other are a result, not a mistake.

An entry LEARNED has the data `key`, `field` (key), `slot`, `claim` (key), `says` (its words),
`stance`, `text` (what they said), `feeling`, `criterion`, `question`, `conversation`; all but the
first two may be missing. In a debrief, `beliefs` says confirmed or corrected and `instead` how.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from fifteen.method.beliefs import BeliefState
from fifteen.method.words import Entry, Feeling, Slot, Stance, Verb, Verdict

MOST_WEIGHT, MOST_SCORE, MOST_CRITERIA = 3, 5, 12

VERBS = frozenset(
    {
        *(Verb.FIELD_NAMED, Verb.BELIEVED, Verb.SETTLED, Verb.LEARNED, Verb.READ, Verb.WONDERED),
        *(Verb.WEIGHED, Verb.SCORED, Verb.DECIDED, Verb.GUIDED, Verb.STRUCK),
        *(Verb.READ_UP, Verb.LIKENED),
        *(Verb.DEBRIEFED, Verb.MET, Verb.WITHDRAWN),
    }
)
"""The verbs that a field book is made of."""


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody in the book, as far as a field's page names them; `field` is the name of theirs."""

    key: str
    name: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """An entry of the journal and whom it is about; nobody where it is the campaign's own."""

    entry: Entry
    who: Who | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """One person for or against a claim. `insight` is empty where a debrief's mark says it."""

    who: Who
    on: date
    stance: Stance
    text: str = ""  # in their words
    talk: str = ""
    insight: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """The seeker's own word on a belief; `text` says what is true instead."""

    state: BeliefState
    text: str
    on: date


@dataclass(frozen=True, slots=True)
class Moment:
    """A day on which a belief came to stand so, and who had said so by then."""

    on: date
    state: BeliefState
    who: tuple[Who, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that can be true of a field. `mine`: the seeker pictured it before asking (P3)."""

    key: str
    field: str
    text: str
    made: date
    mine: bool = False
    slot: Slot | None = None
    voices: tuple[Voice, ...] = ()  # oldest first; of each person the last word counts
    settled: Settled | None = None
    trail: tuple[Moment, ...] = ()  # each change of its state, oldest first

    @property
    def said_for(self) -> tuple[Voice, ...]:
        """Whoever speaks for it, by their last word."""
        return tuple(v for v in last_words(self.voices) if v.stance is Stance.FOR)

    @property
    def said_against(self) -> tuple[Voice, ...]:
        """Whoever speaks against it, by their last word."""
        return tuple(v for v in last_words(self.voices) if v.stance is Stance.AGAINST)

    @property
    def contested(self) -> bool:
        """Whether people contradict each other about it."""
        return bool(self.said_for and self.said_against)

    @property
    def state(self) -> BeliefState:
        """What the seeker settled, else what all who spoke agree on; open where they do not."""
        if self.settled is not None:
            return self.settled.state
        if self.contested or not self.voices:
            return BeliefState.OPEN
        return BeliefState.CONFIRMED if self.said_for else BeliefState.CORRECTED

    @property
    def instead(self) -> str:
        """What is true instead of a corrected belief, in the best words there are."""
        if self.settled is not None and self.settled.text:
            return self.settled.text
        return next((v.text for v in reversed(self.said_against) if v.text), "")

    @property
    def who(self) -> tuple[Who, ...]:
        """Who said so: those who agree with the state, everybody while it is open."""
        if self.state is BeliefState.CONFIRMED:
            said = self.said_for
        elif self.state is BeliefState.CORRECTED:
            said = self.said_against
        else:
            said = last_words(self.voices)
        return tuple(v.who for v in said)


def last_words(voices: Iterable[Voice]) -> tuple[Voice, ...]:
    """Of each person the last word, in the order they first spoke."""
    last: dict[str, Voice] = {}
    for voice in voices:
        last[voice.who.key] = voice
    return tuple(last.values())


@dataclass(frozen=True, slots=True)
class Insight:
    """What somebody said about a field, where it belongs and what it speaks for or against."""

    key: str
    field: str
    who: Who
    on: date
    text: str = ""
    slot: Slot | None = None
    claim: str = ""
    stance: Stance = Stance.FOR
    feeling: Feeling | None = None
    criterion: str = ""
    question: str = ""
    talk: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Something to read or read about a field; `text` is what it said (P4)."""

    key: str
    field: str
    title: str
    text: str = ""
    via: str = ""  # who recommended it
    done: date | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """A question that reading left open; offered first in the preparation (P4)."""

    key: str
    field: str
    text: str
    criterion: str = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """What matters to the seeker, and how much: 1 to 3 (P5)."""

    key: str
    text: str
    weight: int = 1
    slot: Slot | None = None  # what is said about this slot speaks to it as well


@dataclass(frozen=True, slots=True)
class Decided:
    """A verdict on a field, with the seeker's reason (P6)."""

    key: str
    verdict: Verdict
    text: str
    on: date


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation that was held with somebody of the field."""

    key: str
    who: Who
    on: date


@dataclass(frozen=True, slots=True)
class FieldNotes:
    """Everything that is known of one field."""

    key: str
    name: str
    made: date
    claims: tuple[Claim, ...] = ()  # the seeker's own first
    insights: tuple[Insight, ...] = ()
    reading: tuple[Reading, ...] = ()
    left: tuple[Left, ...] = ()
    scores: Mapping[str, int] = field(default_factory=dict)  # by criterion, 1 to 5
    verdicts: tuple[Decided, ...] = ()  # oldest first
    talks: tuple[Talk, ...] = ()
    occupation: str = ""  # the code of the one that stands for it, in the seeker's download

    @property
    def beliefs(self) -> tuple[Claim, ...]:
        """What the seeker pictured (P3)."""
        return tuple(c for c in self.claims if c.mine)

    @property
    def heard(self) -> tuple[Claim, ...]:
        """The claims that came up in talks."""
        return tuple(c for c in self.claims if not c.mine)

    @property
    def verdict(self) -> Verdict:
        """How it stands (P6)."""
        return self.verdicts[-1].verdict if self.verdicts else Verdict.OPEN

    @property
    def closed(self) -> bool:
        """Whether it was found out that this is not for the seeker."""
        return self.verdict is Verdict.NOT_FOR_ME

    @property
    def helpers(self) -> tuple[Who, ...]:
        """Everybody who talked about it or said something of it, in the order they did."""
        people = [t.who for t in self.talks] + [i.who for i in self.insights]
        people += [v.who for c in self.claims for v in c.voices]
        return tuple({who.key: who for who in people}.values())


@dataclass(frozen=True, slots=True)
class Book:
    """All fields of a campaign, the seeker's criteria, the answers of the guided page."""

    fields: tuple[FieldNotes, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    guided: Mapping[str, str] = field(default_factory=dict)
    guided_on: date | None = None
    version: str = ""  # of the O*NET download that is here

    def of(self, key: str) -> FieldNotes | None:
        """One field by its key."""
        return next((f for f in self.fields if f.key == key), None)

    def named(self, name: str) -> FieldNotes | None:
        """One field by its name, case aside."""
        wanted = name.casefold()
        return next((f for f in self.fields if f.name.casefold() == wanted), None)


def news_of(name: str, verdict: Verdict) -> str:
    """What came of it, as a letter to a helper can say it (F9); empty while nothing did."""
    if verdict is Verdict.FOR_ME:
        return f"I have decided that {name} is what I want to do"
    if verdict is Verdict.NOT_FOR_ME:
        return f"I have found out, in good time, that {name} is not for me"
    return ""
