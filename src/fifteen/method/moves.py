"""From one stage to another on the board: which acts lead there, and why others do not.

A stage is never set. It follows from what happened, so a card moves by an act of the journal: one
that is recorded in a word, or one that has a page of its own (a letter, a time, the write-up).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fifteen.method import permitted
from fifteen.method.words import Stage, Standing, Verb


class Place(StrEnum):
    """The page on which an act is done that takes more than a word."""

    LETTER = "letter"  # the letter of the next step
    ANSWER = "answer"
    BOOK = "book"
    TALK = "talk"  # the plan, the room or the write-up, whichever it is time for


@dataclass(frozen=True, slots=True)
class Move:
    """An act that leads to a stage: recorded at once (`verb`), or done on a page (`place`)."""

    to: Stage
    words: str
    verb: Verb | None = None
    place: Place | None = None
    why: bool = False  # a reason has to be given with it (R2)


RECORDED = (Verb.ASKED, Verb.SAID_YES, Verb.RESTED, Verb.WOKEN)
"""The verbs by which a card moves at once."""

_REST = Move(Stage.RESTING, "Let them rest", Verb.RESTED)
_MOVES: Mapping[Stage, tuple[Move, ...]] = {
    Stage.TO_ASK: (
        Move(Stage.ASKED, "Write the letter", place=Place.LETTER),
        Move(Stage.ASKED, "I have asked already", Verb.ASKED),
        Move(Stage.BOOKED, "A talk is agreed: write down when", place=Place.BOOK),
        _REST,
    ),
    Stage.ASKED: (
        Move(Stage.YES, "They said yes", Verb.SAID_YES),
        Move(Stage.BOOKED, "They named a time: write down when", place=Place.BOOK),
        Move(Stage.RESTING, "They said no, or something else", place=Place.ANSWER),
        _REST,
    ),
    Stage.YES: (
        Move(Stage.BOOKED, "A time is agreed: write down when", place=Place.BOOK),
        Move(Stage.RESTING, "They changed their mind", place=Place.ANSWER),
        _REST,
    ),
    Stage.BOOKED: (
        Move(Stage.MET, "Have the talk, and write it up", place=Place.TALK),
        Move(Stage.YES, "The time does not hold", place=Place.BOOK),
        _REST,
    ),
    Stage.MET: (Move(Stage.THANKED, "Send the thank-you", place=Place.LETTER), _REST),
    Stage.THANKED: (
        Move(Stage.BOOKED, "Another talk is agreed: write down when", place=Place.BOOK),
        _REST,
    ),
}
_ORDER = tuple(Stage)
_AS = {
    Stage.TO_ASK: "to ask",
    Stage.ASKED: "asked",
    Stage.YES: "somebody who said yes",
    Stage.BOOKED: "booked",
    Stage.MET: "met",
    Stage.THANKED: "thanked",
    Stage.RESTING: "resting",
}


def moves(stands: Standing, today: date) -> tuple[Move, ...]:
    """The acts that are open with somebody who stands so, the likeliest first."""
    offered = _waking(stands) if stands.stage is Stage.RESTING else _MOVES[stands.stage]
    return tuple(
        move
        for move in offered
        if move.verb is None or permitted.refusal(move.verb, stands, today, today) is None
    )


def _waking(stands: Standing) -> tuple[Move, ...]:
    if stands.rest is not None and stands.rest.forever:
        return ()
    if stands.met_on is not None:
        after = Stage.MET if stands.thanked_on is None else Stage.THANKED
        return (Move(after, "Back on the list", Verb.WOKEN),)
    return (Move(Stage.TO_ASK, "Back on the list", Verb.WOKEN, why=stands.asked_on is not None),)


def why_not(stands: Standing, to: Stage) -> str:
    """Why no act leads from where somebody stands to a stage: one sentence and what to do."""
    if stands.stage is to:
        return "They stand there already."
    if stands.rest is not None and stands.rest.forever:
        return "They asked not to be written to again. They stay at rest."
    if stands.stage is Stage.RESTING:
        return "They rest. Wake them first; where they go from there, the next act says."
    if _ORDER.index(to) < _ORDER.index(stands.stage):
        return (
            f"What happened has happened: nobody becomes {_AS[to]} again by a move. If something "
            "was recorded by mistake, undo it on their page."
        )
    return (
        f"One step after the other: there is something between {_AS[stands.stage]} and {_AS[to]}."
    )
