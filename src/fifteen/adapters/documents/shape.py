"""What a document is made of, the same for every member: plain text, no markup, no controls."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

LONGEST = 200_000  # characters; more is no letter

# All controls but the line end, lone surrogates, signs that turn the direction of writing, and
# what is no character at all: none of it may reach a file format.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\U0001fffe\U0001ffff\U0010fffe\U0010ffff]"
)


class Size(StrEnum):
    """What it is printed on."""

    A4 = "a4"
    LETTER = "letter"
    A6 = "a6"  # a card, lying
    FIVE_BY_SEVEN = "5x7"  # a card of five by seven inches, lying


MILLIMETRES = {
    Size.A4: (210.0, 297.0),
    Size.LETTER: (215.9, 279.4),
    Size.A6: (148.0, 105.0),
    Size.FIVE_BY_SEVEN: (177.8, 127.0),
}
"""Width and height."""

CARDS = frozenset({Size.A6, Size.FIVE_BY_SEVEN})
_LETTER_PAPER = frozenset({"US", "CA", "MX", "PH", "CL", "CO", "VE", "GT", "CR", "PA", "DO", "PR"})


def paper_of(country: str) -> Size:
    """The size of a sheet in a country (two letters): US letter there, A4 everywhere else."""
    return Size.LETTER if country.upper() in _LETTER_PAPER else Size.A4


@dataclass(frozen=True, slots=True)
class Paper:
    """A letter as it is laid out. `subject` is left out where it is empty."""

    body: str
    subject: str = ""
    title: str = ""
    author: str = ""
    size: Size = Size.A4


@dataclass(frozen=True, slots=True)
class Document:
    """A finished file. `lost` are the signs that no font at hand can draw, in their order."""

    data: bytes
    media: str
    suffix: str
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its lines, and whether it is written from right to left."""

    lines: tuple[str, ...]
    rtl: bool


def plain(text: str) -> str:
    """The text without anything that is not writing; line ends are line feeds."""
    text = text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub("[\u2028\u2029\x0b\x0c\x85]", "\n", text).replace("\t", " ")
    return unicodedata.normalize("NFC", _UNWANTED.sub("", text))


def paragraphs(body: str) -> tuple[Paragraph, ...]:
    """The body in paragraphs, which empty lines divide."""
    parts = re.split(r"\n[^\S\n]*(?:\n[^\S\n]*)+", plain(body).strip())
    return tuple(
        Paragraph(tuple(line.strip() for line in part.split("\n")), is_rtl(part))
        for part in parts
        if part.strip()
    )


def is_rtl(text: str) -> bool:
    """Whether the first sign with a direction of its own runs from right to left."""
    for sign in text:
        direction = unicodedata.bidirectional(sign)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False
