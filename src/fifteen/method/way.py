"""When to leave for a talk: how long the way takes, in the seeker's own words; when to be reminded
(Q5)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from fifteen.method.checklist import EARLY_MINUTES
from fifteen.method.words import Booking, Medium

LONGEST = 12 * 60  # minutes of a way; more is a journey of its own
_WORDS = (
    (re.compile(r"\b(?:an|one|eine?) (?:hour|stunde) and a half|\banderthalb stunden\b"), 90),
    (re.compile(r"\b(?:three quarters of an hour|dreiviertelstunde)\b"), 45),
    (re.compile(r"\b(?:a quarter of an hour|(?:eine )?viertelstunde)\b"), 15),
    (re.compile(r"\b(?:half an hour|(?:eine )?halbe stunde)\b"), 30),
    (re.compile(r"\b(?:an hour|eine stunde)\b"), 60),
)
_CLOCK = re.compile(r"\b(\d{1,2}):(\d\d) ?(?:h|hours?|stunden?)\b")
_RANGE = re.compile(r"(\d+) ?(?:-|–|to|bis) ?(\d+)")
_HOURS = re.compile(r"(\d+(?:[.,]5)?) ?(?:hours?|hrs?|h|stunden?|std)\b\.?(?: ?(\d\d?)(?![\d:]))?")
_MINUTES = re.compile(r"(\d+) ?(?:minutes?|mins?|min|m|minuten|')(?![a-z])")


def minutes(words: str) -> int | None:
    """How many minutes such words come to: "20 min by tram, 5 min on foot" is both added up,
    "20-30 min" the longer, a number alone minutes. None where they say no length."""
    text = " ".join(words.lower().split())
    text = _RANGE.sub(lambda found: max(found[1], found[2], key=int), text)
    total = 0
    for pattern, worth in _WORDS:
        text, count = pattern.subn(" ", text)
        total += worth * count
    for match in _CLOCK.finditer(text):
        total += int(match[1]) * 60 + int(match[2])
    text = _CLOCK.sub(" ", text)
    for match in _HOURS.finditer(text):
        total += round(float(match[1].replace(",", ".")) * 60)
        total += int(match[2] or 0)
    text = _HOURS.sub(" ", text)
    total += sum(int(match[1]) for match in _MINUTES.finditer(text))
    if not total and text.isascii() and text.isdigit():
        total = int(text)
    return total if 0 < total <= LONGEST else None


def leave_at(start: datetime, words: str) -> datetime | None:
    """When to leave so as to be there a little early; None where the words say no length."""
    takes = minutes(words)
    return start - timedelta(minutes=takes + EARLY_MINUTES) if takes is not None else None


_A_DAY, _SOON = 24 * 60, 15  # minutes before a talk
_AN_HOUR = 60  # minutes: where nobody said how long the way takes


def reminders(name: str, booking: Booking, words: str) -> tuple[tuple[int, str], ...]:
    """When the seeker's calendar reminds them of a talk, in minutes before it, and what it says:
    the day before; then a quarter of an hour before, or when it is time to leave (Q5)."""
    soon = (_SOON, f"In {_SOON} minutes: {name}")
    if booking.medium is Medium.IN_PERSON:
        leave = leave_at(booking.start, words)
        before = round((booking.start - leave).total_seconds() / 60) if leave else _AN_HOUR
        soon = (before, f"Time to leave: {name}")
    return ((_A_DAY, f"Tomorrow: {name}"), soon)
