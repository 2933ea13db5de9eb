"""A forecast as it was given, and what came: its score when its day has passed, and the stall.

A forecast is frozen as an entry of the journal, with what it expected after each week, so that a
stall is read from figures: what came in lies below the 10th percentile of what was forecast.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from fifteen.method.forecast.counts import Range
from fifteen.method.forecast.requests import Record

WEEK = timedelta(days=7)
STALL_AFTER = timedelta(days=14)  # a forecast this old is asked whether it still holds ...
STALL_UNTIL = timedelta(days=28)  # ... and one older than this is asked no more


@dataclass(frozen=True, slots=True)
class Check:
    """What was expected by the end of one day, from the forecast on."""

    on: date
    sent: int  # new requests that were planned by then
    answers: int  # 10th percentile of first answers
    yeses: int  # 10th percentile of answers that are a yes
    talks: int  # 10th percentile of conversations


@dataclass(frozen=True, slots=True)
class Frozen:
    """One forecast of conversations from `made` to the end of `until`."""

    made: date
    until: date
    low90: int
    low50: int
    likely: int
    high50: int
    high90: int
    checks: tuple[Check, ...] = ()

    def data(self) -> dict[str, Any]:
        """As an entry of the journal keeps it."""
        plain = asdict(self)
        plain["made"], plain["until"] = str(self.made), str(self.until)
        plain["checks"] = [{**asdict(c), "on": str(c.on)} for c in self.checks]
        return plain


def frozen(made: date, until: date, said: Range, checks: Sequence[Check]) -> Frozen:
    """A forecast about to be kept."""
    return Frozen(
        made, until, said.low90, said.low50, said.likely, said.high50, said.high90, tuple(checks)
    )


def of(data: Mapping[str, Any]) -> Frozen:
    """A forecast as the journal kept it; raises KeyError or ValueError where it is damaged."""
    return Frozen(
        made=date.fromisoformat(data["made"]),
        until=date.fromisoformat(data["until"]),
        checks=tuple(
            Check(
                date.fromisoformat(c["on"]),
                *(int(c[name]) for name in ("sent", "answers", "yeses", "talks")),
            )
            for c in data["checks"]
        ),
        **{k: int(data[k]) for k in ("low90", "low50", "likely", "high50", "high90")},
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """A frozen forecast and its place in the journal: what was written later came later."""

    place: int
    forecast: Frozen


@dataclass(frozen=True, slots=True)
class Scored:
    """A forecast whose day has passed, with what came."""

    forecast: Frozen
    came: int

    @property
    def hit(self) -> bool:
        """Whether it lay in the range said to hold nine times in ten."""
        return self.forecast.low90 <= self.came <= self.forecast.high90


Talks = Sequence[tuple[int, date]]
"""The conversations held: place in the journal, and day."""


def came(kept: Kept, talks: Talks, by: date) -> int:
    """The conversations written down since a forecast and held by a day."""
    return sum(place > kept.place and on <= by for place, on in talks)


def scored(forecasts: Sequence[Kept], talks: Talks, today: date) -> list[Scored]:
    """The forecasts whose day has passed, the newest first."""
    over = [k for k in forecasts if k.forecast.until < today]
    return [Scored(k.forecast, came(k, talks, k.forecast.until)) for k in reversed(over)]


@dataclass(frozen=True, slots=True)
class Stall:
    """It came to less than nine forecasts in ten: since when, the figures, and what is short."""

    since: date
    by: date
    said: Frozen
    expected: int  # conversations, 10th percentile
    talks: int
    planned: int
    sent: int
    answers: int
    short: str  # list, pace, answers, yeses or times

    @property
    def missing(self) -> int:
        """How many conversations the most likely course is ahead."""
        return max(1, self.said.likely - self.talks)


def stall(forecasts: Sequence[Kept], record: Record, a_week: int) -> Stall | None:
    """Whether the newest forecast of two to four weeks ago was missed from below; else None."""
    today = record.today
    due = [k for k in forecasts if STALL_AFTER <= today - k.forecast.made <= STALL_UNTIL]
    if not due:
        return None
    kept = due[-1]
    said = kept.forecast
    passed = [c for c in said.checks if c.on < today]
    if not passed:
        return None
    check = passed[-1]
    held = came(kept, record.talks, check.on)
    if held >= check.talks:
        return None
    span = [r for r in record.requests if r.on >= said.made]
    sent = sum(r.on <= check.on for r in span)
    answers = sum(_within(r.answered_on, said.made, check.on) for r in record.requests)
    yeses = sum(_within(r.agreed_on, said.made, check.on) for r in record.requests)
    short = _short(check, record, a_week, sent, answers, yeses)
    return Stall(said.made, check.on, said, check.talks, held, check.sent, sent, answers, short)


def _within(on: date | None, first: date, last: date) -> bool:
    return on is not None and first <= on <= last


def _short(check: Check, record: Record, a_week: int, sent: int, answers: int, yeses: int) -> str:
    """The first link of the chain that is short: whatever comes after it follows from it."""
    if len(record.to_ask) < a_week:
        return "list"
    if 3 * sent < 2 * check.sent:
        return "pace"
    if answers < check.answers:
        return "answers"
    return "yeses" if yeses < check.yeses else "times"
