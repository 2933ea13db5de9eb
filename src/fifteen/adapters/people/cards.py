"""vCards 2.1, 3.0 and 4.0, one by one, so that a bad card costs one row and no more.

vobject reads the properties. It is given clean lines only: its pattern for a property line takes
exponential time on crafted parameters, it cuts data addresses, and it writes lines that it cannot
read, people's data, to the log.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import vobject

from fifteen.adapters.people.cards_kept import Kept, kept_of
from fifteen.adapters.people.cards_kinds import (
    LAST,
    Value,
    kind_of,
    labels_of,
    place_of,
    without_labels,
)
from fifteen.adapters.people.cards_lines import (
    PREFERRED,
    WEB,
    WORD,
    Line,
    parted,
    sorted_out,
)
from fifteen.adapters.people.cards_out import ADDRESS, AROUND_THE_NAME
from fifteen.adapters.people.cards_split import cards_of
from fifteen.adapters.people.countries import iso
from fifteen.adapters.people.opening import Opened
from fifteen.adapters.people.records import TooLongError
from fifteen.adapters.people.shape import Book, Limits, Reading
from fifteen.method.facts import Facts, from_texts, named
from fifteen.method.folding import is_email, word_set
from fifteen.method.words import Refusal

_NO_NAME = "There is no name on this card."
_GROUP = "This card is a group, not a person."
_COMPANY = "This card is an organisation, not a person."
_NEVER_ENDS = "This card never ends: the file seems to be cut off."
_BROKEN = "This card is damaged."
_OF_PARTS = word_set("N NICKNAME ORG ADR CATEGORIES")  # a comma stands between two of their parts
_COMMA = re.compile(r"((?<!\\)(?:\\\\)*),")  # one that is not escaped


def is_cards(text: str, filename: str) -> bool:
    """Whether a text begins as vCards do; in a .vcf something else may stand before."""
    lines = [line.strip().lower() for line in text.splitlines() if line.strip(" \t\ufeff\0")]
    looked_at = lines if filename.lower().endswith((".vcf", ".vcard")) else lines[:1]
    return any(line.replace(" ", "").strip("\ufeff\0") == "begin:vcard" for line in looked_at)


def read_cards(opened: Opened, limits: Limits) -> Reading | Refusal:
    """The people on the cards of a file."""
    book = Book(limits)
    try:
        for line, card, whole in cards_of(opened, limits):
            _read_card(line, card, whole, book)
            if refusal := book.too_many("cards"):
                return refusal
    except TooLongError as error:
        return error.refusal
    return Reading(
        kind="vcard",
        rows=book.rows,
        unreadable=tuple(book.unreadable),
        unreadable_count=book.unreadable_count,
        encoding=opened.encoding,
    )


def _read_card(line: int, card: list[str], whole: bool, book: Book) -> None:
    shown = next((p for p in card if p.upper().startswith(("FN", "N:", "N;"))), " ".join(card[:3]))
    if not whole:
        book.skip(line, _NEVER_ENDS, shown)
        return
    lines = list(parted(card))
    used, others = sorted_out(lines)
    labels = labels_of(lines, used)
    kept = kept_of(without_labels(others, labels))
    text = "\r\n".join(["BEGIN:VCARD", *_safe(used), "END:VCARD", ""])
    try:
        parsed = vobject.readOne(text, allowQP=False, ignoreUnreadable=True)
        contents = parsed.contents
    except Exception:  # whatever a damaged card brings about in a library: one row, no more
        book.skip(line, _BROKEN, shown)
        return
    kind = _text(contents, "kind") or _text(contents, "x-addressbookserver-kind")
    if kind.lower() in ("group", "location"):
        book.skip(line, _GROUP, shown)
        return
    facts = _facts(contents, kept, _Told(used, labels))
    is_company = _is_company(contents, facts)
    facts = facts if is_company else named(facts)
    if facts.name:
        book.read(line, facts)
    elif is_company:
        book.skip(line, _COMPANY, shown)
    else:
        book.skip(line, _NO_NAME, shown)


def _safe(used: Sequence[Line]) -> Iterator[str]:
    """The lines we use, written anew: name, place, at most one TYPE, and a decoded value."""
    yield "VERSION:3.0"
    for at, line in enumerate(used):
        text = line.value.replace("\\:", ":")  # some escape colons; no version of vCard does
        if line.name not in _OF_PARTS:
            text = _COMMA.sub(r"\1\,", text)  # many write it as it is: "Director, Grid Planning"
        types = [w for w in WORD.findall(line.params.upper()) if w in PREFERRED]
        yield f"{line.name};X-AT={at}{';TYPE=' + ','.join(types) if types else ''}:{text}"


class _Told(NamedTuple):
    """The lines of a card that are used, and the labels of their groups."""

    used: Sequence[Line]
    labels: Mapping[str, str]

    def of(self, found: Any, text: str) -> Value:
        """A value with what its line says of it."""
        line = self.used[int(found.params["X-AT"][0])]
        return Value(text, kind_of(line.params), self.labels.get(line.group.lower(), ""))


def _facts(contents: dict[str, list[Any]], kept: Kept, told: _Told) -> Facts:
    name = contents["n"][0].value if "n" in contents else None
    parts = {
        part: " ".join(_flat(getattr(name, part, ""))) for part in ("given", "additional", "family")
    }
    structured = " ".join(p for p in parts.values() if p.strip())
    organisation, department = _organisation(contents)
    whole = _text(contents, "fn")
    is_company = _text(contents, "x-abshowas").upper() == "COMPANY"
    if is_company or (not structured and whole == organisation):
        whole = structured
    mails = [m for m in _each(contents, "email", told) if is_email(m.text)]
    phones, links = _each(contents, "tel", told), _links(contents, told)
    address = _address(contents)
    country = iso(address["country"])
    extra = _numbered("E-mail", mails) | _numbered("Phone", phones) | _numbered("Link", links)
    if any(address.values()):
        extra |= _numbered("Address", [told.of(contents["adr"][0], "")])
    extra |= {"Department": department, "Nickname": _text(contents, "nickname")}
    extra |= {
        "Categories": ", ".join(_values(contents, "categories")),
        "Country": "" if country else address["country"],
    }
    extra |= {label: address[part] for part, label in ADDRESS.items()}
    extra |= {
        label: " ".join(_flat(getattr(name, part, ""))) for part, label in AROUND_THE_NAME.items()
    }
    texts = {
        "name": whole or ("" if is_company else structured or extra["Nickname"]),
        "given": parts["given"],
        "family": parts["family"],
        "email": mails[0].text if mails else "",
        "phone": phones[0].text if phones else "",
        "role": _text(contents, "title") or _text(contents, "role"),
        "organisation": organisation,
        "link": links[0].text if links else "",
        "place": address["city"],
        "country": country,
        "note": "\n".join(_values(contents, "note")),
    }
    return from_texts(
        texts | kept.texts,
        extra={**extra, **kept.extra},
        tie=kept.tie,
        connected_on=kept.connected_on,
    )


def _is_company(contents: dict[str, list[Any]], facts: Facts) -> bool:
    """Whether nobody is named on a card of an organisation."""
    said = _text(contents, "fn") or _text(contents, "x-abshowas")
    return bool(not facts.name and facts.organisation and (said or not facts.email))


def _numbered(label: str, values: Sequence[Value]) -> dict[str, str]:
    """What is kept besides of several values: the further ones, and what is said of each."""
    kept: dict[str, str] = {}
    for number, value in enumerate(values, 1):
        name = label if number == 1 else f"{label} {number}"
        kept |= {name: value.text} if number > 1 else {}
        kept |= {f"{name} kind": value.kind, f"{name} label": value.label}
    return kept


def _each(contents: dict[str, list[Any]], name: str, told: _Told) -> list[Value]:
    """The values of a property, the preferred ones first; where the card prefers none, a mobile
    number goes before the others."""
    lines = contents.get(name, ())
    places = {id(line): place_of(told.used[int(line.params["X-AT"][0])].params) for line in lines}
    prefers = any(place < LAST for place in places.values())
    lines = sorted(lines, key=lambda line: places[id(line)] if prefers else _place(line))
    found = (told.of(line, _said(line)) for line in lines)
    return [value for value in found if value.text]


def _values(contents: dict[str, list[Any]], name: str) -> list[str]:
    """The values of a property, the preferred ones first."""
    return [t for t in map(_said, sorted(contents.get(name, ()), key=_place)) if t]


def _said(line: Any) -> str:
    text = ", ".join(_flat(line.value)).strip()
    is_address = line.name == "TEL" and text.lower().startswith(_TEL)
    return _number(text[len(_TEL) :]) if is_address else text


_TEL = "tel:"


def _number(uri: str) -> str:
    """A number as it is written by hand, from the rest of a tel: address (RFC 3966)."""
    number, *params = uri.split(";")
    extension = next((p[len("ext=") :] for p in params if p.lower().startswith("ext=")), "")
    return f"{number.strip()} ext. {extension}" if extension else number.strip()


def _place(line: Any) -> int:
    types = {t for value in line.params.get("TYPE", ()) for t in value.upper().split(",")}
    return next((i for i, t in enumerate(PREFERRED) if t in types), len(PREFERRED))


def _text(contents: dict[str, list[Any]], name: str) -> str:
    return next(iter(_values(contents, name)), "")


def _links(contents: dict[str, list[Any]], told: _Told) -> list[Value]:
    links = _each(contents, "url", told) + _each(contents, "x-socialprofile", told)
    webby = [link for link in links if link.text.lower().startswith(WEB)]
    return sorted(webby, key=lambda link: "linkedin.com/" not in link.text.lower())


def _organisation(contents: dict[str, list[Any]]) -> tuple[str, str]:
    lines = contents.get("org", ())
    parts = [", ".join(_flat(p)).strip() for p in lines[0].value] if lines else []
    return (parts[0] if parts else "", ", ".join(p for p in parts[1:] if p))


def _address(contents: dict[str, list[Any]]) -> dict[str, str]:
    """The parts of the address, empty where there is none."""
    lines = contents.get("adr", ())
    value = lines[0].value if lines else None
    return {p: ", ".join(_flat(getattr(value, p, ""))) for p in ("city", "country", *ADDRESS)}


def _flat(value: Any) -> list[str]:
    """A value of vobject, a text or lists of texts, as texts."""
    if isinstance(value, (list, tuple)):
        return [text for part in value for text in _flat(part)]
    return [value] if isinstance(value, str) else []
