"""The times in a host's own words, proposed to the seeker who books (R1): never decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from fifteen.method import host_form, spoken, standing, times
from fifteen.method.free.slots import still_free
from fifteen.method.times.words import Span
from fifteen.method.words import Standing, Step, StepKind, Verb
from fifteen.pages import _zones
from fifteen.pages._request import Asked
from fifteen.pages._steps import Action, letter_url
from fifteen.store import free, offered, read, scope
from fifteen.store.models import Campaign, Person

MOST_CHOICES = 8
_NAMED = 2  # of their times in the reason of a step
_LONGEST = 600  # characters of their words shown again


@dataclass(frozen=True, slots=True)
class Choice:
    """One time to take into the form: as it is said, and as the form names it."""

    words: str
    day: str
    time: str
    query: str
    taken: bool = False  # not among the seeker's free times (any more)


@dataclass(frozen=True, slots=True)
class SaidTimes:
    """Their words, the times read from them, and what they leave open."""

    words: str
    clock: str
    choices: tuple[Choice, ...]
    ask: str


def times_in(stands: Standing, person: Person, request: Asked) -> SaidTimes | None:
    """What their last answer says of times; None where nothing of it was kept."""
    heard = _heard(*_last_words(stands, person), person, request.campaign, request.now)
    if heard is None:
        return None
    words, told, there = heard
    choices = choices_of(told.times, there, request, person)
    return SaidTimes(
        words[:_LONGEST], f"the clock of {_zones.place(there.key)}", choices, told.ask or ""
    )


def named(start: datetime, stands: Standing, person: Person, request: Asked) -> bool:
    """Whether their last answer names this time, or a stretch that it lies in."""
    heard = _heard(*_last_words(stands, person), person, request.campaign, request.now)
    return heard is not None and any(
        time.span.start <= start < time.span.end for time in heard[1].times
    )


def instead(
    person: Person, stands: Standing, step: Step | None, campaign: Campaign, now: datetime
) -> tuple[str, Action, Action] | None:
    """Where they said yes and when, times of one's own are no answer (R1): the reason that names
    theirs, the way to take one, and the way to offer others; likewise where they gave a number to
    be called on at once (R7). None where they named neither."""
    if step is None or step.kind is not StepKind.AGREE_TIME or step.letter is None:
        return None
    others = Action("Offer others", letter_url(person, step.letter))
    if (number := number_of(stands)) and stands.open_answer_on is not None:
        today = read.day(campaign, now)
        day = spoken.day(stands.open_answer_on, today)
        said = "" if stands.open_answer_on == today else f", they said {day}"
        sheet = Action("Call", f"/people/{person.key}/sheet")
        return f"They may be called right now{said}, on {number}.", sheet, others
    words = host_form.typed(stands.open_answer_data)
    heard = _heard(words, stands.open_answer_on, person, campaign, now)
    ahead = _ahead(heard[1].times, now) if heard else []
    if heard is None or not ahead:
        return None
    there = heard[2]
    some = list(_choices(ahead[:_NAMED], there, now.astimezone(there), ()))
    said = "a time" if len(some) == 1 else "times"
    named = " or ".join(choice.words for choice in some)
    clock = "" if there.key == campaign.zone else ", on their clock"
    return (
        f"They said yes, and named {said}: {named}{clock}.",
        Action("Choose a time", f"/people/{person.key}/book"),
        others,
    )


def number_of(stands: Standing) -> str:
    """The number a host gave on their page, to be called on at once; empty where there is none."""
    number = stands.open_answer_data.get("number")
    return number if isinstance(number, str) and stands.open_answer is Verb.OFFERED_PHONE else ""


def _last_words(stands: Standing, person: Person) -> tuple[str, date | None]:
    """What they wrote last of what still wants an answer, and when: what they only chose on their
    page since does not take its place."""
    words, on = host_form.typed(stands.open_answer_data), stands.open_answer_on
    if words or on is None:
        return words, on
    for entry in reversed(standing.counting(read.lines(scope.entries_of(person)))):
        if entry.verb in _SETTLED:
            break
        if entry.verb in standing.ANSWERS and (words := host_form.typed(entry.data)):
            return words, entry.on
    return "", None


_SETTLED = frozenset({Verb.ASKED, Verb.BOOKED, *standing.OUR_ANSWERS})
"""What ends an exchange: words before it are answered."""


def _heard(
    words: str, on: date | None, person: Person, campaign: Campaign, at: datetime
) -> tuple[str, times.Understood, ZoneInfo] | None:
    """Words of theirs, what is read from them, and the clock it is read on."""
    words = words.strip()
    if not words or on is None:
        return None
    zone = _zone(person, campaign)
    there = ZoneInfo(zone)
    now = at.astimezone(there)
    written = now if on == now.date() else datetime.combine(on, time(12), there)
    asked = times.Asked(
        words,
        written,
        host_zone=zone,
        seeker_zone=campaign.zone,
        language=times.language_of(words),
        country=person.country,
        offered=offered.offered(person),
    )
    return words, times.read(asked), there


def choices_of(
    found: Sequence[times.Time], there: ZoneInfo, request: Asked, person: Person
) -> tuple[Choice, ...]:
    """Those times that are still ahead, as links that fill the form; the first few. One that is
    free no longer says so: the seeker decides."""
    ahead = _ahead(found, request.now)
    exact = any(one.kind is not times.TimeKind.WINDOW for one in ahead)
    free_ones = free.times(request.campaign, request.now, person) if exact else []
    return tuple(_choices(ahead, there, request.now.astimezone(there), free_ones))


def _zone(person: Person, campaign: Campaign) -> str:
    return person.zone if _zones.known(person.zone) else campaign.zone


def _ahead(found: Sequence[times.Time], now: datetime) -> list[times.Time]:
    return [one for one in found if one.span.end > now][:MOST_CHOICES]


def _choices(
    found: list[times.Time], there: ZoneInfo, now: datetime, free_ones: Sequence[Span]
) -> Iterator[Choice]:
    for one in found:
        start, end = one.span.start.astimezone(there), one.span.end.astimezone(there)
        said = spoken.moment(start, now.date())
        taken = False
        if one.kind is times.TimeKind.WINDOW:
            said = f"{said} to {end:%H:%M}"
        else:
            taken = still_free(one.span.start, free_ones) is None
        day, hour = f"{start:%Y-%m-%d}", f"{start:%H:%M}"
        query = urlencode({"day": day, "time": hour, "zone": there.key})
        yield Choice(said, day, hour, query, taken)


def free_choices(found: Sequence[Span], there: ZoneInfo, now: datetime) -> Iterator[Choice]:
    """Free times as links that fill the form."""
    told = [times.Time(times.TimeKind.EXACT, span, there.key) for span in found]
    return _choices(told, there, now.astimezone(there), found)
