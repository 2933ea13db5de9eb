"""Who helped, and should hear what came of it (F9): the recipients of news, with the reason.

News is told once to each person. Whoever spoke to the very thing comes first, then those who led
the seeker to somebody, then everybody who gave their time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fifteen.method.folding import fold
from fifteen.method.spoken import listing

MOST_NAMED = 3  # names that one reason lists


class NewsKind(StrEnum):
    """What may have come of it."""

    FOUND_WORK = "found-work"
    FIELD_CHOSEN = "field-chosen"
    FIELD_CLOSED = "field-closed"
    BELIEF_SETTLED = "belief-settled"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class News:
    """Something that came of the talks, told in the seeker's own words."""

    key: str
    kind: NewsKind
    text: str = ""
    field: str = ""
    belief: str = ""  # key
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation, as far as it can have helped: its day, and the beliefs it spoke to."""

    on: date
    beliefs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Helping:
    """What one person did, as the journal has it."""

    key: str
    name: str
    field: str = ""
    talks: tuple[Talk, ...] = ()
    also: frozenset[str] = frozenset()  # folded names of fields they said something of
    led_to: tuple[tuple[str, str], ...] = ()  # name and field of those who talked, sent by them
    kept: tuple[str, ...] = ()  # what they promised and did
    told: frozenset[str] = frozenset()  # keys of news that they know, or were left out of
    in_peace: bool = False  # they asked not to be written to again


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody who should hear of it, and why."""

    key: str
    name: str
    reason: str
    row: str
    spoke: bool  # whether they talked with the seeker themselves


def helpers(people: Iterable[Helping], news: News) -> tuple[Helper, ...]:
    """Everybody whom this news is owed to and who has not heard it, the nearest to it first.

    News about a field goes to those whose talk, or whose name given, was about it; a belief to
    those who spoke to it; work found to everybody who helped in any way.
    """
    found = [
        (place, -(one.talks[-1].on.toordinal() if one.talks else 0), one, why)
        for one in people
        if not one.in_peace and news.key not in one.told
        if (said := _why(one, news)) is not None
        for place, why in (said,)
    ]
    found.sort(key=lambda each: (*each[:2], fold(each[2].name)))
    return tuple(
        Helper(one.key, one.name, reason, row, bool(one.talks))
        for _, _, one, (reason, row) in found
    )


def _why(one: Helping, news: News) -> tuple[int, tuple[str, str]] | None:
    """The place in the order, and the reason with its row; None where they had no part in it."""
    if news.kind is NewsKind.BELIEF_SETTLED:
        spoke = [talk for talk in one.talks if news.belief in talk.beliefs]
        return (
            (0, (f"They spoke to it when you talked on {_day(spoke[-1].on)}.", "P3"))
            if spoke
            else None
        )
    about = fold(news.field)
    names = [name for name, field in one.led_to if not about or fold(field) == about]
    talks = one.talks if not about or fold(one.field) == about or about in one.also else ()
    if names:
        gave = f"gave you their time on {_day(talks[-1].on)} and " if talks else ""
        return 1, (f"They {gave}led you to {_named(names)}, whom you met.", "T4")
    if talks and one.kept:
        return 2, (
            f"You talked on {_day(talks[-1].on)}, and they kept a promise: {one.kept[-1]}.",
            "F2",
        )
    if talks:
        return 3, (f"They gave you their time on {_day(talks[-1].on)}.", "F9")
    return None


def _named(names: list[str]) -> str:
    if len(names) <= MOST_NAMED:
        return listing(names)
    return listing([*names[:MOST_NAMED], f"{len(names) - MOST_NAMED} more"])


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
