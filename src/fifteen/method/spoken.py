"""Numbers, days and lists as a friend would say them (English)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

_WORDS = [
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def in_words(number: int) -> str:
    """A number up to twelve as a word, a larger one in figures."""
    return _WORDS[number] if 0 <= number < len(_WORDS) else f"{number:,}"


def count_of(number: int, thing: str, things: str = "") -> str:
    """Such as "six working days", "one person" or "no people"."""
    return f"{in_words(number)} {thing if number == 1 else things or thing + 's'}"


def weekday(day: date) -> str:
    """The name of the day of the week."""
    return _DAYS[day.weekday()]


def day(then: date, today: date) -> str:
    """Such as "today", "tomorrow", "yesterday", "Tue 24 Nov" or "24 Nov 2027"."""
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}.get((then - today).days)
    if near:
        return near
    if then.year == today.year or 0 < (then - today).days < 60:
        return f"{then:%a} {then.day} {then:%b}"
    return f"{then.day} {then:%b} {then.year}"


def moment(then: datetime, today: date) -> str:
    """A day and an hour in the zone that `then` carries: "Tue 24 Nov, 10:00"."""
    return f"{day(then.date(), today)}, {then:%H:%M}"


def listing(items: Sequence[str]) -> str:
    """Such as "Ana, Tom and Priya"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"
