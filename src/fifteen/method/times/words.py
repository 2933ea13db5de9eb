"""What the reader of times is handed and what it gives back (ANSWERS.md, part 2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TimeKind(StrEnum):
    """How a time is meant."""

    EXACT = "exact"  # a point in time
    WINDOW = "window"  # any time inside suits
    OFFERED = "offered"  # one of the times that had been offered


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From when until when, both aware and in UTC."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Time:
    """One time that suits, in UTC, with the IANA name of the zone its words were meant in."""

    kind: TimeKind
    span: Span
    zone: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Words about times, and what is known around them.

    `written` is aware. Zones are IANA names or empty where unknown; `offered` are the times that
    had been offered, in their order; `country` (ISO, two letters) settles the order of day and
    month where the zone does not; `minutes` is the length of a talk.
    """

    text: str
    written: datetime
    host_zone: str = ""
    seeker_zone: str = ""
    offered: tuple[Span, ...] = ()
    language: str = "en"
    country: str = ""
    minutes: int = 15


@dataclass(frozen=True, slots=True)
class Understood:
    """What the words mean: times that suit, times ruled out, or the question to ask back."""

    times: tuple[Time, ...] = ()
    ruled_out: tuple[Span, ...] = ()
    ask: str | None = None


class Unclear(Exception):
    """The words leave something open: `args[0]` names the question, the rest fills it in."""

    def __init__(self, question: str, **values: object) -> None:
        super().__init__(question)
        self.question, self.values = question, values
