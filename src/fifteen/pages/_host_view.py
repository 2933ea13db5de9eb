"""The page of a host from plain facts: the same one whoever serves it, this computer or a relay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from fifteen.method import host_form, host_page, spoken, times, workdays
from fifteen.method.free import offers
from fifteen.method.host_page import Facts
from fifteen.method.times.words import Span
from fifteen.method.words import Booking, Medium, Refusal
from fifteen.pages import _clocks, _zones

MEDIA = ((Medium.PHONE, "Phone"), (Medium.VIDEO, "Video"), (Medium.IN_PERSON, "Coffee"))
MOST_TIMES = 60  # behind the good ones: a page that stays light


@dataclass(frozen=True, slots=True)
class Look:
    """One look at it: on which clock, with what was typed or refused."""

    now: datetime
    zone: str
    guess: bool  # nobody has said which zone: the browser may
    refusal: Refusal | None = None
    typed: Mapping[str, str] = field(default_factory=dict)
    fitting: Sequence[Span] = ()  # those that fit the words they wrote
    read_as: str = ""
    open: str = ""


_MOST_FITTING = 8
_ANY = timedelta(seconds=1)  # an exact time has no length of its own
_FIT = "These fit what you wrote. Take one, or pass your words on as they are."


def looked_up(facts: Facts, look: Look, form: Mapping[str, str]) -> Look | None:
    """What would suit them: times of the seeker's that fit are shown to be taken. None where there
    are none, or they say so: then the words are passed on as they are."""
    if facts.closed or form.get("do") != "words" or form.get("sure"):
        return None
    text = host_form.wording(form.get("words", ""))
    fitting = _fitting(text, facts, look) if isinstance(text, str) else []
    if not fitting:
        return None
    return replace(look, typed=form, fitting=fitting, read_as=_FIT, open="words")


def _fitting(text: str, facts: Facts, look: Look) -> list[Span]:
    told = times.read(
        times.Asked(
            text,
            look.now.astimezone(ZoneInfo(look.zone)),
            host_zone=look.zone,
            seeker_zone=facts.seeker_zone,
            language=times.language_of(text),
            country=facts.country,
        )
    )
    spans = [found.span for found in told.times]
    inside = [
        span
        for span in facts.times
        if any(each.start <= span.start < max(each.end, each.start + _ANY) for each in spans)
    ]
    return inside[:_MOST_FITTING]


def _at(look: Look, agreed: bool) -> str:
    """The small form a refusal stands at; empty where it stands at the top of the page."""
    there = ("words", "else") if agreed else ("words", "else", "now", "later")
    do = look.typed.get("do", "")
    return do if look.refusal is not None and do in there else ""


def shown(facts: Facts, look: Look) -> dict[str, Any]:
    """Everything the template needs."""
    booking = None if facts.closed else facts.booking
    past = host_page.is_past(booking, look.now)
    agreed = booking is not None and not past
    afresh = look.refusal is not None or bool(look.fitting)
    answered = facts.answered and not (facts.closed or booking or afresh)
    zone = ZoneInfo(look.zone)
    page: dict[str, Any] = {
        "zone": look.zone,
        "guess": look.guess and look.refusal is None and not look.open,
        "zones": _zones_to_choose(look.zone),
        "clock": _clocks.place(zone, look.now),
        "title": _ANSWERED if answered else _title(facts, booking, past, zone),
        "about": "" if answered else _about(facts, booking, past, zone),
        "told": "" if facts.closed or look.refusal or (past and not facts.answered) else facts.told,
        "refusal": look.refusal,
        "closed": bool(facts.closed),
        "agreed": agreed,
        "past": past,
        "answered": answered,
        "first_name": facts.first_name,
        "ends": "" if facts.closed or booking else _clocks.day(facts.ends.astimezone(zone).date()),
        "at": "" if facts.closed else _at(look, agreed),
        "open": look.open or look.typed.get("do", ""),
        "typed": look.typed,
    }
    if not facts.closed:
        page |= _choices(facts, look, booking, zone)
        page["questions"] = list(facts.questions) if agreed else []
    return page


@lru_cache(maxsize=64)
def _zones_to_choose(zone: str) -> SafeString:
    """The list of zones with this one chosen; made once for each, it is a third of the page."""
    names = _zones.COMMON if zone in _zones.COMMON else (zone, *_zones.COMMON)
    lines = ((_CHOSEN if one == zone else _OTHER, one) for one in names)
    return format_html_join("", "{}", ((format_html(line, one),) for line, one in lines))


_CHOSEN, _OTHER = "<option selected>{}</option>", "<option>{}</option>"


def _choices(facts: Facts, look: Look, booking: Booking | None, zone: ZoneInfo) -> dict[str, Any]:
    times = [span for span in facts.times if booking is None or span.start != booking.start]
    times = [span for span in times if not _on_holiday(span, zone, facts.country)]
    best = list(look.fitting) or offers.good(times, zone, facts.country)
    rest = [span for span in times if span not in set(best)]
    twelve = _clocks.twelve(look.zone, facts.country)
    media = _media(facts, booking)
    how = look.typed.get("how") or (booking.medium if booking else media[0][0])
    return {
        "first": list(_days(best, zone, twelve)),
        "more": list(_days(offers.more(rest, zone, MOST_TIMES), zone, twelve)),
        "media": [(str(medium), words) for medium, words in media],
        "how": str(how),
        "place": look.typed.get("place", booking.place if booking else ""),
        "t": look.typed.get("t", ""),
        "had": booking.start.isoformat() if booking else "",
        "moving": look.typed.get("do") == "pick" or bool(look.fitting),
        "read_as": look.read_as,
        "by": [(str(medium), *_by(medium, facts, booking)) for medium, _ in media],
        "none_left": f"{facts.first_name} has no free time left in the coming weeks. "
        "Say below what would suit you.",
    }


def _on_holiday(span: Span, zone: ZoneInfo, country: str) -> bool:
    return workdays.is_holiday(span.start.astimezone(zone).date(), country)


def _media(facts: Facts, booking: Booking | None) -> list[tuple[Medium, str]]:
    """The ways the host talks by, all where nobody said, and the one that is agreed."""
    agreed = {booking.medium} if booking else set()
    wanted = {*facts.ways, *agreed} if facts.ways else set(Medium)
    return [(medium, words) for medium, words in MEDIA if medium in wanted]


def _by(medium: Medium, facts: Facts, booking: Booking | None) -> tuple[str, str]:
    """Of a way to talk: what the field asks for, and what happens then."""
    name = facts.first_name
    if medium is Medium.VIDEO:
        return "A link of yours", f"By video, {name} sends you a link, or comes to yours."
    if medium is Medium.IN_PERSON:
        return "Where to meet", f"Over a coffee, {name} comes to where you say, or asks you."
    if facts.number or (booking is not None and booking.place):
        return "Your number", f"By phone, {name} calls you. Nothing else to do."
    return "Your number", f"By phone, {name} calls you: on the number you write above."


def _days(times: Sequence[Span], zone: ZoneInfo, twelve: bool) -> Iterator[dict[str, Any]]:
    for day, spans in offers.by_day(times, zone):
        clocks = [span.start.astimezone(zone) for span in spans]
        yield {
            "name": spoken.weekday(day),
            "date": f"{day.day} {day:%b}",
            "times": [
                {
                    "value": span.start.isoformat(),
                    "hour": _clocks.hour(local, twelve),
                    "says": f"{_clocks.day(day)}, {_clocks.hour(local, twelve)}",
                }
                for span, local in zip(spans, clocks, strict=True)
            ],
        }


def moment(at: datetime, zone: ZoneInfo, country: str = "") -> str:
    """A moment on the host's clock: "Thursday 26 November at 16:00"."""
    local = at.astimezone(zone)
    hour = _clocks.hour(local, _clocks.twelve(zone.key, country))
    return f"{_clocks.day(local.date())} at {hour}"


