"""PDF by typst, from our own templates, with its own fonts inside, readable aloud (PDF/UA-1).

The text goes in as data, so nothing in it can be taken for markup. Where the fonts that come along
lack a sign, those of this computer are asked; what nobody can draw is named and left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import Any

import typst

from fifteen.adapters.documents import shape
from fifteen.adapters.documents.shape import CARDS, MILLIMETRES, Document, Paper, Size
from fifteen.method.one_page import OnePage

MEDIA, SUFFIX = "application/pdf", "pdf"
_SERIF = "Libertinus Serif"
_MISSING = re.compile(r"the text `\"(.+?)\"` could not be displayed", re.DOTALL)
_AS_DRAWN = "\u25a1"  # stands for a sign that no font has


def letter(paper: Paper) -> Document:
    """The letter on a sheet or a card."""
    wide, high = MILLIMETRES[paper.size]
    data = {
        "title": shape.plain(paper.title) or "Letter",
        "author": shape.plain(paper.author),
        "subject": " ".join(shape.plain(paper.subject).split()),
        "paragraphs": [
            {"lines": [breakable(line) for line in p.lines], "rtl": p.rtl}
            for p in shape.paragraphs(paper.body)
        ],
        "wide": wide,
        "high": high,
        "card": paper.size in CARDS,
    }
    return written("letter.typ", data)


_MOST = {"words": 280, "known": 500, "name": 200, "work": 300}  # characters, so that one page holds


def plan(page: OnePage, size: Size = Size.A4, author: str = "") -> Document:
    """The plan of a conversation, on one page."""
    wide, high = MILLIMETRES[size]
    lines = [
        {**asdict(line), "words": _cut(line.words, "words"), "title": _cut(line.title, "name")}
        for line in page.lines
    ]
    data = {
        "title": f"Plan: {_cut(page.name, 'name')}",
        "author": shape.plain(author),
        "name": _cut(page.name, "name") or "Your conversation",
        "work": _cut(page.work, "work"),
        "when": _cut(page.when, "work"),
        "goal": page.goal,
        "minutes": page.minutes,
        "lines": lines,
        "spare": [_cut(text, "words") for text in page.spare],
        "ready": [(_cut(text, "words"), done) for text, done in page.ready],
        "known": [(label, _cut(words, "known")) for label, words in page.known],
        "blank": list(page.blank),
        "wide": wide,
        "high": high,
    }
    return written("plan.typ", data)


def _cut(text: str, kind: str) -> str:
    """A text on one line, cut at a word where it is longer than one page can hold."""
    line = " ".join(shape.plain(text).split())
    most = _MOST[kind]
    return breakable(line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]} …")


_LONG_WORD = re.compile(r"\S{40}")


def breakable(text: str) -> str:
    """The text with places to break in words that are longer than a line, so that none runs off."""
    return _LONG_WORD.sub(lambda found: f"{found[0]}\u200b", text)


def written(template: str, data: Mapping[str, Any]) -> Document:
    """A template of this folder filled with data."""
    known = {**data, "fonts": [_SERIF]}
    made = _compiled(template, known, own=True)
    if isinstance(made, bytes):
        return Document(made, MEDIA, SUFFIX)
    known = {**data, "fonts": [_SERIF, *_of_this_computer()]}
    made = _compiled(template, known, own=False)
    if isinstance(made, bytes):
        return Document(made, MEDIA, SUFFIX)
    lost = made
    again = _compiled(template, _without(known, lost), own=False)
    if not isinstance(again, bytes):
        raise ValueError("signs are missing after they were taken out")
    return Document(again, MEDIA, SUFFIX, tuple(lost))


def _compiled(template: str, data: Mapping[str, Any], own: bool) -> bytes | list[str]:
    """The PDF, or the signs that no font at hand can draw."""
    try:
        made = typst.compile(
            _source(template),
            sys_inputs={"data": json.dumps(data)},
            ignore_system_fonts=own,
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as error:
        missing = _MISSING.findall(error.diagnostic)
        if not missing:
            raise
        return list(dict.fromkeys(sign for found in missing for sign in _signs(found)))
    assert isinstance(made, bytes)
    return made


def _signs(quoted: str) -> str:
    """A text as typst quotes it, read back."""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda m: chr(int(m[1], 16)), quoted)


def _without(value: Any, signs: list[str]) -> Any:
    """The same data with those signs as boxes."""
    if isinstance(value, str):
        return value.translate({ord(sign): _AS_DRAWN for sign in signs})
    if isinstance(value, list | tuple):
        return [_without(one, signs) for one in value]
    if isinstance(value, Mapping):
        return {k: v if k == "fonts" else _without(v, signs) for k, v in value.items()}
    return value


@cache
def _source(template: str) -> bytes:
    return files("fifteen.adapters.documents").joinpath(template).read_bytes()


@cache
def _of_this_computer() -> tuple[str, ...]:
    fonts = typst.Fonts(include_system_fonts=True, include_embedded_fonts=True)
    return tuple(name for name in fonts.families() if name != _SERIF)
