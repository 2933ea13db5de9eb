"""Nobody is asked beyond what they said (O2): how many a month, a rest after each talk, pauses.

One function says it for pages, for whoever asks and for the matching, so that all agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from fifteen.method import workdays
from fifteen.method.programme.words import Load, Offer
from fifteen.method.spoken import count_of

ANSWER_WITHIN = 3  # business days of the host's country (issue 8; a judgement)
OPEN_MOST = 3  # requests of one seeker without an answer (a judgement: C2, aim and do not scatter)
MONTH_MOST = 8  # requests of one seeker in thirty days (a judgement)
NOT_AGAIN = timedelta(days=365)  # R2: never again without a reason
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Busy:
    """Why somebody is not asked now, and from which day on they may be: in a sentence for others,
    and in one for themselves."""

    sentence: str
    own: str
    until: date | None = None


def busy(offer: Offer, load: Load, today: date) -> Busy | None:
    """Why a host is not asked on their own day `today`; None where they may be.

    Each request of the calendar month counts, whatever came of it: to be asked is what they gave
    a number for.
    """
    if offer.paused_until is not None and pauses(offer, today):
        return Busy("They take a pause.", "You take a pause.", offer.paused_until + _DAY)
    if load.waits:
        waits = "Somebody waits for {} answer; one request at a time."
        return Busy(waits.format("their"), waits.format("your"))
    rests = [day + timedelta(days=offer.rest) for day in load.talks if day <= today]
    if rests and (until := max(rests)) >= today:
        own = "You have just had a talk, and rest from it."
        return Busy("They have just had a talk and rest.", own, until + _DAY)
    asked = sum((day.year, day.month) == (today.year, today.month) for day in load.asked)
    if asked >= offer.monthly:
        many = count_of(offer.monthly, "request is", "requests are")
        said = f"{many.capitalize()} all {{}} take in a month."
        return Busy(said.format("they"), said.format("you"), _next_month(today))
    return None


def pauses(offer: Offer, today: date) -> bool:
    """Whether a host takes a pause, or has a holiday, on their own day `today`."""
    if offer.paused_until is None or today > offer.paused_until:
        return False
    return offer.paused_from is None or offer.paused_from <= today


def left(offer: Offer, load: Load, today: date) -> int:
    """How many more they may be asked this month, were each answered at once."""
    if pauses(offer, today):
        return 0
    asked = sum((day.year, day.month) == (today.year, today.month) for day in load.asked)
    return max(offer.monthly - asked, 0)


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def last_day(asked: date, country: str) -> date:
    """The last day on which a request still waits for its answer."""
    return workdays.after(asked, ANSWER_WITHIN, country)


def ends(asked: datetime, zone: str, country: str) -> datetime:
    """The moment an unanswered request expires: the end of that day on the host's clock."""
    clock = ZoneInfo(zone)
    day = last_day(asked.astimezone(clock).date(), country)
    return datetime.combine(day + _DAY, time(), clock)


def too_many(asked: Sequence[datetime], waiting: int, now: datetime) -> str:
    """Why a seeker waits before asking the next host; "" where they may ask."""
    if waiting >= OPEN_MOST:
        some = count_of(waiting, "request of yours waits", "requests of yours wait")
        return f"{some.capitalize()} for an answer. Let one come in before you ask again."
    since = now - timedelta(days=30)
    if sum(at > since for at in asked) >= MONTH_MOST:
        return (
            f"You asked {count_of(MONTH_MOST, 'host')} in thirty days. Hosts are few: "
            "talk with those who said yes first."
        )
    return ""
