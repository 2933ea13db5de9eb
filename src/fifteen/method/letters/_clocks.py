"""How long a talk is that is given by the clock: "from 3 to 3.45 pm", "ten till eleven"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fifteen.method.letters._anatomy import Sentence
from fifteen.method.letters._lexicon import Lexicon

_HOUR = 60  # minutes
_HALF_DAY = 12 * _HOUR
_LONGEST = 300.0  # minutes; what is longer is a time in which somebody is free
_DIGITS = re.compile(r"(\d{1,2})(?:[:.h](\d\d))?")


def spans(flat: str, sentence: Sentence, lexicon: Lexicon) -> Iterator[tuple[int, int, float]]:
    """Where a sentence tells of a time from one hour to another: offsets and minutes."""
    for found in lexicon.patterns["clock_range"].finditer(flat, sentence.start, sentence.end):
        first = _minutes(found["from"], lexicon)
        last = None if first is None else _minutes(found["to"], lexicon, first)
        if first is None or last is None:
            continue
        length = float((last - first) % _HALF_DAY)
        if 0 < length <= _LONGEST:
            yield found.start(), found.end(), length


def _minutes(said: str, lexicon: Lexicon, since: int = 0) -> int | None:
    """The minutes after midnight or noon; None where it is no hour. `since`: the hour before, of
    which "half past" alone is said."""
    said = str(lexicon.patterns["clock_around"].sub("", said)).replace("-", " ").strip()
    digits = _DIGITS.match(said)
    if digits:
        hour, minute = int(digits[1]), int(digits[2] or 0)
        return hour * _HOUR + minute if hour <= _HALF_DAY // 30 and minute < _HOUR else None
    if said in lexicon.sets["noon"]:
        return _HALF_DAY
    share, _, rest = said.partition(" ")
    if share in lexicon.shares:  # quarter to seven, half past, half seven
        way, _, behind = rest.partition(" ")
        before = way in lexicon.sets["clock_before_hour"]
        known = before or way in lexicon.sets["clock_past_hour"]
        told = behind if known else rest
        hour_of = _minutes(told, lexicon) if told else since - since % _HOUR
        minutes = round(lexicon.shares[share] * _HOUR)
        return None if hour_of is None else hour_of + (-minutes if before else minutes)
    number = lexicon.numbers.get(said, 0)
    return number * _HOUR if 0 < number <= _HALF_DAY // _HOUR else None
