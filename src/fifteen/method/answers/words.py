"""What the reader of answers is handed and what it gives back (ANSWERS.md, part 1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from fifteen.method.times import Span, Time


class AnswerClass(StrEnum):
    """What an answer can be; their order is the order in which the seeker must act on them."""

    BOUNCE = "bounce"
    AUTO = "auto"
    NEVER = "never"
    CANCEL = "cancel"
    MOVE = "move"
    INTRODUCED = "introduced"
    NO = "no"
    PHONE = "phone"
    YES = "yes"
    CONFIRM = "confirm"
    PUT_OFF = "put-off"
    QUESTION = "question"
    WANTS_RESUME = "wants-resume"
    BY_MAIL = "by-mail"
    SOMEONE_ELSE = "someone-else"
    OPENING = "opening"
    THANKS = "thanks"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it came. `headers` have small names; everything may be missing.

    `asked`, `offered` and `asked_on` are the request it answers: its text, the times it offered,
    the moment it was sent.
    """

    text: str
    subject: str = ""
    sender: str = ""
    to: str = ""
    cc: str = ""
    written: datetime | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    report: str = ""  # the text of a delivery report, where the message carries one
    asked: str = ""
    asked_on: datetime | None = None
    offered: tuple[Span, ...] = ()
    language: str = "en"
    host_zone: str = ""
    seeker_zone: str = ""
    agreed: bool = False  # a talk is booked already


@dataclass(frozen=True, slots=True)
class Named:
    """Another person a message names."""

    name: str = ""
    email: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found inside a message."""

    times: tuple[Time, ...] = ()
    phone: str = ""
    people: tuple[Named, ...] = ()
    until: date | None = None
    link: str = ""
    address: str = ""  # of a bounce: the address that could not be reached
    status: str = ""
    permanent: bool | None = None
    back_on: date | None = None  # of an automatic answer
    new_address: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words a class rests on, as offsets in code points into the reply."""

    answer: AnswerClass
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message is: the class to act on first, those that hold beside it, the reply itself."""

    main: AnswerClass
    also: tuple[AnswerClass, ...]
    reply: str
    found: Found
    evidence: tuple[Evidence, ...]
