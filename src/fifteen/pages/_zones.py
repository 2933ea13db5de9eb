"""Time zones to choose from: one for each place people name, and any other by its IANA name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from fifteen.method import zones

COMMON: tuple[str, ...] = (
    *("Europe/London", "Europe/Dublin", "Europe/Lisbon", "Europe/Madrid", "Europe/Paris"),
    *("Europe/Brussels", "Europe/Amsterdam", "Europe/Berlin", "Europe/Zurich", "Europe/Vienna"),
    *("Europe/Rome", "Europe/Prague", "Europe/Warsaw", "Europe/Budapest", "Europe/Copenhagen"),
    *("Europe/Oslo", "Europe/Stockholm", "Europe/Helsinki", "Europe/Riga", "Europe/Athens"),
    *("Europe/Bucharest", "Europe/Kyiv", "Europe/Istanbul", "Europe/Moscow"),
    *("America/New_York", "America/Toronto", "America/Chicago", "America/Denver"),
    *("America/Phoenix", "America/Los_Angeles", "America/Vancouver", "America/Anchorage"),
    *("America/Halifax", "America/Mexico_City", "America/Bogota", "America/Lima"),
    *("America/Santiago", "America/Sao_Paulo", "America/Argentina/Buenos_Aires"),
    *("Pacific/Honolulu", "Pacific/Auckland", "Australia/Perth", "Australia/Adelaide"),
    *("Australia/Brisbane", "Australia/Sydney", "Asia/Jerusalem", "Asia/Beirut", "Asia/Riyadh"),
    *("Asia/Dubai", "Asia/Tehran", "Asia/Karachi", "Asia/Kolkata", "Asia/Dhaka"),
    *("Asia/Bangkok", "Asia/Jakarta", "Asia/Ho_Chi_Minh", "Asia/Singapore", "Asia/Manila"),
    *("Asia/Hong_Kong", "Asia/Shanghai", "Asia/Taipei", "Asia/Seoul", "Asia/Tokyo"),
    *("Africa/Casablanca", "Africa/Lagos", "Africa/Cairo", "Africa/Nairobi"),
    *("Africa/Johannesburg", "UTC"),
)


_NOW_CALLED = {
    **{"Asia/Calcutta": "Kolkata", "Asia/Saigon": "Ho Chi Minh", "Asia/Katmandu": "Kathmandu"},
    **{"Asia/Rangoon": "Yangon", "Asia/Dacca": "Dhaka", "Europe/Kiev": "Kyiv"},
    **{"America/Godthab": "Nuuk", "Africa/Asmera": "Asmara", "Atlantic/Faeroe": "Faroe"},
    **{"Pacific/Truk": "Chuuk", "Pacific/Ponape": "Pohnpei", "Pacific/Enderbury": "Kanton"},
}
"""Browsers still give some zones by the names that places had once; people live in today's."""


def place(zone: str) -> str:
    """The place in a zone's name as it is called today: "Los Angeles", "Kolkata"."""
    return _NOW_CALLED.get(zone) or zone.rpartition("/")[2].replace("_", " ")


def meant(typed: str) -> str:
    """The zone that is typed by its name or by its place ("Paris", "new york"); else as typed."""
    typed = " ".join(typed.split())
    return typed if known(typed) else _by_place().get(typed.casefold(), typed)


@cache
def _by_place() -> Mapping[str, str]:
    """The zones one can choose, by their places; no two of them share one."""
    return {place(zone).casefold(): zone for zone in COMMON}


def known(zone: str) -> bool:
    """Whether there is such a zone."""
    return zones.known(zone)


def ahead_words(theirs: str, ours: ZoneInfo, now: datetime) -> str:
    """How their clock stands to ours: "1 hour ahead", "5 h 30 min behind", "the same time"."""
    there, here = now.astimezone(ZoneInfo(theirs)), now.astimezone(ours)
    offset = (there.utcoffset(), here.utcoffset())
    assert offset[0] is not None and offset[1] is not None
    minutes = round((offset[0] - offset[1]).total_seconds() / 60)
    if minutes == 0:
        return "the same time as yours"
    hours, rest = divmod(abs(minutes), 60)
    words = f"{hours} hour{'s' if hours != 1 else ''}" if not rest else f"{hours} h {rest} min"
    return f"{words} {'ahead' if minutes > 0 else 'behind'}"
