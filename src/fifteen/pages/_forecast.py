"""The parts of the page about the forecast, each in plain figures and sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fifteen.actions.forecasts import GUESS_OF
from fifteen.method import priors, spoken
from fifteen.method.forecast import plan, said
from fifteen.method.forecast.counts import Range
from fifteen.method.forecast.frozen import Frozen, Kept, scored
from fifteen.method.forecast.outlook import MOST_DAYS, Outlook, Plan
from fifteen.method.forecast.requests import Record, Request
from fifteen.method.numbers import Numbers, table
from fifteen.method.priors import Bond
from fifteen.pages._outlook import Ahead
from fifteen.store import forecast
from fifteen.store.models import Campaign

MOST_SHOWN = 8  # of the earlier forecasts
_WORTH_IT = 0.5  # conversations more; less is not worth a change of pace
_SETTLED = 15  # business days after which an unanswered request no longer holds up a guess


@dataclass(frozen=True, slots=True)
class Week:
    """What is expected by the end of one day."""

    by: date
    range: Range


def weeks(campaign: Campaign, here: Ahead) -> list[Week]:
    """The outlook week by week, up to the day of the forecast."""
    today = here.seen.today
    days = [today + timedelta(days=7 * n) for n in range(1, (here.by - today).days // 7)]
    until = [forecast.days_until(campaign, today, day) for day in days]
    return [Week(d, r) for d, r in zip(days, here.outlook.fan(until), strict=True)] + [
        Week(here.by, here.range)
    ]


def parts(here: Ahead) -> str:
    """What the forecast counts, such as "two booked talks and nine new requests"."""
    open_ones = here.seen.open
    booked = sum(r.booked_in is not None for r in open_ones)
    agreed = sum(r.agreed is not None and r.booked_in is None for r in open_ones)
    undecided = sum(r.answered is not None and r.agreed is None for r in open_ones)
    silent = sum(r.silent for r in open_ones)
    new = len(here.outlook.plan.new)
    told = (
        (booked, "booked talk", ""),
        (agreed, "yes without a time", "yeses without a time"),
        (undecided, "answer that is neither yes nor no", "answers that are neither yes nor no"),
        (silent, "request without an answer", "requests without an answer"),
        (new, "new request at your pace", "new requests at your pace"),
    )
    return spoken.listing([spoken.count_of(n, one, many) for n, one, many in told if n])


@dataclass(frozen=True, slots=True)
class Higher:
    """A higher pace, in a sentence, and the number its button sets."""

    sentence: str
    a_week: int
    runs_out: bool


def higher(here: Ahead, numbers: Numbers, more: int = 2) -> Higher | None:
    """What two more requests a week would bring; None at the highest pace."""
    pace = numbers.requests_a_week + more
    if pace > table()["requests_a_week"]["range"][1]:
        return None
    tried = plan.raised(here.outlook, here.to_ask, numbers.requests_a_week, more, here.days)
    by = said.day_of(here.by, here.seen.today)
    if tried.gain < _WORTH_IT:
        sentence = f"More would bring hardly anything by {by}: {_why_no_more(here, tried)}"
    else:
        brings = "one more" if tried.gain < 1.5 else f"{spoken.in_words(round(tried.gain))} more"
        sentence = f"{spoken.in_words(pace).capitalize()} requests a week instead of "
        sentence += f"{spoken.in_words(numbers.requests_a_week)} would bring about {brings} "
        sentence += f"conversation{'' if tried.gain < 1.5 else 's'} by {by}."
    return Higher(sentence, 0 if tried.gain < _WORTH_IT else pace, tried.runs_out)


def _why_no_more(here: Ahead, tried: plan.Raise) -> str:
    """What a higher pace would lack: people one has a tie or a reason with, or time."""
    if not tried.runs_out:
        return "the day is too near for a letter to become a talk."
    bare = sum(bond is Bond.GENERIC for bond in here.to_ask)
    if not bare:
        return "at your pace everybody on your list is asked by then. Names come first."
    have = "has" if bare == 1 else "have"
    return (
        f"of those left to ask, {spoken.in_words(bare)} {have} neither a tie nor a reason yet, and "
        "on such letters nothing is planned. Find a way in, or gather names first."
    )


@dataclass(frozen=True, slots=True)
class NamesHeard:
    """Whether the talks feed the list, in sentences."""

    so_far: str
    m: str
    feeds: bool


def names(campaign: Campaign, here: Ahead) -> NamesHeard:
    """Where m stands: names a talk, times the chance that a named person talks."""
    heard, talks = forecast.names_heard(campaign), len(here.seen.talks)
    found = plan.names(here.outlook.belief, heard, talks)
    if talks:
        so_far = f"{spoken.count_of(heard, 'name').capitalize()} came out of "
        so_far += f"{spoken.count_of(talks, 'conversation')} so far."
    else:
        so_far = "No conversation yet; two in three bring at least one name when asked."
    return NamesHeard(so_far, f"{found.m:.1f}", found.m >= 1)


@dataclass(frozen=True, slots=True)
class Before:
    """How the earlier forecasts did."""

    lines: tuple[tuple[str, bool], ...]
    hits: int
    of: int
    waiting: tuple[str, ...]  # said, and its day is still to come


def before(kept: Sequence[Kept], seen: Record) -> Before:
    """What was said and what came, the newest first."""
    today = seen.today
    over = scored(kept, seen.talks, today)
    lines = [(_was_said(s.forecast, s.came, today), s.hit) for s in over]
    waiting = [
        f"On {said.day_of(k.forecast.made, today)} it said "
        f"{said.between(k.forecast.low90, k.forecast.high90)} "
        f"by {said.day_of(k.forecast.until, today)}. That day is still to come."
        for k in reversed(kept)
        if k.forecast.until >= today
    ]
    return Before(
        tuple(lines[:MOST_SHOWN]), sum(s.hit for s in over), len(over), tuple(waiting[:1])
    )


def _was_said(then: Frozen, came: int, today: date) -> str:
    return said.was_said(then.made, then.low90, then.high90, then.until, came, today)


@dataclass(frozen=True, slots=True)
class Guessed:
    """The user's guess about the next ten beside the forecast; empty until there is one."""

    mine: str
    theirs: str
    came: str


