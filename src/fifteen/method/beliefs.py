"""What the seeker pictures of a field, and the question each picture becomes (P3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from fifteen.method.words import Slot


class BeliefState(StrEnum):
    """Where a belief stands."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Belief:
    """One thing the seeker pictures of a field, in the seeker's own words."""

    key: str
    text: str
    state: BeliefState = BeliefState.OPEN


_HEDGE = re.compile(
    r"(?:well, )?(?:i (?:think|believe|guess|suppose|imagine|assume|expect|reckon|feel)"
    r"|my (?:impression|guess|feeling) is|it seems(?: to me)?|i have the impression)"
    r"(?:,| that)? ",
    re.IGNORECASE,
)
_ABSOLUTE = re.compile(
    r"\b(?:nobody|no one|never|always|everyone|everybody|must|impossible)\b",
    re.IGNORECASE,
)
_CLOSES = {'"': '"', "“": "”", "„": "“", "«": "»"}
_OPENING_QUOTE = re.compile(r'(?<!\w)"(?=\w)')
_NOTHING_PICTURED = "What do people usually picture wrongly about this work?"

# A belief's first telling word says what it is about; narrower subjects come before wider ones.
_SUBJECTS: tuple[tuple[Slot, re.Pattern[str]], ...] = tuple(
    (slot, re.compile(rf"\b(?:{words})", re.IGNORECASE))
    for slot, words in (
        (Slot.PAY, r"pay|paid|salar|money|earn|wage|income"),
        (
            Slot.GETTING_IN,
            r"degree|gets? in\b|get into|start|hired|diploma|qualif|too old|way in\b",
        ),
        (Slot.HOURS, r"hours?\b|nine.to.five|week-?end|evening|overtime|stress|pressure|midnight"),
        (Slot.WHO_THRIVES, r"leaves?\b|quit|thriv|kind of person|introvert|extrovert"),
        (Slot.PEOPLE_PLACES, r"alone|team|colleague|people|office|remote|travel|home\b"),
        (Slot.TRENDS, r"future|dying|growing|automat|robot|ai\b|years"),
        (Slot.SKILLS, r"skills?\b|math|software|tools?\b|spreadsheet|code|coding|know\b"),
        (Slot.TASKS, r"day\b|mostly|work\b|job\b|task"),
    )
)


def as_question(belief: Belief) -> str:
    """The belief as a question one can ask aloud; never empty.

    The seeker's own words are quoted, not rebuilt: whatever was written, the sentence stands.
    """
    said = _bare(belief.text)
    if not said:
        return _NOTHING_PICTURED
    if said.endswith("?"):
        return said
    end = "" if said.endswith(("!", "…")) else "."
    ask = "Are there exceptions?" if _ABSOLUTE.search(said) else "How far is that true?"
    return f"I picture it like this: “{said}{end}” {ask}"


def slot_of(belief: Belief) -> Slot | None:
    """What the belief is about, told from its words; none where they do not say."""
    return next((slot for slot, words in _SUBJECTS if words.search(belief.text)), None)


def _bare(text: str) -> str:
    """The claim itself: one line, without "I think that", full stop and outer quotation marks."""
    said = " ".join(text.split())
    if len(said) > 1 and said[-1] == _CLOSES.get(said[0]) and said[0] not in said[1:-1]:
        said = said[1:-1].strip()
    said = _HEDGE.sub("", said, count=1) if _HEDGE.match(said) else said
    said = _OPENING_QUOTE.sub("‘", said).replace("“", "‘").replace('"', "’").replace("”", "’")
    said = said.rstrip(". ")
    return said[:1].upper() + said[1:]
