"""Journal -> requests: what each first letter led to, counted in the host's business days.

A request begins with ASKED and ends with a talk, a no, or the next ASKED. Withdrawn entries leave
no trace. Days are whole business days: an answer on day k came within [k, k + 1) of the letter.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from fifteen.method import workdays
from fifteen.method.priors import Bond
from fifteen.method.standing import ANSWERS, counting
from fifteen.method.words import Entry, Verb

READ = (
    *(Verb.ASKED, Verb.REMINDED, *sorted(ANSWERS), Verb.NEVER, Verb.BOOKED, Verb.MOVED),
    *(Verb.CANCELLED, Verb.MISSED, Verb.MET, Verb.RESTED, Verb.WOKEN),
    *(Verb.THANKED_NO, Verb.WITHDRAWN),
)
"""The verbs that requests are read from; all others may be left aside."""

_YES = frozenset({Verb.SAID_YES, Verb.OFFERED_PHONE})
_NO = frozenset({Verb.SAID_NO, Verb.NAMED_SOMEONE, Verb.NEVER})
LONGEST = 60  # business days; beyond this silence tells nothing more


@dataclass(frozen=True, slots=True)
class Request:
    """One first letter and what has come of it by today; all days are business days."""

    bond: Bond
    on: date
    sent: tuple[int, ...] = (0,)  # the letter and its reminders, days after the letter
    elapsed: int = 0  # from the letter to today, or to the day the request was over
    answered: int | None = None  # from the letter to the first answer
    yes: bool | None = None  # None: not decided
    agreed: int | None = None  # from the yes to today
    held: bool | None = None  # None: not decided
    talk_after: int | None = None  # from the yes to the talk, held or booked
    booked_in: int | None = None  # from today to the booked talk; 0 also where it has passed
    not_before: int = 0  # from today to the day they put us off until
    answered_on: date | None = None
    agreed_on: date | None = None
    over: bool = False  # nothing can come of it any more but what has come

    @property
    def silent(self) -> bool:
        """Asked, never answered, and still able to."""
        return self.answered is None and not self.over


@dataclass(frozen=True, slots=True)
class _Round:
    """A request while its entries are read, in dates."""

    asked: date
    sent: tuple[date, ...]
    answered: date | None = None
    yes_on: date | None = None
    no: bool = False
    put_off: date | None = None
    booked: date | None = None
    met: date | None = None
    rested: bool = False
    ended: date | None = None


def of(entries: Iterable[Entry], bond: Bond, today: date, country: str = "") -> list[Request]:
    """The requests in one person's entries, oldest first; `country` is the host's."""
    rounds: list[_Round] = []
    for entry in counting(entries):
        if entry.verb is Verb.ASKED:
            if rounds and rounds[-1].ended is None:
                rounds[-1] = replace(rounds[-1], ended=entry.on)
            rounds.append(_Round(entry.on, (entry.on,)))
        elif rounds and rounds[-1].ended is None:
            rounds[-1] = _next(rounds[-1], entry)
    return [_counted(one, bond, today, country) for one in rounds]


def _next(r: _Round, e: Entry) -> _Round:
    if e.verb is Verb.REMINDED:
        return r if r.answered else replace(r, sent=(*r.sent, e.on))
    if e.verb in ANSWERS or e.verb is Verb.NEVER:
        return _answered(r, e)
    if e.verb in (Verb.BOOKED, Verb.MOVED):
        start = datetime.fromisoformat(e.data["start"]).date()
        return replace(_agreed(r, e.on), booked=start, rested=False)
    if e.verb in (Verb.CANCELLED, Verb.MISSED):
        return replace(r, booked=None)
    if e.verb is Verb.MET:
        return replace(_agreed(r, e.on), met=e.on, booked=None, ended=e.on)
    if e.verb in (Verb.RESTED, Verb.THANKED_NO):  # thanking for a no closes it, too
        return replace(r, rested=True)
    if e.verb is Verb.WOKEN:
        return replace(r, rested=False)
    return r


def _answered(r: _Round, e: Entry) -> _Round:
    r = replace(r, answered=r.answered or e.on, rested=False)
    if e.verb in _YES:
        return replace(_agreed(r, e.on), no=False)
    if e.verb in _NO:
        return replace(r, no=True, booked=None)
    until = e.data.get("until")
    return replace(r, put_off=date.fromisoformat(until) if until else r.put_off)


def _agreed(r: _Round, on: date) -> _Round:
    return replace(r, answered=r.answered or on, yes_on=r.yes_on or on)


def _counted(r: _Round, bond: Bond, today: date, country: str) -> Request:
    def days(first: date, last: date) -> int:
        return min(workdays.between(first, last, country), LONGEST)

    # A rest after an answer is a no, or a yes that fell through; a rest in silence decides nothing.
    given_up = r.answered is not None and (r.no or r.rested)
    over = r.met is not None or given_up or r.ended is not None
    yes = True if r.yes_on else (False if over and r.answered else None)
    held = True if r.met else (False if yes and over else None)
    talk = r.met or r.booked
    return Request(
        bond=bond,
        on=r.asked,
        sent=tuple(days(r.asked, on) for on in r.sent),
        elapsed=days(r.asked, min(r.ended or today, today)),
        answered=days(r.asked, r.answered) if r.answered else None,
        yes=yes,
        agreed=days(r.yes_on, today) if r.yes_on else None,
        held=held,
        talk_after=days(r.yes_on, talk) if r.yes_on and talk else None,
        booked_in=days(today, r.booked) if r.booked else None,
        not_before=days(today, r.put_off) if r.put_off else 0,
        answered_on=r.answered,
        agreed_on=r.yes_on,
        over=over,
    )


@dataclass(frozen=True, slots=True)
class Record:
    """What a campaign's journal says to the forecast."""

    today: date
    requests: tuple[Request, ...] = ()
    talks: tuple[tuple[int, date], ...] = ()  # all held: place in the journal, and day
    to_ask: tuple[Bond, ...] = ()  # the next on the list, best first

    @property
    def open(self) -> list[Request]:
        """The requests that something may still come of."""
        return [r for r in self.requests if not r.over]
