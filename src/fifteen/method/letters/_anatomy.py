"""A letter taken apart: greeting, body, sign-off and name, signature block, quoted mail, P.S.

All offsets are into the folded text (`_fold`), which `Anatomy.text.span` turns into the original's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from fifteen.method.letters._ending import Ending, Line, Part
from fifteen.method.letters._fold import Folded, fold
from fifteen.method.letters._lexicon import Lexicon

_STOPS_OF_SENTENCES = (".", "?", "!")
_OPENING_LONGEST = 6  # words of a greeting that no list knows
_GREETING_WITHIN = 14  # lines: a letter by post has addresses and a date above its greeting
_BREAK = re.compile(r"[.!?]+[\"')\]]*(?=\s|$)|[!?.][\"')]+(?=[A-Z])|\n[ ]*\n|\n(?=[ ]*[-\d][ .)])")
_WORD = re.compile(r"[a-z0-9][a-z0-9'&-]*")
_PARTS = re.compile(r"['-]")  # team's and team, pick-me-up and pick
_LETTER = re.compile(r"\w")


class Sentence(NamedTuple):
    """A sentence of the body and the set of its words."""

    start: int
    end: int
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Anatomy:
    """The parts of one text."""

    text: Folded
    flat: str  # the folded text with line ends as blanks
    cased: str  # the same with capitals kept
    greeting: Part
    greeted: Part  # the name in the greeting
    bare: bool  # the greeting is a name, or begins with words that no list knows
    closing: Part  # "Best regards,"
    name: Part  # what stands where the seeker's name belongs
    signature: Part
    letter_end: int  # from here on: quoted mail
    stretches: tuple[Part, ...]  # what is judged: the body and a P.S.
    sentences: tuple[Sentence, ...]

    def words(self) -> int:
        """Words of the body, greeting and sign-off not counted."""
        said = [word for p in self.stretches for word in self.flat[p.start : p.end].split()]
        marked = [word for word in said if not word[0].isalnum()]  # few: the others are words
        return len(said) - sum(1 for word in marked if not _LETTER.search(word))


def whole(text: str) -> Anatomy:
    """A text that is all body, such as a subject line."""
    folded = fold(text)
    flat = folded.plain.replace("\n", " ")
    part = Part(0, len(flat))
    sentences = tuple(_sentences(folded.plain, part, frozenset()))
    none = Part()
    cased = folded.cased.replace("\n", " ")
    return Anatomy(
        folded, flat, cased, none, none, False, none, none, none, len(flat), (part,), sentences
    )


def parse(
    text: str,
    lexicon: Lexicon,
    seeker: frozenset[str] = frozenset(),
    host: frozenset[str] = frozenset(),
) -> Anatomy:
    """The parts of a letter; `seeker` and `host` hold the folded words of their names, if known."""
    folded = fold(text)
    plain = folded.plain
    lines, letter_end = _own_lines(plain, lexicon)
    greeting, greeted, first = _greeting(lines, folded, lexicon, host)
    tail = Ending(lines[first:], folded, lexicon, seeker)
    body_start = greeting.end if greeting else (lines[0].start if lines else 0)
    body_end = tail.body_end if tail.body_end > body_start else _end_of(lines, body_start)
    stretches = [*_without_quoted(lines, body_start, body_end), *tail.postscript]
    sentences = [
        sentence
        for part in stretches
        for sentence in _sentences(plain, part, lexicon.sets["abbreviations"])
    ]
    return Anatomy(
        folded,
        plain.replace("\n", " "),
        folded.cased.replace("\n", " "),
        greeting,
        greeted,
        lexicon.patterns["greeting"].match(plain, greeting.start) is None,
        tail.closing,
        tail.name,
        tail.signature,
        letter_end,
        tuple(stretches),
        tuple(sentences),
    )


def _end_of(lines: list[Line], start: int) -> int:
    return lines[-1].end if lines and lines[-1].end > start else start


def _own_lines(plain: str, lexicon: Lexicon) -> tuple[list[Line], int]:
    """The seeker's own lines, blank ones left out, and where quoted mail begins to the end."""
    lines: list[Line] = []
    header = lexicon.patterns["quoted_header"]
    position, parted = 0, False
    raw_lines = plain.split("\n")
    for number, raw in enumerate(raw_lines):
        stripped = raw.strip()
        start = position + len(raw) - len(raw.lstrip())
        position += len(raw) + 1
        if not stripped:
            continue
        if stripped.startswith(">"):
            parted = True
        elif header.match(stripped[:200]) and (lines or not stripped.startswith("from")):
            if not _marked_below(raw_lines, number):
                return lines, start
        else:
            lines.append(Line(start, start + len(stripped), stripped, parted))
            parted = False
    return lines, len(plain)


