"""Lengths of time in all wordings: "half an hour", "20-30 min", "¾ of an hour", "a quick 15"."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from fifteen.method.letters._anatomy import Anatomy, Sentence
from fifteen.method.letters._lexicon import Lexicon

_HALF = {"half": 0.5, "1/2": 0.5, "½": 0.5, "quarter": 0.25, "1/4": 0.25, "¼": 0.25, "¾": 0.75}
_HALF |= {"3/4": 0.75, "three quarters": 0.75, "three-quarters": 0.75}
_TENS = ("twenty", "thirty", "forty", "fifty")
_MINUTES_IN_HOUR = 60


class Length(NamedTuple):
    """A length that is asked for: where, and its upper end in minutes."""

    start: int
    end: int
    minutes: float
    compound: bool  # before a noun: "a 30-minute call"


def asked(anatomy: Anatomy, lexicon: Lexicon) -> tuple[Length, ...]:
    """The lengths of the talk that a letter names; those about something else are left out."""
    found: list[Length] = []
    for sentence in anatomy.sentences:
        part = anatomy.flat[sentence.start : sentence.end]
        if _timely(part):
            found.extend(_in_sentence(anatomy.flat, sentence, lexicon))
    return tuple(found)


def _timely(part: str) -> bool:
    return any(sign in part for sign in ("min", "hour", "hr", "quick", "½", "spare", " h", "brief",
                                         "day", "noon", "morning", "1", "grab", "for ", "h "))  # fmt: skip


def _in_sentence(flat: str, sentence: Sentence, lexicon: Lexicon) -> list[Length]:
    result = []
    for found in _pattern(tuple(lexicon.numbers)).finditer(flat, sentence.start, sentence.end):
        before = flat[sentence.start : found.start()]
        after = flat[found.end() : sentence.end]
        if _about_else(lexicon, before[-80:], after[:60], flat[sentence.start : sentence.end]):
            continue
        minutes = _minutes(found, lexicon)
        if minutes is None:
            continue
        if lexicon.patterns["at_least"].search(before[-30:]) or lexicon.patterns["or_more"].match(
            after[:30]
        ):
            minutes += 1
        unit = found["unit"] or ""
        compound = ("-" in found[0] and not unit.endswith("s")) or found["long"] is not None
        result.append(Length(found.start(), found.end(), minutes, compound))
    return result


def _about_else(lexicon: Lexicon, before: str, after: str, sentence: str) -> bool:
    patterns = lexicon.patterns
    if patterns["length_else_before"].search(before) or patterns["length_else_after"].match(after):
        return True
    if patterns["length_denied"].search(before):
        return True
    return not patterns["length_asked"].search(sentence)


@cache
def _pattern(numbers: tuple[str, ...]) -> re.Pattern[str]:
    """One expression for all wordings, built from the number words of a language."""
    words = "|".join(sorted(numbers, key=len, reverse=True))
    tens = "twenty|thirty|forty|fifty"
    units = "one|two|three|four|five|six|seven|eight|nine"
    number = rf"(?:\d{{1,3}}(?:[.,]\d{{1,2}})?|(?:{tens})[ -](?:{units})(?![\w])|(?:{words})(?![\w])|an?(?= ))"
    joint = r" *(?:-|to|or|and|/|up to|- ?to ?-?) *"
    unit = r"(?:minutes?|mins?|min|hours?|hrs?|hr|h|m)(?![\w'])\.?(?!\w)"
    short = r"(?:short |brief |quick |of your (?:\w+ )?|precious |little |odd |uninterrupted |full |whole |solid |quiet |focused |spare |good |mere |-odd |or so |valuable |busy |free )?"
    return re.compile(
        rf"(?<![\w.,/$])(?:"
        rf"(?P<fraction>(?:a |one )?(?:three[ -]quarters|half|quarter|1/2|1/4|3/4|½|¼|¾)[ -]?(?:of )?(?:an?[ -])?hours?)(?!\w)"
        rf"|(?P<half>(?:{number}) and a (?:half|quarter) hours?|(?:an|one|1)[ -]hour and (?:a|one) (?:half|quarter))"
        rf"|(?P<range>(?P<low>{number}) ?(?:{unit})?{joint})?(?P<high>{number})\+?[ -]*(?:of )?{short}(?P<unit>{unit})"
        rf"|(?P<wide>(?:an?|the|one|half an?|half the|a (?:whole|full|half)|your) (?:whole |full |entire |free |spare )?(?P<part>afternoon|morning|day|evening))(?= (?:of your time|with you\b|shadow))"
        rf"|(?P<vague>(?:a )?(?:full|whole|good|solid|entire|spare|free|uninterrupted) hour)(?!\w)"
        rf"|(?:quick|brief|short|spare|spare me|grab) (?:a quick )?(?P<bare>\d\d|ten|fifteen|twenty|thirty)(?= ?(?:$|[?.,!]|with|of|on|over|next|this|sometime|to|for|via|by|at))"
        rf")(?P<long>[ -]long)?(?![\w-])"
    )


def _minutes(found: re.Match[str], lexicon: Lexicon) -> float | None:
    groups = found.groupdict()
    text = found[0]
    if groups["fraction"]:
        share = next(value for key, value in _ordered() if key in text)
        return share * _MINUTES_IN_HOUR
    if groups["half"]:
        first = _number(re.split(r"[ -]", text)[0], lexicon) or 1
        return (first + (0.25 if "quarter" in text else 0.5)) * _MINUTES_IN_HOUR
    if groups["wide"]:
        return 4.0 * _MINUTES_IN_HOUR
    if groups["vague"]:
        return float(_MINUTES_IN_HOUR)
    if groups["bare"]:
        return _number(groups["bare"], lexicon)
    value = _number(groups["high"], lexicon)
    low = groups["low"]
    if low in _TENS and re.match(r"[ -]\w", text[len(low) :]) and value is not None and value < 10:
        value += lexicon.numbers[low]  # "twenty-five" is no range
    unit = groups["unit"]
    if value is None or (groups["high"] in ("few", "several") and unit.startswith("m")):
        return None
    if groups["high"] in ("a", "couple") and unit.startswith("m"):
        return None
    return value * _MINUTES_IN_HOUR if unit.startswith("h") else value


def _ordered() -> list[tuple[str, float]]:
    return sorted(_HALF.items(), key=lambda item: -len(item[0]))


def _number(text: str, lexicon: Lexicon) -> float | None:
    if text[:1].isdigit():
        return float(text.replace(",", "."))
    if text in ("a", "an"):
        return 1.0
    parts = re.split(r"[ -]", text)
    values = [lexicon.numbers.get(part) for part in parts]
    known = [value for value in values if value is not None]
    return float(sum(known)) if known else None
