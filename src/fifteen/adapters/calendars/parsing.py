"""A calendar file -> components, read as hostile: sizes bounded, rules screened, zones its own.

Two things of the libraries are worked around here, both tried on real files:
icalendar keeps the zones of a file in one store for the whole process, where the first of a name
wins, so that a second "Customized Time Zone" was read hours wrong; the store is emptied before each
file, under a lock. And a rule that repeats every second, or can never come true, keeps the
expansion busy for ever; such rules are left out before anything is built from them, and counted.
"""

from __future__ import annotations

import re
import threading
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from math import prod
from typing import Any

import icalendar

LARGEST = 10_000_000  # bytes
MOST_COMPONENTS = 30_000
MOST_LINES = 600_000
LONGEST_LINE = 200_000  # characters, unfolded
_LONGEST_RULE = 2_000  # characters
_MOST_RULES = 1_000
_MOST_HOURS = 4  # times on one day that one rule may give
_MOST_COUNT = 5_000
_EARLIEST = 1900
_EARLIEST_DAILY = 2000  # of rules that repeat daily or weekly
_LOCK = threading.Lock()

# The library says aloud which zones it guesses; what stands in a calendar is for no log.
warnings.filterwarnings("ignore", category=icalendar.GloballyUniqueTZIDGuessed)


@dataclass(frozen=True, slots=True)
class Parsed:
    """The calendars of a file, and how many rules were left out because they repeat without end."""

    calendars: tuple[icalendar.Calendar, ...]
    left_out: int = 0

    def walk(self, name: str) -> Iterator[icalendar.Component]:
        """All components of a name, in the order of the file."""
        for calendar in self.calendars:
            yield from calendar.walk(name)


class NoCalendar(ValueError):
    """The file is no calendar, or larger than any."""


def parse(raw: bytes) -> Parsed:
    """The components of a file.

    Raises `NoCalendar`. What is broken inside is left out, as the library does.
    """
    if len(raw) > LARGEST:
        raise NoCalendar("larger than any calendar")
    text, left_out = _screened(_decoded(raw))
    with _LOCK:
        icalendar.use_zoneinfo()  # type: ignore[no-untyped-call]  # empties the store of zones
        try:
            found = icalendar.Calendar.from_ical(text, multiple=True)
        except (ValueError, KeyError, IndexError, TypeError, AttributeError) as bad:
            raise NoCalendar("not readable") from bad
        except (RecursionError, OverflowError) as bad:
            raise NoCalendar("nested without end") from bad
    calendars = tuple(one for one in found if isinstance(one, icalendar.Calendar))
    if not calendars:
        raise NoCalendar("no calendar in it")
    return Parsed(calendars, left_out + _forget_the_oldest(calendars))


def _decoded(raw: bytes) -> str:
    for name in (
        ("utf-8-sig", "utf-16") if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",)
    ):
        try:
            return raw.decode(name)
        except UnicodeError:
            continue
    return raw.decode("cp1252", "replace")


def _screened(text: str) -> tuple[str, int]:
    """The lines with every rule looked at; how many were left out."""
    lines = re.sub(r"\r?\n[ \t]|\r[ \t]", "", text.replace("\0", "")).splitlines()
    if len(lines) > MOST_LINES:
        raise NoCalendar("more lines than any calendar")
    kept: list[str] = []
    left_out = components = 0
    zone = False
    for line in lines:
        head = line[:12].upper()
        if head.startswith("BEGIN:"):
            components += 1
            zone = zone or line[6:].strip().upper() == "VTIMEZONE"
        elif zone and line[:13].upper() == "END:VTIMEZONE":
            zone = False
        elif head.startswith(("RRULE", "EXRULE")) and not _is_sane(line, zone):
            left_out += 1
            continue
        if line.strip():
            kept.append(line[:LONGEST_LINE].rstrip())
    if components > MOST_COMPONENTS:
        raise NoCalendar("more entries than any calendar")
    return "\r\n".join(kept) + "\r\n", left_out


