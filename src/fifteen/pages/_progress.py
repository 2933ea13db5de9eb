"""What the page of progress is made of: a campaign read once, and its pictures by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fifteen.method.beliefs import BeliefState
from fifteen.method.fieldbook import Claim
from fifteen.method.progress import funnel, gains, lives, tree, weeks
from fifteen.method.progress.funnel import Funnel
from fifteen.method.progress.lives import Life
from fifteen.method.progress.tree import Forest
from fifteen.pages.pictures import chains, counts, course, worth
from fifteen.pages.pictures.course import Fan
from fifteen.pages.pictures.picture import Picture
from fifteen.store import notes, progress, read
from fifteen.store.models import Campaign


@dataclass(frozen=True, slots=True)
class Seen:
    """A campaign as progress sees it."""

    today: date
    lives: Sequence[Life]
    beliefs: Sequence[tuple[str, Claim]]  # with the names of their fields
    ahead: Fan
    pace: int

    @property
    def everybody(self) -> Funnel:
        """All who were asked."""
        return funnel.of(self.lives)

    @property
    def talks(self) -> list[date]:
        """The days of all conversations."""
        return lives.talks(self.lives)

    @property
    def settled(self) -> int:
        """How many beliefs are not open any more."""
        return sum(claim.state is not BeliefState.OPEN for _, claim in self.beliefs)

    @property
    def forest(self) -> Forest:
        """Who led to whom."""
        return tree.grow(self.lives)

    @property
    def since(self) -> date | None:
        """The day of the first request."""
        return min((began for life in self.lives if (began := life.began)), default=None)


def seen(campaign: Campaign, today: date) -> Seen:
    """The campaign, read once for all its pictures."""
    book = notes.book(campaign)
    return Seen(
        today,
        progress.lives_of(campaign),
        [(field.name, claim) for field in book.fields for claim in field.beliefs],
        progress.fan(campaign, today),
        read.numbers_of(campaign).requests_a_week,
    )


def pictures(s: Seen) -> dict[str, Picture]:
    """All pictures that there is something to draw for, by name, in the order of the page."""
    everybody, ties = s.everybody, funnel.by_tie(s.lives)
    if not everybody.asked:
        return {}
    written = lives.written(s.lives)
    found = [
        counts.funnel(everybody, ties),
        counts.ties(ties),
        course.fan(s.talks, s.ahead, s.today),
        counts.weeks(weeks.of(s.lives, s.today, s.pace), s.today),
    ]
    forest = s.forest
    if forest.chains:
        found.append(chains.tree(forest, s.since))
    if s.beliefs:
        found.append(course.beliefs(s.beliefs, s.today))
    if written:
        found.append(course.measures(gains.measures(s.lives)))
        found.append(worth.goals(gains.by_goal(s.lives)))
        found.append(worth.given(gains.given(s.lives)))
    return {picture.name: picture for picture in found}
