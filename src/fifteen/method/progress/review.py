"""The weekly review: what was learned, given, promised, what came of the last intentions, what
next week should hold (C4, F6). Pure: a `Week` in, sentences and a plain-text letter out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from fifteen.method.progress.weeks import monday
from fifteen.method.spoken import count_of, in_words, listing, weekday

_LOOKS_AHEAD_FROM = 3  # Thursday: from then on it is this week that is looked back on
REMINDS_FROM = 4  # Friday: until Sunday, Today has a line about it
MOST_ASKS, MOST_TALKS = 50, 20
LONGEST_WORDS = 500  # characters
_MOST_LINES = 7  # of one kind; a review of a page is read


@dataclass(frozen=True, slots=True)
class Said:
    """Something said by or about somebody."""

    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Due:
    """A promise that is open."""

    who: str
    key: str  # of the person
    what: str
    mine: bool
    due: date
    made: date


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation that is booked."""

    who: str
    key: str  # of the person
    start: datetime  # in the seeker's zone


@dataclass(frozen=True, slots=True)
class Intention:
    """What the seeker meant to do in a week."""

    week: date  # its Monday
    asks: int
    talks: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class Week:
    """One week of a campaign and what is known of the next."""

    start: date  # its Monday
    asked: tuple[str, ...] = ()
    answered: int = 0
    met: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()  # what stays of the talks
    settled: tuple[Said, ...] = ()  # beliefs: who, and "corrected: ..."
    names: tuple[str, ...] = ()  # heard
    gave: int = 0  # talks in which they could share something good
    thanked: tuple[str, ...] = ()
    told: tuple[str, ...] = ()  # written to again, with news
    kept: tuple[Said, ...] = ()  # promises of the seeker's
    promises: tuple[Due, ...] = ()  # all that are open
    intended: Intention | None = None  # for this week
    booked: tuple[Talk, ...] = ()  # in the next
    pace: int = 5
    talks_a_week: int = 2

    @property
    def end(self) -> date:
        """Its Sunday."""
        return self.start + timedelta(days=6)

    @property
    def following(self) -> date:
        """The Monday after it."""
        return self.start + timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the review: its lines, or what is said where there are none."""

    title: str
    lines: tuple[str, ...]
    row: str
    otherwise: str = ""


def week_of(today: date) -> date:
    """The Monday of the week that is looked back on: until Wednesday the one that has ended."""
    this = monday(today)
    return this if today.weekday() >= _LOOKS_AHEAD_FROM else this - timedelta(days=7)


def is_time(today: date) -> bool:
    """Whether the week is nearly over."""
    return today.weekday() >= REMINDS_FROM


def headline(week: Week) -> str:
    """The week in a sentence; an empty one is no reproach."""
    parts = []
    if week.met:
        parts.append(count_of(len(week.met), "conversation"))
    if week.asked:
        parts.append(f"{count_of(len(week.asked), 'person', 'people')} asked")
    if week.settled:
        parts.append(f"{count_of(len(week.settled), 'belief')} settled")
    if not parts:
        return "A quiet week. The next one can be small."
    told = listing(parts)
    return f"{told[:1].upper()}{told[1:]}."


def back(week: Week) -> tuple[Section, ...]:
    """The week as it was: learned, given, promised, and what came of what was intended."""
    learned = [f"{s.who}: “{s.text}”" for s in week.said]
    learned += [f"{s.text} ({s.who})" for s in week.settled]
    if week.names:
        learned.append(f"{_count(week.names, 'new name')}: {listing(week.names)}")
    return (
        Section("Learned", _lines(learned), "F5", "Nothing was written up this week."),
        Section("Given", _lines(_given(week)), "F5", "No thanks were due, and no news to tell."),
        Section("Promised", _lines(_promised(week)), "F6", "No promise was made, none is open."),
        Section("Intended", _lines(_came(week)), "C4", "No intentions were kept for this week."),
    )


def _given(week: Week) -> list[str]:
    told = []
    if week.gave:
        talks = count_of(week.gave, "talk")
        told.append(f"In {talks} they could share something good of theirs")
    if week.thanked:
        told.append(f"Thanked {listing(week.thanked)}")
    if week.told:
        told.append(f"Told {listing(week.told)} what came of it")
    return [*told, *(f"Kept for {s.who}: {s.text}" for s in week.kept)]


def _promised(week: Week) -> list[str]:
    made = [p for p in week.promises if week.start <= p.made <= week.end]
    older = [p for p in week.promises if p.made < week.start and p.due <= week.end]
    return [
        *(f"{_promise(p)}, by {_date(p.due)}" for p in made),
        *(f"{_promise(p)}, due {_date(p.due)}" for p in older),
    ]


def _promise(p: Due) -> str:
    return f"You, for {p.who}: {p.what}" if p.mine else f"{p.who}: {p.what}"


def _came(week: Week) -> list[str]:
    meant = week.intended
    if meant is None:
        return []
    told = [
        _compared("ask", "asked", meant.asks, len(week.asked)),
        _compared("hold", "held", meant.talks, len(week.met), "talk"),
    ]
    return [*told, *([f"You wrote: “{meant.words}”"] if meant.words else [])]


def _compared(to: str, did: str, meant: int, done: int, thing: str = "") -> str:
    noun = f" {thing if meant == 1 else thing + 's'}" if thing else ""
    return (
        f"You meant to {to} {in_words(meant)}{noun} and {did} {in_words(done) if done else 'none'}"
    )


def ahead(week: Week) -> tuple[Section, ...]:
    """What next week holds already: talks that are booked, promises that come due."""
    until = week.following + timedelta(days=6)
    due = sorted((p for p in week.promises if p.due <= until), key=lambda p: p.due)
    talks = [f"{weekday(t.start.date())}, {t.start:%H:%M}: {t.who}" for t in week.booked]
    return (
        Section("Talks", _lines(talks), "Q1", "None is booked yet."),
        Section(
            "Promises due",
            _lines([f"{_promise(p)}, {_date(p.due)}" for p in due]),
            "F6",
            "None comes due.",
        ),
    )


def suggested(week: Week) -> Intention:
    """What next week should hold: the pace that was chosen, and at least the talks booked."""
    return Intention(week.following, week.pace, max(week.talks_a_week, len(week.booked)))


def _lines(told: Sequence[str]) -> tuple[str, ...]:
    most = [f"{line}." if line[-1] not in ".!?”" else line for line in told[:_MOST_LINES]]
    rest = len(told) - _MOST_LINES
    return (*most, f"And {in_words(rest)} more.") if rest > 0 else tuple(most)


def _count(what: Sequence[str], thing: str) -> str:
    told = count_of(len(what), thing)
    return told[:1].upper() + told[1:]


def _date(on: date) -> str:
    return f"{on.day} {on:%B}"


def span(week: Week) -> str:
    """The days of the week: "23 to 29 November"."""
    first = f"{week.start.day}"
    if week.start.month != week.end.month:
        first = _date(week.start)
    return f"{first} to {_date(week.end)} {week.end.year}"


def as_text(week: Week, name: str, asks: Sequence[str] = (), meant: Intention | None = None) -> str:
    """The review as a plain-text letter to the seeker, for a mailbox or a notebook; `meant` is
    what was kept for the week to come already."""
    aim = meant or suggested(week)
    lines = [f"Dear {name}," if name else "Hello,", "", f"Your week, {span(week)}."]
    lines += [headline(week), ""]
    for section in back(week):
        lines += [section.title, *_listed(section), ""]
    lines += [f"The week of {_date(week.following)}", f"- {_aim(aim)}."]
    if aim.words:
        lines.append(f"- You wrote: “{aim.words}”")
    if asks:
        lines.append(f"- On your list: {listing(list(asks))}.")
    for section in ahead(week):
        lines += [f"- {section.title}: {line}" for line in section.lines]
    return "\n".join([*lines, ""])


def _aim(aim: Intention) -> str:
    asks = in_words(aim.asks) if aim.asks else "nobody"
    return f"Ask {asks}, hold {count_of(aim.talks, 'talk') if aim.talks else 'no talk'}"


def _listed(section: Section) -> list[str]:
    return [f"- {line}" for line in section.lines] or [f"  {section.otherwise}"]