def _marked_below(raw_lines: list[str], number: int) -> bool:
    """Whether the quoted lines under a header are marked, so that own lines may follow them."""
    below = raw_lines[number + 1 : number + 4]
    return next((line for line in below if line.strip()), "").lstrip().startswith(">")


def _greeting(
    lines: list[Line], folded: Folded, lexicon: Lexicon, host: frozenset[str]
) -> tuple[Part, Part, int]:
    """The greeting, the name in it, and the number of lines before the body."""
    patterns = lexicon.patterns
    for number, line in enumerate(lines[:_GREETING_WITHIN]):
        found = patterns["greeting"].match(line.plain[:200])
        if found and not _closes(lines, number, lexicon):
            return _greeting_parts(line, found, number, lexicon)
    for number, line in enumerate(lines[:1]):
        found = patterns["bare_greeting"].match(line.plain[:80])
        if (
            found
            and not patterns["closing"].match(line.plain[:80])
            and folded.cased[line.start].isupper()
        ):
            return _greeting_parts(line, found, number, lexicon)
        found = patterns["inline_name"].match(line.plain[:40])
        if found and found["name"] in host:
            return _greeting_parts(line, found, number, lexicon)
    return _named_opening(lines, lexicon, host)


def _closes(lines: list[Line], number: int, lexicon: Lexicon) -> bool:
    """Whether a line that could greet ends a letter: "Greetings," below a sentence."""
    closing = lexicon.patterns["closing"].match(lines[number].plain[:80])
    return closing is not None and any(
        line.plain.rstrip().endswith(_STOPS_OF_SENTENCES) for line in lines[:number]
    )


def _named_opening(
    lines: list[Line], lexicon: Lexicon, host: frozenset[str]
) -> tuple[Part, Part, int]:
    """Words no list knows with the host's name at the end: "Servus Marta," or "ola marta - "."""
    for line in lines[:1]:
        for found in islice(_WORD.finditer(line.plain[:80]), _OPENING_LONGEST):
            if found[0] in lexicon.sets["greeting_stops"]:
                break
            after = line.plain[found.end() :].lstrip(" ")
            if found[0] in host and (not after or after[0] in ",:!.-"):
                end = line.end if not after else line.end - len(after) + 1
                name = Part(line.start + found.start(), line.start + found.end())
                return Part(line.start, end), name, 1 if end >= line.end else 0
    return Part(), Part(), 0


def _greeting_parts(
    line: Line, found: re.Match[str], number: int, lexicon: Lexicon
) -> tuple[Part, Part, int]:
    """A name ends where the letter goes on without a stop: "Hi Ana I hope ..."."""
    name_start, name_end = found.span("name")
    end = found.end()
    stops = lexicon.sets["greeting_stops"]
    for word in re.finditer(r"\S+", found["name"]):
        if word[0] in stops and not found["name"].lstrip().startswith("whom"):
            end = name_end = name_start + word.start()
            break
    words = line.plain[name_start:name_end].strip()
    name_start += len(line.plain[name_start:name_end]) - len(
        line.plain[name_start:name_end].lstrip()
    )
    name = Part(line.start + name_start, line.start + name_start + len(words))
    goes_on = end < len(line.plain)
    return Part(line.start, line.start + end), name, number if goes_on else number + 1


def _without_quoted(lines: list[Line], start: int, end: int) -> Iterator[Part]:
    """The stretches of own lines between two offsets; lines marked with ">" part them."""
    first: int | None = None
    last = start
    for line in lines:
        if line.end <= start or line.start >= end:
            continue
        if first is not None and line.parted:
            yield Part(first, last)
            first = None
        first = max(line.start, start) if first is None else first
        last = min(line.end, end)
    if first is not None:
        yield Part(first, last)


def _sentences(plain: str, part: Part, abbreviations: frozenset[str]) -> Iterator[Sentence]:
    """The sentences of a stretch: ended by a stop, a blank line or a new item of a list."""
    start = part.start
    for found in _BREAK.finditer(plain, part.start, part.end):
        if found[0] == "." and _last_word(plain, start, found.start()) in abbreviations:
            continue
        if found.end() > start:
            yield _sentence(plain, start, found.end())
        start = found.end()
    if part.end > start:
        yield _sentence(plain, start, part.end)


def _last_word(plain: str, start: int, end: int) -> str:
    window = plain[max(start, end - 12) : end]
    return window.rsplit(None, 1)[-1].lstrip("(") if window.strip() else ""


def _sentence(plain: str, start: int, end: int) -> Sentence:
    while start < end and plain[start].isspace():
        start += 1
    words = set(_WORD.findall(plain, start, end))
    parts = [part for word in words if "'" in word or "-" in word for part in _PARTS.split(word)]
    return Sentence(start, end, frozenset(words.union(parts)))
