"""Names of cities as time zones are called by."""

from __future__ import annotations

from functools import cache

from fifteen.method import zones

_NO_AREAS = ("Etc", "SystemV", "posix", "right", "US", "Canada", "Mexico", "Brazil", "Chile")


@cache
def cities() -> dict[str, str]:
    """City names in small letters ("new york") with the zone of each."""
    found: dict[str, str] = {}
    for name in sorted(zones.names()):
        area, _, city = name.rpartition("/")
        if area and area.split("/")[0] not in _NO_AREAS:
            found.setdefault(city.replace("_", " ").lower(), name)
    return found
