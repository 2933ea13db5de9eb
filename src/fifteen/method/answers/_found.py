"""What is inside a reply: numbers, links, people, the day to write again, times."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from fifteen.method.answers._lexicon import Lexicon, any_of, lexicon
from fifteen.method.answers._machine import day_first, day_in
from fifteen.method.answers._reply import below
from fifteen.method.answers._sentences import sentences
from fifteen.method.answers.words import Message
from fifteen.method.times import Asked, Time, read

_PHONE = re.compile(r"(?<![\w@./-])(\+?\(?\d[\d ()./-]{5,18}\d)(?![\w@-])")
_DATE_LIKE = re.compile(
    r"\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?|\d{4}-\d\d-\d\d|\d{1,2}[-–]\d{1,2}"
    r"|\d{1,2}[.:]\d\d ?[-–/] ?\d{1,2}[.:]\d\d"
)
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>()\"]+|\b(?:calendly\.com|cal\.com|doodle\.com)/\S+")
_BOOKING = re.compile(
    r"calendly|cal\.com|doodle|savvycal|youcanbook|outlook\.office\S*book|bookings|appointlet|"
    r"acuity|meetings\.hubspot|calendar\.(?:google|app)|zcal|tidycal|koalendar|zoom\.us|meet\.google|"
    r"teams\.(?:microsoft|live)|webex|whereby|jitsi|jit\.si|termin|booking|schedul|\bbook\b|bbb\."
    r"|\b(?:cal|calendar|meet|meeting|termine?)\.",
    re.IGNORECASE,
)


def phone(reply: str, message: Message) -> str:
    """The first telephone number in a reply; empty where there is none.

    One of the signature counts where the reply points to it ("my number is below").
    """
    words = lexicon(message.language).words
    told = _number(reply, words["no_phone"])
    if told or not words["number_below"].search(reply):
        return told
    return _number(below(message.text, message.sender, message.asked), words["no_phone"])


def is_of_another(number: str, reply: str, language: str) -> bool:
    """Whether a number in a reply is that of somebody else: "ring her on ...", "he's on ..."."""
    words = lexicon(language).words
    for one in sentences(reply):
        if number and number in one.plain:
            theirs = words["their_number"].search(one.plain)
            return bool(theirs) and not words["my_number"].search(one.plain)
    return False


def _number(text: str, other: re.Pattern[str]) -> str:
    for found in _PHONE.finditer(text):
        digits = sum(c.isdigit() for c in found[1])
        named = other.search(text, max(0, found.start() - _NEAR), found.start())
        if 7 <= digits <= 15 and not named and not _DATE_LIKE.fullmatch(found[1].strip()):
            return found[1].strip()
    return ""


_NEAR = 30  # characters before a number that say what it is the number of


def link(reply: str, language: str) -> str:
    """The first link for booking or meeting, by its own words or by those before it."""
    books = lexicon(language).words["books"]
    found_all = list(_LINK.finditer(reply))
    for found in sorted(found_all, key=lambda one: not _BOOKING.search(one[0])):
        before = reply[max(0, found.start() - _LEADS) : found.start()]
        led = books.search(re.split(r"[.!?\n] ", before)[-1])
        if _BOOKING.search(found[0]) or (led and not _NO_BOOKING.search(found[0])):
            return found[0].rstrip(".,;:!?'")
    return ""


_LEADS = 70  # characters before a link that may say what it is for
_NO_BOOKING = re.compile(
    r"linkedin|xing\.|/jobs?|career|karriere|stellen|facebook|youtu", re.IGNORECASE
)


def times(reply: str, message: Message) -> tuple[Time, ...]:
    """The times a reply names as possible; none where it leaves them open."""
    if message.written is None:
        return ()
    return read(
        Asked(
            reply,
            message.written,
            message.host_zone,
            message.seeker_zone,
            message.offered,
            message.language,
        )
    ).times


@dataclass(frozen=True, slots=True)
class _Calendar:
    month: re.Pattern[str]
    season: re.Pattern[str]
    away: re.Pattern[str]
    mid: re.Pattern[str]
    next_month: re.Pattern[str]
    until_end: re.Pattern[str]


@cache
def _calendar(language: str) -> _Calendar:
    words = lexicon(language)
    mid, months = words.spans["mid"], any_of(words.months)
    numbers, week, month = any_of(words.numbers), words.spans["week"], words.spans["month"]
    lapse = words.spans["lapse"]
    flags = re.IGNORECASE
    return _Calendar(
        # Not "4 March", which is a day of its own.
        re.compile(
            r"(?<!\dth of )(?<!\dst of )(?<!\drd of )(?<!\dnd of )"
            r"(?<!\d )(?<!\d\. )(?<!\dth )(?<!\dst )(?<!\dnd )(?<!\drd )"
            rf"(?:(?P<mid>{mid})[ -])?\b(?P<month>{months})\b(?! \d{{1,2}}(?!\d))"
            r"(?:,? (?P<year>20\d\d))?",
            flags,
        ),
        re.compile(rf"\b({any_of(words.seasons)})\b", flags),
        re.compile(
            rf"\b(?:{lapse}) (?:({numbers}|\d{{1,2}}) (?:(?P<week>{week})|(?P<month>{month}))"
            rf"|(?P<fortnight>{words.spans['fortnight']}))\b",
            flags,
        ),
        re.compile(mid, flags),
        re.compile(words.spans["next_month"], flags),
        re.compile(words.spans["until_end"], flags),
    )


def until(reply: str, message: Message) -> date | None:
    """The first day to write again: a month gives its first day, "back on the 9th" the 9th."""
    if message.written is None:
        return None
    today, words = message.written.date(), lexicon(message.language)
    calendar = _calendar(message.language)
    for month in calendar.month.finditer(reply):
        if month["month"][0].isupper() or message.language == "de" or len(month["month"]) > 3:
            if month["month"] == "may":
                continue
            number = words.months[month["month"].lower()]
            if number == today.month and not month["year"] and not _is_behind(reply, month, words):
                continue  # "it's February!" says why, not when
            if calendar.until_end.search(reply, max(0, month.start() - _NEAR), month.start()):
                number = number % 12 + 1  # "busy until the end of January": the first of February
            return _first_of(today, number, month["year"], 15 if month["mid"] else 1)
    if away := calendar.away.search(reply):
        return _away(today, away, words)
    day = _named_day(reply, message)
    if day is not None:
        return day
    if calendar.next_month.search(reply):
        return _first_of(today, today.month % 12 + 1, None, 1)
    if season := calendar.season.search(reply):
        return _first_of(today, words.seasons[season[1].lower()], None, 1)
    return None


def _is_behind(reply: str, month: re.Match[str], words: Lexicon) -> bool:
    """Whether a word such as "until" stands before a month."""
    near = reply[max(0, month.start() - _NEAR) : month.start()]
    return words.words["until_words"].search(near) is not None


def _named_day(reply: str, message: Message) -> date | None:
    """A day named behind a word such as "until": alone, or with what goes on behind it."""
    assert message.written is not None
    language, today = message.language, message.written.date()
    met = list(lexicon(language).words["until_words"].finditer(reply))
    for first in (day_in, day_first):
        for found in met:
            behind = reply[found.end() : found.end() + 40]
            behind = behind if first is day_in else behind.split("\n")[0]
            day = first(behind, message, language)
            if day is None and first is day_first:
                day = day_first(found[0] + behind, message, language)
            if day is not None and day > today:
                return day
    return None


def _first_of(today: date, month: int, year: str | None, day: int) -> date:
    first = date(int(year) if year else today.year, month, day)
    return first if year or first > today else date(today.year + 1, month, day)


def _away(today: date, found: re.Match[str], words: Lexicon) -> date:
    if found["fortnight"]:
        return today + timedelta(weeks=2)
    number = words.numbers.get(found[1].lower()) or int(found[1])
    if found["week"]:
        return today + timedelta(weeks=number)
    index = today.month - 1 + number
    return date(today.year + index // 12, index % 12 + 1, min(today.day, 28))
