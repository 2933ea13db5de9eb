"""Which times do these words mean? (ANSWERS.md, part 2; R1)

`read` is deterministic and needs nothing but its argument. It proposes; the seeker confirms. Where
the words leave something open it gives back a question instead of a guess.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

from fifteen.method.times._absence import after_absence
from fifteen.method.times._affairs import settled
from fifteen.method.times._asides import without, without_past
from fifteen.method.times._asking import question
from fifteen.method.times._beside import beside
from fifteen.method.times._day import Day
from fifteen.method.times._doubt import check
from fifteen.method.times._heads import heads, only_told
from fifteen.method.times._hours import Hours
from fifteen.method.times._leaving import until_they_leave
from fifteen.method.times._lexicon import LANGUAGES, Lexicon, lexicon
from fifteen.method.times._listed import without_listed
from fifteen.method.times._meaning import meaning
from fifteen.method.times._nodes import nodes
from fifteen.method.times._places import Place, placed
from fifteen.method.times._said import Meaning
from fifteen.method.times._scan import items, plain
from fifteen.method.times._second_look import (
    FEW_WORDS,
    is_doubtful,
    leaves_an_hour_out,
    only_rules_out_a_moment,
    takes_up_a_time,
)
from fifteen.method.times._segments import segments
from fifteen.method.times._shift import moved
from fifteen.method.times._spelling import mended
from fifteen.method.times._walk import DAYS
from fifteen.method.times._zones import host_zone, is_hosts, named, zone
from fifteen.method.times.words import Asked, TimeKind, Unclear, Understood

DAYS_OR_OFFERS = {*DAYS, "range", "open", "nth", "all"} - {"anyday", "month"}

_WORDS = re.compile(r"[^\W\d_]+")

__all__ = ["language_of", "names_time", "read"]


def read(asked: Asked) -> Understood:
    """What the words mean: times that suit and times ruled out in UTC, or a question to ask back.

    A naive `written` is an error of the caller (ValueError); words that say nothing about times
    are asked back.
    """
    if asked.written.tzinfo is None:
        raise ValueError("The moment of writing needs its zone.")
    words = lexicon(asked.language)
    try:
        told = _told(asked, words)
        said = mended(plain(asked.text), asked.language)
        told = after_absence(told, said, words, lambda day: _begins(day, asked, words))
        told = until_they_leave(told, said, words)
        _check_week(told, asked, words)
        if not (told.times or asked.offered) and words.clauses.rest.search(said):
            raise Unclear("open_days")
        if told == Understood() and _hints(asked, words):
            raise Unclear("nothing")
        if is_doubtful(told, said, words, lambda part: _or_none(asked, words, part)):
            raise Unclear("odd")
        if not asked.offered and leaves_an_hour_out(told, lambda: _hours_in(said, words)):
            raise Unclear("odd")
        if not asked.offered and only_rules_out_a_moment(told):
            raise Unclear("odd")
        if told == Understood() and not asked.offered and takes_up_a_time(said, words):
            raise Unclear("nothing")
        return told
    except Unclear as open_point:
        return Understood(ask=question(open_point, words))


def language_of(text: str) -> str:
    """The language that more of the words about times are written in; English where none is."""
    told = plain(text)
    covered = {
        name: sum(len(item.text) for item in items(told, lexicon(name), False))
        for name in LANGUAGES
    }
    return max(LANGUAGES, key=lambda name: covered[name])


def names_time(text: str, language: str) -> bool:
    """Whether a text names a day or an hour at all."""
    told = nodes(items(plain(text), lexicon(language), False))
    return any(isinstance(node, Day | Hours) for node in told)


def _told(asked: Asked, words: Lexicon) -> Understood:
    text = _proposals(asked, words)
    offered = bool(asked.offered)
    if (told := _said_on_two_clocks(text, asked, words)) is not None:
        return told
    if offered and (told := moved(text, words, lambda part: _told_of(asked, words, part))):
        return told
    apart = heads(text, words, offered)
    alone = _or_none(asked, words, apart.proposal) if apart else None
    if not offered and only_told(text, words):
        raise Unclear("odd")
    if not apart or not alone or not alone.times:
        return _told_of(asked, words, text)
    whole = _or_none(asked, words, text)
    if whole is not None and whole.times == alone.times:
        return whole
    points = all(time.kind is not TimeKind.WINDOW for time in alone.times)
    if points or all(_lies_apart(one, alone, asked, words) for one in apart.told):
        return alone
    return _told_of(asked, words, text)


def _said_on_two_clocks(text: str, asked: Asked, words: Lexicon) -> Understood | None:
    """ "9am Pacific, that's 5pm for you": the time, where both are one moment."""
    echo = words.clauses.echo.search(text)
    if echo is None:
        return None
    told = _or_none(asked, words, text[: echo.start()] + text[echo.end() :])
    if told is None or len(told.times) != 1 or told.times[0].kind is TimeKind.WINDOW:
        return None
    there = told.times[0].span.start.astimezone(zone(asked.seeker_zone))
    hour, _, minute = echo["clock"].replace(".", ":").partition(":")
    if (there.hour - int(hour)) % 12 or there.minute != int(minute or 0):
        raise Unclear("zones_differ")
    return told


def _lies_apart(told: str, alone: Understood, asked: Asked, words: Lexicon) -> bool:
    """Whether what is told leaves the windows that were proposed alone."""
    if not _read_in(told, words, bool(asked.offered)):
        return True
    other = _or_none(asked, words, told)
    if other is None:
        return False
    spans = [*(time.span for time in other.times), *other.ruled_out]
    return bool(spans) and not any(
        span.start < time.span.end and time.span.start < span.end
        for span in spans
        for time in alone.times
    )


def _or_none(asked: Asked, words: Lexicon, text: str) -> Understood | None:
    try:
        return _told_of(asked, words, text)
    except Unclear as open_point:
        if open_point.question == "two_next":
            raise  # "Friday I'm at the gym, so Thursday": today, or in a week?
        return None


def _told_of(asked: Asked, words: Lexicon, text: str) -> Understood:
    rest, affairs = (text, 0) if asked.offered else without_listed(text, words)
    if affairs != 1:
        return _placed(asked, words, rest)
    told = _placed(asked, words, text)
    if told.times != _placed(asked, words, rest).times:
        raise Unclear("odd")  # "Monday at the town hall, Tuesday at 10"
    return told


def _placed(asked: Asked, words: Lexicon, text: str) -> Understood:
    offered = bool(asked.offered)
    found = settled(
        text,
        words,
        lambda rest: bool(_read_in(rest, words, offered)),
        lambda rest: _clocks(rest, words, offered),
        lambda rest: _days_of(rest, words, offered),
    )
    told = placed(_meaning(found.text, asked, words), _place(asked))
    if not found.sure and told != placed(_meaning(text, asked, words), _place(asked)):
        raise Unclear("odd")  # "I gut the fish at 9, Friday at 10"
    return told


def _proposals(asked: Asked, words: Lexicon) -> str:
    """The text without promises of an answer and without asides."""
    offered = bool(asked.offered)
    written = asked.text
    if written != written.lower():  # somebody who writes capitals writes the short forms with one
        written = words.small.sub("", written)
    said = mended(plain(written), asked.language)
    said = _with_offered_hour(said, asked, words)
    said = words.clauses.since.sub(rf"{words.lists['opener']['from']} \g<clock>", said)
    text = words.promise.sub("", said)
    if text != said and not _tells_anything(text, words, offered):
        hints = words.hints & {*_WORDS.findall(said)}
        if hints or _tells_anything(said, words, offered):
            raise Unclear("nothing")  # "I'll tell you on Friday"
    if not offered:
        text = words.clauses.rest.sub("", text)
    text = without_past(text, words, offered, lambda rest: _tells(rest, words, offered))
    return without(text, words, lambda rest: _tells(rest, words, offered))


def _with_offered_hour(text: str, asked: Asked, words: Lexicon) -> str:
    """ "The same time on Friday": the hour of the offers, where no other is named."""
    if not asked.offered or not words.same_hour.search(text):
        return text
    there = zone(host_zone(asked))
    hours = {f"{span.start.astimezone(there):%H:%M}" for span in asked.offered}
    if len(hours) > 1 or _clocks(text, words, True):
        return text
    return words.same_hour.sub(f"@ {hours.pop()}", text)


def _begins(day: str, asked: Asked, words: Lexicon) -> datetime | None:
    told = _or_none(replace(asked, offered=()), words, day)
    return told.times[0].span.start if told and told.times else None


def _check_week(told: Understood, asked: Asked, words: Lexicon) -> None:
    """ "Wednesday at the same time", where a later week had been offered: which Wednesday?"""
    if not asked.offered or not words.same_hour.search(plain(asked.text)):
        return
    offered = min(span.start for span in asked.offered).isocalendar()[:2]
    times = [time.span.start for time in told.times if time.kind is not TimeKind.OFFERED]
    if any(start.isocalendar()[:2] < offered for start in times):
        raise Unclear("odd")


def _meaning(text: str, asked: Asked, words: Lexicon) -> Meaning:
    told = beside(nodes(items(text, words, bool(asked.offered))))
    check(told, words, lambda item: is_hosts(item, asked))
    return meaning(segments(told), lambda item: named(item, asked), bool(asked.offered))


def _read_in(text: str, words: Lexicon, offered: bool) -> list[Day | Hours]:
    found = nodes(items(text, words, offered))
    return [node for node in found if isinstance(node, Day | Hours)]


def _hours_in(text: str, words: Lexicon) -> list[Hours]:
    return [node for node in _read_in(text, words, False) if isinstance(node, Hours)]


def _clocks(text: str, words: Lexicon, offered: bool) -> bool:
    """Whether an hour of the clock is named, be it the one at which something begins or ends."""
    found = nodes(items(text, words, offered))
    return any(
        node.op != "part" if isinstance(node, Hours) else node.kind == "vague" for node in found
    )


def _days_of(text: str, words: Lexicon, offered: bool) -> str:
    return " ".join(item.text for item in items(text, words, offered) if item.kind in DAYS)


def _hints(asked: Asked, words: Lexicon) -> bool:
    """Whether a short text has words that tell of time, although none of it was read."""
    text = mended(plain(asked.text), asked.language)
    if len(text.split()) > FEW_WORDS:
        return False
    unread = " ".join(item.gap for item in items(text, words, bool(asked.offered)))
    return bool(words.hints & {*_WORDS.findall(unread)})


def _tells_anything(text: str, words: Lexicon, offered: bool) -> bool:
    found = nodes(items(text, words, offered))
    return any(isinstance(node, Day | Hours) or node.kind in DAYS_OR_OFFERS for node in found)


def _tells(text: str, words: Lexicon, offered: bool) -> bool:
    found = nodes(items(text, words, offered))
    return any(not isinstance(node, Hours) and node.kind in DAYS_OR_OFFERS for node in found)


def _place(asked: Asked) -> Place:
    return Place(asked, host_zone(asked), asked.written.astimezone(UTC))
