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
    everybody: Funnel  # all who were asked
    ties: Sequence[Funnel]
    talks: Sequence[date]  # the days of all conversations
    forest: Forest  # who led to whom
    since: date | None  # the day of the first request
    beliefs: Sequence[tuple[str, Claim]]  # with the names of their fields
    ahead: Fan
    pace: int

    @property
    def settled(self) -> int:
        """How many beliefs are not open any more."""
        return sum(claim.state is not BeliefState.OPEN for _, claim in self.beliefs)


def seen(campaign: Campaign, today: date) -> Seen:
    """The campaign, read once for all its pictures."""
    book = notes.book(campaign)
    found = progress.lives_of(campaign)
    return Seen(
        today=today,
        lives=found,
        everybody=funnel.of(found),
        ties=funnel.by_tie(found),
        talks=lives.talks(found),
        forest=tree.grow(found),
        since=min((began for life in found if (began := life.began)), default=None),
        beliefs=[(field.name, claim) for field in book.fields for claim in field.beliefs],
        ahead=progress.fan(campaign, today),
        pace=read.numbers_of(campaign).requests_a_week,
    )


def pictures(s: Seen) -> dict[str, Picture]:
    """All pictures that there is something to draw for, by name, in the order of the page."""
    if not s.everybody.asked:
        return {}
    written = lives.written(s.lives)
    found = [
        counts.funnel(s.everybody, s.ties),
        counts.ties(s.ties),
        course.fan(s.talks, s.ahead, s.today),
        counts.weeks(weeks.of(s.lives, s.today, s.pace), s.today),
    ]
    if s.forest.chains:
        found.append(chains.tree(s.forest, s.since))
    if s.beliefs:
        found.append(course.beliefs(s.beliefs, s.today))
    if written:
        found.append(course.measures(gains.measures(s.lives)))
        found.append(worth.goals(gains.by_goal(s.lives)))
        found.append(worth.given(gains.given(s.lives)))
    return {picture.name: picture for picture in found}
