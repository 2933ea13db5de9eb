"""The default numbers and what studies found, read once from numbers.toml; own values over them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib.resources import files
from typing import Any

from fifteen.method.words import Refusal


@dataclass(frozen=True, slots=True)
class Numbers:
    """All numbers the method uses, in the units of numbers.toml."""

    length_asked: int
    reminder_after: int
    rests_after: int
    second_person_after: int
    answer_within: int
    thank_within: int
    confirm_before: int
    report_back_after: int
    named_person_within: int
    tell_who_named_within: int
    times_answer_after: int
    questions: int
    requests_a_day: int
    requests_open: int
    requests_a_week: int
    talks_a_week: int
    forecast_days: int
    reminders: int
    touch_1: int
    touch_2: int
    touch_3: int
    touch_4: int
    touch_then: int
    words_request: int
    words_request_long: int
    words_request_say: int
    talks_first: int
    talks_enough: int
    run_of_talks: int
    new_at_most: int
    introducer_has: int
    touch_apart: int
    questions_spare: int
    names_asked: int
    words_reminder: int
    words_thanks: int
    words_touch: int
    stall_below: int
    forget_after: int

    @property
    def touch_first(self) -> tuple[int, ...]:
        """Months after the talk at which a line keeps in touch, each at its time."""
        return tuple(sorted((self.touch_1, self.touch_2, self.touch_3, self.touch_4)))


@dataclass(frozen=True, slots=True)
class Study:
    """What a study found, in plain words, with its source and the row it speaks to."""

    sentence: str
    source: str
    certainty: str
    row: str


CERTAINTY = {
    "A": "a peer-reviewed study",
    "B": "vendors give them, so only their direction counts",
    "C": "several sources agree",
    "J": "chosen to fit the other numbers",
}
"""How sure a number is, in words (EVIDENCE.md)."""


@cache
def whole() -> dict[str, Any]:
    """numbers.toml as it stands."""
    return tomllib.loads(files("fifteen.method").joinpath("numbers.toml").read_text("utf-8"))


@cache
def table() -> dict[str, dict[str, Any]]:
    """Paces and limits: name to value, unit, range, row, why, source, certainty."""
    return {name: line for name, line in whole().items() if "value" in line}


@cache
def studies() -> dict[str, Study]:
    """What studies found, by name."""
    return {
        name: Study(
            line["says"].replace(" %", "\u00a0%"), line["source"], line["certainty"], line["row"]
        )
        for name, line in whole()["finding"].items()
    }


@cache
def default() -> Numbers:
    """The numbers nobody has changed."""
    return Numbers(**{name: line["value"] for name, line in table().items()})


def with_own(own: Mapping[str, int]) -> Numbers:
    """The default numbers with a user's own over them; unknown names are left aside."""
    if not own:
        return default()
    known = {f.name for f in fields(Numbers)}
    chosen: dict[str, Any] = {k: v for k, v in own.items() if k in known}
    return replace(default(), **chosen)


def allowed(name: str, value: int) -> Refusal | None:
    """A refusal where a value lies outside the range of its number."""
    line = table()[name]
    low, high = line["range"]
    if low <= value <= high:
        return None
    return Refusal(f"Between {low} and {high} {line['unit']}, please. {line['why']}", name)
