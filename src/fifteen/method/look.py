"""What a coach may see of a campaign (O1): chosen part by part, as data, and as plain text.

With names hidden, people are numbers, and whatever was written in free words is left out as well:
words can name people.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from fifteen.method.spoken import listing


class Part(StrEnum):
    """What can be shown, each for itself."""

    COUNTS = "counts"
    DUE = "due"
    DRAFTS = "drafts"
    DEBRIEFS = "debriefs"
    WORDS = "words"  # what hosts said; theirs, so never shown unless it is ticked


TALK_SOON = timedelta(days=2)
"""A talk that begins within this time is told to a coach, whatever else is to be done for it."""


class Way(StrEnum):
    """How it is handed over."""

    PAGE = "html"
    TEXT = "text"
    PRINT = "print"


@dataclass(frozen=True, slots=True)
class Choice:
    """A part as it is offered."""

    part: Part
    label: str
    hint: str


OFFERED = (
    Choice(Part.COUNTS, "Dates and counts", "who was asked, who answered, when you talked"),
    Choice(Part.DUE, "What is due", "your next steps, each with its reason"),
    Choice(Part.DRAFTS, "Drafts waiting for a look", "letters that have not left, with their text"),
    Choice(Part.DEBRIEFS, "Debriefs", "the four measures of each talk, and its points"),
    Choice(Part.WORDS, "What hosts said", "their answers and insights; they told them to you"),
)
USUAL = frozenset(Part) - {Part.WORDS}
"""What is ticked before anything was chosen."""

WAYS = {Way.PAGE: "as a file", Way.TEXT: "as text", Way.PRINT: "on paper"}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing in a section; `words` are free words, empty where names are hidden."""

    head: str
    note: str = ""
    row: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One part, looked up. `figures` are labels with numbers; `more` are not listed."""

    part: Part
    title: str
    lines: tuple[Line, ...]
    figures: tuple[tuple[str, int], ...] = ()
    more: int = 0
    empty: str = ""  # what is said where there is no line


@dataclass(frozen=True, slots=True)
class Look:
    """All that the coach will see."""

    seeker: str
    on: date
    hidden: bool
    sections: tuple[Section, ...]

    @property
    def title(self) -> str:
        """Whose it is and of which day."""
        return f"{self.seeker}, {self.on.day} {self.on:%B %Y}"


@dataclass(frozen=True, slots=True)
class Given:
    """One handing-over, as the journal has it."""

    on: date
    parts: frozenset[Part]
    hidden: bool
    way: Way

    @property
    def what(self) -> str:
        """Such as "Dates and counts and drafts waiting for a look, as a file"."""
        said = f"{listed(self.parts)}, {WAYS[self.way]}"
        return f"{said}, names hidden" if self.hidden else said


def wished(names: Iterable[str]) -> frozenset[Part]:
    """The parts of these names; other names are left aside."""
    return frozenset(part for part in Part if part in set(names))


def listed(parts: Iterable[Part]) -> str:
    """The parts in words, in their order."""
    chosen = set(parts)
    words = [c.label for c in OFFERED if c.part in chosen]
    text = listing([w[:1].lower() + w[1:] for w in words])
    return text[:1].upper() + text[1:]


def as_text(look: Look) -> str:
    """The whole look as plain text."""
    return "\n".join(_lines(look)) + "\n"


def _lines(look: Look) -> Iterator[str]:
    yield look.title
    if look.hidden:
        yield "Names are hidden; what was written in free words is left out."
    for section in look.sections:
        yield from ("", section.title, "-" * len(section.title))
        if section.figures:
            yield ", ".join(f"{label}: {number}" for label, number in section.figures)
        if not section.lines and not section.figures:
            yield section.empty
        for line in section.lines:
            note = " ".join(filter(None, (line.note, f"({line.row})" if line.row else "")))
            yield f"* {line.head}" + (f": {note}" if note else "")
            yield from (f"    {text}" for text in line.words.splitlines())
        if section.more:
            yield f"And {section.more} more."
