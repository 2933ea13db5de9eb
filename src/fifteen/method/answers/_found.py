"""What is inside a reply: numbers, links, people, the day to write again, times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from fifteen.method.answers._lexicon import LANGUAGES, Lexicon, any_of, lexicon
from fifteen.method.answers._machine import day_in
from fifteen.method.answers._sense import words_of
from fifteen.method.answers.words import Message, Named
from fifteen.method.times import Asked, Time, read

_PHONE = re.compile(r"(?<![\w@./-])(\+?\(?\d[\d ()./-]{5,18}\d)(?![\w@-])")
_DATE_LIKE = re.compile(r"\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?|\d{4}-\d\d-\d\d|\d{1,2}[-–]\d{1,2}")
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>()\"]+|\b(?:calendly\.com|cal\.com|doodle\.com)/\S+")
_BOOKING = re.compile(
    r"calendly|cal\.com|doodle|savvycal|youcanbook|outlook\.office\S*book|bookings|appointlet|"
    r"acuity|meetings\.hubspot|calendar\.(?:google|app)|zcal|tidycal|koalendar|zoom\.us|meet\.google|"
    r"teams\.(?:microsoft|live)|webex|whereby|jitsi|termin|booking|schedul",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"<?([\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6})>?")
_CAPITALS = r"[A-Z\u00c0-\u00de\u0100-\u017f][\w'’-]+"
_TITLES = r"(?:(?:Dr|Prof|Ms|Mr|Mrs)\.? |Frau |Herrn? )*"
_PARTICLES = "van|von|de|der|la|del|bin|al"
_FULL_NAME = re.compile(rf"{_TITLES}({_CAPITALS}(?: (?:{_CAPITALS}|{_PARTICLES})){{0,3}})")
_LONGEST_HEADER = 4_000  # characters
_HEADER_NAME = re.compile(r'"?([^"<>,;]+?)"?\s*<([^<>\s]+@[^<>\s]+)>|([^\s<>,;]+@[^\s<>,;]+)')


def phone(reply: str) -> str:
    """The first telephone number in a reply; empty where there is none."""
    for found in _PHONE.finditer(reply):
        digits = sum(c.isdigit() for c in found[1])
        if 7 <= digits <= 15 and not _DATE_LIKE.fullmatch(found[1].strip()):
            return found[1].strip()
    return ""


def link(reply: str) -> str:
    """The first link for booking or meeting."""
    for found in _LINK.finditer(reply):
        if _BOOKING.search(found[0]):
            return found[0].rstrip(".,;:!?'")
    return ""


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


@cache
def _calendar(language: str) -> _Calendar:
    words = lexicon(language)
    mid, months = words.spans["mid"], any_of(words.months)
    numbers, week, month = any_of(words.numbers), words.spans["week"], words.spans["month"]
    flags = re.IGNORECASE
    return _Calendar(
        # Not "4 March", which is a day of its own.
        re.compile(
            r"(?<!\d )(?<!\d\. )(?<!\dth )(?<!\dst )(?<!\dnd )(?<!\drd )"
            rf"(?:(?P<mid>{mid})[ -])?\b(?P<month>{months})\b(?! \d{{1,2}}(?!\d))"
            r"(?:,? (?P<year>20\d\d))?",
            flags,
        ),
        re.compile(rf"\b({any_of(words.seasons)})\b", flags),
        re.compile(rf"\bin ({numbers}|\d{{1,2}}) (?:(?P<week>{week})|(?P<month>{month}))\b", flags),
        re.compile(mid, flags),
        re.compile(words.spans["next_month"], flags),
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
            return _first_of(today, number, month["year"], 15 if month["mid"] else 1)
    if away := calendar.away.search(reply):
        return _away(today, away, words)
    for found in words.words["until_words"].finditer(reply):
        day = day_in(reply[found.end() : found.end() + 40], message, message.language)
        if day is not None and day > today:
            return day
    if calendar.next_month.search(reply):
        return _first_of(today, today.month % 12 + 1, None, 1)
    if season := calendar.season.search(reply):
        return _first_of(today, words.seasons[season[1].lower()], None, 1)
    return None


def _first_of(today: date, month: int, year: str | None, day: int) -> date:
    first = date(int(year) if year else today.year, month, day)
    return first if year or first > today else date(today.year + 1, month, day)


def _away(today: date, found: re.Match[str], words: Lexicon) -> date:
    number = words.numbers.get(found[1].lower()) or int(found[1])
    if found["week"]:
        return today + timedelta(weeks=number)
    index = today.month - 1 + number
    return date(today.year + index // 12, index % 12 + 1, min(today.day, 28))


def people(reply: str, message: Message, named: Iterator[str]) -> tuple[Named, ...]:
    """Other people a reply names, with their addresses where they stand in it or in copy.

    `named` are the words by which the classes told of somebody. The seeker and the writer are
    never among them.
    """
    known = _addresses(message.cc)
    seeker = {one.lower() for one in (*_addresses(message.to), *_addresses(message.sender))}
    own_names = {
        word
        for header in (message.to, message.sender)
        for name in _addresses(header).values()
        for word in name.lower().split()
    }
    found: dict[str, Named] = {}
    language = message.language if message.language in LANGUAGES else LANGUAGES[0]
    known_words = words_of(language).known
    for words in named:
        for match in _FULL_NAME.finditer(words):
            name = _trimmed(match[1], lexicon(message.language).no_name)
            theirs = set(name.lower().split()) & own_names
            if name and name.lower() not in known_words and not theirs:
                found.setdefault(name, Named(name, _address_of(name, reply, known)))
    for address in _ADDRESS.findall(reply):
        if address.lower() not in seeker and all(one.email != address for one in found.values()):
            found.setdefault(address, Named("", address))
    for address, name in known.items():
        if address.lower() not in seeker and all(
            one.email.lower() != address.lower() for one in found.values()
        ):
            found.setdefault(address, Named(name, address))
    return tuple(found.values())


def _trimmed(name: str, no_name: re.Pattern[str]) -> str:
    words = name.split()
    while words and no_name.fullmatch(words[0].replace("’", "'")):
        words = words[1:]
    while words and no_name.fullmatch(words[-1].replace("’", "'")):
        words = words[:-1]
    return " ".join(words).removesuffix("'s").removesuffix("’s")


def _addresses(header: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, address, bare in _HEADER_NAME.findall(header[:_LONGEST_HEADER]):
        found[address or bare] = name.strip()
    return found


def _address_of(name: str, reply: str, known: dict[str, str]) -> str:
    words = [word.lower() for word in name.split() if len(word) > 2]
    for address in (*_ADDRESS.findall(reply), *known):
        local = address.split("@")[0].lower()
        if any(word in local for word in words):
            return str(address)
    return next((address for address, one in known.items() if name in one), "")
