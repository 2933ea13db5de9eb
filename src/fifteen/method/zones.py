"""The time zones there are, read from the disk once."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones


def known(zone: str) -> bool:
    """Whether there is such a zone, by its IANA name."""
    return zone in names()


@cache
def names() -> frozenset[str]:
    """The IANA names of all of them."""
    return frozenset(available_timezones())
