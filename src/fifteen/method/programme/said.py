"""What a programme says: of an expired request, and to a host once a year (O2, F9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fifteen.method.spoken import count_of

LONGEST_LINE = 300  # characters of what a seeker passes on


@dataclass(frozen=True, slots=True)
class Year:
    """What a host gave in a year, and what those who talked with them wish them to know."""

    name: str
    programme: str
    year: int
    talks: int | None  # None: not to be told to whoever reads it
    lines: tuple[str, ...] = ()  # of seekers, by their will
    all_talks: int | None = None  # of the whole programme, as it may be seen


def expired(host: str, other: str) -> str:
    """The kind word when nobody answered in time."""
    told = (
        f"No answer from {host} in three working days. That is no judgement: people are busy, and"
        " nobody will remind them."
    )
    return f"{told} {other} could be asked next." if other else told


def letter_of_the_year(year: Year) -> tuple[str, str]:
    """Subject and text of the yearly letter to a host (F9)."""
    talks = "…" if year.talks is None else count_of(year.talks, "conversation")
    lines = [
        f"Dear {year.name},",
        "",
        f"in {year.year} you gave {talks} through {year.programme}. Each cost you a quarter of an"
        f" hour, and somebody who was wondering about your work knows more about it now.",
    ]
    if year.lines:
        lines += ["", "They wanted you to know:", "", *(f"  “{line}”" for line in year.lines)]
    if year.all_talks is not None:
        lines += ["", f"All hosts together gave about {year.all_talks:,}."]
    lines += ["", "Thank you.", "", year.programme]
    return f"What your {year.year} led to", "\n".join(lines)


def way_and_tongue(ways: Sequence[str], languages: Sequence[str]) -> str:
    """Such as "by phone or by video; English, German"."""
    return "; ".join(filter(None, (" or ".join(ways), ", ".join(languages))))
