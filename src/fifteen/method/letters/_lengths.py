"""Lengths of time in all wordings: "half an hour", "20-30 min", "¾ of an hour", "a quick 15".

How a length is written stands with the words of the language; here it is worked out. Whether it is
that of the talk is told by `_talk_time`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from fifteen.method.letters import _clocks
from fifteen.method.letters._anatomy import Anatomy, Sentence
from fifteen.method.letters._lexicon import Lexicon

_MINUTES_IN_HOUR = 60
_PART_OF_DAY = 240.0  # minutes; "an afternoon with you" is more than fifteen in any case
_LONGEST = 7 * 24 * 60  # minutes; "240 hours" are what a school asks for
_ONE_RANGE = 6  # characters between two lengths that are the ends of one
_CLOCK_FROM = 8  # hours written without a blank are a time of day: 15h
_TENS_FROM, _UNITS_BELOW = 20, 10
_BEFORE, _BEHIND = 80, 60  # characters around a length that are looked at
_PART = re.compile(r"[ -]")
_DIGIT = re.compile(r"\d")

Kind = Literal["counted", "part", "clock"]
"""How it is told: in minutes and hours, as a part of a day or what takes as long, by the clock."""


class Length(NamedTuple):
    """A length of time: where, and its upper end in minutes."""

    start: int
    end: int
    minutes: float
    compound: bool  # before a noun: "a 30-minute call"
    kind: Kind = "counted"


def told(flat: str, sentence: Sentence, lexicon: Lexicon) -> list[Length]:
    """All lengths that a sentence tells, whatever takes so long, in their order."""
    text, sets = flat[sentence.start : sentence.end], lexicon.sets
    timely = any(map(text.__contains__, sets["timely"]))
    found = list(_in_sentence(flat, sentence, lexicon)) if timely else []
    if not sentence.words.isdisjoint(sets["hours"]) or _DIGIT.search(text):
        for start, last, minutes in _clocks.spans(flat, sentence, lexicon):
            if not any(one.start < last and start < one.end for one in found):
                end = last - flat.endswith(".", start, last)
                found.append(Length(start, end, minutes, compound=False, kind="clock"))
    return sorted(found)


def _in_sentence(flat: str, sentence: Sentence, lexicon: Lexicon) -> Iterator[Length]:
    for found in lexicon.patterns["length"].finditer(flat, sentence.start, sentence.end):
        before = flat[max(sentence.start, found.start() - _BEFORE) : found.start()]
        after = flat[found.end() : min(sentence.end, found.end() + _BEHIND)]
        minutes = _minutes(found, lexicon)
        if minutes is None or minutes > _LONGEST or _is_clock(lexicon, found, before):
            continue
        if "+" in found[0] or _at_least(lexicon, before, after):
            minutes += 1
        if lexicon.patterns["length_times"].search(before):
            minutes *= 2  # two lots of ten, or more
        unit = (found["unit"] or "").rstrip(".")
        compound = found["long"] is not None or ("-" in found[0] and not unit.endswith("s"))
        kind: Kind = "part" if found["wide"] or found["vague"] else "counted"
        yield Length(
            found.start(), found.start() + len(found[0].rstrip(".")), minutes, compound, kind
        )


def by_phrase(anatomy: Anatomy, lexicon: Lexicon) -> tuple[Length, ...]:
    """The lengths of the talk that a letter names, in a language of which nothing was learned:
    those of sentences that ask, where nothing right around them tells of something else."""
    flat, patterns = anatomy.flat, lexicon.patterns
    return in_order(
        length
        for sentence in anatomy.sentences
        if patterns["length_asked"].search(flat, sentence.start, sentence.end)
        for length in told(flat, sentence, lexicon)
        if not patterns["length_else_before"].search(flat, sentence.start, length.start)
        and not patterns["length_else_after"].match(flat, length.end, sentence.end)
    )


def in_order(lengths: Iterator[Length]) -> tuple[Length, ...]:
    """Lengths in their order; of two that are the ends of one range the upper."""
    found = list(lengths)
    return tuple(
        length
        for number, length in enumerate(found)
        if number + 1 == len(found) or found[number + 1].start - length.end > _ONE_RANGE
    )


def _is_clock(lexicon: Lexicon, found: re.Match[str], before: str) -> bool:
    """Whether it is a time of day: "Thursday at 15h", "Thursday 7h"."""
    text = found[0].rstrip(".")
    if text.endswith("-h"):
        return True  # 4-H is a club
    if not (text.endswith("h") and text[:-1].isdigit()):
        return False
    at = lexicon.patterns["clock_before"].search(before) is not None
    return at or int(text[:-1]) >= _CLOCK_FROM


def _at_least(lexicon: Lexicon, before: str, after: str) -> bool:
    """Whether the number is the lower end of what is asked for."""
    patterns = lexicon.patterns
    return bool(patterns["at_least"].search(before) or patterns["or_more"].match(after))


def _minutes(found: re.Match[str], lexicon: Lexicon) -> float | None:
    """The upper end in minutes; None for "a few minutes" and the like, which name no length."""
    if found["fraction"]:
        return _share(found["fraction"], lexicon) * _MINUTES_IN_HOUR
    if found["half"]:
        whole = _number(_PART.split(found["half"])[0], lexicon) or 1
        return (whole + _share(found["half"], lexicon)) * _MINUTES_IN_HOUR
    if found["wide"]:
        return _PART_OF_DAY
    if found["vague"]:
        return float(_MINUTES_IN_HOUR)
    if found["bare"]:
        return _number(found["bare"], lexicon)
    value = _counted(found, lexicon)
    hours = found["unit"][:1] in lexicon.sets["hour_begins"]
    if value is None or (not hours and found["high"] in lexicon.sets["vague_counts"]):
        return None
    return value * _MINUTES_IN_HOUR if hours else value


def _counted(found: re.Match[str], lexicon: Lexicon) -> float | None:
    """The upper number; what looks like a range in "twenty-five" is one number."""
    value, low = _number(found["high"], lexicon), found["low"]
    tens = lexicon.numbers.get(low or "", 0)
    if value is not None and tens >= _TENS_FROM and value < _UNITS_BELOW and low:
        joined = found.string[found.end("low") : found.start("high")]
        if joined.strip() in ("", "-"):
            return value + tens
    return value


def _share(text: str, lexicon: Lexicon) -> float:
    return next((share for words, share in lexicon.shares.items() if words in text), 0.5)


def _number(text: str, lexicon: Lexicon) -> float | None:
    if text[:1].isdigit():
        return float(text.replace(",", "."))
    known = [lexicon.numbers[part] for part in _PART.split(text) if part in lexicon.numbers]
    return float(sum(known)) if known else None
