"""The wording of drafts: read once from drafts_en.toml, picked and filled in."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def wording() -> dict[str, Any]:
    """drafts_en.toml as it stands."""
    source = files("fifteen.method.letters").joinpath("drafts_en.toml")
    return tomllib.loads(source.read_text("utf-8"))


@cache
def word_set(name: str) -> frozenset[str]:
    """A set of words of the language, from the table `words`."""
    return frozenset(wording()["words"][name])


@cache
def phrasings(slot: str) -> tuple[str, ...]:
    """The phrasings of a slot, named by its path ("request.ask"). KeyError for an unknown one."""
    place: Any = wording()
    for part in slot.split("."):
        place = place[part]
    return (place,) if isinstance(place, str) else tuple(place)


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes sentences for one person: the same ones each time, others for somebody else."""

    key: str
    values: Mapping[str, str]
    sparing: bool = False  # takes the shortest phrasing, where the facts are long already

    def say(self, slot: str, **more: str) -> str:
        """One phrasing of the slot with its fields filled. KeyError for an unknown field.

        `{^name}` is the value with a capital first letter. Values are put in as they are: braces
        in them are not looked at.
        """
        choices = phrasings(slot)
        number = hashlib.blake2s(f"{slot}|{self.key}".encode(), digest_size=4).digest()
        chosen = choices[int.from_bytes(number, "big") % len(choices)]
        if self.sparing:
            chosen = min(choices, key=lambda phrasing: len(phrasing.split()))
        return filled(chosen, {**self.values, **more})


def filled(template: str, values: Mapping[str, str]) -> str:
    """The template with its fields filled. KeyError for an unknown field."""

    def value(found: re.Match[str]) -> str:
        text = values[found.group(2)]
        return text[:1].upper() + text[1:] if found.group(1) else text

    return _FIELD.sub(value, template)


def tidy(text: str) -> str:
    """The text without doubled spaces or stops, line by line."""
    text = re.sub(r"[^\S\n]+", " ", text)
    text = re.sub(r" +([,.;:?!])", r"\1", text)
    text = re.sub(r",\s*([.;:?!])", r"\1", text)
    text = re.sub(r"(?<!\.)\.\.(?!\.)|;\.", ".", text)
    text = re.sub(r"([,;])[,;]+", r"\1", text)
    text = re.sub(r"([?!])\.", r"\1", text)
    text = re.sub(r"([.?!]”)\.", r"\1", text)
    return "\n".join(line.strip() for line in text.split("\n")).strip()


_FIELD = re.compile(r"\{(\^?)([a-z_]+)\}")
