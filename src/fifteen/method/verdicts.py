"""The four verdicts on a field in words, and what finding out has saved (P6)."""

from __future__ import annotations

from dataclasses import dataclass

from fifteen.method.fieldbook import FieldNotes
from fifteen.method.spoken import count_of
from fifteen.method.words import Verdict


@dataclass(frozen=True, slots=True)
class Choice:
    """A verdict as it is offered."""

    verdict: Verdict
    label: str
    said: str


CHOICES: tuple[Choice, ...] = (
    Choice(Verdict.OPEN, "Still open", "You have not made up your mind, and need not."),
    Choice(Verdict.GO_ON, "Go on", "It draws you. You want to hear more before you choose."),
    Choice(Verdict.FOR_ME, "For me", "This is it, or near enough to work towards."),
    Choice(
        Verdict.NOT_FOR_ME,
        "Not for me",
        "As good a find as any. It closes the field and makes room for another.",
    ),
)
LABELS = {choice.verdict: choice.label for choice in CHOICES}


def saved(field: FieldNotes) -> str:
    """What finding out so early has saved, in a sentence; empty where nobody was asked."""
    if not field.talks:
        return ""
    talks = count_of(len(field.talks), "conversation")
    minutes = len(field.talks) * 15
    time = f"{minutes} minutes" if minutes < 60 else _hours(minutes)
    return (
        f"{talks[:1].upper()}{talks[1:]}, about {time} of listening, told you what others find out "
        "in their first months on the job."
    )


def _hours(minutes: int) -> str:
    whole, rest = divmod(minutes, 60)
    hours = count_of(whole, "hour")
    return f"{hours} and a half" if rest >= 30 else hours
