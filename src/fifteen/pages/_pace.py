"""The pace: who stands where, what this week and this day brought, how long the list lasts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q

from fifteen.method import spoken, standing
from fifteen.method.words import Stage, StepGroup, StepKind, Verb
from fifteen.pages import _steps
from fifteen.store import read, scope
from fifteen.store.models import Campaign

_WEEKS_TOLD = 52  # beyond a year the figure says nothing

_DONE_TODAY = {
    Verb.MET: "conversation",
    Verb.THANKED: "thank-you",
    Verb.BOOKED: "talk booked",
    Verb.TIMES_SENT: "offer of times",
    Verb.REMINDED: "reminder",
    Verb.ASKED: "person asked",
    Verb.TOUCHED: "line to keep in touch",
}
_PLURALS = {
    Verb.ASKED: "people asked",
    Verb.BOOKED: "talks booked",
    Verb.TIMES_SENT: "offers of times",
    Verb.TOUCHED: "lines to keep in touch",
}


_OF_OURS = tuple(kind for kind in StepKind if kind.group is StepGroup.ANSWER)
"""Steps that answer what they said: a no is thanked for, a question answered."""


@dataclass(frozen=True, slots=True)
class Flow:
    """How many stand where; `to_ask` is what is left of the book."""

    to_ask: int
    stages: tuple[tuple[str, str, int], ...]  # class of the dial, words, how many
    waiting: int  # whose answer has time yet, with nothing to do for the seeker


def flow(campaign: Campaign, today: date) -> Flow:
    """The counts by stage, without counting those who were never asked."""
    counted = (
        scope.underway(scope.people(campaign))
        .values_list("stage")
        .annotate(
            n=Count("pk"),
            waits=Count("pk", filter=Q(due__gt=today)),
            turn=Count("pk", filter=Q(step__in=_OF_OURS)),
        )
        .order_by()
    )
    counts: Counter[str] = Counter()
    waiting = answered = 0
    for stage, count, waits, turn in counted:
        counts[stage] = count
        answered += turn if stage == Stage.ASKED else 0
        if stage in (Stage.ASKED, Stage.YES):
            waiting += waits
    to_ask = max(0, campaign.people_count - sum(counts.values()))
    stages = (
        ("", "To ask", to_ask),
        ("asked", "Asked, waiting", counts[Stage.ASKED] - answered),
        *([("asked", "Answered, your turn", answered)] if answered else []),
        ("booked", "Said yes or booked", counts[Stage.YES] + counts[Stage.BOOKED]),
        ("met", "Met, thanks due", counts[Stage.MET]),
        ("thanked", "Met and thanked", counts[Stage.THANKED]),
        ("rest", "Resting", counts[Stage.RESTING]),
    )
    return Flow(to_ask, stages, waiting)


@dataclass(frozen=True, slots=True)
class Week:
    """The pace of this week and what was done today."""

    asked: int
    goal: int
    done_today: str  # "One thank-you, one reminder", or nothing
    is_last_day: bool = False
    is_first: bool = False  # the search began in it

    @property
    def left(self) -> int:
        """How many more keep the pace."""
        return max(0, self.goal - self.asked)

    @property
    def says(self) -> str:
        """How the pace is kept; nobody is pressed for five more on a Sunday."""
        if not self.left:
            return "The pace you chose is kept."
        if self.is_last_day:
            return "A new week begins tomorrow."
        verb = "keeps" if self.left == 1 else "keep"
        return (
            f"{spoken.in_words(self.left).capitalize()} more by Sunday {verb} the pace you chose."
        )

    @property
    def track(self) -> str:
        """The dashes of the ring, one for each request of the week."""
        return _dashes(self.goal, self.goal)

    @property
    def filled(self) -> str:
        """The dashes that are filled."""
        return _dashes(min(self.asked, self.goal), self.goal)


_LAST_DAY = timedelta(days=6)
_GAP = 2  # hundredths of the ring between two dashes
_MOST_DASHES = 12  # more are told apart by nobody


def _dashes(count: int, of: int) -> str:
    """A stroke-dasharray on a ring of length 100."""
    if of > _MOST_DASHES or of == 1:
        return f"{100 * count / of:g} 100"
    one = 100 / of - _GAP
    if count == of:
        return f"{one:g} {_GAP}"
    drawn = " ".join([f"{one:g} {_GAP}"] * (count - 1) + [f"{one:g}"]) if count else "0"
    return f"{drawn} 100"


def week(campaign: Campaign, today: date) -> Week:
    """What was asked since Monday and done today, withdrawn entries left out."""
    verbs = (*_DONE_TODAY, Verb.WITHDRAWN)
    rows = scope.entries(campaign).filter(verb__in=verbs, on__gte=_steps.monday(today))
    kept = standing.counting(read.lines(rows))
    done = Counter(e.verb for e in kept if e.on == today)
    said = [
        spoken.count_of(done[verb], noun, _PLURALS.get(verb, ""))
        for verb, noun in _DONE_TODAY.items()
        if done[verb]
    ]
    goal = read.numbers_of(campaign).requests_a_week
    asked = sum(e.verb is Verb.ASKED for e in kept)
    monday = _steps.monday(today)
    is_first = read.day(campaign, campaign.made) >= monday
    is_last_day = today - monday == _LAST_DAY
    return Week(asked, goal, spoken.listing(said).capitalize(), is_last_day, is_first)


def lasts(to_ask: int, goal: int) -> str:
    """How long the list lasts at this pace (C3), in a sentence."""
    if to_ask == 0:
        return "Nobody is left to ask. Ask each host who else to speak with."
    count = spoken.in_words(to_ask).capitalize()
    weeks = to_ask / goal
    if weeks < 1:
        return f"{count} left to ask: less than a week at this pace. Time to gather a few names."
    if weeks > _WEEKS_TOLD:
        return f"{count} left to ask: more than a year at this pace."
    about = spoken.count_of(round(weeks), "week")
    return f"{count} left to ask: about {about} at this pace."