_OFTEN = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_TIMES = ("BYHOUR", "BYMINUTE", "BYSECOND")
_RARE = ("BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS")
_DAYS_IN = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _is_sane(line: str, zone: bool) -> bool:
    """Whether a rule repeats daily or more seldom, and can come true at all.

    The library looks for the next time of an impossible rule until the year 9999, for seconds.
    """
    head, _, value = line.partition(":")
    parts = dict(part.upper().partition("=")[::2] for part in value.split(";") if "=" in part)
    often, every = parts.get("FREQ", "").strip(), parts.get("INTERVAL", "1").strip()
    if head.upper().startswith("EXRULE") or len(value) > _LONGEST_RULE or often not in _OFTEN:
        return False
    if not every.isdecimal() or not 1 <= int(every[:6]) <= 1_000:
        return False
    if zone:
        return often == "YEARLY" and not set(_TIMES) & set(parts)
    if prod(parts[name].count(",") + 1 for name in _TIMES if name in parts) > _MOST_HOURS:
        return False
    count = parts.get("COUNT", "1").strip()
    return count.isdecimal() and int(count[:6]) <= _MOST_COUNT and _can_be(often, parts)


def _can_be(often: str, parts: dict[str, str]) -> bool:
    rare = {name for name in _RARE if name in parts}
    if often in ("DAILY", "WEEKLY") and (len(rare) > 1 or "BYSETPOS" in rare):
        return False
    if len(rare & {"BYYEARDAY", "BYWEEKNO", "BYSETPOS"}) > 1:
        return False
    numbered = re.search(r"\d", parts.get("BYDAY", "")) is not None
    if "BYMONTHDAY" in rare and (numbered or "BYSETPOS" in rare):
        return False
    try:
        months = [int(n) for n in parts.get("BYMONTH", "1").split(",")]
        days = [abs(int(n)) for n in parts.get("BYMONTHDAY", "1").split(",")]
        places = [abs(int(n)) for n in parts.get("BYSETPOS", "1").split(",")]
        nth = [abs(int(n)) for n in re.findall(r"-?\d+", parts.get("BYDAY", "1MO"))]
    except ValueError:
        return False
    if not all(1 <= n <= 12 for n in months) or max(places) > 5 or 0 in (*days, *places, *nth):
        return False
    if max(nth, default=1) > (5 if often == "MONTHLY" or "BYMONTH" in rare else 53):
        return False
    return any(day <= _DAYS_IN[month - 1] for month in months for day in days)


def value(component: icalendar.Component, name: str) -> Any:
    """The date, moment or duration of a property; None where there is none, or a broken one."""
    try:
        return getattr(component.get(name), "dt", None)
    except ValueError:  # the library's own way to say that it is broken
        return None


def _forget_the_oldest(calendars: Iterable[icalendar.Calendar]) -> int:
    """Leave out rules that began so long ago that to count them up to today takes long."""
    left_out = rules = 0
    for calendar in calendars:
        for component in calendar.walk("VEVENT"):
            if "RRULE" not in component:
                continue
            rules += 1
            start, rule = value(component, "DTSTART"), component["RRULE"]
            year = start.year if isinstance(start, date) else 0
            often = rule.get("FREQ", [""])[0] if isinstance(rule, icalendar.vRecur) else ""
            earliest = _EARLIEST_DAILY if often in _OFTEN[:2] else _EARLIEST
            if not often or year < earliest or rules > _MOST_RULES:
                component.pop("RRULE")
                left_out += 1
            elif isinstance(start, datetime) and isinstance(rule, icalendar.vRecur):
                _until_the_end_of_the_day(rule)
    return left_out


def _until_the_end_of_the_day(rule: icalendar.vRecur) -> None:
    """Some programs end a series of hours with a day. They mean that day too, and the library
    does not: what is taken then was offered."""
    last = rule.get("UNTIL", [None])[0]
    if isinstance(last, date) and not isinstance(last, datetime):
        rule["UNTIL"] = [datetime.combine(last, time(23, 59, 59))]
