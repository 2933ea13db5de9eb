"""Pace and limits as Settings shows them: numbers.toml in plain words, with one's own over it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fifteen.method import numbers
from fifteen.method.words import Refusal


@dataclass(frozen=True, slots=True)
class Kind:
    """Numbers that belong together: the anchor of their heading, what it says, their labels."""

    key: str
    title: str
    about: str
    labels: Mapping[str, str]


KINDS: tuple[Kind, ...] = (
    Kind(
        "pace",
        "Your pace",
        "How much you take on, and how far ahead the forecast looks.",
        {
            "requests_a_week": "People to ask in a week",
            "talks_a_week": "Talks to hold in a week",
            "requests_a_day": "Most requests on one day",
            "requests_open": "Most requests without an answer",
            "forecast_days": "The forecast looks ahead",
            "stall_below": "It is a stall below the lowest",
        },
    ),
    Kind(
        "asking",
        "Asking",
        "What a first letter asks for, and how long it may be.",
        {
            "length_asked": "Length of the talk you ask for",
            "words_request": "A request should have about",
            "words_request_say": "A request is called long from",
            "words_request_long": "A request is too long above",
            "second_person_after": "Ask a second person at one organisation after",
        },
    ),
    Kind(
        "silence",
        "When nobody answers",
        "When to remind, and when to let it be.",
        {
            "reminder_after": "Remind after",
            "reminders": "Remind at most",
            "rests_after": "Then let it rest after",
            "words_reminder": "A reminder has at most",
            "introducer_has": "Look again for an introduction after",
        },
    ),
    Kind(
        "talk",
        "Around a talk",
        "From a yes to the talk itself.",
        {
            "answer_within": "Answer a yes within",
            "times_answer_after": "Ask again about a time after",
            "confirm_before": "Confirm the talk ahead of it",
            "questions": "Questions in a plan",
            "questions_spare": "Of these may fall away",
            "names_asked": "Names to ask each host for",
        },
    ),
    Kind(
        "afterwards",
        "Afterwards",
        "What follows once you have talked.",
        {
            "thank_within": "Thank within",
            "words_thanks": "Thanks have about",
            "named_person_within": "Write to whom they named within",
            "tell_who_named_within": "Tell whoever named them within",
            "report_back_after": "Say what came of their advice after",
            "touch_1": "Keep in touch, a first time after",
            "touch_2": "A second time after",
            "touch_3": "A third time after",
            "touch_4": "A fourth time after",
            "touch_then": "From then on every",
            "touch_apart": "Two such letters lie apart at least",
            "words_touch": "Such a letter has about",
        },
    ),
    Kind(
        "learning",
        "Learning a field",
        "How many talks it takes before a field is known.",
        {
            "talks_first": "Most of it is told after",
            "talks_enough": "Nearly all of it is told after",
            "run_of_talks": "Judge by so many talks in a row",
            "new_at_most": "Most is heard when they bring at most",
        },
    ),
    Kind(
        "leaving",
        "Whom you never wrote to",
        "People in your book who were never asked.",
        {"forget_after": "Forget them after"},
    ),
)
"""What can be chosen, in the order of the page: every pace and every limit."""

LABELS: Mapping[str, str] = {name: label for kind in KINDS for name, label in kind.labels.items()}


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

    @property
    def own(self) -> bool:
        """Whether it differs from ours."""
        return self.value.strip() not in ("", str(self.default))

    @property
    def units(self) -> str:
        """The unit after the number that stands there: "1 reminder", "2 reminders"."""
        return self.unit.removesuffix("s") if self.value.strip() == "1" else self.unit


def kinds(
    values: Mapping[str, str], refusal: Refusal | None = None
) -> list[tuple[Kind, list[Limit]]]:
    """Each kind with its numbers: what was typed or kept, and the refusal at the one it names."""
    return [
        (kind, [_limit(name, label, values, refusal) for name, label in kind.labels.items()])
        for kind in KINDS
    ]


def own(values: Mapping[str, str]) -> list[Limit]:
    """The numbers that are no longer ours, in the order of the page."""
    return [limit for _, limits in kinds(values) for limit in limits if limit.own]


def _limit(name: str, label: str, values: Mapping[str, str], refusal: Refusal | None) -> Limit:
    told = numbers.table()[name]
    return Limit(
        name=name,
        label=label,
        value=values.get(name, ""),
        default=told["value"],
        unit=told["unit"],
        least=told["range"][0],
        most=told["range"][1],
        why=told["why"].replace(" %", "\u00a0%"),
        source=told["source"],
        certainty=numbers.CERTAINTY[told["certainty"]],
        row=told["row"],
        error=refusal.message if refusal is not None and refusal.field == name else "",
    )


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
