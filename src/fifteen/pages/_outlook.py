"""The forecast as Today and its own page show it: one sentence, the stall, new names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from fifteen.method import spoken
from fifteen.method.forecast import plan, said
from fifteen.method.forecast.counts import Range
from fifteen.method.forecast.frozen import Kept, Stall, stall
from fifteen.method.forecast.outlook import Outlook
from fifteen.method.forecast.requests import Record
from fifteen.method.numbers import Numbers, table
from fifteen.method.priors import Bond
from fifteen.store import forecast, read
from fifteen.store.models import Campaign

_SHORT_OF = timedelta(days=14)  # the list is called short when it lasts less than this (C3)


@dataclass(frozen=True, slots=True)
class Ahead:
    """What lies ahead by one day."""

    seen: Record
    to_ask: tuple[Bond, ...]  # the next on the list, and the names that the talks will bring
    outlook: Outlook
    by: date
    days: int  # business days until then
    range: Range
    sentence: str


def ahead(campaign: Campaign, today: date, by: date | None = None) -> Ahead | None:
    """The outlook by one day, without it over the days chosen in Settings; None where there is
    neither a request nor a plan."""
    numbers = read.numbers_of(campaign)
    seen = forecast.record(campaign, today)
    by = by or today + timedelta(days=numbers.forecast_days)
    days = forecast.days_until(campaign, today, by)
    fed = forecast.fed(campaign, seen, days)
    outlook = forecast.outlook(campaign, fed, days)
    if not seen.requests and not outlook.plan.new:
        return None
    found = outlook.talks(days).range
    return Ahead(seen, fed.to_ask, outlook, by, days, found, said.outlook(found, by, today))


@dataclass(frozen=True, slots=True)
class Stalled:
    """The stall as a panel says it: what was said, what came, what is short, what would help."""

    figures: str
    short: str
    raised: str  # what a higher pace is expected to bring; empty where that is not the way
    pace: int  # the pace the button sets; 0: no button
    needs_names: bool


def stalled(campaign: Campaign, kept: list[Kept], here: Ahead, numbers: Numbers) -> Stalled | None:
    """The stall warning where it holds (C4), else None."""
    found = stall(kept, here.seen, numbers.requests_a_week)
    if found is None:
        return None
    today = here.seen.today
    first = said.day_of(found.since, today)
    asked = spoken.count_of(found.sent, "person", "people") if found.sent else "nobody"
    figures = (
        f"On {first} the forecast was {said.between(found.said.low90, found.said.high90)} "
        f"conversations by {said.day_of(found.said.until, today)}. "
        f"By {said.day_of(found.by, today)} there {_were(found.talks)}. "
        f"You asked {asked}; the plan was {spoken.in_words(found.planned)}. "
        f"{spoken.count_of(found.answers, 'answer').capitalize()} came."
    )
    higher = _higher(found, here, numbers)
    return Stalled(
        figures=figures,
        short=said.SHORT[found.short],
        raised=_raised(higher, here, numbers, today) if higher else "",
        pace=numbers.requests_a_week + higher.more if higher else 0,
        needs_names=found.short == "list" or higher is None,
    )


def _were(count: int) -> str:
    return {0: "was none", 1: "was one"}.get(count, f"were {spoken.in_words(count)}")


def _higher(found: Stall, here: Ahead, numbers: Numbers) -> plan.Raise | None:
    """The smallest rise that is expected to bring what is missing, or the largest there is room
    for; None where the list is too short for any."""
    most = table()["requests_a_week"]["range"][1] - numbers.requests_a_week
    best = None
    for more in (2, 3, 5, 8):
        if more > most:
            break
        tried = plan.raised(here.outlook, here.to_ask, numbers.requests_a_week, more, here.days)
        if best is not None and tried.gain < best.gain + 0.2:
            break  # the list holds no more
        best = tried
        if tried.gain >= found.missing:
            break
    return best if best is not None and best.gain >= 0.2 else None


def _raised(higher: plan.Raise, here: Ahead, numbers: Numbers, today: date) -> str:
    now, then = numbers.requests_a_week, numbers.requests_a_week + higher.more
    return (
        f"Asking {spoken.in_words(then)} a week instead of {spoken.in_words(now)} is expected to "
        f"bring {said.between(higher.then.low90, higher.then.high90)} conversations by "
        f"{said.day_of(here.by, today)}, most likely {spoken.in_words(higher.then.likely)} "
        f"instead of {spoken.in_words(higher.now.likely)}."
    )


@dataclass(frozen=True, slots=True)
class Source:
    """A place new names can come from (C3)."""

    words: str
    url: str
    link: str


def sources(campaign: Campaign, to_ask: int, a_week: int) -> list[Source]:
    """Where new names can come from, when the list lasts less than two weeks; else nothing."""
    if to_ask * 7 >= a_week * _SHORT_OF.days:
        return []
    schools = ", ".join(campaign.schools[:2])
    alumni = f"People who were at {schools} too." if schools else "People from your schools."
    return [
        Source("Each host you meet: who else, two names.", "/conversations", "Conversations"),
        Source(alumni, "/people#quick", "Add a name"),
        Source("Friends you have not written to for years.", "/import", "Look in an address book"),
    ]


def on_today(campaign: Campaign, today: date, to_ask: int) -> dict[str, object]:
    """What Today shows of it: the forecast, the stall where it holds, where names come from."""
    numbers = read.numbers_of(campaign)
    here = ahead(campaign, today)
    kept = forecast.frozen_ones(campaign) if here is not None else []
    return {
        "ahead": here,
        "stalled": stalled(campaign, kept, here, numbers) if here is not None else None,
        "sources": sources(campaign, to_ask, numbers.requests_a_week),
    }
