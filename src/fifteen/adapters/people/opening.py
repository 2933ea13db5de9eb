"""From the bytes of a file to text: what it is, out of its archive, in which encoding.

Whatever arrives, the answer is text or a Refusal in plain words; nothing is unpacked to a disk.
"""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from dataclasses import dataclass

from fifteen.adapters.people.cards_json import LARGEST, as_vcards, is_json_cards
from fifteen.adapters.people.shape import FIELD, Limits
from fifteen.adapters.people.sources import (
    DAMAGED,
    LOCKED,
    Source,
    Survey,
    TooLargeError,
    bounds,
    members,
    survey,
)
from fifteen.method.words import Refusal

_LOOKED_AT = 65_536  # bytes at the beginning by which a file is judged
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROL_SHARE = 0.05  # of the bytes looked at; damaged text has a few, a picture a third

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "a picture"),
    (b"\x89PNG", "a picture"),
    (b"GIF8", "a picture"),
    (b"%PDF", "a PDF document"),
    (b"\xd0\xcf\x11\xe0", "an Office file of the old kind"),
    (b"!BDN", "an Outlook data file"),
    (b"\x1f\x8b", "a packed file"),
    (b"Rar!", "a packed file"),
    (b"7z\xbc\xaf", "a packed file"),
    (b"SQLite format 3", "a database"),
    (b"RIFF", "a sound or picture"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(
    rb"CHARSET=\"?(iso-8859-(?:[2-9]|1[013-6])|windows-125[0-8]|cp125[0-8]|koi8-[ru]|shift_jis|"
    rb"euc-(?:jp|kr)|gb2312|gbk|gb18030|big5)\b",
    re.IGNORECASE,
)
_POLISH = re.compile(rb"\bimi\xea\b|\bnazwisko\b", re.IGNORECASE)
_ASK = "Nothing was imported. Please export your contacts as CSV or vCard and choose that file."


@dataclass(frozen=True, slots=True)
class Opened:
    """The bytes of an address book, the name they had, and how they are to be decoded."""

    source: Source
    filename: str
    encoding: str

    def stream(self) -> io.TextIOWrapper:
        """The text from the beginning, line ends as they are, without a copy of the bytes."""
        return io.TextIOWrapper(
            self.source.open(), encoding=self.encoding, errors="replace", newline=""
        )

    def head(self, characters: int) -> str:
        """The beginning of the text."""
        with self.stream() as stream:
            return stream.read(characters)


def open_book(data: bytes, filename: str, limits: Limits) -> Opened | Refusal:
    """The text of an address book; a zip archive is looked into for the one book it holds."""
    if len(data) > limits.file_bytes:
        return _too_big(limits)
    if data[:4] not in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
        return _opened(Source(data), survey(Source(data)), filename)
    try:
        chosen = _choose(members(data, limits))
        if isinstance(chosen, Refusal):
            return chosen
        member = Source(data, chosen, bounds(chosen, limits))
        return _of_member(member, chosen.filename, limits)
    except TooLargeError:
        return Refusal(
            f"This archive holds more than {limits.zip_members:,} files, as no export of contacts "
            f"does. {_ASK}",
            FIELD,
        )
    except DAMAGED:
        return Refusal(f"This archive is damaged and cannot be unpacked. {_ASK}", FIELD)
    except LOCKED:  # an unknown method; a password
        return Refusal(
            "This archive is locked by a password or packed in a way we cannot read. Nothing was "
            "imported. Please unpack it and choose Connections.csv.",
            FIELD,
        )


def _of_member(member: Source, filename: str, limits: Limits) -> Opened | Refusal:
    """One member, read to the limit and no further."""
    if member.head(2) == b"PK":
        return Refusal(f"This archive holds a further archive. {_ASK}", FIELD)
    try:
        found = survey(member)
    except TooLargeError:
        if member.most == limits.file_bytes:
            return _too_big(limits)
        return Refusal(
            "This archive unpacks to far more than its size, as no address book does. Nothing was "
            f"imported. {_ASK.partition('. ')[2]}",
            FIELD,
        )
    return _opened(member, found, filename)


def _opened(source: Source, found: Survey, filename: str) -> Opened | Refusal:
    if found.is_blank:
        return Refusal(f"This file is empty. {_ASK}", FIELD)
    head = source.head(_LOOKED_AT)
    if is_json_cards(head):
        if found.size > LARGEST:
            size = f"{LARGEST / 1_000_000:g} MB"
            return Refusal(
                f"These are cards in JSON, of which up to {size} are read. {_ASK}", FIELD
            )
        if cards := as_vcards(source.head(LARGEST)):
            return Opened(Source(cards), filename, "utf-8")
    encoding = _encoding(head, found.is_utf8)
    what = _not_a_book(head, encoding)
    if what:
        return Refusal(f"This file is {what}, not an address book. {_ASK}", FIELD)
    return Opened(source, filename, encoding)


def _too_big(limits: Limits) -> Refusal:
    size = f"{limits.file_bytes / 1_000_000:g} MB"
    return Refusal(
        f"This file is larger than {size}, the most that is read at once. Nothing was imported. "
        "Please split it, or export fewer columns.",
        FIELD,
    )


def not_text(head: bytes) -> str:
    """What a file is that holds no lines of text, such as "a picture"; empty where it may."""
    if head.startswith(b"PK"):
        return "a spreadsheet or an archive"
    return _not_a_book(head[:_LOOKED_AT], _encoding(head[:_LOOKED_AT], is_utf8=True))


def _not_a_book(head: bytes, encoding: str) -> str:
    for magic, what in _MAGIC:
        if head.startswith(magic):
            return what
    if encoding.startswith(("utf-16", "utf-32")):
        head = head.decode(encoding, "replace").encode("utf-8", "replace")
    if len(_CONTROLS.findall(head)) > _CONTROL_SHARE * len(head):
        return "not text"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<svg")):
        return "a web page"
    if start.startswith((b"{", b'["', b"[[", b"[{")):
        return "data of a program"
    if start.startswith(b"begin:vcalendar"):
        return "a calendar"
    return ""


def _encoding(head: bytes, is_utf8: bool) -> str:
    """BOM first; then blanks of UTF-16; then UTF-8 where it holds; then what the file itself says;
    Windows-1252 for the rest."""
    for bom, name in _BOMS:
        if head.startswith(bom):
            return name
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) > len(head) * 0.2 and min(even, odd) * 10 < max(even, odd):
        return "utf-16-le" if odd > even else "utf-16-be"
    return "utf-8" if is_utf8 else _told(head)


