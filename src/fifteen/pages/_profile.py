"""Who the seeker is, as two pages ask it: the first page and Settings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from fifteen.adapters.people.countries import iso
from fifteen.method import zones as time_zones
from fifteen.method.folding import word_set
from fifteen.method.words import Purpose, Refusal
from fifteen.store.models import Campaign


@dataclass(frozen=True, slots=True)
class Box:
    """One field of a form: what it is called, what stands in it, what is wrong with it."""

    name: str
    label: str
    hint: str = ""
    rows: int = 0  # of a field for several lines
    needed: bool = False
    longest: int = 300
    kind: str = "text"
    fill: str = "off"  # the browser's own name for what it may fill in
    wide: bool = False
    choices: tuple[str, ...] = ()
    value: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One purpose: its word, and what somebody with it would say (P1)."""

    value: Purpose
    label: str
    said: str
    also: str = ""


PURPOSES = (
    Choice(
        Purpose.LEARN,
        "Learn about a field",
        "“What is this work really like, and is it for me?”",
    ),
    Choice(
        Purpose.WORK,
        "Find work",
        "“Where do people like me fit, and how do they get in?”",
        "You will still ask for advice, never for a job.",
    ),
    Choice(Purpose.OPPORTUNITIES, "Develop opportunities", "“Who could use what I do?”"),
    Choice(Purpose.RENEW, "Renew connections", "“I have been away; who is doing what?”"),
)

_NAME = Box("seeker_name", "Your name", needed=True, fill="name")
_BACKGROUND = Box(
    *("background", "Your background, in two lines"),
    "The line about you in a request is made from this.",
    rows=2,
    longest=2_000,
    wide=True,
)
_SCHOOLS = Box("schools", "Schools", "Put a comma between several.", longest=2_000)
_EMPLOYERS = Box(
    "employers",
    "Past employers",
    "Old colleagues are easy to ask. With the years, if you like: Acme (2014-2019).",
    longest=2_000,
)
_SIGNATURE = Box(
    *("signature", "Signature", "Under every letter; your name alone will do."),
    rows=1,
    longest=2_000,
)
_EMAIL = Box("email", "Your mail address", kind="email", fill="email", longest=320)
_PHONE = Box("phone", "Your telephone", kind="tel", fill="tel", longest=80)
_ZONE = Box("zone", "Your time zone", "So that no talk is an hour off.")
_COUNTRY = Box(
    *("country", "Country", "For public holidays; may stay empty."), fill="country-name", longest=60
)

FIRST = (_NAME, _ZONE, _BACKGROUND)
"""What the first page asks."""

CAN_WAIT = (_SCHOOLS, _EMPLOYERS, _SIGNATURE, _COUNTRY)
"""What it asks of those who have the time."""

ALL = (*FIRST, *CAN_WAIT, _EMAIL, _PHONE)
"""What Settings asks."""


def boxes(asked: Iterable[Box], values: Mapping[str, str], refusal: Refusal | None) -> list[Box]:
    """The fields with what was typed or kept in them, and the refusal at the one it is about."""
    return [_filled(box, values.get(box.name, ""), refusal) for box in asked]


def _filled(box: Box, value: str, refusal: Refusal | None) -> Box:
    error = refusal.message if refusal is not None and refusal.field == box.name else ""
    choices = tuple(zones(value)) if box.name == "zone" else ()
    return replace(box, value=value, error=error, choices=choices)


def kept(campaign: Campaign) -> dict[str, str]:
    """The profile as it is kept, as a form shows it."""
    plain = ("seeker_name", "background", "signature", "email", "phone", "zone", "country")
    values = {name: getattr(campaign, name) for name in plain}
    return {
        **values,
        "schools": ", ".join(campaign.schools),
        "employers": ", ".join(campaign.employers),
        "purpose": campaign.purpose,
    }


def typed(form: Mapping[str, str]) -> dict[str, str]:
    """The profile as it was typed."""
    return {name: form.get(name, "") for name in (*(box.name for box in ALL), "purpose")}


def told(values: Mapping[str, str]) -> dict[str, str]:
    """The profile as the actions take it: a country by its two letters where it is known."""
    country = values.get("country", "")
    return {**values, "country": iso(country) or country}


def purpose_of(values: Mapping[str, str]) -> Purpose | Refusal:
    """The purpose that was chosen (P1)."""
    chosen = values.get("purpose", "")
    if chosen in set(Purpose):
        return Purpose(chosen)
    return Refusal("Choose what this is for; it can be changed at any time.", "purpose")


_REGIONS = word_set(
    "Africa America Antarctica Arctic Asia Atlantic Australia Europe Indian Pacific"
)


def zones(chosen: str) -> list[str]:
    """The names of the time zones, without those that are only another spelling; `chosen` too."""
    named = {z for z in time_zones.names() if z.partition("/")[0] in _REGIONS}
    wanted = {chosen} if time_zones.known(chosen) else set()
    return sorted(named | {"UTC"} | wanted)
