"""How many new requests a day holds: aim, do not scatter (C2). The seeker can change each limit."""

from __future__ import annotations

from dataclasses import dataclass

from fifteen.method.numbers import Numbers
from fifteen.method.spoken import count_of, in_words


@dataclass(frozen=True, slots=True)
class Room:
    """How many may be asked today, and where that is none, why, in a kind sentence."""

    count: int
    sentence: str = ""
    row: str = "C2"
    limit: str = ""  # which of the numbers holds, so that it can be changed from where it is said


def room_to_ask(asked_today: int, waiting: int, numbers: Numbers) -> Room:
    """The room left today, from the requests of today and those still open."""
    if asked_today >= numbers.requests_a_day:
        return Room(
            0,
            f"You asked {count_of(asked_today, 'person', 'people')} today. That is plenty; "
            "tomorrow is a good day for the next.",
            limit="requests_a_day",
        )
    if waiting >= numbers.requests_open:
        return Room(
            0,
            f"{in_words(waiting).capitalize()} requests are out. "
            "Let some answers come in before you ask again.",
            limit="requests_open",
        )
    return Room(min(numbers.requests_a_day - asked_today, numbers.requests_open - waiting))


def one_at_a_place(name: str, numbers: Numbers) -> Room:
    """Why the next on the list wait: somebody is asked where they work."""
    days = count_of(numbers.second_person_after, "working day")
    asked = f"{name} is asked there" if name else "somebody is asked there"
    return Room(
        0,
        f"The next on your list work in one place, and {asked}. After {days} a second is fair.",
        limit="second_person_after",
    )
