"""A programme's list of alumni (O2): which of its columns are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fifteen.adapters.people import headings
from fifteen.method.folding import is_email

READ = (
    "Name (or Given name and Family name), E-mail, Role, Organisation, Field, School, Place and"
    " Country"
)
"""The headings as the page names them; `headings` knows each in other languages too."""
FIELD = "field"
_CALLED = (
    *("field", "fields", "field of work", "subject", "industry", "sector", "fach", "fachgebiet"),
    *("fachrichtung", "branche", "bereich", "domaine", "secteur", "filière"),
)
_FIELDS = frozenset(map(headings.key, _CALLED))
_SHOWN = 6  # headings that a message repeats
_LONGEST = 30  # characters of each


class Unreadable(ValueError):
    """No list of people; the message says why."""


def columns(cells: Sequence[str]) -> list[str]:
    """The fact of each column by the headings; "" where it is not kept. Raises Unreadable where
    the first line is no headings, or names or mail addresses have none."""
    known = headings.best_guess(cells)
    facts = [FIELD if headings.key(cell) in _FIELDS else known.get(cell, "") for cell in cells]
    first = [fact if fact not in facts[:n] else "" for n, fact in enumerate(facts)]
    if any(is_email(cell.strip().strip("<>;,")) for cell in cells):
        raise Unreadable(
            "The first line holds a person. Write headings above it, such as Name and E-mail."
        )
    if "email" not in first:
        raise Unreadable(
            f"Of the headings {_shown(cells)} none is known for mail addresses: call it E-mail."
        )
    if not {"name", "given", "family"} & set(first):
        raise Unreadable(f"Of the headings {_shown(cells)} none is known for names: call it Name.")
    return first


def _shown(cells: Sequence[str]) -> str:
    there = [f"“{cell.strip()[:_LONGEST]}”" for cell in cells if cell.strip()]
    more = ["…"] if len(there) > _SHOWN else []
    return ", ".join([*there[:_SHOWN], *more])


def address(row: Mapping[str, str]) -> str:
    """The first mail address of a line, as it was written."""
    return row.get("email", "").split(" ")[0].strip("<>;,")
