"""Why a name stands where it stands on the list, in a sentence or two (C1, C2, C3, C6).

The reason stands under the lines with tie, role and organisation, so it never says those again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from fifteen.method import spoken
from fifteen.method.questions import sayable
from fifteen.method.words import Host, TieKind


@dataclass(frozen=True, slots=True)
class Known:
    """What the ranking found out about one contact."""

    host: Host
    named: bool  # a host named them
    fresh_until: date | None  # by when a name is best written to (T4)
    once_there: bool  # works where the seeker worked
    outside: bool  # nothing in role or organisation speaks of a field the seeker wonders about
    field: str  # the one they work in; empty where none is told
    leads: bool  # lost touch with, and in a leading role by now
    offered: bool  # offered to talk through a programme, and not near anyway (O2)
    since: int | None  # the year an online tie began
    reachable: bool
    today: date


def of(known: Known) -> tuple[str, str]:
    """The reason and the row behind it."""
    lead, row = _who(known)
    said = [_with_field(known, lead), *_hints(known)]
    return " ".join(said), row


def _who(known: Known) -> tuple[str, str]:
    """What joins the two, as the beginning of a sentence, and its row."""
    kind, via = known.host.tie.kind, known.host.tie.via
    if known.once_there:
        return "Works where you have worked too", "C6"
    if known.named:
        return "A host named them", "C3"
    if kind in _LED_HERE:
        return _LED_HERE[kind], "C6"
    if known.offered:
        return "Has offered to talk", "O2"
    row = "C2" if kind == TieKind.NONE else "C1"
    if kind == TieKind.WEAK and known.since:
        return f"A contact since {known.since}", row
    if via and kind == TieKind.WEAK:
        return f"Somebody {via} knows", row
    if known.leads:
        return "An old acquaintance in a leading role by now", row
    return WHO[kind], row


def _with_field(known: Known, lead: str) -> str:
    kind = known.host.tie.kind
    if known.field:
        work = _works_in(known.field)
        if not known.once_there and (known.named or kind == TieKind.INTRODUCED):
            return f"{lead}, and they {work.replace('works', 'work', 1)}."
        parted = known.once_there or kind in _LED_HERE or known.leads
        parted = parted or known.offered
        return f"{lead}{', and' if parted else ' who'} {work}."
    if known.once_there or not (known.host.role or known.host.organisation):
        return f"{lead}."
    if kind in OUTSIDE and known.outside:
        return f"{lead}, outside your fields: ask whom they know there."
    return f"{lead}."


@lru_cache(maxsize=64)
def _works_in(field: str) -> str:
    work = sayable.field(field)
    return f"works in {work}" if work else "works in one of your fields"


def _hints(known: Known) -> list[str]:
    """What to know before writing: how fresh the name is, what is missing."""
    said = []
    if known.named and known.fresh_until is not None:
        if known.today <= known.fresh_until:
            day = spoken.day(known.fresh_until, known.today)
            by = day if day in ("today", "tomorrow") else f"by {day}"
            said.append(f"Write {by}, while the name is fresh.")
        else:
            said.append(f"Write soon: {_age(known.fresh_until, known.today)}")
    if not (known.host.role or known.host.organisation):
        said.append("Add a role or an organisation to know what to ask.")
    elif not known.reachable:
        said.append("No address yet.")
    elif not said and not known.field and (plain := _PLAIN.get(known.host.tie.kind)):
        said.append("" if known.once_there or known.offered else plain)
    return [s for s in said if s]


_DAYS_OLD = 14  # for so long after its day a name is a few days old


def _age(fresh_until: date, today: date) -> str:
    """How old a name is that was best written to by then; its day itself is not known here."""
    weeks = (today - fresh_until).days // 7
    if (today - fresh_until).days <= _DAYS_OLD:
        return "the name is a few days old."
    return f"the name is more than {spoken.in_words(weeks)} weeks old."


OFFER_COUNTS = (TieKind.ALUMNI, TieKind.GROUP, TieKind.WEAK, TieKind.NONE)
"""The ties where an offer to talk (O2) says more than the tie: the nearer ones are asked anyway."""
_LED_HERE = {
    TieKind.REFERRED: "A name you were given",
    TieKind.INTRODUCED: "You were introduced",
}
WHO = {
    TieKind.FAMILY: "One of the family",
    TieKind.FRIEND: "A friend",
    TieKind.COLLEAGUE: "A former colleague",
    TieKind.DORMANT: "An old acquaintance",
    TieKind.ALUMNI: "A fellow graduate",
    TieKind.GROUP: "A fellow member of a group",
    TieKind.WEAK: "An acquaintance",
    TieKind.NONE: "Somebody new",
}
OUTSIDE = (TieKind.FAMILY, TieKind.FRIEND, TieKind.COLLEAGUE, TieKind.DORMANT)

# Said only where nothing about the work can be said.
_PLAIN = {
    TieKind.ALUMNI: "People often help those who come after them.",
    TieKind.GROUP: "People often help those who belong.",
    TieKind.WEAK: "Distant ties carry news that friends do not have.",
    TieKind.NONE: "One good reason to write to just this person is needed.",
}
