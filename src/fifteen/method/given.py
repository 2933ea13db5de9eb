"""What was given back, counted from the journal (F5, F9): people helped, and were not forgotten."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fifteen.method.spoken import count_of, listing
from fifteen.method.standing import counting
from fifteen.method.words import Entry, Measure, Score, Verb


@dataclass(frozen=True, slots=True)
class Given:
    """How often each thing was given back."""

    thanks: int = 0  # letters of thanks, after a talk or after a no
    shared: int = 0  # talks in which they could share something good of theirs
    kept: int = 0  # promises to them that were kept
    told: int = 0  # letters that told what their help led to

    @property
    def total(self) -> int:
        """All of it together."""
        return self.thanks + self.shared + self.kept + self.told


def given(entries: Iterable[Entry]) -> Given:
    """What the entries, of one person or of a whole campaign, say was given back."""
    thanks = shared = kept = told = 0
    mine: set[str] = set()
    for entry in counting(entries):
        data = entry.data
        if entry.verb in (Verb.THANKED, Verb.THANKED_NO):
            thanks += 1
        elif entry.verb is Verb.DEBRIEFED:
            measures = data.get("measures", {})
            shared += int(measures.get(str(Measure.GIVEN), 0)) >= Score.SOME
        elif entry.verb is Verb.PROMISED and data.get("by") == "me" and not data.get("news"):
            mine.add(str(data.get("key")))
        elif entry.verb is Verb.KEPT:
            kept += str(data.get("key")) in mine
        elif entry.verb is Verb.TOUCHED:
            told += bool(data.get("news"))
    return Given(thanks, shared, kept, told)


def in_words(one: Given) -> str:
    """Such as "two letters of thanks and one promise kept"; empty where nothing was given yet."""
    parts = (
        (one.thanks, "letter of thanks", "letters of thanks"),
        (one.shared, "talk with something good of theirs", "talks with something good of theirs"),
        (one.kept, "promise kept", "promises kept"),
        (one.told, "letter on what came of it", "letters on what came of it"),
    )
    return listing([count_of(n, thing, things) for n, thing, things in parts if n])