def _title(facts: Facts, booking: Booking | None, past: bool, zone: ZoneInfo) -> str:
    name = facts.name or "Somebody"
    if facts.closed:
        return CLOSED[facts.closed][0].format(name=name)
    if past:
        return PAST[0].format(name=name)
    if booking is None:
        return f"{name} asks for {_minutes(facts.minutes)} of your advice."
    return f"You talk with {name} on {moment(booking.start, zone, facts.country)}."


def _minutes(count: int) -> str:
    return "fifteen minutes" if count == 15 else f"{spoken.in_words(count)} minutes"


_ANSWERED = "Thank you for your answer."

CLOSED = {
    "withdrawn": (
        "{name} has taken the request back.",
        "There is nothing to do. Thank you for having looked.",
    ),
    "over": ("You have talked with {name}.", "This page has done its part. Thank you."),
    "expired": (
        "This page has ended.",
        "The request was some time ago and no longer waits. A line to {name} still reaches them.",
    ),
    "never": (
        "You will not be written to again.",
        "{name}’s list keeps a mark of your wish and gives it up for nobody. All the best.",
    ),
    "renewed": (
        "There is a newer link to this page.",
        "Please use the one {name} sent you last.",
    ),
}
"""Why a page is closed: its title, and what is said below."""

PAST = (
    "The time you had with {name} is over.",
    "If you talked, this page has done its part. Thank you. If it did not come about, that happens "
    "and needs no word; take another time below, if you still like.",
)
"""The title of a page whose time has passed, and what is said below: nobody knows yet which."""

_HOW = {
    Medium.PHONE: "By phone",
    Medium.VIDEO: "By video",
    Medium.IN_PERSON: "Over a coffee",
}


def _about(facts: Facts, booking: Booking | None, past: bool, zone: ZoneInfo) -> str:
    if facts.closed:
        return CLOSED[facts.closed][1].format(name=facts.name or "the sender")
    if past:
        return PAST[1]
    if booking is not None:
        where = f": {booking.place}" if booking.place else ""
        clock = _clocks.place(zone, booking.start)
        minutes = _minutes(booking.minutes)
        return f"{clock}. {_HOW[booking.medium]}{where}. For {minutes}, with nothing to prepare."
    work = f"About your work in {facts.field}" if facts.field else "About your work"
    parts = [f"{work}, and how you came to it."]
    if facts.via:
        parts.append(f"{facts.via} suggested you.")
    parts.append("No job question, nothing to prepare;")
    return f"{' '.join(parts)} ending on time is {facts.first_name}’s part."
