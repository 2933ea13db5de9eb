"""A letter as the bytes that leave: plain text that flows (RFC 3676), short lines, safe headers."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parsedate_to_datetime

WIDTH = 72  # signs in a line
MOST_REFERENCES = 20
_ID = re.compile(r"<[\x21-\x3b\x3d\x3f-\x7e]+@[\x21-\x3b\x3d\x3f-\x7e]+>")


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that goes along: its name, what it is, its bytes."""

    name: str
    media: str
    data: bytes


def message_id(token: str, address: str) -> str:
    """The id of a new mail, under the domain it is sent from."""
    return f"<{token}@{_domain(address) or 'mail.invalid'}>"


def render(
    sender: tuple[str, str],
    to: tuple[str, str],
    subject: str,
    body: str,
    own_id: str,
    at: datetime,
    thread: Sequence[str] = (),
    enclosed: Sequence[Enclosed] = (),
) -> bytes:
    """The whole mail. `sender` and `to` are name and address; `thread` the ids it goes on from, the
    latest last; `enclosed` what goes along. ValueError where an address cannot stand in a header.
    """
    mail = EmailMessage(policy=SMTP)
    mail["From"] = _address(*sender)
    mail["To"] = _address(*to)
    mail["Subject"] = _one_line(subject)
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = own_id
    known = [one for one in thread if _ID.fullmatch(one)][-MOST_REFERENCES:]
    if known:
        mail["In-Reply-To"] = known[-1]
        mail["References"] = " ".join(known)
    text = flowed(body)
    mail.set_content(text, cte="7bit" if text.isascii() else "quoted-printable")
    mail.set_param("format", "flowed")
    for one in enclosed:
        main, _, sub = one.media.partition("/")
        mail.add_attachment(one.data, main, sub, filename=one.name)
    return mail.as_bytes()


def redated(data: bytes, at: datetime) -> bytes:
    """The same mail with another moment of leaving."""
    told = f"Date: {format_datetime(at)}".encode()
    return _DATE.sub(lambda _: told, data, count=1)


def dated(data: bytes) -> datetime:
    """The moment of leaving that stands in a mail of ours."""
    found = _DATE.search(data)
    return parsedate_to_datetime(found[0].decode("ascii").removeprefix("Date: ") if found else "")


_DATE = re.compile(rb"^Date: [^\r\n]*", re.MULTILINE)


def flowed(body: str) -> str:
    """Lines of at most 72 signs that a mail program may join again: those that go on end with a
    space. What begins with a space, ">" or "From " gets a space before it, as the standard says."""
    out: list[str] = []
    for line in body.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n"):
        if line == "-- ":
            out.append(line)
            continue
        pieces = textwrap.wrap(
            line.rstrip(),
            WIDTH,
            break_long_words=False,
            break_on_hyphens=False,
            drop_whitespace=True,
            expand_tabs=False,
        ) or [""]
        indent = len(line) - len(line.lstrip(" "))
        pieces[0] = " " * indent + pieces[0].lstrip(" ")
        out += [_stuffed(p) + (" " if n < len(pieces) - 1 else "") for n, p in enumerate(pieces)]
    return "\n".join(out) + "\n"


def _stuffed(line: str) -> str:
    return f" {line}" if line.startswith((" ", ">", "From ")) else line


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:900]


def _address(name: str, address: str) -> Address:
    """Name and address for a header: one line, the domain as mail servers write it."""
    local = _one_line(address).rpartition("@")[0]
    plain = _domain(address)
    if not local or not plain or not local.isascii() or re.search(r'[\s<>",;:\\()\[\]]', local):
        raise ValueError("no address for a header")
    return Address(_one_line(name), local, plain)


def _domain(address: str) -> str:
    domain = address.rpartition("@")[2].strip().lower()
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
