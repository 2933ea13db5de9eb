"""Zones: which one the words are meant in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fifteen.method.times._days import MONTH_FIRST
from fifteen.method.times._scan import Item
from fifteen.method.times.words import Asked, Unclear

_SETTLED_BY_HOST = {
    "?IST": ("Asia/Kolkata", "Asia/Calcutta", "Europe/Dublin", "Asia/Jerusalem", "Asia/Tel_Aviv"),
    "?CST": ("America/Chicago", "Asia/Shanghai", "Asia/Taipei", "America/Havana"),
}
_CENTRAL = ("America/",)
_AMERICAN = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Phoenix",
    "America/Detroit",
    "America/Anchorage",
    "America/Boise",
    "America/Indiana/",
    "America/Kentucky/",
    "Pacific/Honolulu",
    "Asia/Manila",
    "US/",
)
_CANADIAN = ("America/Toronto", "America/Vancouver", "America/Edmonton", "America/Winnipeg")


_NAMED = ("zone", "zone2", "zone_name", "coast", "country", "country2")
"""The groups of a pattern that can carry a zone."""


def named(item: Item, asked: Asked) -> str:
    """The zone that an item names: an IANA name, or an offset such as "+02:00"."""
    data = item.data
    if "whose" in data:
        return {"seeker": asked.seeker_zone, "host": host_zone(asked)}[data["whose"]]
    city = next((str(data[name]) for name in data if name.startswith("city")), "")
    if city:
        return city
    if "off" in data:
        minutes = int(data["off"]) * 60 + int(data.get("offmin", 0))
        return f"{data['sign']}{minutes // 60:02}:{minutes % 60:02}"
    zone = str(next(data[name] for name in _NAMED if name in data))
    if not zone.startswith("?"):
        return zone
    if asked.host_zone in _SETTLED_BY_HOST[zone]:
        return asked.host_zone
    if zone == "?CST" and asked.host_zone.startswith(_CENTRAL):
        return "America/Chicago"
    raise Unclear("zone")


def host_zone(asked: Asked) -> str:
    """The host's zone, or the offset their mail was written with where no zone is known."""
    return asked.host_zone if _known(asked.host_zone) else asked.written.strftime("%z")


def is_hosts(item: Item, asked: Asked) -> bool:
    """Whether the zone that an item names shows what the host's clock shows anyway."""
    at = asked.written
    theirs = at.astimezone(zone(host_zone(asked))).utcoffset()
    return at.astimezone(zone(named(item, asked))).utcoffset() == theirs


def zone(name: str) -> tzinfo:
    """The zone of a name or of an offset such as "+0200"."""
    if name[:1] in "+-":
        digits = name.replace(":", "")
        ahead = timedelta(hours=int(digits[1:3]), minutes=int(digits[3:5]))
        return timezone(ahead if digits[0] == "+" else -ahead)
    return ZoneInfo(name)


@cache
def _known(name: str) -> bool:
    try:
        return bool(name) and ZoneInfo(name) is not None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


_NOWHERE = ("UTC", "GMT", "Zulu", "UCT", "Universal", "Greenwich")  # zones of no country


def month_first(asked: Asked) -> bool | None:
    """Whether the host writes the month before the day; None where their country is not known."""
    if asked.language == "de":
        return False
    if asked.country:
        return asked.country.upper() in MONTH_FIRST
    if asked.host_zone.startswith(_AMERICAN):
        return True
    if asked.host_zone.startswith(_CANADIAN) or not _known(asked.host_zone):
        return None
    return None if asked.host_zone.startswith("Etc/") or asked.host_zone in _NOWHERE else False


def instant(day: date, minutes: int, name: str) -> datetime:
    """A moment of a day in a zone, as UTC; raises Unclear where the clocks are changed."""
    local = datetime.combine(day, time()) + timedelta(minutes=minutes)
    there = zone(name)
    early, late = (local.replace(tzinfo=there, fold=fold) for fold in (0, 1))
    if early.utcoffset() != late.utcoffset():
        raise Unclear("gap")
    return early.astimezone(UTC)


def agreed(readings: Iterable[Sequence[datetime]]) -> datetime:
    """The one moment that two zones name; raises Unclear where they do not agree.

    `readings` are the moments each of them may mean, the likeliest first.
    """
    first, *others = readings
    for moment in first:
        if all(moment in other for other in others):
            return moment
    raise Unclear("zones_differ")
