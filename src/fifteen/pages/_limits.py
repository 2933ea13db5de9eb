"""Pace and limits as Settings shows them: numbers.toml in plain words, with one's own over it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fifteen.method import numbers
from fifteen.method.words import Refusal

LABELS: Mapping[str, str] = {
    "requests_a_week": "Requests a week",
    "talks_a_week": "Conversations a week",
    "forecast_days": "The forecast looks ahead",
    "requests_a_day": "Most requests a day",
    "requests_open": "Most requests without an answer",
    "length_asked": "Length of a conversation asked for",
    "reminder_after": "First reminder after",
    "reminders": "Most reminders",
    "rests_after": "A request rests after",
    "second_person_after": "A second person at one organisation after",
    "confirm_before": "Confirm a conversation before it",
    "times_answer_after": "Ask again about a time after",
    "named_person_within": "Write to a person who was named within",
    "tell_who_named_within": "Tell whoever named them within",
    "report_back_after": "Say what came of their advice after",
    "introducer_has": "Look again for an introduction after",
    "touch_then": "Keep in touch every",
    "touch_apart": "Two letters to keep in touch lie apart",
    "questions": "Questions for a conversation",
    "talks_first": "Conversations that tell most of a field",
    "talks_enough": "Conversations that tell nearly all of it",
    "words_request": "A request is advised to have",
    "words_request_long": "A request is too long above",
    "forget_after": "Forget whom you never wrote to after",
}
"""What can be chosen, in the order of the page. The others are fixed, or more than one number."""


@dataclass(frozen=True, slots=True)
class Limit:
    """One number that can be chosen."""

    name: str
    label: str
    value: str
    default: int
    unit: str
    least: int
    most: int
    why: str
    source: str
    certainty: str
    row: str
    error: str


def limits(values: Mapping[str, str], refusal: Refusal | None) -> list[Limit]:
    """The numbers with what was typed or kept, and the refusal at the one it is about."""
    table = numbers.table()
    return [
        Limit(
            name=name,
            label=label,
            value=values.get(name, ""),
            default=table[name]["value"],
            unit=table[name]["unit"],
            least=table[name]["range"][0],
            most=table[name]["range"][1],
            why=table[name]["why"],
            source=table[name]["source"],
            certainty=numbers.CERTAINTY[table[name]["certainty"]],
            row=table[name]["row"],
            error=refusal.message if refusal is not None and refusal.field == name else "",
        )
        for name, label in LABELS.items()
    ]


def kept(own: Mapping[str, int]) -> dict[str, str]:
    """The numbers in force, as a form shows them."""
    now = numbers.with_own(own)
    return {name: str(getattr(now, name)) for name in LABELS}


def chosen(values: Mapping[str, str]) -> dict[str, int] | Refusal:
    """The numbers that were typed; an empty field means the default."""
    own: dict[str, int] = {}
    for name in LABELS:
        text = values.get(name, "").strip()
        if not text:
            continue
        if not (text.isascii() and text.isdigit() and len(text) < 6):
            low, high = numbers.table()[name]["range"]
            return Refusal(f"A whole number from {low} to {high}, please.", name)
        own[name] = int(text)
    return own
