"""Where the seeker worked and in which years: "Acme (2014-2019)", as typed or as LinkedIn says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from fifteen.method.folding import organisation_key

_YEARS = re.compile(
    r"\s*\(\s*(?:since\s+)?((?:19|20)\d\d)\s*(?:(?:-|\u2013|\u2014|to)\s*((?:19|20)\d\d|today|now)?\s*)?\)\s*$",
    re.IGNORECASE,
)
STILL = 9_999
"""The last year of somebody who is there still."""


@dataclass(frozen=True, slots=True)
class Past:
    """An employer and the years there; 0 where they are not known."""

    employer: str
    first: int = 0
    last: int = 0

    def covers(self, year: int) -> bool:
        """Whether the seeker is known to have been there in this year."""
        return bool(self.first and year) and self.first <= year <= self.last

    @property
    def words(self) -> str:
        """The years in words, with a space before; empty where they are not known."""
        if not self.first:
            return ""
        if self.last == STILL:
            return f" since {self.first}"
        return (
            f" in {self.first}" if self.first == self.last else f" from {self.first} to {self.last}"
        )


def past(text: str) -> Past:
    """An employer as it is kept, with its years in brackets where they are known."""
    found = _YEARS.search(text)
    if found is None:
        return Past(text.strip())
    name, first = text[: found.start()].strip(), int(found[1])
    alone = not re.search(r"since|-|\u2013|\u2014|to", found[0].lower())
    last = found[2] or ""
    ends = first if alone else int(last) if last.isdigit() else STILL
    return Past(name, first, max(first, ends)) if name else Past(text.strip())


def kept(employer: str, first: int, last: int) -> str:
    """The text that `past` reads; no last year: there still."""
    if not first:
        return employer
    return f"{employer} ({first}\u2013{last or 'today'})"


def at(years: Iterable[Past], place: str) -> Past | None:
    """The time at an organisation, by its key; None where the seeker was not there."""
    there = [one for one in years if place and organisation_key(one.employer) == place]
    return max(there, key=lambda one: one.last, default=None)
