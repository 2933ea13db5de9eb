"""Entries -> lives: what was asked, answered, held and written up, person by person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from fifteen.method.standing import HEARD
from fifteen.method.words import Entry, Measure, Score, Stage, Tie, Verb

BARE = (*(Verb.ASKED, *sorted(HEARD), Verb.MET, Verb.THANKED, Verb.THANKED_NO, Verb.TOUCHED),)
"""The verbs of which lives need the day alone."""

TOLD = (Verb.DEBRIEFED, Verb.KEPT, Verb.PROMISED)
"""The verbs of which they need what was said as well; all others may be left aside."""


@dataclass(frozen=True, slots=True)
class Known:
    """A person of the book, as far as progress needs to know."""

    key: str
    name: str
    tie: Tie
    stage: Stage
    place: int  # in the book: who came into it first has the lowest
    field: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A conversation as its debrief wrote it up (F5, Q3)."""

    on: date
    measures: Mapping[str, int]
    goal: int = 0  # 0: none was chosen
    points: int = 0
    beliefs: Mapping[str, str] = field(default_factory=dict)  # key -> confirmed, corrected, open
    said: str = ""

    @property
    def learned(self) -> bool:
        """Whether it brought information: the first measure is not "No"."""
        return self.measures.get(Measure.INFORMATION, 0) >= Score.SOME

    @property
    def gave(self) -> bool:
        """Whether they could share something good: the second measure is not "No"."""
        return self.measures.get(Measure.GIVEN, 0) >= Score.SOME


@dataclass(slots=True)
class Life:
    """What happened with one person; days in the order they were written."""

    who: Known
    asked: list[date] = field(default_factory=list)
    answered: date | None = None
    met: list[date] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)
    thanked: list[date] = field(default_factory=list)  # for a talk
    thanked_no: list[date] = field(default_factory=list)
    touched: list[date] = field(default_factory=list)
    promised: dict[str, bool] = field(default_factory=dict)  # key -> whether the seeker made it
    kept: dict[str, date] = field(default_factory=dict)

    @property
    def began(self) -> date | None:
        """The day of the first request, or of whatever came without one."""
        days = [*self.asked[:1], *self.met[:1], *([self.answered] if self.answered else [])]
        return min(days, default=None)

    @property
    def learned(self) -> bool:
        """Whether a conversation with them brought information."""
        return any(w.learned for w in self.written)


def of(who: Known, entries: Iterable[Entry]) -> Life:
    """The life of a person from the entries that count (`standing.counting`), oldest first;
    whether those of `BARE` or those of `TOLD` come first is all the same."""
    life = Life(who)
    for e in entries:
        if e.verb is Verb.ASKED:
            life.asked.append(e.on)
        elif e.verb in HEARD:
            life.answered = life.answered or e.on
        elif e.verb is Verb.MET:
            life.met.append(e.on)
            life.answered = life.answered or e.on
        elif e.verb is Verb.DEBRIEFED:
            life.written.append(_written(e))
        else:
            _afterwards(life, e)
    return life


def _afterwards(life: Life, e: Entry) -> None:
    if e.verb is Verb.THANKED:
        life.thanked.append(e.on)
    elif e.verb is Verb.THANKED_NO:
        life.thanked_no.append(e.on)
    elif e.verb is Verb.TOUCHED:
        life.touched.append(e.on)
    elif e.verb is Verb.PROMISED:
        mine = e.data.get("by") == "me" and not e.data.get("news")
        life.promised[str(e.data.get("key"))] = mine
    elif e.verb is Verb.KEPT:
        life.kept[str(e.data.get("key"))] = e.on


def _written(e: Entry) -> Written:
    data = e.data
    return Written(
        e.on,
        data.get("measures") or {},
        int(data.get("goal") or 0),
        int(data.get("points") or 0),
        data.get("beliefs") or {},
        str(data.get("said") or ""),
    )


def written(lives: Sequence[Life]) -> list[tuple[Life, Written]]:
    """Every conversation that was written up, oldest first."""
    found = [(life, w) for life in lives for w in life.written]
    return sorted(found, key=lambda pair: pair[1].on)


def talks(lives: Sequence[Life]) -> list[date]:
    """The days of all conversations, oldest first."""
    return sorted(day for life in lives for day in life.met)
