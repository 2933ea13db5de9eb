"""Which of the seeker's fields somebody works in, told from role and organisation (C2).

A guess is shown with its words, and the seeker says yes or no; nobody's field is set by a guess.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fifteen.method import approach, spoken
from fifteen.method.words import Host

SURE_FROM = approach.FITS_FROM  # share of the field's words from which the box is ticked
PERHAPS_FROM = approach.PERHAPS_FROM


@dataclass(frozen=True, slots=True)
class Guess:
    """A field that fits, why in a sentence, and whether it is told clearly enough to be ticked."""

    field: str
    reason: str
    sure: bool
    row: str = "C2"


def guess(host: Host, fields: Sequence[str]) -> Guess | None:
    """The field that role and organisation speak of, or None where they speak of none."""
    if host.field or not fields:
        return None
    share, which = approach.fit(Host(role=host.role, organisation=host.organisation), fields)
    if share < PERHAPS_FROM:
        return None
    field = fields[which]
    in_role = approach.naming(host.role, field)
    told = in_role or approach.naming(host.organisation, field)
    place = "Their role" if in_role else "Their organisation"
    words = spoken.listing([f"“{word}”" for word in told])
    return Guess(field, f"{place} says {words}.", share >= SURE_FROM)
