"""How long a talk is that is given by the clock: "from 3 to 3.45 pm", "ten till eleven"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fifteen.method.letters._anatomy import Sentence
from fifteen.method.letters._lexicon import Lexicon

_HOUR = 60  # minutes
_HALF_DAY = 12 * _HOUR
_LONGEST = 180.0  # minutes; what is longer is a time in which somebody is free
_ASKED_WITHIN = 90  # characters before
_PART = re.compile(r"(?:a )?(?P<share>[a-z]+) (?P<way>[a-z]+) (?P<hour>\S.*)")
_DIGITS = re.compile(r"(\d{1,2})(?:[:.h](\d\d))?")


def spans(flat: str, sentence: Sentence, lexicon: Lexicon) -> Iterator[tuple[int, int, float]]:
    """Where a sentence proposes a talk from one hour to another: offsets and minutes.

    When somebody is free, or at work, tells of no length.
    """
    patterns = lexicon.patterns
    for found in patterns["clock_range"].finditer(flat, sentence.start, sentence.end):
        before = flat[max(sentence.start, found.start() - _ASKED_WITHIN) : found.start()]
        if patterns["clock_free"].search(before) or not patterns["clock_asked"].search(before):
            continue
        first, last = (_minutes(found[key], lexicon) for key in ("from", "to"))
        if first is None or last is None:
            continue
        length = float((last - first) % _HALF_DAY)
        if 0 < length <= _LONGEST:
            yield found.start(), found.end(), length


def _minutes(said: str, lexicon: Lexicon) -> int | None:
    """The minutes after midnight or noon; None where it is no hour."""
    digits = _DIGITS.match(said)
    if digits:
        hour, minute = int(digits[1]), int(digits[2] or 0)
        return hour * _HOUR + minute if hour <= _HALF_DAY // 30 and minute < _HOUR else None
    if said in lexicon.sets["noon"]:
        return _HALF_DAY
    part = _PART.fullmatch(said)
    if part:  # a quarter to seven
        hour_of = _minutes(part["hour"], lexicon)
        share = round(lexicon.shares[part["share"]] * _HOUR)
        before = part["way"] in lexicon.sets["clock_before_hour"]
        return None if hour_of is None else hour_of + (-share if before else share)
    hour = lexicon.numbers.get(said, 0)
    return hour * _HOUR if 0 < hour <= _HALF_DAY // _HOUR else None
