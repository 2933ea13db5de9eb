"""A talk that was agreed before: whether there is one, and whether an answer names another time."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from typing import NamedTuple

from fifteen.method.answers._lexicon import lexicon
from fifteen.method.answers._sentences import sentences
from fifteen.method.answers.words import Message
from fifteen.method.times import Asked, Span, Time, TimeKind, names_time, read

_HOUR = re.compile(
    r"\d{1,2}[:.h]\d\d|\b\d{1,2} ?(?:am|pm|uhr|o'clock|[ap]\.m)\b"
    r"|\b(?:at|um) (?:1?\d|2[0-4])(?![\w%/:-]|[.,]\d| \w)",
    re.IGNORECASE,
)
_PLACED = re.compile(r"\b(?:at|um) (?:1?\d|2[0-4]) (?:at|in|by|on|am|im|bei|in)\b", re.IGNORECASE)


class Talk(NamedTuple):
    """What lies behind an answer, found out once for a reading."""

    agreed: bool  # a talk was agreed before
    thanked: (
        bool  # the letter answered thanks for one that was, or tells something and asks nothing
    )


def talk_of(reply: str, message: Message) -> Talk:
    """Whether a talk was agreed before, and whether the letter answered thanks for one, or tells
    what became of it, so that there is nothing to decide."""
    agreed = is_agreed(reply, message)
    return Talk(agreed, is_thanked(message) or (not agreed and _only_tells(message)))


def is_agreed(reply: str, message: Message) -> bool:
    """Whether a talk was agreed before: the letter answered names its time and asks for nothing."""
    words, asked = lexicon(message.language).words, message.asked
    if message.agreed or words["agreed"].search(asked) or words["agreed_here"].search(reply):
        return True
    settled = words["settled"].search(asked) is not None and len(message.offered) < 2
    if len(message.offered) == 1 and _only_tells(message):
        return True  # "I have you down for ten on Tuesday": one time, and nothing is asked
    if not settled and _asks_for_a_talk(message):
        return False
    if words["reminds"].search(message.subject) and len(asked.split()) <= _REMINDER:
        return True
    hour = _HOUR.search(asked) or _PLACED.search(asked) or words["hour"].search(asked)
    return (settled or "?" not in asked) and bool(hour) and names_time(asked, message.language)


_REMINDER = 60  # words of a letter that reminds of a talk; what asks for one is explained


def is_thanked(message: Message) -> bool:
    """Whether the letter answered thanks for a talk that was, and asks for nothing."""
    asked = message.asked
    if "?" in asked or not lexicon(message.language).words["thanked"].search(asked):
        return False
    return not (_HOUR.search(asked) and _asks_for_a_talk(message))


def _asks_for_a_talk(message: Message) -> bool:
    """Whether a letter asks without a question: it offers times, it says what would help."""
    wishes = lexicon(message.language).words["wishes"]
    return len(message.offered) > 1 or wishes.search(message.asked) is not None


def _only_tells(message: Message) -> bool:
    """Whether a letter asks for nothing at all: it sends what was promised, tells how it went."""
    asked, seeks = message.asked.strip(), lexicon(message.language).words["seeks"]
    if not asked or "?" in asked or seeks.search(asked) or len(asked.split()) > _TOLD:
        return False
    return not _asks_for_a_talk(message)


_TOLD = 35  # words of a letter that only tells; a longer one may ask in words nobody listed


def names_another(times: tuple[Time, ...], reply: str, message: Message) -> bool | None:
    """Whether an answer names another time than the agreed one; None where either is unknown."""
    if not message.offered or not times:
        return None
    same = [any(_same(one, told.span, message) for one in message.offered) for told in times]
    return not any(same) or (not all(same) and "?" in reply)


def hours_alone(reply: str, message: Message) -> tuple[Time, ...]:
    """The hour a reply names without a day, on the day of the talk: "make it half eleven"."""
    if len(message.offered) != 1 or message.written is None:
        return ()
    agreed, words = message.offered[0], lexicon(message.language)
    here = _clock(agreed.start, message.asked_on or message.written)
    month = next(name for name, number in words.months.items() if number == here.month)
    day = words.spans["on_day"].format(day=here.day, month=month.title())
    asked = Asked("", message.written, message.host_zone, message.seeker_zone)
    asked = replace(asked, language=message.language)
    found: tuple[Time, ...] = ()
    said = (part for one in sentences(reply) for part in one.plain.split(". "))
    for one in islice(said, _MOST):
        if words.words["hour"].search(one) or _ANY_HOUR.search(one):
            told = one[:_LONGEST]
            parts = (told, *islice(told.split(", "), 4)) if ", " in told else (told,)
            read_so = (read(replace(asked, text=day + part)).times for part in parts)
            found = next(filter(None, read_so), found)
    half = timedelta(hours=12)
    return tuple(t for t in found if abs(t.span.start - agreed.start) != half)  # at four, not 16:00


_ANY_HOUR = re.compile(
    r"(?<![\w.:])\d{1,2}(?:[:.h]\d\d)?(?: ?[ap]\.?m)?(?![:.]\d|\w)", re.IGNORECASE
)
_MOST, _LONGEST = 12, 200  # sentences looked at, and characters of one


def with_agreed(message: Message) -> Message:
    """The message with the agreed time as what was offered: "Thursday" is the Thursday meant."""
    return replace(message, offered=message.offered or tuple(_agreed(message)))


def _agreed(message: Message) -> list[Span]:
    when = message.asked_on or message.written
    if when is None:
        return []
    here = message.seeker_zone
    told = read(Asked(message.asked, when, here, message.host_zone, (), message.language)).times
    return [time.span for time in told if time.kind is TimeKind.EXACT]


def _same(agreed: Span, told: Span, message: Message) -> bool:
    """The same moment; or the same on both clocks, as zones are often not told."""
    if told.start <= agreed.start <= told.end:
        return True
    wrote, answered = message.asked_on or message.written, message.written
    if message.host_zone or wrote is None or answered is None:
        return False
    here, start, end = (
        _clock(agreed.start, wrote),
        _clock(told.start, answered),
        _clock(told.end, answered),
    )
    return start <= here <= end


def _clock(moment: datetime, written: datetime) -> datetime:
    return moment.astimezone(written.tzinfo).replace(tzinfo=None)
