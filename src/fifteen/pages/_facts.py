"""The form of a person's facts: what is kept, or what was typed and refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from fifteen.actions._told import told
from fifteen.actions.people import BY_HAND
from fifteen.method.facts import NOTE_LIMIT
from fifteen.method.words import Refusal
from fifteen.pages._profile import Box
from fifteen.store.models import Person


@dataclass(frozen=True, slots=True)
class Wrong:
    """A form that was refused: which one, what was typed, what to mend."""

    form: str
    typed: Mapping[str, str]
    refusal: Refusal


_BOXES = (
    Box("name", "Name", needed=True),
    Box("role", "Role", longest=500),
    Box("organisation", "Organisation", longest=500),
    Box("email", "Mail", kind="email", longest=320),
    Box("phone", "Telephone", kind="tel", longest=80),
    Box("link", "Profile", longest=500),
    Box("place", "Place", longest=500),
    Box("country", "Country", "Two letters, such as DE; for public holidays.", longest=2),
    Box("schools", "School", longest=500),
    Box("group", "Group or association", longest=500),
)
_OFFER_BOXES = (
    Box("topics", "Can talk about", longest=500),
    Box("channel", "Talks by", "Such as phone, video or coffee.", longest=500),
    Box("monthly", "Talks a month", "A number is kept to when people are suggested.", longest=500),
    Box("programme", "Through which programme", longest=500),
)
_LONG_BOXES = (
    Box(
        "why",
        "What made you think of them",
        "A fact about them, not flattery (A6).",
        rows=2,
        longest=NOTE_LIMIT,
    ),
    Box(
        "read",
        "What you read about them",
        "Questions start where reading ends (P4).",
        rows=2,
        longest=NOTE_LIMIT,
    ),
    Box("note", "Note from your address book", rows=2, longest=NOTE_LIMIT),
)


def fact_boxes(person: Person, wrong: Wrong | None) -> dict[str, list[Box]]:
    """The fields of the facts form, with what is kept or was typed."""
    values = fact_values(person, wrong)
    refusal = wrong.refusal if wrong is not None and wrong.form == "facts" else None
    offered = any(values[box.name] for box in _OFFER_BOXES)
    return {
        "offer": _filled(_OFFER_BOXES, values, refusal) if offered else [],
        "short": _filled(_BOXES, values, refusal),
        "long": _filled(_LONG_BOXES, values, refusal),
    }


def _filled(
    boxes: tuple[Box, ...], values: Mapping[str, str], refusal: Refusal | None
) -> list[Box]:
    def error(box: Box) -> str:
        return refusal.message if refusal is not None and refusal.field == box.name else ""

    return [replace(box, value=values[box.name], error=error(box)) for box in boxes]


def fact_values(person: Person, wrong: Wrong | None) -> dict[str, str]:
    """The facts by name, as kept or, after a refusal, as typed."""
    if wrong is not None and wrong.form == "facts":
        return {name: wrong.typed.get(name, "") for name in BY_HAND}
    return {name: str(told(person, name)) for name in BY_HAND}
