"""Pasted text as entries: one person a line, or a block of lines a person, as in the signatures of
letters and in directories."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

_BLANK = "\0 \t\r\n\ufeff"
_MOST = 12  # lines of a signature
_MAIL = re.compile(r"[^\s@<>]{1,64}@[^\s@<>]{1,255}")
_LEADERS = re.compile(r"\s*(?:\.{3,}|…+|_{3,}|\s{3,}|\u2002+|·)\s*")
_RULE = re.compile(r"--\s*")  # what mail programs put before a signature
_CLOSING = re.compile(
    r"(?:(?:with )?(?:best|kind|warm|many) (?:regards|wishes|thanks)|all the best|many thanks|"
    r"yours (?:sincerely|truly|faithfully)|sincerely yours|"
    r"mit (?:freundlichen|besten|herzlichen) grüßen|(?:viele|beste|liebe|herzliche) grüße|"
    r"bien cordialement|cordialement|bien à vous|(?:un )?cordial saludo|cordiali saluti|"
    r"(?:best|regards|cheers|thanks|sincerely|saludos)(?=\s*[,!]))\s*[,.!]?\s*",
    re.IGNORECASE,
)
_PASTED = re.compile(r"\s*\n\s*| \| ")
_BARE = re.compile(
    r"(?:(?:e-?mail|mail|tel(?:efon|ephone)?|phone|mobile?|mobil|cell|fax|web|www|m|t|p|e|f)\b"
    r"\s*(?:[.:]\s*)?)?(?:\+?[\d(][\d\s()./-]{5,}|[^\s@]+@[^\s@]+|(?:https?://|www\.)\S+)",
    re.IGNORECASE,
)
_FAX = re.compile(r"(?:tele)?fax\b|f\s*(?:[.:]\s*)?\+?\d", re.IGNORECASE)
_LABEL = re.compile(r"^(?:e-?mail|mail|mobile?|mobil|cell|web|[mtpe])\s*[.:]\s*", re.IGNORECASE)


def entries(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Each person's line with its number; the lines of a block are one, parted by commas."""
    block: list[tuple[int, str]] = []
    for number, line in enumerate(lines, 1):
        text = line.strip(_BLANK)
        if text and not _RULE.fullmatch(text) and not _CLOSING.fullmatch(text):
            block.append((number, text))
            if len(block) <= _MOST:
                continue
        yield from _of_block(block)
        block = []
    yield from _of_block(block)


def as_line(text: str) -> str:
    """A signature that was pasted where one line is typed, as one line; other text as it is. A
    browser keeps no line ends there: our script writes a bar for each."""
    pieces = _PASTED.split(text.strip())
    return ", ".join(line for _, line in entries(pieces)) if len(pieces) > 1 else text


def _of_block(block: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    texts = [text for _, text in block]
    if _is_one_person(texts):
        kept = [_LABEL.sub("", t, count=1) for t in texts if not _FAX.match(t)]
        yield block[0][0], ", ".join(_LEADERS.sub(", ", text) for text in kept)
        return
    for number, text in block:
        yield number, _LEADERS.sub(", ", text)


def _is_one_person(texts: Sequence[str]) -> bool:
    """Whether lines that stand together are one person's: the first has a name and no address,
    some other is nothing but an address or a number, and there is one mail address at most."""
    if not 2 <= len(texts) <= _MOST:
        return False
    if _BARE.fullmatch(texts[0]) or _MAIL.search(texts[0]) or not texts[0][:1].isalpha():
        return False
    bare = sum(bool(_BARE.fullmatch(text)) for text in texts[1:])
    mails = sum(len(_MAIL.findall(text)) for text in texts)
    return bare > 0 and mails <= 1
