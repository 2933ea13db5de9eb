"""The lines of a vCard one by one: decoded, and those with a place among the facts sorted out."""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fifteen.method.folding import is_email, word_set

VALUE_LIMIT = 20_000  # characters of one value; a longer one is cut
_USED = word_set(
    "FN N NICKNAME EMAIL TEL ORG TITLE ROLE URL ADR NOTE CATEGORIES KIND X-ABSHOWAS "
    "X-ADDRESSBOOKSERVER-KIND X-SOCIALPROFILE"
)
_ONE_OF = word_set("FN N NICKNAME ORG TITLE ROLE ADR")  # of several the others are kept as they are
_HEAD = re.compile(r'(?:[^":]|"[^"]*")*?:')  # up to the first colon outside quotes
_NO_VOICE = re.compile(r"\b(?:FAX|PAGER|MODEM)\b")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
WORD = re.compile(r"[A-Za-z0-9_-]{1,40}")
PREFERRED = ("PREF", "CELL", "MOBILE", "WORK")
WEB = ("http", "www.", "linkedin.")


class Line(NamedTuple):
    """A property: the group that joins it to others, its name, parameters and decoded value."""

    group: str
    name: str
    params: str
    value: str


def parted(card: list[str]) -> Iterator[Line]:
    """The properties of a card that have text for a value."""
    for line in card:
        head = _HEAD.match(line[:2_000])
        if not head:
            continue
        whole, _, params = head.group()[:-1].partition(";")
        group, _, name = whole.rpartition(".")
        upper = params.upper()
        value = line[head.end() :][:VALUE_LIMIT]
        if "QUOTED-PRINTABLE" in upper:
            value = _decoded(value, upper)
        elif "BASE64" in upper or "ENCODING=B" in upper:
            continue
        yield Line(group.strip(), name.strip().upper(), params, value)


def sorted_out(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines that have a place among the facts, and those kept as they are: unknown ones, the
    further ones of a name that has one place, faxes, what is no address."""
    first: dict[str, Line] = {}
    for line in sorted(lines, key=lambda one: _rank(one.params)):
        if line.name in _ONE_OF and line.value.strip(" ;"):
            first.setdefault(line.name, line)
    if "TITLE" in first:
        first.pop("ROLE", None)
    used: list[Line] = []
    others: list[Line] = []
    for line in lines:
        if line.name in _ONE_OF:
            fits = line is first.get(line.name)
        else:
            fits = line.name in _USED and _is_of_use(line)
        (used if fits else others).append(line)
    return used, others


def _is_of_use(line: Line) -> bool:
    text = plain(line.value).strip()
    if line.name == "TEL":
        return not _NO_VOICE.search(line.params.upper())
    if line.name == "EMAIL":
        return is_email(text)
    return line.name not in ("URL", "X-SOCIALPROFILE") or text.lower().startswith(WEB)


def _rank(params: str) -> int:
    words = WORD.findall(params.upper())
    return min((PREFERRED.index(w) for w in words if w in PREFERRED), default=len(PREFERRED))


def plain(value: str) -> str:
    """A text as it was before it was written as a value."""
    return _ESCAPED.sub(lambda m: "\n" if m[1] in "nN" else m[1], value)


def _decoded(value: str, params: str) -> str:
    """Quoted-printable text in its own character set, its line ends as vCard 3.0 writes them."""
    charset = params.partition("CHARSET=")[2].partition(";")[0].strip('" ') or "utf-8"
    data = quopri.decodestring(value.encode("latin-1", "replace"))
    try:
        text = data.decode(charset, "strict" if charset == "utf-8" else "replace")
    except (LookupError, ValueError):
        text = data.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
