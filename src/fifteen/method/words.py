"""The vocabulary of the house: what things are called, everywhere (METHOD.md has the terms).

Enums hold the words that are stored; frozen dataclasses hold the facts that are handed around.
Nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import Any

from fifteen.method.past import Past


class Purpose(StrEnum):
    """What a campaign is for (P1)."""

    LEARN = "learn"
    WORK = "work"
    OPPORTUNITIES = "opportunities"
    RENEW = "renew"


class TieKind(StrEnum):
    """What joins the seeker and a contact (C1, A4). Close ties first."""

    FAMILY = "family"
    FRIEND = "friend"
    COLLEAGUE = "colleague"
    REFERRED = "referred"  # a third person named them; `via` is that person
    INTRODUCED = "introduced"  # a third person has introduced the two; `via` is that person
    DORMANT = "dormant"  # known well once, silent for three years or more
    ALUMNI = "alumni"  # `via` is the school
    GROUP = "group"  # `via` is the group or association
    WEAK = "weak"  # met once, second degree, an online connection
    NONE = "none"


THROUGH_PERSON = (TieKind.REFERRED, TieKind.INTRODUCED)
"""Ties whose `via` is a person; that of others is a school, a group, or nothing."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie and what it goes through: a referrer's name, a school, a group; empty if unknown."""

    kind: TieKind = TieKind.NONE
    via: str = ""


class Channel(StrEnum):
    """How a letter travels."""

    MAIL = "mail"
    MESSAGE = "message"
    PHONE = "phone"
    IN_PERSON = "in-person"
    POST = "post"


class Medium(StrEnum):
    """How a conversation is held (R1, T3)."""

    PHONE = "phone"
    VIDEO = "video"
    IN_PERSON = "in-person"


class Stage(StrEnum):
    """Where a person stands; the dial on the pages."""

    TO_ASK = "to-ask"
    ASKED = "asked"
    YES = "yes"  # agreed to talk, the time is still to be found
    BOOKED = "booked"
    MET = "met"  # talked, thanks due
    THANKED = "thanked"
    RESTING = "resting"


class Goal(IntEnum):
    """The goal chosen for a conversation; its value is its points (Q3)."""

    CONNECTION = 1
    FURTHER_PERSON = 2
    REMEMBERED = 3
    OPENING = 4


class Motive(StrEnum):
    """The likeliest reason why a person says yes (A10)."""

    MEANING = "meaning"  # helping gives their work meaning; they were helped once
    MENTOR = "mentor"  # they like to lead and to teach, and few ask
    TALENT = "talent"  # good people sometimes come this way


class Measure(StrEnum):
    """The four measures of a conversation, in their order (F5)."""

    INFORMATION = "information"
    GIVEN = "given"
    CONNECTION = "connection"
    LEAD = "lead"


class Score(IntEnum):
    """How much of a measure there was."""

    NO = 0
    SOME = 1
    GOOD = 2
    RICH = 3


class Slot(StrEnum):
    """What there is to know about a kind of work; insights and questions belong to one."""

    TASKS = "tasks"
    HOURS = "hours"  # hours and pressure
    ACTIVITIES = "activities"
    SKILLS = "skills"  # skills and tools
    GETTING_IN = "getting-in"
    WHO_THRIVES = "who-thrives"  # who thrives and who leaves
    PAY = "pay"  # pay bands
    PEOPLE_PLACES = "people-places"
    TRENDS = "trends"


class Stance(StrEnum):
    """Whether somebody spoke for a claim or against it; contradictions are a result."""

    FOR = "for"
    AGAINST = "against"


class Feeling(StrEnum):
    """Of what somebody said: that they like it, or would change it (Q2)."""

    LIKES = "likes"
    WOULD_CHANGE = "would-change"


class Verdict(StrEnum):
    """What the seeker decided about a field (P6)."""

    OPEN = "open"
    GO_ON = "go-on"
    FOR_ME = "for-me"
    NOT_FOR_ME = "not-for-me"  # closes the field; a success like any other


class LetterKind(StrEnum):
    """The fourteen kinds of letters (LETTERS.md)."""

    REQUEST = "request"
    INTRODUCTION_REQUEST = "introduction-request"
    CALL_SCRIPT = "call-script"
    REMINDER = "reminder"
    PUT_OFF_ANSWER = "put-off-answer"
    TIMES = "times"
    CONFIRMATION = "confirmation"
    THANKS_MET = "thanks-met"
    THANKS_PHONE = "thanks-phone"
    THANKS_DECLINED = "thanks-declined"
    PROMISE_THEIRS = "promise-theirs"
    PROMISE_MINE = "promise-mine"
    KEEP_IN_TOUCH = "keep-in-touch"
    WHAT_CAME_OF_IT = "what-came-of-it"


