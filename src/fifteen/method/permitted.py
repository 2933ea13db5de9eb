"""What may be recorded next, given where a person stands: the guards of the method.

Actions refuse by it and pages leave out by it, so that both always agree.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from fifteen.method import standing
from fifteen.method.numbers import Numbers
from fifteen.method.standing import ANSWERS, OUR_ANSWERS
from fifteen.method.words import Entry, Refusal, Standing, TieKind, Verb

CLOSE = frozenset({TieKind.FAMILY, TieKind.FRIEND, TieKind.COLLEAGUE})
MOST_REMINDERS = 2  # R6: two at the most, whatever the settings say

OURS = frozenset({Verb.ASKED, Verb.REMINDED, Verb.INTRODUCTION_ASKED, Verb.TOUCHED, *OUR_ANSWERS})
"""What the seeker writes to somebody: none of it goes to whoever asked for peace."""


def reminders_allowed(stands: Standing, tie: TieKind, numbers: Numbers) -> int:
    """How many reminders are fair (R6): one more where they answered before or are close."""
    extra = 1 if stands.answered_before or tie in CLOSE else 0
    return min(MOST_REMINDERS, numbers.reminders + extra)


def refusal(verb: Verb, stands: Standing, on: date, today: date) -> Refusal | None:
    """Why this must not be recorded now, or None where it may."""
    if on > today and verb not in (Verb.BOOKED, Verb.MOVED):
        return Refusal("That day has not come yet. Choose today or a day before.", "on")
    if stands.rest is not None and stands.rest.forever and verb in OURS:
        return Refusal("This person asked not to be written to again. Nothing was recorded.")
    check = _RULES.get(verb)
    return check(stands, on) if check else None


def _ask(s: Standing, on: date) -> Refusal | None:
    if s.met_on is not None:
        return Refusal("You have talked already. Write to keep in touch instead.")
    if s.rest is not None:
        return Refusal("This person is resting. Wake them first, with a reason.")
    if s.asked_on is not None:
        return Refusal(f"You asked on {s.asked_on:%d %B %Y} already. A reminder is fair (R6).")
    return None


def _remind(s: Standing, on: date) -> Refusal | None:
    if s.asked_on is None:
        return Refusal("There is no request to remind of yet.")
    if s.rest is not None:
        return Refusal("This person is resting. Wake them first, with a reason.")
    if len(s.reminders) >= MOST_REMINDERS:
        return Refusal("Two reminders are the most that is fair (R6). Let it rest now.")
    if on < s.asked_on:
        return Refusal("A reminder cannot come before the request.", "on")
    return None


def _answer_of_theirs(s: Standing, on: date) -> Refusal | None:
    if s.asked_on is not None and on < s.asked_on:
        asked = f"{s.asked_on:%d %B %Y}".lstrip("0")
        return Refusal(
            f"You asked on {asked}; the answer cannot be older. Check the day; nothing was"
            " recorded.",
            "on",
        )
    return None


def _answer_of_ours(s: Standing, on: date) -> Refusal | None:
    if s.asked_on is None:
        return Refusal("There is nothing to answer: this person was not asked yet.")
    return None


def _needs_booking(s: Standing, on: date) -> Refusal | None:
    if s.booking is None:
        return Refusal("No conversation is booked with this person.")
    return None


def _needs_talk(s: Standing, on: date) -> Refusal | None:
    if s.met_on is None:
        return Refusal("There was no conversation with this person yet.")
    if on < s.met_on:
        return Refusal("Thanks cannot come before the conversation.", "on")
    return None


def _book(s: Standing, on: date) -> Refusal | None:
    if s.booking is not None:
        return Refusal("A conversation is booked already. Move it instead.")
    if s.rest is not None and s.rest.forever:
        return Refusal("This person asked not to be written to again. Nothing was recorded.")
    return None


def _rest(s: Standing, on: date) -> Refusal | None:
    return Refusal("This person is resting already.") if s.rest is not None else None


def _wake(s: Standing, on: date) -> Refusal | None:
    if s.rest is None:
        return Refusal("This person is not resting.")
    if s.rest.forever:
        return Refusal("This person asked not to be written to again. They stay at rest.")
    return None


_RULES = {
    Verb.ASKED: _ask,
    Verb.REMINDED: _remind,
    **dict.fromkeys(ANSWERS, _answer_of_theirs),
    **dict.fromkeys(OUR_ANSWERS, _answer_of_ours),
    Verb.BOOKED: _book,
    Verb.MOVED: _needs_booking,
    Verb.CANCELLED: _needs_booking,
    Verb.CONFIRMED: _needs_booking,
    Verb.PERHAPS: _needs_booking,
    Verb.MOVE_WANTED: _needs_booking,
    Verb.STAYED: _needs_booking,
    Verb.MISSED: _needs_booking,
    Verb.THANKED: _needs_talk,
    Verb.DEBRIEFED: _needs_talk,
    Verb.RESTED: _rest,
    Verb.WOKEN: _wake,
}


def breaks_at(entries: Iterable[Entry]) -> Entry | None:
    """The first entry that the ones before it do not allow, or None: asked before an act is
    withdrawn, so that what came after it still stands on something."""
    so_far: list[Entry] = []
    for entry in standing.counting(entries):
        if refusal(entry.verb, standing.of(so_far), entry.on, entry.on):
            return entry
        so_far.append(entry)
    return None


RECORDABLE = frozenset({Verb.NOTED, Verb.ASKED, Verb.REMINDED, Verb.SILENT, Verb.NEVER, *ANSWERS})
"""What a person can record with one word and a day, from a page or the command line."""