def _told(head: bytes) -> str:
    """The old encoding that cards name, or that the headings of a Polish table give away."""
    if named := _CHARSET.search(head):
        return named[1].decode("ascii").lower()
    return "cp1250" if _POLISH.search(head) else "cp1252"


def _choose(there: list[zipfile.ZipInfo]) -> zipfile.ZipInfo | Refusal:
    """Connections.csv, or the only address book in the archive."""
    names = {m.filename.lower() for m in there}
    if names & {"xl/workbook.xml", "word/document.xml", "mimetype", "index/document.iwa"}:
        return Refusal(
            "This file is a spreadsheet or a document. Nothing was imported. Please open it and "
            "save the list as CSV, then choose that file.",
            FIELD,
        )
    books = [m for m in there if m.filename.lower().endswith((".csv", ".vcf"))]
    books = [m for m in books if not m.filename.startswith("__MACOSX/")]
    linkedin = [m for m in books if m.filename.lower().rpartition("/")[2] == "connections.csv"]
    if linkedin or len(books) == 1:
        return (linkedin or books)[0]
    if books:
        return Refusal(
            "This archive holds several lists and none is called Connections.csv. Nothing was "
            "imported. Please unpack it and choose one list.",
            FIELD,
        )
    if any(name.endswith(".zip") for name in names):
        return Refusal(
            "This archive holds further archives. Nothing was imported. Please unpack it and "
            "choose Connections.csv.",
            FIELD,
        )
    return Refusal(f"There is no address book in this archive. {_ASK}", FIELD)
