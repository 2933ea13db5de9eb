"""How a letter ends: closing words, name, signature block, P.S."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from fifteen.method.letters._fold import Folded
from fifteen.method.letters._lexicon import Lexicon

_CLOSING_LONGEST = 7  # words of closing words that no list knows
_NAME_LONGEST = 60  # characters of a line that can be a name and what goes with it
_GOES_ON = re.compile(r"[.!?;:]+ +(?=(?:[\w'-]+,? ){3})")  # a sentence behind the name
_STOP_INSIDE = re.compile(r"(?:[\w']{4}\.|[\w'][!?]) +\w")  # "come on, it's only ten minutes. Gaz"
_BESIDE = re.compile(r" (?:\||•|·|\() ?")  # a post or how it is said, in the line of the name
_WORD = re.compile(r"[a-z0-9][a-z0-9'&-]*")


class Line(NamedTuple):
    """One line without the blanks around it."""

    start: int
    end: int
    plain: str
    parted: bool = False  # quoted lines stand between this one and the one before


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text; empty where the letter has no such part."""

    start: int = 0
    end: int = 0

    def __bool__(self) -> bool:
        return self.end > self.start


class Ending:
    """Closing words, name, signature and P.S., looked for from the end of the letter."""

    def __init__(
        self, lines: list[Line], folded: Folded, lexicon: Lexicon, seeker: frozenset[str]
    ) -> None:
        self.closing = self.name = self.signature = Part()
        self.postscript: list[Part] = []
        self._folded, self._lexicon, self._seeker = folded, lexicon, seeker
        lines = self._cut_postscript(self._cut_marked_signature(lines))
        self.body_end = lines[-1].end if lines else 0
        marked = bool(self.signature)
        if lines and not self._from_closing(lines):
            self._from_name(lines)
        if self.signature and not marked:
            self._cut_said_below([line for line in lines if line.start >= self.signature.start])

    def _cut_marked_signature(self, lines: list[Line]) -> list[Line]:
        for number, line in enumerate(lines):
            marked = line.plain in ("--", "---", "-----") and number >= len(lines) - 12
            if marked or self._lexicon.patterns["tool_line"].match(line.plain):
                if number + 1 < len(lines):
                    self.signature = Part(lines[number + 1].start, lines[-1].end)
                return lines[:number]
        return lines

    def _cut_said_below(self, below: list[Line]) -> None:
        """A sentence from "I" to "you" under the name is the letter again, no contact line."""
        patterns = self._lexicon.patterns
        for line in below:
            if patterns["said_below"].search(line.plain) and not patterns["small_print"].search(
                line.plain
            ):
                self.postscript.insert(0, Part(line.start, self.signature.end))
                first = line is below[0]
                self.signature = Part() if first else Part(self.signature.start, line.start)
                return

    def _cut_postscript(self, lines: list[Line]) -> list[Line]:
        mark = self._lexicon.patterns["postscript"]
        for number in range(len(lines) - 1, max(-1, len(lines) - 10), -1):
            if mark.match(lines[number].plain):
                self.postscript = [Part(lines[number].start, lines[-1].end)]
                return lines[:number]
        return lines

    def _from_closing(self, lines: list[Line]) -> bool:
        closing = self._lexicon.patterns["closing"]
        for number in range(len(lines) - 1, max(-1, len(lines) - 12), -1):
            line = lines[number]
            found = closing.match(line.plain[:120])
            if not found:
                if self._is_closing_by_form(lines, number):
                    self.closing = Part(line.start, line.end)
                    self.body_end = lines[number - 1].end
                    self._take_name(line, len(line.plain), False, lines[number + 1 :])
                    return True
                continue
            rest = line.plain[found.end() :].strip(" ,.!-")
            stop = self._goes_on(line.start + found.end(), line.end)
            if rest and not self._is_name(line.start + found.end(), stop.start or line.end):
                continue
            self.closing = Part(line.start, line.start + found.end())
            self.body_end = lines[number - 1].end if number else line.start
            self._take_name(line, found.end(), bool(rest), lines[number + 1 :])
            return True
        return self._inline_closing(lines)

    def _is_closing_by_form(self, lines: list[Line], number: int) -> bool:
        """A short line with a comma above a name: 'Curiously yours from Bonn,'."""
        line = lines[number]
        if number + 1 >= len(lines) or not number > 0 or not line.plain.endswith(","):
            return False
        below = lines[number + 1]
        short = len(line.plain.split()) <= _CLOSING_LONGEST and number >= len(lines) - 6
        return short and self._is_name(below.start, below.end)

    def _take_name(self, line: Line, at: int, inline: bool, below: list[Line]) -> None:
        if inline:
            self._set_name(line.start + at, line.end)
        elif below:
            self._set_name(below[0].start, below[0].end)
            below = below[1:]
        if below and not self.signature:
            self.signature = Part(below[0].start, below[-1].end)

    def _set_name(self, start: int, end: int) -> None:
        """The name; what goes on after it in the same line is the letter again, like a P.S."""
        rest = self._goes_on(start, end)
        self.name = Part(start, rest.start or end)
        if rest:
            self.postscript.insert(0, rest)

    def _goes_on(self, start: int, end: int) -> Part:
        """What stands in a line behind the seeker's name and a stop; empty where nothing does."""
        found = _GOES_ON.search(self._folded.plain, start, end)
        known = found is not None and self._holds_seeker(start, found.start())
        return Part(found.end(), end) if found and known else Part()

    def _inline_closing(self, lines: list[Line]) -> bool:
        """'... next week? Thanks, Ana' at the end of the last line of a short message."""
        last = lines[-1]
        tail_start = max(0, len(last.plain) - 80)
        for key in ("inline_closing", "any_inline_closing"):
            for found in self._lexicon.patterns[key].finditer(last.plain, tail_start):
                start, end = last.start + found.start("words"), last.start + found.end()
                known = key == "inline_closing" or self._is_seeker_alone(found, end, last.end)
                if known and self._is_name(end, last.end):
                    self.closing, self.name = Part(start, end), Part(end, last.end)
                    self.body_end = start
                    return True
        return False

    def _is_seeker_alone(self, found: re.Match[str], start: int, end: int) -> bool:
        """Whether the seeker's name stands there, and without closing words nothing else."""
        words = set(_WORD.findall(self._folded.plain, start, end)) - {"x", "xx", "xxx"}
        joins = self._lexicon.patterns["joining_front"]
        joined = joins.match(self._folded.plain, start, end)
        if joined and joined.end() > start:
            return False  # "Half an hour tops, and I keep to it. Hanna"
        if not found["words"]:
            return words <= self._seeker
        goes_on = _STOP_INSIDE.search(self._folded.plain, start, end) is not None
        return self._holds_seeker(start, end) and not goes_on

    def _holds_seeker(self, start: int, end: int) -> bool:
        return not self._seeker.isdisjoint(_WORD.findall(self._folded.plain, start, end))

    def _from_name(self, lines: list[Line]) -> None:
        """No closing words: the seeker's name near the end, or a last line that is a name."""
        near = range(len(lines) - 1, max(0, len(lines) - 8), -1)
        known = (n for n in near if self._holds_seeker(lines[n].start, lines[n].end))
        for number in (*known, len(lines) - 1):
            line = lines[number]
            if number and self._is_name(line.start, line.end):
                self._set_name(line.start, line.end)
                self.body_end = lines[number - 1].end
                if number + 1 < len(lines):
                    self.signature = Part(lines[number + 1].start, lines[-1].end)
                return

    def _is_name(self, start: int, end: int) -> bool:
        """Whether a stretch looks like somebody's name (or holds the seeker's), no more."""
        if end - start > _NAME_LONGEST and not _BESIDE.search(
            self._folded.cased, start, start + _NAME_LONGEST
        ):
            return False
        cased = _BESIDE.split(self._folded.cased[start:end], maxsplit=1)[0].strip(" ,.!-~")
        words = cased.split()
        if not words or len(words) > 6 or cased.endswith("?"):
            return False
        if self._holds_seeker(start, end):
            return True
        if cased.startswith(("[", "{", "<")):
            return True
        small = self._lexicon.sets["name_particles"]
        words = [word for word in words if word.lower() not in small]
        named = all(word[0].isupper() or not word[0].isalpha() for word in words)
        return bool(words) and len(words) <= 5 and named and words[0][0].isalpha()
