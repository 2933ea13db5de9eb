"""Keeping in touch with a reason: what has happened since that goes back to this person (F7).

A line without content is no line. The reasons come from the journal alone, the one nearest to
this person first; what they know already is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fifteen.method.said_to import to_seeker

YEAR = 365  # days
ABOUT = 31  # days either side of a year's day that still count as it (F7; a judgement)


class ReasonKind(StrEnum):
    """What makes a line worth writing."""

    NAMED = "named"  # the seeker has talked with somebody they named
    NEWS = "settled"  # a field chosen or closed, work found
    BELIEF = "belief"  # what the seeker pictured, and they spoke to, is settled
    READ = "did"  # what they recommended is done
    YEAR = "year"  # a year, or years, since the talk


@dataclass(frozen=True, slots=True)
class Since:
    """What has happened since they last heard from the seeker."""

    talked_on: date
    met: tuple[str, ...] = ()  # names they gave, talked with since
    news: tuple[str, ...] = ()  # in the seeker's own words
    beliefs: tuple[tuple[str, bool], ...] = ()  # what was pictured, and whether it is so
    done: tuple[str, ...] = ()  # what the seeker had promised them, done since


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason to write: a sentence for the seeker, and the same said to them."""

    kind: ReasonKind
    sentence: str
    told: str  # for the letter; empty for a year, which has words of its own
    row: str


def reasons(since: Since, today: date) -> tuple[Reason, ...]:
    """The reasons there are, one of each kind, the nearest to this person first."""
    found: list[Reason] = []
    if since.met:
        name = since.met[-1]
        sentence = f"They named {name}, and you have talked since."
        told = f"I have talked with {name}, whom you named to me"
        found.append(Reason(ReasonKind.NAMED, sentence, told, "T4"))
    if since.news:
        text = since.news[-1].rstrip(". ")
        found.append(Reason(ReasonKind.NEWS, f"They do not know yet: {text}.", text, "F9"))
    if since.beliefs:
        found.append(_belief(*since.beliefs[-1]))
    if since.done:
        what = since.done[-1].rstrip(". ")
        sentence = f"You did what you said you would ({to_seeker(what)}), and have not told them."
        found.append(Reason(ReasonKind.READ, sentence, f"I did what I said I would: {what}", "F3"))
    if years := _years(since.talked_on, today):
        ago = "a year" if years == 1 else f"{years} years"
        found.append(Reason(ReasonKind.YEAR, f"It is about {ago} since you talked.", "", "F7"))
    return tuple(found)


def _belief(text: str, is_so: bool) -> Reason:
    text = text.strip(' .“”"')
    outcome = "it is so" if is_so else "it is not so"
    sentence = f"You pictured: “{text}”. They spoke of it, and you know by now that {outcome}."
    told = f"I had pictured it like this: “{text}”. I know now that {outcome}"
    return Reason(ReasonKind.BELIEF, sentence, told, "P3")


def _years(then: date, today: date) -> int:
    """How many years ago it was, where today is about the day of it; else nought."""
    days = (today - then).days
    years = round(days / YEAR)
    return years if years and abs(days - years * YEAR) <= ABOUT else 0
