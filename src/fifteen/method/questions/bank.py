"""The question bank, read once from its file: one file a language, the words are data."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from fifteen.method.words import Goal, Purpose, Slot

NEEDS = ("role", "organisation", "field", "read", "first")


@dataclass(frozen=True, slots=True)
class Theme:
    """What a group of questions is about; `personal` lets the host tell their own story (Q2)."""

    key: str
    label: str
    row: str
    personal: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One question of the bank, before it is made out to a host."""

    key: str
    theme: Theme
    text: str
    plain: str
    needs: tuple[str, ...]
    slot: Slot | None
    goal: Goal | None
    purpose: Purpose | None
    droppable: bool


@cache
def entries(language: str = "en") -> tuple[Entry, ...]:
    """All questions of a language, in the order of the file. FileNotFoundError without one."""
    source = files("fifteen.method.questions").joinpath(f"bank_{language}.toml")
    themes: dict[str, Any] = tomllib.loads(source.read_text("utf-8"))["themes"]
    return tuple(
        _entry(line, _theme(key, theme))
        for key, theme in themes.items()
        for line in theme["questions"]
    )


@cache
def themes(language: str = "en") -> dict[str, Theme]:
    """The themes by key, in the order of the file."""
    return {entry.theme.key: entry.theme for entry in entries(language)}


def _theme(key: str, table: dict[str, Any]) -> Theme:
    return Theme(key, table["label"], table.get("row", "Q2"), table.get("personal", False))


def _entry(line: dict[str, Any], theme: Theme) -> Entry:
    return Entry(
        key=line["key"],
        theme=theme,
        text=line["text"],
        plain=line.get("plain", "" if line.get("needs") else line["text"]),
        needs=tuple(line.get("needs", ())),
        slot=Slot(line["slot"]) if "slot" in line else None,
        goal=Goal(line["goal"]) if "goal" in line else None,
        purpose=Purpose(line["purpose"]) if "purpose" in line else None,
        droppable=line.get("droppable", False),
    )