class Verb(StrEnum):
    """What an entry of the journal says has happened."""

    # the book
    ADDED = "added"
    CHANGED = "changed"  # data: was, now (facts by field name)
    NOTED = "noted"  # data: text; named, where it is of somebody whom a host named in a talk
    TAGGED = "tagged"  # data: tag
    UNTAGGED = "untagged"  # data: tag
    MERGED = "merged"  # another row was made one with this; data: name, key (it had), now (facts)
    # the request
    ASKED = "asked"  # data: letter, channel
    INTRODUCTION_ASKED = "introduction-asked"  # data: of (who was asked to introduce)
    REMINDED = "reminded"
    # what came back
    SAID_YES = "said-yes"
    SAID_NO = "said-no"
    PUT_OFF = "put-off"  # data: until (ISO date, may be missing)
    OFFERED_PHONE = "offered-phone"  # they want it by telephone
    ASKED_BACK = "asked-back"  # data: text, their question
    NAMED_SOMEONE = "named-someone"  # data: name
    SILENT = "silent"  # looked, nothing came
    NEVER = "never"  # asked not to be written to again
    # our answers
    CLARIFIED = "clarified"  # the one clarifying answer (R3)
    PHONE_OFFERED = "phone-offered"  # we offered the telephone and asked for a name (R4)
    ANSWERED = "answered"  # we answered their question
    TIMES_SENT = "times-sent"
    THANKED_NO = "thanked-no"  # thanks for a refusal, a final put-off, or a name (R2, R5)
    # the conversation
    BOOKED = "booked"  # data: conversation, start, minutes, zone, medium, place; took (they named
    # several times, or one, and wait to hear which it is)
    MOVED = "moved"  # the same data
    CANCELLED = "cancelled"
    CONFIRMED = "confirmed"
    PERHAPS = "perhaps"  # they hold the time only if need be; data: text
    MOVE_WANTED = "move-wanted"  # they ask for another time; data: start (may be missing), text
    STAYED = "stayed"  # the agreed time is kept though they asked for another
    MISSED = "missed"  # it did not take place
    MET = "met"  # data: conversation, start, end, medium, more_time
    CAUGHT = "caught"  # data: conversation, what (insight, name, promise, opening), text
    DEBRIEFED = "debriefed"  # data: conversation, measures, goal, points
    THANKED = "thanked"
    # afterwards
    PROMISED = "promised"  # data: by ("me" or "them"), what, due (ISO date), key
    KEPT = "kept"  # data: key
    RELEASED = "released"  # data: key; let go by a decision (F6)
    TOUCHED = "touched"  # kept in touch, or told what came of it (F7, F9); data: news
    NEWS = "news"  # of the campaign, nobody's: data: key, what, text, field (F9)
    # what is learned of fields (P2 to P6); said by a person, or the campaign's own
    FIELD_NAMED = "field-named"  # data: key, name; was, where it had another name
    BELIEVED = "believed"  # data: key, field, text; the same key again: in other words
    SETTLED = "settled"  # data: belief, state, text (what is true instead)
    LEARNED = "learned"  # an insight; data: see method/fieldbook.py; the same key again: changed
    READ = "read"  # data: key, field, title, text, via (who recommended it), done
    WONDERED = "wondered"  # data: key, field, text: what reading left open (P4)
    WEIGHED = "weighed"  # a criterion; data: key, text, weight, slot
    SCORED = "scored"  # data: criterion, field, score (0: taken back)
    DECIDED = "decided"  # the verdict on a field; data: key, field, verdict, text
    READ_UP = "read-up"  # a download of O*NET was brought; data: version, count
    LIKENED = "likened"  # data: field, code of the occupation that stands for it
    GUIDED = "guided"  # answers of the guided page (P2), by their names
    STRUCK = "struck"  # data: what (field, belief, insight, reading ...), key
    # the seeker's own decisions
    LATER = "later"  # data: until (ISO date)
    RESTED = "rested"  # data: why
    WOKEN = "woken"  # data: why
    # about the campaign, with no person
    LISTED = "listed"  # a list of people kept under a name; data: key, name, query, view
    UNLISTED = "unlisted"  # data: key
    FORECAST = "forecast"  # data: what was said would come, as `method.forecast.frozen` has it
    GUESSED = "guessed"  # data: answers, of (how many of the next so many will answer)
    SHOWN = "shown"  # a look handed to the coach; data: what (kinds), hidden, way
    CHOSE = "chose"  # data: was, now (own numbers, by name), or hours
    REVIEWED = "reviewed"  # data: week (its Monday), asks, talks, words
    # the journal itself
    WITHDRAWN = "withdrawn"  # data: act, the act that no longer counts


