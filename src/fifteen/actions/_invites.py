"""Has hosts told of what is agreed, moved or called off: a job, written with the entry itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from fifteen.actions._in_calendar import ABOUT
from fifteen.method.words import Verb
from fifteen.store import scope
from fifteen.store.models import Job, Person

KIND = "invite"


def tell(person: Person, verbs: Iterable[Verb], now: datetime) -> None:
    """Leave a job for the worker where these entries change what the host should know."""
    if ABOUT & set(verbs) and scope.mailbox(person.campaign) is not None:
        look_again(person, now)


def look_again(person: Person, now: datetime) -> None:
    """Compare once more what the host was told with what is agreed."""
    data = {"person": person.key}
    Job.objects.create(campaign=person.campaign, kind=KIND, data=data, run_at=now)
