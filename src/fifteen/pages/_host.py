"""What a host's page shows: who asks and why, the times on their clock, what they have said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from fifteen.actions.hosts import HOST
from fifteen.method import spoken, standing
from fifteen.method.free import offers
from fifteen.method.times.words import Span
from fifteen.method.words import Booking, Entry, Medium, Refusal, Standing, TieKind, Verb
from fifteen.pages import _clocks, _plan, _zones
from fifteen.store import free, pages, read, scope
from fifteen.store.models import Campaign, HostPage, Person

MEDIA = ((Medium.PHONE, "Phone"), (Medium.VIDEO, "Video"), (Medium.IN_PERSON, "Coffee"))
MOST_TIMES = 60  # behind the good ones: a page that stays light
_MOST_QUESTIONS = 4


@dataclass(frozen=True, slots=True)
class Showing:
    """A page about to be shown: whose, when, on which clock, with what was typed or refused."""

    page: HostPage
    stands: Standing
    now: datetime
    zone: str
    guess: bool  # nobody has said which zone: the browser may
    refusal: Refusal | None = None
    typed: Mapping[str, str] = field(default_factory=dict)
    fitting: Sequence[Span] = ()  # those that fit the words they wrote
    read_as: str = ""
    open: str = ""

    @property
    def campaign(self) -> Campaign:
        """The seeker's."""
        return self.page.campaign

    @property
    def person(self) -> Person:
        """The host."""
        return self.page.person

    @property
    def first_name(self) -> str:
        """What the seeker is called in a sentence."""
        return self.campaign.seeker_name.split()[0] if self.campaign.seeker_name.split() else "They"


def zone_of(page: HostPage, stands: Standing, asked: str) -> tuple[str, bool]:
    """The zone to show times in, and whether it is a guess: what the link asks for, the zone a talk
    was agreed in, the host's, the seeker's."""
    if _zones.known(asked):
        return asked, False
    if stands.booking is not None and _zones.known(stands.booking.zone):
        return stands.booking.zone, True
    known = page.person.zone
    return (known, True) if _zones.known(known) else (page.campaign.zone or "UTC", True)


def shown(one: Showing) -> dict[str, Any]:
    """Everything the template needs."""
    closed = pages.closed(one.page, one.stands, one.now)
    booking = None if closed else one.stands.booking
    zone = ZoneInfo(one.zone)
    page: dict[str, Any] = {
        "zone": one.zone,
        "guess": one.guess and one.refusal is None and not one.open,
        "zones": _zones.COMMON,
        "clock": _clocks.place(zone, one.now),
        "title": _title(one, closed, booking),
        "about": _about(one, closed, booking),
        "told": "" if closed or one.refusal else _told(one),
        "refusal": one.refusal,
        "closed": closed is not None,
        "agreed": booking is not None,
        "first_name": one.first_name,
        "ends": "" if closed or booking else _clocks.day(one.page.ends.astimezone(zone).date()),
        "open": one.open,
        "words": one.typed.get("words", ""),
    }
    if closed is None:
        page |= _choices(one, booking, zone)
    return page


def _choices(one: Showing, booking: Booking | None, zone: ZoneInfo) -> dict[str, Any]:
    times = free.times(one.campaign, one.now, one.person, [zone])
    times = [span for span in times if booking is None or span.start != booking.start]
    best = list(one.fitting) or offers.good(times, zone, one.person.country)
    rest = [span for span in times if span not in set(best)][:MOST_TIMES]
    twelve = _clocks.twelve(one.zone, one.person.country)
    how = one.typed.get("how") or (booking.medium if booking else Medium.PHONE)
    return {
        "first": list(_days(best, zone, twelve)),
        "more": list(_days(rest, zone, twelve)),
        "media": [(str(medium), words) for medium, words in MEDIA],
        "how": str(how),
        "place": one.typed.get("place", booking.place if booking else ""),
        "t": one.typed.get("t", ""),
        "had": booking.start.isoformat() if booking else "",
        "moving": booking is not None and (one.refusal is not None or bool(one.fitting)),
        "read_as": one.read_as,
        "after": f"By phone, {one.first_name} calls you. Nothing else to do.",
        "none_left": f"{one.first_name} has no free time left in the coming weeks. "
        "Say below what would suit you.",
        "questions": _questions(one, booking),
    }


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
                    "says": f"{spoken.weekday(day)}, {_clocks.hour(local, twelve)}",
                }
                for span, local in zip(spans, clocks, strict=True)
            ],
        }


