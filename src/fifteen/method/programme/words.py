"""The words of a programme: how a host takes part, where a request stands, what was offered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fifteen.method.words import Medium, Verb


class Part(StrEnum):
    """How a host takes part."""

    LISTED = "listed"  # on a list of the office, not written to yet
    INVITED = "invited"  # one mail went to them; nobody can find them
    IN = "in"
    LEFT = "left"  # for a moment only: whoever leaves is erased


class Basis(StrEnum):
    """Why the office may write to the people of its list once, by law."""

    CONSENT = "consent"
    MEMBERSHIP = "membership"
    INTEREST = "interest"


BASES: Mapping[Basis, tuple[str, str]] = {
    Basis.CONSENT: ("They agreed to it", "when and where they said so"),
    Basis.MEMBERSHIP: ("They are members", "the rule of the membership that covers it"),
    Basis.INTEREST: (
        "A legitimate interest",
        "where the weighing of it is written down, and how they were told",
    ),
}


class State(StrEnum):
    """Where a request stands."""

    OPEN = "open"
    YES = "yes"  # a time is still to be found
    BOOKED = "booked"
    TALKED = "talked"
    NO = "no"
    LATER = "later"
    ELSE = "else"  # they named somebody who would be better
    EXPIRED = "expired"
    BACK = "back"  # the seeker took it back, or is gone


WAITS = frozenset({State.OPEN})
AGREED = frozenset({State.YES, State.BOOKED, State.TALKED})

BY_VERB: Mapping[Verb, State] = {
    Verb.ASKED: State.OPEN,
    Verb.SAID_YES: State.YES,
    Verb.OFFERED_PHONE: State.YES,
    Verb.BOOKED: State.BOOKED,
    Verb.MOVED: State.BOOKED,
    Verb.CANCELLED: State.YES,
    Verb.MISSED: State.YES,
    Verb.MET: State.TALKED,
    Verb.SAID_NO: State.NO,
    Verb.NEVER: State.NO,
    Verb.PUT_OFF: State.LATER,
    Verb.NAMED_SOMEONE: State.ELSE,
}
"""What an entry of the seeker's journal makes of their request."""

WAYS: Mapping[Medium, str] = {
    Medium.PHONE: "by phone",
    Medium.VIDEO: "by video",
    Medium.IN_PERSON: "over a coffee",
}

MOST_A_MONTH = 20
REST_DAYS = 7  # where a host says nothing else
LONGEST_REST = 90


@dataclass(frozen=True, slots=True)
class Offer:
    """What a host said: how often, how, in which languages, on which clock, and when not."""

    monthly: int = 1
    rest: int = REST_DAYS  # days after each talk
    ways: frozenset[Medium] = frozenset(Medium)
    languages: tuple[str, ...] = ()
    zone: str = "UTC"
    country: str = ""
    paused_from: date | None = None  # None: at once
    paused_until: date | None = None  # that day included


@dataclass(frozen=True, slots=True)
class Load:
    """What a host was asked: the days of their calendar on which, the open one, the talks."""

    asked: tuple[date, ...] = ()
    waits: bool = False
    talks: tuple[date, ...] = ()