@dataclass(frozen=True, slots=True)
class Entry:
    """One dated line of the journal. Never changed; withdrawn by a further entry.

    `at` is when it was written (aware, UTC); `on` is the day it happened (the seeker's day).
    `act` joins the entries that one action wrote, so that they are undone together.
    """

    at: datetime
    on: date
    verb: Verb
    data: Mapping[str, Any] = field(default_factory=dict)
    act: str = ""
    author: str = "seeker"


@dataclass(frozen=True, slots=True)
class Booking:
    """A conversation that is agreed: when (aware, UTC), for how many minutes, how and where."""

    conversation: str
    start: datetime
    minutes: int
    zone: str  # IANA name of the zone the time was agreed in
    medium: Medium
    place: str = ""  # address, number or link
    made: date | None = None  # the day it was agreed


@dataclass(frozen=True, slots=True)
class Promise:
    """Something one side said it would do (F2, F3), or news that is owed to them (F9).

    `news` is the key of what is to be told: of a NEWS entry, or of the talk that they led to.
    """

    key: str
    mine: bool
    what: str
    due: date
    made: date
    news: str = ""


@dataclass(frozen=True, slots=True)
class Rest:
    """Why and since when a person is left in peace; `forever` where they asked for it."""

    why: str  # silence, said-no, put-off, named-someone, chosen, never
    since: date
    forever: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one person stands, computed from the journal and nothing else."""

    stage: Stage = Stage.TO_ASK
    asked_on: date | None = None
    asked_by: Channel | None = None
    introduction_asked_on: date | None = None
    reminders: tuple[date, ...] = ()  # since the last request
    answered_before: bool = False  # a human answer of any kind has come
    open_answer: Verb | None = None  # what they said last that still wants our answer
    open_answer_on: date | None = None
    open_answer_at: datetime | None = None
    open_answer_data: Mapping[str, Any] = field(default_factory=dict)
    put_offs: int = 0
    put_off_until: date | None = None
    last_sent_on: date | None = None  # our last letter of any kind in this round
    last_sent: Verb | None = None
    wants_phone: bool = False
    times_sent: int = 0  # how often times were offered since they last agreed to talk
    booking: Booking | None = None
    confirmed_on: date | None = None
    took_on: date | None = None  # the seeker took one of the times they named; they do not know yet
    perhaps_on: date | None = None  # they hold the agreed time only if need be
    move_wanted_on: date | None = None  # they asked for another time,
    move_to: datetime | None = None  # and for this one
    fell_through: int = 0  # how often a time was moved, called off or missed since the last talk
    met_on: date | None = None
    met_at: datetime | None = None  # when the last conversation ended
    met_by: Medium | None = None
    conversation: str = ""  # the last conversation held
    debriefed: bool = False
    thanked_on: date | None = None
    talks: int = 0
    promises: tuple[Promise, ...] = ()  # the open ones
    touches: tuple[date, ...] = ()  # since the last talk
    later_until: date | None = None
    rest: Rest | None = None


class StepGroup(StrEnum):
    """The groups of Today, in their order."""

    TALK = "talk"
    THANK = "thank"
    ANSWER = "answer"
    KEEP = "keep"
    REMIND = "remind"
    ASK = "ask"
    TOUCH = "touch"
    WAIT = "wait"  # nothing to do but wait; `due` says when that changes


class StepKind(StrEnum):
    """The next step with one person."""

    HOLD = "hold"  # the conversation itself: prepare, then the room
    CONFIRM = "confirm"
    DEBRIEF = "debrief"
    THANK = "thank"
    THANK_NO = "thank-no"
    AGREE_TIME = "agree-time"
    CLARIFY = "clarify"
    OFFER_PHONE = "offer-phone"
    ANSWER_QUESTION = "answer-question"
    KEEP_MINE = "keep-mine"
    ASK_THEIRS = "ask-theirs"
    REMIND = "remind"
    WRITE_AGAIN = "write-again"  # they had put us off until a day, and the day is here
    REBOOK = "rebook"
    ASK = "ask"
    TOUCH = "touch"
    REST = "rest"  # the silence is long enough: let it rest

    @property
    def group(self) -> StepGroup:
        """Where this step stands on Today."""
        return _GROUPS[self]


_GROUPS = {
    StepKind.HOLD: StepGroup.TALK,
    StepKind.CONFIRM: StepGroup.TALK,
    StepKind.DEBRIEF: StepGroup.THANK,
    StepKind.THANK: StepGroup.THANK,
    StepKind.THANK_NO: StepGroup.ANSWER,
    StepKind.AGREE_TIME: StepGroup.ANSWER,
    StepKind.CLARIFY: StepGroup.ANSWER,
    StepKind.OFFER_PHONE: StepGroup.ANSWER,
    StepKind.ANSWER_QUESTION: StepGroup.ANSWER,
    StepKind.REBOOK: StepGroup.ANSWER,
    StepKind.KEEP_MINE: StepGroup.KEEP,
    StepKind.ASK_THEIRS: StepGroup.KEEP,
    StepKind.REMIND: StepGroup.REMIND,
    StepKind.WRITE_AGAIN: StepGroup.REMIND,
    StepKind.ASK: StepGroup.ASK,
    StepKind.TOUCH: StepGroup.TOUCH,
    StepKind.REST: StepGroup.WAIT,
}


@dataclass(frozen=True, slots=True)
class Step:
    """What to do next with one person: from which day, why (one sentence and a row id).

    `due` never depends on today, so that it can be kept on the person's row; `reason` does.
    """

    kind: StepKind
    due: date
    reason: str
    row: str
    at: datetime | None = None  # where the hour matters: the talk, the end of the 24 hours
    letter: LetterKind | None = None
    promise: str = ""  # key, for KEEP_MINE and ASK_THEIRS


@dataclass(frozen=True, slots=True)
class Refusal:
    """What the user can mend: a message in plain words and the field it is about."""

    message: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Seeker:
    """The one who asks, as far as letters and ranking need it."""

    name: str = ""
    background: str = ""  # two lines, in the seeker's words
    schools: tuple[str, ...] = ()
    employers: tuple[str, ...] = ()
    years: tuple[Past, ...] = ()  # the same with the years there
    signature: str = ""
    purpose: Purpose = Purpose.LEARN
    names_asked: int = 2  # of each host (T4)


@dataclass(frozen=True, slots=True)
class Host:
    """The one who is asked, as far as letters, questions and ranking need it."""

    name: str = ""
    role: str = ""
    organisation: str = ""
    field: str = ""
    tie: Tie = Tie()
    read: str = ""  # what the seeker read about them (P4), free text
    why: str = ""  # the fact about this host that made the seeker write (A6)


# Letters and their checks (LETTERS.md)


class Level(StrEnum):
    """How grave a finding is: `stop` can be overruled knowingly, `advise` is advice."""

    STOP = "stop"
    ADVISE = "advise"


@dataclass(frozen=True, slots=True)
class Debrief:
    """What a conversation brought, as the thank-you and its check need it."""

    heard: tuple[str, ...] = ()
    their_promises: tuple[str, ...] = ()
    my_promises: tuple[str, ...] = ()
    resume_requested: bool = False
    hours_since: float | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it would leave."""

    kind: LetterKind
    body: str
    subject: str | None = None  # None: not a mail, or not known
    channel: Channel = Channel.MAIL
    attachments: tuple[str, ...] = ()
    language: str = ""  # of which there is a words_<language>.toml; not told: read from the body


@dataclass(frozen=True, slots=True)
class LetterContext:
    """What is known around a letter. All of it may be missing: a check that lacks it is silent."""

    host_name: str | None = None
    host_role: str | None = None
    host_organisation: str | None = None
    tie: Tie | None = None
    seeker_name: str | None = None
    debrief: Debrief | None = None
    words_long: int | None = None  # a request is too long above; None: as in numbers.toml
    thank_within: int | None = None  # hours


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: `field` is body, subject or attachments; start and end are offsets in
    code points into that field, both 0 where the finding is about the whole letter."""

    rule: str
    level: Level
    field: str
    start: int
    end: int
    quote: str
    reason: str
    row: str
    replacement: str | None = None
    cut: tuple[int, int, str] | None = None  # sentences the letter stands well without
