"""A reader of the YAML that deploy/compose.yml is written in, stricter than YAML itself: mappings
and lists by indent, lists and mappings in brackets, plain and quoted words, anchors, and merging
with `<<`. Whatever else stands there is refused with its line."""

from __future__ import annotations

import json
import re
from typing import Any

_KEY = re.compile(r"(?P<key>[\w.<-]+):(?: +(?P<rest>.*))?$")
_ITEM = re.compile(r"- +(?P<rest>.*)$")
_PLAIN = re.compile(r"[^\s\[\]{}&*!|>'\"%@`#,][^\[\]{}\"'#]*")
_STEP = 2  # spaces


class Wrong(ValueError):
    """A line that is not understood, and why."""


def read(text: str) -> Any:
    """What the text says. Raises `Wrong`."""
    lines = []
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.strip()
        if "\t" in line or line != line.rstrip():
            raise Wrong(f"{number}: a tab, or blanks at its end")
        if bare and not bare.startswith("#"):
            lines.append((number, len(line) - len(bare), bare))
    reader = _Reader(lines)
    told = reader.block(0)
    if reader.lines:
        raise Wrong(f"{reader.lines[0][0]}: it stands where nothing can")
    return told


class _Reader:
    def __init__(self, lines: list[tuple[int, int, str]]) -> None:
        self.lines, self.anchors = lines, dict[str, Any]()

    def block(self, indent: int) -> Any:
        """The mapping or list whose lines begin so deep."""
        if not self.lines or self.lines[0][1] != indent:
            raise Wrong(f"{self.lines[0][0] if self.lines else 'end'}: not {indent} deep")
        if self.lines[0][2].startswith("- "):
            return self._list(indent)
        return self._mapping(indent)

    def _list(self, indent: int) -> list[Any]:
        found = []
        while self.lines and self.lines[0][1] == indent and (m := _ITEM.match(self.lines[0][2])):
            number = self.lines.pop(0)[0]
            found.append(self._value(number, m["rest"]))
        return found

    def _mapping(self, indent: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        merged: dict[str, Any] = {}
        while self.lines and self.lines[0][1] == indent:
            number, _, text = self.lines.pop(0)
            one = _KEY.match(text)
            if one is None or one["key"] in found:
                raise Wrong(f"{number}: no key, or one for the second time")
            value = self._under(number, indent, one["rest"] or "")
            if one["key"] == "<<":
                merged |= value
            else:
                found[one["key"]] = value
        return merged | found

    def _under(self, number: int, indent: int, rest: str) -> Any:
        anchor = re.fullmatch(r"&(\w+)", rest)
        if rest and not anchor:
            return self._value(number, rest)
        deeper = bool(self.lines) and self.lines[0][1] == indent + _STEP
        value = self.block(indent + _STEP) if deeper else None
        if anchor:
            self.anchors[anchor[1]] = value
        return value

    def _value(self, number: int, text: str) -> Any:
        if text.startswith("*"):
            if text[1:] not in self.anchors:
                raise Wrong(f"{number}: {text} is nowhere named")
            return self.anchors[text[1:]]
        try:
            return _inline(text)
        except ValueError as failure:
            raise Wrong(f"{number}: {text}") from failure


def _inline(text: str) -> Any:
    """A word, or a list or mapping in brackets."""
    if text[0] == '"':
        return json.loads(text)
    if text[0] == "[" and text[-1] == "]":
        return [_inline(one.strip()) for one in _parted(text[1:-1])]
    if text[0] == "{" and text[-1] == "}":
        pairs = [one.partition(":") for one in _parted(text[1:-1])]
        return {key.strip(): _inline(value.strip()) for key, _, value in pairs}
    if re.fullmatch(r"-?\d+", text):
        return int(text)
    if text in ("true", "false"):
        return text == "true"
    if text in ("yes", "no", "on", "off", "null", "~") or re.search(r": |:$| #", text):
        raise ValueError("readers of YAML do not agree what this is")
    if not _PLAIN.fullmatch(re.sub(r"\$\{[A-Z_]+(:\?)?\}", "x", text)):
        raise ValueError("no plain word")
    return text


def _parted(text: str) -> list[str]:
    """Parted by commas that stand in no quotes."""
    return [one for one in re.findall(r'(?:"(?:\\.|[^"\\])*"|[^,"])+', text) if one.strip()]
