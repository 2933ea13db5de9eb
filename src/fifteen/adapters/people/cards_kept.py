"""What of a vCard has no place among the facts: kept as it was, and written out again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from fifteen.adapters.people.cards_lines import Line, plain
from fifteen.adapters.people.cards_out import OWN, RAW
from fifteen.method.folding import word_set
from fifteen.method.words import Tie, TieKind

_NEVER = word_set("PHOTO LOGO SOUND KEY AGENT VERSION BEGIN END PRODID REV SOURCE")
_MOST = 60  # properties of one card
_GROUP = re.compile(r"[A-Za-z0-9-]{1,60}")
_NAME = re.compile(r"[A-Z0-9-]{1,60}")
_ENCODED = re.compile(r";?(?:ENCODING|CHARSET)=[^;:]*|;?QUOTED-PRINTABLE", re.IGNORECASE)
_TEXTS = {f"{OWN}SCHOOLS": "schools", f"{OWN}GROUP": "group"}


@dataclass(slots=True)
class Kept:
    """Facts of our own export, and whatever else stood on the card, by its heading."""

    texts: dict[str, str] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)
    tie: Tie | None = None
    connected_on: date | None = None


def kept_of(lines: Iterable[Line]) -> Kept:
    """What is kept of these lines. Pictures and keys are left out."""
    kept = Kept()
    own: dict[str, str] = {}
    for group, name, params, value in lines:
        if name in _NEVER or not _NAME.fullmatch(name) or not value.strip(" ;"):
            continue
        if name in _TEXTS:
            kept.texts[_TEXTS[name]] = plain(value)
        elif name == f"{OWN}EXTRA":
            heading, parted, text = _in_two(value)
            if parted:
                kept.extra[heading] = text
        elif name.startswith(OWN):
            own[name.removeprefix(OWN)] = plain(value)
        elif len(kept.extra) < _MOST:
            whole = f"{group}.{name}" if _GROUP.fullmatch(group) else name
            _keep_raw(kept, whole, _ENCODED.sub("", params), value)
    kept.tie, kept.connected_on = _tie(own), _day(own.get("CONNECTED-ON", ""))
    return kept


def _keep_raw(kept: Kept, name: str, params: str, value: str) -> None:
    heading = f"{RAW}{name};{params}" if params.strip(";") else f"{RAW}{name}"
    number = 2
    while heading in kept.extra:  # several of one name: told apart by a parameter of ours
        heading = f"{RAW}{name};{OWN}NUMBER={number}"
        number += 1
    kept.extra[heading] = value.strip()


def _in_two(value: str) -> tuple[str, bool, str]:
    found = re.match(r"((?:[^\\;]|\\.)*);", value, re.DOTALL)
    if not found:
        return "", False, ""
    return plain(found[1]), True, plain(value[found.end() :])


def _tie(own: dict[str, str]) -> Tie | None:
    kind = own.get("TIE", "")
    return Tie(TieKind(kind), own.get("VIA", "")) if kind in set(TieKind) else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
