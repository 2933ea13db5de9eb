"""The seeker's hours as they are typed and kept: "9-12, 14-17", days that differ, journeys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from fifteen.method import zones
from fifteen.method.free.words import DAY, Away, Hours, Stretch
from fifteen.method.words import Refusal

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MOST_LINES = 200
BOUNDS = {"notice": (0, 336), "gap": (0, 240), "most_a_day": (1, 10), "ahead": (3, 84)}
"""The least and the most of each number, in its own unit (see `Hours`)."""

_STRETCH = re.compile(
    r"(?P<h1>\d{1,2})(?:[:.](?P<m1>\d\d))?\s*(?P<p1>[ap]m)?"
    r"\s*(?:-|–|to|until|bis)\s*"
    r"(?P<h2>\d{1,2})(?:[:.](?P<m2>\d\d))?\s*(?P<p2>[ap]m)?"
)
_NONE = {"", "-", "–", "none", "no", "not at all", "closed", "nie", "nicht", "frei"}
_ISO = r"\d{4}-\d\d-\d\d"
_DAY_LINE = re.compile(rf"(?P<day>{_ISO})\s*:?\s*(?P<rest>.*)")
_AWAY_LINE = re.compile(
    rf"(?P<first>{_ISO})\s*(?:(?:-|–|to|until|bis)\s*(?P<last>{_ISO}))?\s*:?\s+(?P<zone>\S+)"
)


def stretches(text: str, field: str) -> tuple[Stretch, ...] | Refusal:
    """Such as "9-12, 14:00-17:30" or "2pm to 5pm"; nothing, or "none", for no time at all."""
    plain = " ".join(text.lower().split())
    if plain in _NONE:
        return ()
    found = []
    for part in re.split(r"[,;]| and | und ", plain):
        match = _STRETCH.fullmatch(part.strip())
        one = _stretch(match) if match else None
        if one is None:
            return Refusal(f"“{text.strip()[:60]}” is not read. Write it as 9-12, 14-17.", field)
        found.append(one)
    found.sort()
    if any(one.end > two.start for one, two in pairwise(found)):
        return Refusal("Two of these hours overlap.", field)
    return tuple(found)


def _stretch(match: re.Match[str]) -> Stretch | None:
    end_half = match["p2"] or ""
    start = _minute(match["h1"], match["m1"], match["p1"] or end_half)
    end = _minute(match["h2"], match["m2"], end_half)
    if start is None or end is None:
        return None
    if not match["p1"] and end_half and start >= end:  # "9 to 2pm" begins in the morning
        start = _minute(match["h1"], match["m1"], "am")
    end = end or DAY
    return Stretch(start, end) if start is not None and start < end <= DAY else None


def _minute(hour: str, minute: str | None, half: str) -> int | None:
    hours, minutes = int(hour), int(minute or 0)
    if half:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half == "pm" else 0)
    return hours * 60 + minutes if hours * 60 + minutes <= DAY and minutes < 60 else None


def said(found: Sequence[Stretch]) -> str:
    """The same as one would type it: "9:00-12:00, 14:00-17:00"."""
    return ", ".join(f"{_clock(one.start)}-{_clock(one.end)}" for one in found)


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"


def hours(form: Mapping[str, str], zone: str) -> Hours | Refusal:
    """The hours that a form tells, by the names of its fields; a refusal names the field."""
    weekly = []
    for name in WEEKDAYS:
        found = stretches(form.get(name, ""), name)
        if isinstance(found, Refusal):
            return found
        weekly.append(found)
    days = _days(_lines(form.get("days", "")))
    away = _journeys(_lines(form.get("away", "")))
    numbers = _numbers(form)
    for part in (days, away, numbers):
        if isinstance(part, Refusal):
            return part
    assert isinstance(days, dict) and isinstance(away, tuple) and isinstance(numbers, dict)
    return Hours(zone, tuple(weekly), days, away, **numbers)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _days(lines: Iterable[str]) -> dict[date, tuple[Stretch, ...]] | Refusal:
    found: dict[date, tuple[Stretch, ...]] = {}
    for line in lines:
        match = _DAY_LINE.fullmatch(line)
        day = _day(match["day"]) if match else None
        if match is None or day is None or len(found) >= MOST_LINES:
            text = f"“{line[:60]}” is not read. A day and its hours, such as 2026-12-24 none."
            return Refusal(text, "days")
        one = stretches(match["rest"], "days")
        if isinstance(one, Refusal):
            return one
        found[day] = one
    return found


def _journeys(lines: Iterable[str]) -> tuple[Away, ...] | Refusal:
    found: list[Away] = []
    for line in lines:
        match = _AWAY_LINE.fullmatch(line)
        first = _day(match["first"]) if match else None
        last = _day(match["last"] or match["first"]) if match else None
        zone = match["zone"] if match else ""
        if first and last and first <= last and zones.known(zone) and len(found) < MOST_LINES:
            found.append(Away(first, last, zone))
            continue
        text = f"“{line[:60]}” is not read. Such as 2026-12-07 to 2026-12-11 America/New_York."
        return Refusal(text, "away")
    return tuple(found)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


_WORDS = {"notice": "hours", "gap": "minutes", "most_a_day": "a day", "ahead": "days"}


def _numbers(form: Mapping[str, str]) -> dict[str, int] | Refusal:
    found = {}
    for name, (least, most) in BOUNDS.items():
        text = form.get(name, "").strip()
        if not (text.isascii() and text.isdigit()) or not least <= int(text[:6]) <= most:
            return Refusal(f"Between {least} and {most} {_WORDS[name]}, please.", name)
        found[name] = int(text)
    return found


def as_form(kept: Hours) -> dict[str, str]:
    """The fields of the form that tell these hours."""
    return {
        **{name: said(kept.weekly[n]) for n, name in enumerate(WEEKDAYS)},
        "days": "\n".join(f"{day} {said(found) or 'none'}" for day, found in kept.days.items()),
        "away": "\n".join(f"{one.first} to {one.last} {one.zone}" for one in kept.away),
        **{name: str(getattr(kept, name)) for name in BOUNDS},
    }


def as_kept(found: Hours) -> dict[str, str]:
    """What is written down: the same words, so that what is kept can always be read and typed."""
    return as_form(found)


def from_kept(kept: Mapping[str, Any], zone: str) -> Hours:
    """The hours that were written down; the usual ones where nothing was, or not readably."""
    if not kept:
        return Hours(zone)
    found = hours({name: str(value) for name, value in kept.items()}, zone)
    return Hours(zone) if isinstance(found, Refusal) else found
