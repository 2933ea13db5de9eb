"""What goes into a draft and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from fifteen.method.words import Debrief, Host, LetterKind, Medium, Seeker, TieKind


class Tone(StrEnum):
    """How a letter speaks. The facts and the request are the same in each."""

    PLAIN = "plain"
    WARM = "warm"
    FORMAL = "formal"


class Length(StrEnum):
    """How long a letter is: as usual, or with only what it must hold."""

    USUAL = "usual"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """All a letter may be built on. Everything may be missing; nothing missing is invented.

    `times` are ready-made phrases with both zones in them; so is `when`. `introducer_tie` is
    the seeker's own tie to the introducer, and decides how they are greeted.
    """

    host: Host
    seeker: Seeker = field(default_factory=Seeker)
    introducer: str = ""
    introducer_tie: TieKind = TieKind.NONE
    request: date | None = None  # when the first request went out
    times: tuple[str, ...] = ()
    page: str = ""  # address of the page where the host picks a time
    when: str = ""  # the time agreed
    where: str = ""  # address, number or link
    medium: Medium | None = None
    debrief: Debrief = field(default_factory=Debrief)
    put_offs: int = 0
    until: date | None = None  # the day they put off to
    today: date | None = None
    signed: str = ""  # the first name with which they signed an answer
    question: str = ""  # what they asked back
    names: tuple[str, ...] = ()  # whom they named in the talk
    reason: str = ""  # why they declined
    named: str = ""  # the person they named instead
    may_name: bool = True  # to whom one may say who did
    promise: str = ""  # the promise this letter is about
    follow_up: str = ""  # what came of it, or the news
    led_to: str = ""  # whom they named or introduced, and the news is about
    talked: bool = True  # whether the seeker has talked with them
    whom_in: tuple[str, ...] = ()  # fields to ask whom they know in, their own work being in none
    own_past: bool = False  # their work is what the seeker did before: it is not asked about
    reasons: tuple[tuple[str, str], ...] = ()  # to keep in touch: kind, and the words of it
    length: int = 15  # minutes
    words_request: int = 75
    words_reminder: int = 60


@dataclass(frozen=True, slots=True)
class Blank:
    """A place the seeker has to fill in: as it stands in the text, and what belongs there."""

    text: str
    hint: str


@dataclass(frozen=True, slots=True)
class Version:
    """One of the starting points of a letter, or one of its tones or lengths."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter ready to be read over. `subject` is empty where nothing is mailed (a call)."""

    kind: LetterKind
    version: str
    subject: str
    body: str
    blanks: tuple[Blank, ...]
    resume_may_be_enclosed: bool
    tone: Tone = Tone.PLAIN
    length: Length = Length.USUAL
