"""jCard (RFC 7095), the same cards in JSON: written as vCards, and then read as any others."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any

LARGEST = 5_000_000  # bytes
_LONGEST = 200_000  # bytes of a property; a longer one is a picture
_TOKEN = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]]', re.DOTALL)
_BEGINS = re.compile(rb'[\s\xef\xbb\xbf]*\[\s*(?:\[\s*)?"vcard"\s*,')
_NAME = re.compile(r"[A-Za-z0-9-]{1,60}")
_WORD = re.compile(r'[^\x00-\x1f":;,]{1,200}')


def is_json_cards(head: bytes) -> bool:
    """Whether a file that begins so begins as jCards do."""
    return _BEGINS.match(head[:200]) is not None


def as_vcards(data: bytes) -> bytes:
    """The cards as vCard text; empty where there is none after all."""
    out = io.BytesIO()
    for line in _lines(data):
        out.write(line.encode("utf-8", "replace") + b"\n")
    return out.getvalue()


def _lines(data: bytes) -> Iterator[str]:
    """The properties of each card one by one: a list of all of them would be twenty times the
    file, and a card that is damaged or cut off would cost the others."""
    depth, card, start = 0, 0, 0  # how deep the word "vcard" stands, where a property begins
    for found in _TOKEN.finditer(data):
        sign = found[0]
        if sign == b"[":
            depth += 1
            if card and depth == card + 1:
                yield "BEGIN:VCARD"
            elif card and depth == card + 2:
                start = found.start()
        elif sign == b"]":
            depth -= 1
            if card and depth == card + 1:
                yield from _read(data[start : found.end()])
            elif card and depth == card:
                yield "END:VCARD"
                card = 0
        elif sign == b'"vcard"' and not card:
            card = depth


def _read(text: bytes) -> Iterator[str]:
    """A property as a vCard writes it, where it is one."""
    if len(text) > _LONGEST:
        return
    try:
        line = json.loads(text.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return
    if len(line) > 3 and _is_name(line[0]):
        yield _property(line[0], line[1], line[2], line[3:])


def _is_name(name: object) -> bool:
    return isinstance(name, str) and bool(_NAME.fullmatch(name))


def _property(name: str, params: Any, kind: Any, values: list[Any]) -> str:
    given = dict(params) if isinstance(params, dict) else {}
    group = given.pop("group", "")
    parts = [f"{group}.{name.upper()}" if _is_name(group) else name.upper()]
    for key, value in given.items():
        words = [w for w in _several(value) if _WORD.fullmatch(w)]
        if _is_name(key) and words:
            parts.append(f"{key.upper()}={','.join(words)}")
    plain = kind == "uri"
    return f"{';'.join(parts)}:{','.join(_value(value, plain) for value in values)}"


def _several(value: Any) -> list[str]:
    found = value if isinstance(value, list) else [value]
    return [str(one) for one in found if isinstance(one, (str, int, float))]


def _value(value: Any, plain: bool) -> str:
    """A value as a vCard writes it; a structured one is a list of parts, and so may a part be."""
    if isinstance(value, list):
        return ";".join(",".join(_text(one, plain) for one in _several(part)) for part in value)
    return ",".join(_text(one, plain) for one in _several(value))


def _text(text: str, plain: bool) -> str:
    signs = (("\r", ""), ("\n", "\\n")) if plain else _ESCAPED
    for sign, written in signs:
        text = text.replace(sign, written)
    return text


_ESCAPED = (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r", ""), ("\n", "\\n"))