def moment(at: datetime, one: Showing) -> str:
    """A moment on the host's clock: "Thursday 26 November, 16:00, Oslo time (CET)"."""
    zone = ZoneInfo(one.zone)
    local = at.astimezone(zone)
    hour = _clocks.hour(local, _clocks.twelve(one.zone, one.person.country))
    return f"{_clocks.day(local.date())}, {hour}, {_clocks.place(zone, at)}"


def _title(one: Showing, closed: pages.Closed | None, booking: Booking | None) -> str:
    name = one.campaign.seeker_name or "Somebody"
    if closed is not None:
        return _CLOSED[closed][0].format(name=name)
    if booking is None:
        minutes = read.numbers_of(one.campaign).length_asked
        return f"{name} asks for {_minutes(minutes)} of your advice."
    zone = ZoneInfo(one.zone)
    local = booking.start.astimezone(zone)
    hour = _clocks.hour(local, _clocks.twelve(one.zone, one.person.country))
    return f"You talk with {name} on {_clocks.day(local.date())} at {hour}."


def _minutes(count: int) -> str:
    return "fifteen minutes" if count == 15 else f"{spoken.in_words(count)} minutes"


_CLOSED = {
    pages.Closed.WITHDRAWN: (
        "{name} has taken the request back.",
        "There is nothing to do. Thank you for having looked.",
    ),
    pages.Closed.OVER: ("You have talked with {name}.", "This page has done its part. Thank you."),
    pages.Closed.EXPIRED: (
        "This page has ended.",
        "The request was some time ago and no longer waits. A line to {name} still reaches them.",
    ),
    pages.Closed.NEVER: (
        "You will not be written to again.",
        "{name}’s list keeps a mark of your wish and gives it up for nobody. All the best.",
    ),
    pages.Closed.RENEWED: (
        "There is a newer link to this page.",
        "Please use the one {name} sent you last.",
    ),
}

_HOW = {
    Medium.PHONE: "By phone",
    Medium.VIDEO: "By video",
    Medium.IN_PERSON: "Over a coffee",
}


def _about(one: Showing, closed: pages.Closed | None, booking: Booking | None) -> str:
    if closed is not None:
        return _CLOSED[closed][1].format(name=one.campaign.seeker_name or "the sender")
    if booking is not None:
        where = f": {booking.place}" if booking.place else ""
        zone = _clocks.place(ZoneInfo(one.zone), booking.start)
        minutes = _minutes(booking.minutes)
        return f"{zone}. {_HOW[booking.medium]}{where}. For {minutes}, with nothing to prepare."
    field = one.person.field
    work = f"About your work in {field}" if field else "About your work"
    parts = [f"{work}, and how you came to it."]
    if one.person.tie_kind in (TieKind.REFERRED, TieKind.INTRODUCED) and one.person.tie_via:
        parts.append(f"{one.person.tie_via} suggested you.")
    parts.append("No job question, nothing to prepare;")
    return f"{' '.join(parts)} ending on time is {one.first_name}’s part."


def _told(one: Showing) -> str:
    """What the host said here last, acknowledged."""
    rows = read.lines(scope.entries_of(one.person).filter(at__gte=one.page.made))
    said = [line for line in standing.counting(rows) if line.author == HOST]
    last = said[-1] if said else None
    if last is None or last.verb not in _THANKS:
        return ""
    if last.verb is Verb.SAID_YES and one.stands.booking is not None:
        return ""
    return _THANKS[last.verb].format(name=one.first_name, **_told_of(last))


def _told_of(entry: Entry) -> dict[str, str]:
    return {
        "text": str(entry.data.get("text", ""))[:300],
        "who": str(entry.data.get("name", ""))[:300],
    }


_THANKS = {
    Verb.BOOKED: "That is agreed. {name} knows, and nothing else is needed.",
    Verb.MOVED: "It is moved. {name} knows the new time.",
    Verb.CANCELLED: "It is called off. {name} knows. Other times stand below, if you like.",
    Verb.SAID_YES: "Thank you. {name} has your words: “{text}”",
    Verb.OFFERED_PHONE: "Thank you. {name} has your number. {text}",
    Verb.SAID_NO: "That is fine. {name} will not remind you.",
    Verb.PUT_OFF: "That is fine. {name} will not write before then.",
    Verb.NAMED_SOMEONE: "Thank you. {name} has the name: {who}.",
}


def _questions(one: Showing, booking: Booking | None) -> list[str]:
    """What the seeker would like to ask, once a time is agreed."""
    if booking is None:
        return []
    talk = scope.conversations(one.campaign).filter(key=booking.conversation).first()
    if talk is None:
        return []
    planned = _plan.of(talk, one.campaign)
    asked = [block.words for block in planned.blocks if block.key in planned.asked]
    return asked[:_MOST_QUESTIONS]
