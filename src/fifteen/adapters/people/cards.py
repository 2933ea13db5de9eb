"""vCards 2.1, 3.0 and 4.0, one by one, so that a bad card costs one row and no more.

vobject reads the properties. It is given clean lines only: its pattern for a property line takes
exponential time on crafted parameters, it cuts data addresses, and it writes lines that it cannot
read, people's data, to the log.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import vobject

from fifteen.adapters.people.cards_kept import Kept, kept_of
from fifteen.adapters.people.cards_lines import (
    PREFERRED,
    VALUE_LIMIT,
    WEB,
    WORD,
    Line,
    parted,
    sorted_out,
)
from fifteen.adapters.people.cards_out import ADDRESS, AROUND_THE_NAME
from fifteen.adapters.people.countries import iso
from fifteen.adapters.people.opening import Opened
from fifteen.adapters.people.records import TooLongError
from fifteen.adapters.people.shape import Book, Limits, Reading
from fifteen.method.facts import Facts, from_texts
from fifteen.method.folding import is_email
from fifteen.method.words import Refusal

_CARD_LINES = 5_000  # kept of one card; pictures are left out before they count

_NO_NAME = "There is no name on this card."
_GROUP = "This card is a group, not a person."
_COMPANY = "This card is an organisation, not a person."
_NEVER_ENDS = "This card never ends: the file seems to be cut off."
_BROKEN = "This card is damaged."


def is_cards(text: str, filename: str) -> bool:
    """Whether a text begins as vCards do; in a .vcf something else may stand before."""
    lines = [line.strip().lower() for line in text.splitlines() if line.strip(" \t\ufeff\0")]
    looked_at = lines if filename.lower().endswith((".vcf", ".vcard")) else lines[:1]
    return any(line.replace(" ", "").strip("\ufeff\0") == "begin:vcard" for line in looked_at)


def read_cards(opened: Opened, limits: Limits) -> Reading | Refusal:
    """The people on the cards of a file."""
    book = Book(limits)
    try:
        for line, card, whole in _cards(opened, limits):
            _read_card(line, card, whole, book)
            if refusal := book.too_many("cards"):
                return refusal
    except TooLongError as error:
        return error.refusal
    return Reading(
        kind="vcard",
        rows=tuple(book.rows),
        unreadable=tuple(book.unreadable),
        unreadable_count=book.unreadable_count,
        encoding=opened.encoding,
    )


def _cards(opened: Opened, limits: Limits) -> Iterator[tuple[int, list[str], bool]]:
    """For each card its first line, its unfolded property lines, and whether it ends."""
    start, depth = 0, 0
    card: list[str] = []
    for number, line in _unfolded(opened, limits):
        word = line.strip().upper().replace(" ", "")
        if word == "BEGIN:VCARD":
            agent = bool(card) and card[-1].upper().startswith("AGENT")
            if depth and not agent:
                yield start, card, False
                depth = 0
            if not depth:
                start, card = number, []
            depth += 1
        elif word == "END:VCARD" and depth:
            depth -= 1
            if not depth:
                yield start, card, True
                card = []
        elif depth == 1 and len(card) < _CARD_LINES and line:
            card.append(line)
    if depth:
        yield start, card, False


def _unfolded(opened: Opened, limits: Limits) -> Iterator[tuple[int, str]]:
    """Whole property lines with the number of their first; folds and soft breaks are undone."""
    held, first, soft = "", 0, False
    for number, raw in enumerate(_lines(opened, limits), 1):
        line = raw.rstrip("\r\n").replace("\0", "")
        if soft or (line[:1] in (" ", "\t") and held):
            part = line if soft and line[:1] not in (" ", "\t") else line[1:]
            held = (held[:-1] if soft else held) + (part if len(held) < VALUE_LIMIT * 2 else "")
        else:
            if first:
                yield first, held
            held, first = line, number
        soft = held.endswith("=") and "quoted-printable" in held[:200].lower()
    if first:
        yield first, held


def _lines(opened: Opened, limits: Limits) -> Iterator[str]:
    with opened.stream() as stream:
        number = 0
        while line := stream.readline(limits.line_characters + 1):
            number += 1
            if len(line) > limits.line_characters:
                raise TooLongError(number, limits)
            yield line


def _read_card(line: int, card: list[str], whole: bool, book: Book) -> None:
    shown = next((p for p in card if p.upper().startswith(("FN", "N:", "N;"))), " ".join(card[:3]))
    if not whole:
        book.skip(line, _NEVER_ENDS, shown)
        return
    used, others = sorted_out(list(parted(card)))
    kept = kept_of(others)
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
    facts = _facts(contents, kept)
    if facts.name:
        book.read(line, facts)
    elif facts.organisation:
        book.skip(line, _COMPANY, shown)
    else:
        book.skip(line, _NO_NAME, shown)


def _safe(used: Sequence[Line]) -> Iterator[str]:
    """The lines we use, written anew: name, at most one TYPE, and a decoded value."""
    yield "VERSION:3.0"
    for line in used:
        text = line.value.replace("\\:", ":")  # some escape colons; no version of vCard does
        types = [w for w in WORD.findall(line.params.upper()) if w in PREFERRED]
        yield f"{line.name}{';TYPE=' + ','.join(types) if types else ''}:{text}"


def _facts(contents: dict[str, list[Any]], kept: Kept) -> Facts:
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
    mails = [m for m in _values(contents, "email") if is_email(m)]
    phones, links = _values(contents, "tel"), _links(contents)
    address = _address(contents)
    country = iso(address["country"])
    extra = {f"E-mail {i}": m for i, m in enumerate(mails[1:], 2)}
    extra |= {f"Phone {i}": p for i, p in enumerate(phones[1:], 2)}
    extra |= {f"Link {i}": link for i, link in enumerate(links[1:], 2)}
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
        "email": mails[0] if mails else "",
        "phone": phones[0] if phones else "",
        "role": _text(contents, "title") or _text(contents, "role"),
        "organisation": organisation,
        "link": links[0] if links else "",
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


def _values(contents: dict[str, list[Any]], name: str) -> list[str]:
    """The values of a property, the preferred ones first."""
    lines = sorted(contents.get(name, ()), key=_place)
    texts = (", ".join(_flat(line.value)) for line in lines)
    return [t for t in (text.removeprefix("tel:").strip() for text in texts) if t]


def _place(line: Any) -> int:
    types = {t for value in line.params.get("TYPE", ()) for t in value.upper().split(",")}
    return next((i for i, t in enumerate(PREFERRED) if t in types), len(PREFERRED))


def _text(contents: dict[str, list[Any]], name: str) -> str:
    return next(iter(_values(contents, name)), "")


def _links(contents: dict[str, list[Any]]) -> list[str]:
    links = _values(contents, "url") + _values(contents, "x-socialprofile")
    webby = [link for link in links if link.lower().startswith(WEB)]
    return sorted(webby, key=lambda link: "linkedin.com/" not in link.lower())


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
