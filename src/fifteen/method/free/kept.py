"""What is taken, as JSON and back: moments in UTC, days, hours on the clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from fifteen.method.free.words import Taken
from fifteen.method.times.words import Span


def as_kept(taken: Taken) -> dict[str, Any]:
    """What is written down."""
    return {
        "spans": [[s.start.isoformat(), s.end.isoformat()] for s in taken.spans],
        "days": sorted(day.isoformat() for day in taken.days),
        "floating": [[a.isoformat(), b.isoformat()] for a, b in taken.floating],
    }


def from_kept(kept: Mapping[str, Any]) -> Taken:
    """What was written down; nothing where it is not readable."""
    try:
        moment = datetime.fromisoformat
        spans = tuple(Span(moment(a), moment(b)) for a, b in kept.get("spans", ()))
        if any(span.start.tzinfo is None or span.end.tzinfo is None for span in spans):
            return Taken()
        days = frozenset(date.fromisoformat(day) for day in kept.get("days", ()))
        floating = tuple((moment(a), moment(b)) for a, b in kept.get("floating", ()))
    except (ValueError, TypeError, AttributeError):
        return Taken()
    return Taken(spans, days, floating)