def guessed(campaign: Campaign, here: Ahead) -> Guessed | None:
    """The guess and the forecast, and what came where the next ten are settled."""
    guess = forecast.guess(campaign)
    if guess is None:
        return None
    bonds = [b for b in here.seen.to_ask if b is not Bond.GENERIC][:GUESS_OF]
    bonds += [Bond.REFERRED] * (GUESS_OF - len(bonds))
    next_ten = Outlook(here.outlook.belief, (), Plan(tuple((b, 0) for b in bonds)))
    found = next_ten.answers(MOST_DAYS).range
    since = [r for r in here.seen.requests if r.on >= guess.made][: guess.of]
    came = ""
    if len(since) == guess.of and all(_settled(r) for r in since):
        count = sum(r.answered is not None for r in since)
        came = f"Of the ten you have asked since then, {spoken.in_words(count)} answered."
    return Guessed(
        f"On {said.day_of(guess.made, here.seen.today)} you guessed "
        f"{spoken.in_words(guess.answers)} of ten.",
        f"The forecast for the next ten on your list says "
        f"{said.between(found.low90, found.high90)}, most likely {spoken.in_words(found.likely)}.",
        came,
    )


def _settled(request: Request) -> bool:
    return request.answered is not None or request.elapsed >= _SETTLED


@dataclass(frozen=True, slots=True)
class Assumed:
    """What is assumed about one tie, ours or the user's own."""

    label: str
    answered: str
    yes: str
    days: str
    why: str
    source: str
    own: bool


def assumed(campaign: Campaign) -> list[Assumed]:
    """The assumptions in force by tie, with where they come from."""
    told = forecast.priors_of(campaign)
    lines = []
    for bond, tie in told.ties:
        line = priors.table()["tie"][bond]
        own = any(name.startswith(f"{bond}.") for name in campaign.numbers)
        lines.append(
            Assumed(
                line["label"],
                f"{100 * tie.answered[0] / sum(tie.answered):.0f}",
                f"{100 * tie.yes[0] / sum(tie.yes):.0f}",
                f"{tie.days:g}",
                line["why"],
                "your own" if own else line["source"],
                own,
            )
        )
    return lines
