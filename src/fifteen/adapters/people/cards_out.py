"""vCards 4.0 and 3.0 as our reader, and those of other programs, know them again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from fifteen.method.facts import Facts
from fifteen.method.words import TieKind

Version = Literal["4.0", "3.0"]
_LINE = 75  # octets of a line (RFC 6350, 3.2); longer ones are folded
OWN = "X-FIFTEEN-"
"""Before the properties that no vCard has: how our own export keeps them."""
RAW = "Card "
"""Before the heading of a property that was on a card and has no place here; kept as it was."""

_SEVERAL = (("E-mail", "EMAIL"), ("Phone", "TEL"), ("Link", "URL"))


def to_vcards(people: Iterable[Facts], version: Version = "4.0") -> Iterator[str]:
    """One card after the other, each with its line ends."""
    for facts in people:
        yield "".join(f"{_folded(line)}\r\n" for line in _lines(facts, version))


def _lines(facts: Facts, version: Version) -> Iterator[str]:
    extra = dict(facts.extra)
    yield "BEGIN:VCARD"
    yield f"VERSION:{version}"
    yield f"FN:{_text(facts.name)}"
    yield f"N:{_text(facts.family)};{_text(facts.given)};;;"
    if facts.organisation or "Department" in extra:
        parts = [facts.organisation, extra.pop("Department", "")]
        yield "ORG:" + ";".join(_text(part) for part in parts if part or part is parts[0])
    for first, label, name in zip(
        (facts.email, facts.phone, facts.link), *zip(*_SEVERAL, strict=True), strict=True
    ):
        more = [extra.pop(f"{label} {n}") for n in range(2, 100) if f"{label} {n}" in extra]
        for number, value in enumerate(filter(None, [first, *more])):
            pref = "" if number else ";PREF=1" if version == "4.0" else ";TYPE=PREF"
            yield f"{name}{pref}:{_text(value)}"
    yield from _rest(facts, extra)
    yield "END:VCARD"


def _rest(facts: Facts, extra: dict[str, str]) -> Iterator[str]:
    country = facts.country or extra.pop("Country", "")
    if facts.place or country:
        yield f"ADR:;;;{_text(facts.place)};;;{_text(country)}"
    named = (("TITLE", facts.role), ("NOTE", facts.note), ("NICKNAME", extra.pop("Nickname", "")))
    yield from (f"{name}:{_text(value)}" for name, value in named if value)
    if categories := extra.pop("Categories", ""):
        yield "CATEGORIES:" + ",".join(_text(one) for one in categories.split(", "))
    own = {"SCHOOLS": facts.schools, "GROUP": facts.group}
    if facts.connected_on:
        own["CONNECTED-ON"] = facts.connected_on.isoformat()
    if facts.tie.kind is not TieKind.NONE:
        own |= {"TIE": str(facts.tie.kind), "VIA": facts.tie.via}
    yield from (f"{OWN}{name}:{_text(value)}" for name, value in own.items() if value)
    for heading, value in extra.items():
        if heading.startswith(RAW):
            yield f"{heading.removeprefix(RAW)}:{value}"
        else:
            yield f"{OWN}EXTRA:{_text(heading)};{_text(value)}"


def _text(value: str) -> str:
    """A text as a value: what parts values is escaped, line ends are written out."""
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n"), ("\r", "")):
        value = value.replace(sign, written)
    return value


def _folded(line: str) -> str:
    """A line in pieces of at most 75 octets, never within a letter."""
    pieces, piece, size = [], "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _LINE:
            pieces.append(piece)
            piece, size = "", 1  # the blank that begins a folded line
        piece += letter
        size += octets
    return "\r\n ".join([*pieces, piece])
