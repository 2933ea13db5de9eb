"""How many people to ask for so many conversations, by a day or with time enough (C5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fifteen.method import priors, spoken
from fifteen.method.forecast import funnel, plan, said
from fifteen.method.forecast.outlook import MOST_DAYS
from fifteen.method.numbers import Numbers
from fifteen.method.priors import Bond
from fifteen.method.words import Refusal
from fifteen.pages import _outlook
from fifteen.pages._outlook import Ahead
from fifteen.pages._request import day_from
from fifteen.store import forecast
from fifteen.store.models import Campaign

TALKS = 5  # conversations the page plans for until it is asked
MOST_TALKS = 30
LATEST = timedelta(days=MOST_DAYS * 7 // 5)  # no forecast reaches further


@dataclass(frozen=True, slots=True)
class Needed:
    """How many people of one tie to ask, beside one's own record with them."""

    label: str
    asked: int
    answered: int
    held: int
    count: int | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for as it was typed, and the answer; the refusal says what was no number and
    no day, and five conversations with time enough are planned for instead."""

    talks: str
    by: str
    earliest: date
    latest: date
    title: str
    about: str
    ahead: str  # what the pace chosen brings by that day; empty without a day
    lines: Sequence[Needed]
    dated: bool
    refusal: Refusal | None


def wanted(campaign: Campaign, here: Ahead, numbers: Numbers, typed: Mapping[str, str]) -> Wanted:
    """The answer to `talks` and `by` of the form; without them, five with time enough."""
    today = here.seen.today
    talks, by = typed.get("talks", ""), typed.get("by", "")
    understood = _understood(talks.strip(), by.strip(), today)
    count, day = understood if not isinstance(understood, Refusal) else (TALKS, None)
    things = spoken.count_of(count, "conversation")
    if day is None:
        lines = _lines(here, count, None, numbers)
        about = (
            f"So many first letters, each with one reminder, bring {things} nine times in ten, "
            "whenever they come. Your own record counts."
        )
        title, ahead = f"How many to ask for {things}", ""
    else:
        days = forecast.days_until(campaign, today, day)
        lines = _lines(here, count, days, numbers)
        when = said.day_of(day, today)
        title = f"How many to ask for {things} by {when}"
        about = (
            "So many new letters to people of one tie, beside all that is on its way and at most "
            f"{spoken.in_words(numbers.requests_a_day)} a day, bring {things} by then nine times "
            "in ten."
        )
        there = _outlook.ahead(campaign, today, day)
        ahead = there.sentence if there else ""
    return Wanted(
        talks=talks or str(TALKS),
        by=by,
        earliest=today + timedelta(days=1),
        latest=today + LATEST,
        title=title,
        about=about,
        ahead=ahead,
        lines=lines,
        dated=day is not None,
        refusal=understood if isinstance(understood, Refusal) else None,
    )


def _understood(talks: str, by: str, today: date) -> tuple[int, date | None] | Refusal:
    count = int(talks) if talks.isascii() and talks.isdigit() and len(talks) < 4 else 0
    if talks and not 1 <= count <= MOST_TALKS:
        return Refusal(f"A number of conversations from 1 to {MOST_TALKS}, please.", "talks")
    if not by:
        return count or TALKS, None
    day = day_from(by)
    if day is None:
        return Refusal("Write the day as in 2027-03-15, or leave it empty.", "by")
    if day <= today:
        return Refusal("That day has passed. Choose one that is still to come.", "by")
    if day > today + LATEST:
        latest = said.day_of(today + LATEST, today)
        return Refusal(f"So far ahead nobody can say. The latest day is {latest}.", "by")
    return count or TALKS, day


def _lines(here: Ahead, talks: int, days: int | None, numbers: Numbers) -> list[Needed]:
    """One line for each tie; those without tie and reason are left out, as in every plan."""
    ties = priors.table()["tie"]
    seen = {f.bond: f for f in funnel.by_bond(here.seen.requests)}
    lines = []
    for bond in Bond:
        if bond is Bond.GENERIC:
            continue
        mine = seen.get(bond)
        if days is None:
            count = plan.requests_for(talks, here.outlook.belief, bond)
        else:
            count = plan.requests_by(talks, here.outlook, bond, days, numbers.requests_a_day)
        figures = (mine.asked, mine.answered.count, mine.held.count) if mine else (0, 0, 0)
        lines.append(Needed(ties[bond]["label"], *figures, count))
    return lines
