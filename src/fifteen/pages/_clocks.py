"""How a moment is shown to somebody: their zone by name, twelve or twenty-four hours."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from fifteen.method import spoken
from fifteen.pages import _zones

_TWELVE = frozenset({"US", "CA", "AU", "NZ", "IN", "PK", "PH", "EG", "SA", "MY", "CO"})
_TWELVE_BY_ZONE = (
    *("America/New_York", "America/Chicago", "America/Denver", "America/Phoenix"),
    *("America/Los_Angeles", "America/Anchorage", "America/Toronto", "America/Vancouver"),
    *("America/Halifax", "America/Detroit", "America/Edmonton", "America/Winnipeg"),
    *("America/Indiana", "America/Bogota", "Pacific/Honolulu", "Pacific/Auckland", "Australia/"),
    *("Asia/Kolkata", "Asia/Karachi", "Asia/Manila", "Africa/Cairo", "Asia/Riyadh"),
)


def twelve(zone: str, country: str = "") -> bool:
    """Whether people there say "3:30 pm"; the country (ISO) where it is known, else the zone."""
    return country in _TWELVE if country else zone.startswith(_TWELVE_BY_ZONE)


def hour(local: datetime, in_twelve: bool) -> str:
    """The hour as its people write it: "15:30", "3:30 pm"; noon and midnight by their names."""
    if not in_twelve:
        return f"{local.hour}:{local.minute:02}"
    if local.minute == 0 and local.hour in (0, 12):
        return "noon" if local.hour else "midnight"
    return f"{local.hour % 12 or 12}:{local.minute:02} {'am' if local.hour < 12 else 'pm'}"


def day(local: date) -> str:
    """Such as "Thursday 26 November"."""
    return f"{spoken.weekday(local)} {local.day} {local:%B}"


def place(zone: ZoneInfo, at: datetime) -> str:
    """A zone by its place and short name at a moment: "Oslo time (CET)", or "(UTC+5:45)"."""
    local = at.astimezone(zone)
    if zone.key in ("UTC", "Etc/UTC"):
        return "UTC"
    name = local.tzname() or ""
    if name[:1] in "+-":
        offset = local.utcoffset()
        assert offset is not None
        minutes = round(offset.total_seconds() / 60)
        hours, rest = divmod(abs(minutes), 60)
        name = f"UTC{'+' if minutes >= 0 else '-'}{hours}" + (f":{rest:02}" if rest else "")
    return f"{_zones.place(zone.key)} time ({name})"
