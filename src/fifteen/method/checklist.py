"""What to have ready before a conversation, and what to expect of it (Q5, Q6, Q9, T3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from fifteen.method.words import Goal, Medium

EARLY_MINUTES = 10  # before the time agreed, at the door (Q5)


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One thing to have ready, and the row behind it."""

    text: str
    row: str


def checklist(
    medium: Medium,
    goal: Goal,
    host_zone_note: str = "",
    place: str = "",
    resume: bool = False,
    start: datetime | None = None,
    leave: datetime | None = None,
) -> tuple[CheckItem, ...]:
    """What to have ready, in the order one does it.

    `place` is the address, number or link of the booking; `host_zone_note` a sentence such as
    "It is 11:00 where she is", left out where the zones agree. `start` is the hour on the seeker's
    clock, if it is known, `leave` when to leave for it.
    """
    where = " ".join(place.split())
    texts = [
        *_WAY[medium](where, start),
        *([(f"Leave at {leave:%H:%M}", "Q5")] if leave and medium is Medium.IN_PERSON else []),
        *([(host_zone_note.strip(), "R1")] if host_zone_note.strip() else []),
        (_DRESS[medium], "Q5"),
        *([(_RESUME[medium], "Q6")] if resume else []),
        (f"Your one goal in mind: {_GOAL[goal]}", "Q3"),
        ("Paper and pen, or this page; a glass of water", "Q1"),
    ]
    return tuple(CheckItem(text, row) for text, row in texts)


def expect() -> str:
    """What one may expect, said on the preparation page (Q9)."""
    return (
        "Information, advice, perhaps a name, and to be remembered. "
        "That is already a good quarter of an hour."
    )


def _by_phone(number: str, start: datetime | None) -> list[tuple[str, str]]:
    known = f"Number: {number}" if number else "No number yet: ask for it when you confirm"
    return [(known, "Q5"), ("A quiet room with a closed door, the telephone charged", "T3")]


def _by_video(link: str, start: datetime | None) -> list[tuple[str, str]]:
    known = f"Link tried once: {link}" if link else "No link yet: send one when you confirm"
    return [
        (known, "Q5"),
        ("Camera at eye level, light from the front, notifications off", "T3"),
        ("Their number at hand, in case the picture fails", "Q5"),
    ]


def _in_person(address: str, start: datetime | None) -> list[tuple[str, str]]:
    door = f"at {start - timedelta(minutes=EARLY_MINUTES):%H:%M}" if start else "early"
    known = f"Route to {address}" if address else "No place yet: agree on one when you confirm"
    return [
        (known, "Q5"),
        (f"At the door {door}, {EARLY_MINUTES} minutes early; leave in time for that", "Q5"),
        ("Their number at hand, in case you are held up", "Q5"),
        ("Telephone silent before you go in", "T2"),
    ]


_WAY = {Medium.PHONE: _by_phone, Medium.VIDEO: _by_video, Medium.IN_PERSON: _in_person}
_DRESS = {
    Medium.PHONE: "Dress as if they could see you",
    Medium.VIDEO: "Dress as for a job interview, and look behind you once",
    Medium.IN_PERSON: "Dress as for a job interview",
}
_RESUME = {
    Medium.PHONE: "Résumé within reach, face down until the end",
    Medium.VIDEO: "Résumé open in a window, hidden until the end",
    Medium.IN_PERSON: "Résumé printed, in the bag until the end",
}
_GOAL = {
    Goal.CONNECTION: "a new connection in the field",
    Goal.FURTHER_PERSON: "a further person to talk to",
    Goal.REMEMBERED: "to be remembered",
    Goal.OPENING: "gently, whether there is an opening and whom to ask",
}
