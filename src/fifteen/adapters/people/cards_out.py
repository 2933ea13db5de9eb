"""vCards 4.0 and 3.0 as our reader, and those of other programs, know them again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from fifteen.adapters.people.cards_kinds import LABEL, as_params
from fifteen.method.facts import Facts
from fifteen.method.words import TieKind

Version = Literal["4.0", "3.0"]
_LINE = 75  # octets of a line (RFC 6350, 3.2); longer ones are folded
OWN = "X-FIFTEEN-"
"""Before the properties that no vCard has: how our own export keeps them."""
RAW = "Card "
"""Before the heading of a property that was on a card and has no place here; kept as it was."""

AROUND_THE_NAME: Mapping[str, str] = {
    **{"additional": "Middle name", "prefix": "Name prefix", "suffix": "Name suffix"},
}
"""The parts of a name that are no fact of their own, in the order of a card, as they are kept."""
ADDRESS: Mapping[str, str] = {
    **{"box": "PO box", "extended": "Further address", "street": "Street"},
    **{"region": "Region", "code": "Postal code"},
}
"""The parts of an address besides place and country, as they are kept."""

_IN_ORDER = ("box", "extended", "street", "city", "region", "code", "country")
_PREF: Mapping[Version, str] = {"4.0": ";PREF=1", "3.0": ";TYPE=PREF"}
_GROUP = "our-"  # before the names of groups, so that they are none that a card had
_SEVERAL = (("E-mail", "EMAIL"), ("Phone", "TEL"), ("Link", "URL"))


def to_vcards(people: Iterable[Facts], version: Version = "4.0") -> Iterator[str]:
    """One card after the other, each with its line ends."""
    for facts in people:
        yield "".join(f"{_folded(line)}\r\n" for line in _lines(facts, version))


def _lines(facts: Facts, version: Version) -> Iterator[str]:
    extra = dict(facts.extra)
    first = _preferred(extra, version)
    around = [_text(extra.pop(label, "")) for label in AROUND_THE_NAME.values()]
    yield "BEGIN:VCARD"
    yield f"VERSION:{version}"
    yield f"FN{first['FN']}:{_text(facts.name)}"
    yield f"N{first['N']}:{_text(facts.family)};{_text(facts.given)};{';'.join(around)}"
    if facts.organisation or "Department" in extra:
        parts = [facts.organisation, extra.pop("Department", "")]
        texts = [_text(part) for part in parts if part or part is parts[0]]
        yield f"ORG{first['ORG']}:{';'.join(texts)}"
    for one, label, name in zip(
        (facts.email, facts.phone, facts.link), *zip(*_SEVERAL, strict=True), strict=True
    ):
        yield from _several(name, label, one, extra, version)
    yield from _rest(facts, extra, first)
    yield "END:VCARD"


def _several(
    name: str, label: str, one: str, extra: dict[str, str], version: Version
) -> Iterator[str]:
    """The lines of one property, in their order, each with its kind and its label."""
    heads = [label, *(f"{label} {n}" for n in range(2, 100) if f"{label} {n}" in extra)]
    place = 0
    for head in heads:
        value = one if head == label else extra.pop(head)
        if not value:
            continue
        place += 1
        kind, group, labelled = _told(head, extra)
        preferred = _PREF[version] if place == 1 else f";PREF={place}" if version == "4.0" else ""
        yield f"{group}{name}{kind}{preferred}:{_text(value)}"
        yield from labelled


def _told(head: str, extra: dict[str, str]) -> tuple[str, str, list[str]]:
    """What is said of a value: its parameter, its group, and the line with its label."""
    kind = as_params(extra.get(f"{head} kind", ""))
    if kind:
        extra.pop(f"{head} kind")
    text = extra.pop(f"{head} label", "")
    group = f"{_GROUP}{head.replace(' ', '-')}." if text else ""
    return kind, group, [f"{group}{LABEL}:{_text(text)}"] if text else []


def _preferred(extra: Mapping[str, str], version: Version) -> Mapping[str, str]:
    """For each name the parameter by which ours goes before others of it that the card had."""
    raw = (heading.removeprefix(RAW) for heading in extra if heading.startswith(RAW))
    names = (heading.partition(";")[0].rpartition(".")[2] for heading in raw)
    return defaultdict(str, dict.fromkeys(names, _PREF[version]))


def _rest(facts: Facts, extra: dict[str, str], first: Mapping[str, str]) -> Iterator[str]:
    country = facts.country or extra.pop("Country", "")
    parts = {part: extra.pop(label, "") for part, label in ADDRESS.items()}
    parts |= {"city": facts.place, "country": country}
    if any(parts.values()):
        kind, group, labelled = _told("Address", extra)
        yield f"{group}ADR{kind}{first['ADR']}:{';'.join(_text(parts[p]) for p in _IN_ORDER)}"
        yield from labelled
    named = (("TITLE", facts.role), ("NOTE", facts.note), ("NICKNAME", extra.pop("Nickname", "")))
    yield from (f"{name}{first[name]}:{_text(value)}" for name, value in named if value)
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
