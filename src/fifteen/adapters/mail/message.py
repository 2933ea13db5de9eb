"""A whole message as bytes or text -> its parts as the method reads them; hostile or not.

The standard library reads the format; every header is read with care, because ordinary bad mail
makes it raise (unknown charsets, odd message ids, unclosed comments).
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message as Part
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from itertools import islice

LARGEST = 5_000_000  # characters of a whole message
MOST_PARTS = 200
LONGEST_TEXT = 100_000
LONGEST_HTML = 1_500_000
LONGEST_HEADER = 8_000
_BLOCKS = frozenset({"p", "div", "br", "tr", "li", "h1", "h2", "h3", "blockquote", "table", "hr"})
_UNSEEN = frozenset({"script", "style", "head", "title", "template"})
_OPENED = re.compile(r"<{2,}")  # what opens nothing costs much time
_BLANKS = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Mail:
    """A message taken apart: headers decoded and named in small letters, text without markup."""

    text: str
    subject: str = ""
    sender: str = ""
    to: str = ""
    cc: str = ""
    written: datetime | None = None
    report: str = ""  # the machine-readable part of a delivery report
    headers: dict[str, str] = field(default_factory=dict)
    traces: tuple[tuple[str, str], ...] = ()  # lines of servers on its way, the topmost first


def parse(raw: str | bytes) -> Mail:
    """The parts of a message; of one larger than any letter, those at its beginning."""
    data = raw[:LARGEST].encode("utf-8", "surrogateescape") if isinstance(raw, str) else raw
    data = data[:LARGEST]
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        list(message.walk())
    except RecursionError:
        # Parts within parts within parts: the first piece of plain text is what can be read.
        message = email.message_from_bytes(_flat(data), policy=email.policy.compat32)
    headers = {name.lower(): _header(message, name) for name in _names(message)}
    parts = list(_parts(message))
    plain = [_text(p) for p in parts if p.get_content_type() == "text/plain" and not _is_file(p)]
    marked = [_text(p) for p in parts if p.get_content_type() == "text/html" and not _is_file(p)]
    text = "\n".join(plain) if any(one.strip() for one in plain) else text_of("\n".join(marked))
    report = "\n".join(_report(p) for p in parts if p.get_content_type() in _REPORTS)
    return Mail(
        text[:LONGEST_TEXT],
        headers.get("subject", ""),
        headers.get("from", ""),
        headers.get("to", ""),
        headers.get("cc", ""),
        moment(headers.get("date", "")),
        report[:LONGEST_TEXT],
        headers,
        tuple(_traces(message)),
    )


def bare(raw: bytes) -> Mail:
    """A message that cannot be taken apart, as it is written: its headers and all its text."""
    told = raw[:LONGEST_TEXT].decode("utf-8", "replace").replace("\r\n", "\n")
    head, _, text = told.partition("\n\n")
    lines = (line.partition(":") for line in _FOLDED.sub(" ", head).split("\n")[:MOST_PARTS])
    headers = {
        name.strip().lower(): " ".join(value[:LONGEST_HEADER].split()) for name, _, value in lines
    }
    subject, sender, to, cc = (headers.get(one, "") for one in ("subject", "from", "to", "cc"))
    return Mail(text, subject, sender, to, cc, moment(headers.get("date", "")), headers=headers)


_FOLDED = re.compile(r"\n[ \t]+")
_OF_SERVERS = ("received", "authentication-results")
_MOST_TRACES = 30


def _traces(message: Part) -> Iterator[tuple[str, str]]:
    """The lines that servers put on top of a mail, in order, as they are written."""
    told = ((name.lower(), text) for name, text in message.items())
    ours = ((name, text) for name, text in told if name in _OF_SERVERS)
    for name, text in islice(ours, _MOST_TRACES):
        yield name, " ".join(str(text)[:LONGEST_HEADER].split())


def _flat(data: bytes) -> bytes:
    """A message whose parts lie too deep, as its headers and its first plain text alone."""
    head, _, _ = data.partition(b"\n\n")
    kept = [line for line in head.split(b"\n") if not line.lower().startswith(b"content-")]
    found = _PLAIN_PART.search(data)
    return b"\n".join(kept) + b"\nContent-Type: text/plain\n\n" + (found[1] if found else b"")


_PLAIN_PART = re.compile(
    rb"content-type: *text/plain[^\n]*\n(?:[\w-]+:[^\n]*\n|[ \t][^\n]*\n)*\r?\n"
    rb"(.{0,100000}?)(?:\n--|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_REPORTS = ("message/delivery-status", "message/global-delivery-status")


def moment(text: str) -> datetime | None:
    """A date header as an aware moment, None where it is none."""
    try:
        found = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def text_of(html: str) -> str:
    """The words of a piece of HTML with its line ends; quoted mail keeps a ">" before it."""
    reader = _Words()
    try:
        reader.feed(_OPENED.sub("<", html[:LONGEST_HTML]))
        reader.close()
    except (AssertionError, ValueError):
        return reader.told()
    return reader.told()


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._out: list[str] = []
        self._unseen = 0
        self._quoted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        self._quoted += tag == "blockquote"
        if tag in _BLOCKS:
            self._line()

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN and self._unseen:
            self._unseen -= 1
        if tag == "blockquote" and self._quoted:
            self._quoted -= 1
        if tag in _BLOCKS and tag != "br":
            self._line()

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._out.append(" ".join(data.split()) + (" " if data[-1:].isspace() else ""))

    def _line(self) -> None:
        self._out.append("\n> " if self._quoted else "\n")

    def told(self) -> str:
        return _BLANKS.sub("\n\n", "".join(self._out)).strip()


def _names(message: Part) -> list[str]:
    return list(dict.fromkeys(message.keys()))[:MOST_PARTS]


def _header(message: Part, name: str) -> str:
    """A header in words; as it is written where its coding is broken: the address is no code."""
    try:
        value = str(message.get(name) or "")[:LONGEST_HEADER]
    except (LookupError, ValueError, IndexError, RecursionError, MessageError):
        return ""
    try:
        return " ".join(str(make_header(decode_header(value))).split())
    except (LookupError, ValueError, IndexError, RecursionError, MessageError):
        return " ".join(value.split())


def _parts(message: Part) -> Iterator[Part]:
    try:
        for number, part in enumerate(message.walk()):
            if number >= MOST_PARTS:
                return
            yield part
    except RecursionError:
        return


def _is_file(part: Part) -> bool:
    return part.get_content_disposition() == "attachment"


def _text(part: Part) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    charset = part.get_content_charset() or "utf-8"
    if payload.isascii() and charset.startswith(("utf-16", "utf-32", "utf-7")):
        charset = "ascii"  # named by mistake: no text in it would be words
    for name in (charset, "utf-8", "cp1252"):
        try:
            return payload.decode(name)
        except (LookupError, UnicodeError, ValueError):
            continue
    return payload.decode("utf-8", "replace")


def _report(part: Part) -> str:
    payload = part.get_payload()
    if isinstance(payload, list):
        return "\n\n".join(
            "\n".join(f"{name}: {value}" for name, value in one.items())
            for one in payload
            if isinstance(one, Part)
        )
    return str(payload)
