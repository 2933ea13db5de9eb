"""The wording of drafts: read once from drafts_en*.toml, picked and filled in.

drafts_en.toml holds every slot, and the plain tone. A file of a tone holds only the slots that are
said otherwise in it; what it leaves out is common to all tones.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from fifteen.method.letters._drafts_facts import Tone


@cache
def wording(tone: Tone = Tone.PLAIN) -> dict[str, Any]:
    """The file of a tone as it stands; the plain one has every slot."""
    name = "drafts_en.toml" if tone is Tone.PLAIN else f"drafts_en_{tone.value}.toml"
    source = files("fifteen.method.letters").joinpath(name)
    return tomllib.loads(source.read_text("utf-8"))


@cache
def word_set(name: str) -> frozenset[str]:
    """A set of words of the language, from the table `words`."""
    return frozenset(wording()["words"][name])


@cache
def phrasings(slot: str, tone: Tone = Tone.PLAIN) -> tuple[str, ...]:
    """The phrasings of a slot, named by its path ("request.short"), in a tone.

    KeyError for an unknown one.
    """
    place: Any = wording(tone)
    try:
        for part in slot.split("."):
            place = place[part]
    except KeyError:
        if tone is Tone.PLAIN:
            raise
        return phrasings(slot)
    return (place,) if isinstance(place, str) else tuple(place)


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes sentences for one person: the same ones each time, others for somebody else."""

    key: str
    values: Mapping[str, str]
    tone: Tone = Tone.PLAIN
    sparing: bool = False  # takes a short phrasing, where the facts are long already

    def say(self, slot: str, **more: str) -> str:
        """One phrasing of the slot with its fields filled. KeyError for an unknown field.

        `{^name}` is the value with a capital first letter. Values are put in as they are: braces
        in them are not looked at.
        """
        choices = phrasings(slot, self.tone)
        if self.sparing:
            most = min(map(_words, choices)) + 1
            choices = tuple(choice for choice in choices if _words(choice) <= most)
        number = hashlib.blake2s(f"{slot}|{self.key}".encode(), digest_size=4).digest()
        chosen = choices[int.from_bytes(number, "big") % len(choices)]
        return filled(chosen, {**self.values, **more})


def _words(phrasing: str) -> int:
    return len(phrasing.split())


def filled(template: str, values: Mapping[str, str]) -> str:
    """The template with its fields filled. KeyError for an unknown field."""

    def value(found: re.Match[str]) -> str:
        text = values[found.group(2)]
        if _CLAUSE.search(text) and template[found.end() : found.end() + 2][1:].isalpha():
            text += ","  # the clause ends here; the sentence goes on
        return text[:1].upper() + text[1:] if found.group(1) else text

    return _FIELD.sub(value, template)


@lru_cache(maxsize=512)
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
_CLAUSE = re.compile(r", (?:which|who|whose|whom|where|when) [^,]*$")
