"""Has the seeker's own calendar told of what is agreed: a job, written with the entry itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from fifteen.method.words import Verb
from fifteen.store import scope
from fifteen.store.models import Job, Person

KIND = "put-talk"
ABOUT = frozenset(
    {Verb.BOOKED, Verb.MOVED, Verb.CANCELLED, Verb.MISSED, Verb.NEVER, Verb.WITHDRAWN}
)
"""What changes whether and when a talk is agreed."""


def tell(person: Person, verbs: Iterable[Verb], now: datetime) -> None:
    """Leave a job for the worker where these entries change what a calendar should show."""
    if not ABOUT & set(verbs):
        return
    if scope.busy_calendars(person.campaign).filter(writes=True).exists():
        data = {"person": person.key}
        Job.objects.create(campaign=person.campaign, kind=KIND, data=data, run_at=now)
