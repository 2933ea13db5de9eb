"""What to do about it: requests that reach a number of talks, a higher pace, names that feed it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fifteen.method.forecast.belief import Belief
from fifteen.method.forecast.counts import Range
from fifteen.method.forecast.outlook import Outlook, Plan
from fifteen.method.forecast.shapes import beta_of, betabinom_tail
from fifteen.method.priors import Beta, Bond

WORKING_WEEK = 5  # business days
MOST_REQUESTS = 400  # beyond this no plan is made
SURE = 0.9


def spread(bonds: Sequence[Bond], a_week: int, days: int) -> tuple[tuple[Bond, int], ...]:
    """New requests at this pace over so many business days: who is next on the list, and when.

    The first is sent on the next business day. Nothing is planned on those without tie and reason.
    """
    if a_week <= 0:
        return ()
    able = [b for b in bonds if b is not Bond.GENERIC]
    starts = [1 + number * WORKING_WEEK // a_week for number in range(days * a_week)]
    return tuple((b, start) for b, start in zip(able, starts, strict=False) if start <= days)


def chance(belief: Belief, bond: Bond) -> Beta:
    """The chance that one new request ends in a talk at last, reminder included, as one Beta.

    Answered at first or after the reminder: p + r p (1 - p), times yes, times held; the product is
    taken as the Beta with its mean and variance.
    """
    p1, p2, p3, p4 = belief.moments(bond)
    (r1, r2), (y1, y2) = _two(belief.priors.reminder), _two(belief.yes[bond])
    h1, h2 = belief.talk.moments
    first = p1 + r1 * (p1 - p2)
    second = p2 + 2 * r1 * (p2 - p3) + r2 * (p2 - 2 * p3 + p4)
    return beta_of(first * y1 * h1, second * y2 * h2)


def _two(share: Beta) -> tuple[float, float]:
    a, b = share
    mean = a / (a + b)
    return mean, mean * (a + 1) / (a + b + 1)


def requests_for(talks: int, belief: Belief, bond: Bond, sure: float = SURE) -> int | None:
    """How many requests to people of one tie bring so many talks with this chance; None where
    more than `MOST_REQUESTS` were needed."""
    a, b = chance(belief, bond)
    low, high = talks, MOST_REQUESTS
    if betabinom_tail(talks, high, a, b) < sure:
        return None
    while low < high:
        middle = (low + high) // 2
        if betabinom_tail(talks, middle, a, b) >= sure:
            high = middle
        else:
            low = middle + 1
    return low


def requests_by(
    talks: int, outlook: Outlook, bond: Bond, days: int, a_day: int, sure: float = SURE
) -> int | None:
    """How many new requests to people of one tie, beside all that is on its way, bring so many
    talks within so many business days with this chance; None where none do.

    At most `a_day` are sent on each business day, the first on the next one.
    """
    most = min(MOST_REQUESTS, max(0, days - 1) * a_day)

    def enough(count: int) -> bool:
        new = tuple((bond, 1 + number // a_day) for number in range(count))
        asked = Outlook(outlook.belief, outlook.requests, replace(outlook.plan, new=new))
        return asked.talks(days).at_least(talks) >= sure

    low, high, step = 0, 0, 4
    while not enough(high):  # the answer is mostly small, and large ones take longest to try
        if high >= most:
            return None
        low, high, step = high + 1, min(most, high + step), step * 2
    while low < high:
        middle = (low + high) // 2
        if enough(middle):
            high = middle
        else:
            low = middle + 1
    return low


@dataclass(frozen=True, slots=True)
class Raise:
    """What a higher pace is expected to bring by the same day."""

    more: int  # requests a week
    now: Range
    then: Range
    runs_out: bool  # the list holds fewer than the higher pace would ask

    @property
    def gain(self) -> float:
        """Conversations more, on average."""
        return self.then.mean - self.now.mean


def raised(outlook: Outlook, bonds: Sequence[Bond], a_week: int, more: int, days: int) -> Raise:
    """The outlook at the pace chosen beside the one at `more` requests a week on top."""
    faster = spread(bonds, a_week + more, days)
    other = Outlook(outlook.belief, outlook.requests, replace(outlook.plan, new=faster))
    wanted = days * (a_week + more) // WORKING_WEEK
    return Raise(more, outlook.talks(days).range, other.talks(days).range, len(faster) < wanted)


@dataclass(frozen=True, slots=True)
class Names:
    """Whether talks feed the list: names heard in a talk, and the chance that one of them talks."""

    a_talk: float
    chance: float

    @property
    def m(self) -> float:
        """Talks that one talk leads to; from 1 on the campaign feeds itself."""
        return self.a_talk * self.chance

    @property
    def enough(self) -> float:
        """Names a talk at which it would feed itself."""
        return 1 / self.chance


def names(belief: Belief, heard: int, talks: int) -> Names:
    """Names a talk from record and prior together, and the chance of a referred person."""
    hits, misses = belief.priors.name
    a, b = chance(belief, Bond.REFERRED)
    return Names((hits + heard) / (hits + misses + talks), a / (a + b))


__all__ = [
    "Names",
    "Plan",
    "Raise",
    "chance",
    "names",
    "raised",
    "requests_by",
    "requests_for",
    "spread",
]
