"""jCard (RFC 7095), the same cards in JSON: written as vCards, and then read as any others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

LARGEST = 5_000_000  # bytes; JSON takes several times its size in memory
_BEGINS = re.compile(rb'[\s\xef\xbb\xbf]*\[\s*(?:\[\s*)?"vcard"\s*,')
_NAME = re.compile(r"[A-Za-z0-9-]{1,60}")
_WORD = re.compile(r'[^\x00-\x1f":;,]{1,200}')


def is_json_cards(data: bytes) -> bool:
    """Whether a file begins as jCards do."""
    return len(data) <= LARGEST and _BEGINS.match(data[:200]) is not None


def as_vcards(data: bytes) -> bytes:
    """The cards as vCard text; empty where it is no JSON after all."""
    try:
        found = json.loads(data.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return b""
    cards = [found] if found[:1] == ["vcard"] else found
    return "".join(f"{line}\n" for card in cards for line in _card(card)).encode("utf-8", "replace")


def _card(card: Any) -> Iterator[str]:
    if not isinstance(card, list) or len(card) < 2 or not isinstance(card[1], list):
        return
    yield "BEGIN:VCARD"
    for line in card[1]:
        if isinstance(line, list) and len(line) > 3 and _is_name(line[0]):
            yield _property(line[0], line[1], line[2], line[3:])
    yield "END:VCARD"


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
