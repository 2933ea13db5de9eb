"""What a card says of a number or an address itself: home, work, cell, or in a word of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from fifteen.adapters.people.cards_lines import Line, plain
from fifteen.method.folding import word_set

LABEL = "X-ABLABEL"
"""In which address books of Apple keep a label; it stands in the group of what it is for."""
_LABELLED = word_set("TEL EMAIL URL X-SOCIALPROFILE ADR")
_SAYS_NOTHING = word_set("pref voice internet x400 quoted-printable base64 8bit 7bit b")
_WORD = re.compile(r"[a-z0-9-]{1,20}")
_MOST = 5  # words of one property
_PREF = re.compile(r"\bPREF(?:=\"?(\d{1,3}))?", re.IGNORECASE)
LAST = 1_000  # the place of what is not preferred


class Value(NamedTuple):
    """A number or an address with what the card says of it."""

    text: str
    kind: str = ""  # such as "home, cell"
    label: str = ""


def labels_of(lines: Sequence[Line], used: Sequence[Line]) -> Mapping[str, str]:
    """The label of each group of properties that is used, by the group in small letters."""
    groups = {line.group.lower() for line in used if line.name in _LABELLED and line.group}
    found = ((line.group.lower(), line) for line in lines if line.name == LABEL)
    return {group: plain(line.value).strip() for group, line in found if group in groups}


def without_labels(others: Sequence[Line], labels: Mapping[str, str]) -> list[Line]:
    """The lines kept as they are, without labels that stand with what is used; one that something
    else of the group needs as well stays."""
    needed = {line.group.lower() for line in others if line.name != LABEL}
    return [
        line
        for line in others
        if line.name != LABEL or line.group.lower() not in labels or line.group.lower() in needed
    ]


def kind_of(params: str) -> str:
    """The types in the parameters of a property, whatever version wrote them."""
    words: dict[str, None] = {}
    for part in params.split(";"):
        name, equals, value = part.partition("=")
        if equals and name.strip().upper() != "TYPE":
            continue
        for word in (value if equals else name).lower().split(","):
            text = word.strip(' "')
            if text not in _SAYS_NOTHING and _WORD.fullmatch(text) and len(words) < _MOST:
                words[text] = None
    return ", ".join(words)


def place_of(params: str) -> int:
    """How early a property is preferred: 1 first, 1,000 where it is not."""
    found = _PREF.search(params)
    return int(found[1] or 1) if found else LAST


def as_params(kind: str) -> str:
    """A kind as a parameter, empty where it would not come back as it is."""
    text = kind.replace(", ", ",")
    return f";TYPE={text}" if kind and kind_of(f"TYPE={text}") == kind else ""
