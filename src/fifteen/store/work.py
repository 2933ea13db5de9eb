"""How much work waits, in counts: for the server's own health, on no user's path."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Count, Min

from fifteen.store.models import Job


@dataclass(frozen=True, slots=True)
class Waiting:
    """Jobs that wait, by kind; how many were given up; how late the oldest is, in seconds."""

    by_kind: Mapping[str, int]
    given_up: int
    oldest_seconds: float


def waiting(now: datetime) -> Waiting:
    """Counts over all owners."""
    due = Job.objects.filter(done_at=None, run_at__lte=now)
    by_kind = dict(due.values_list("kind").annotate(n=Count("id")).order_by())
    oldest = due.aggregate(at=Min("run_at"))["at"]
    given_up = Job.objects.filter(done_at__isnull=False).exclude(error="").count()
    return Waiting(by_kind, given_up, (now - oldest).total_seconds() if oldest else 0.0)


def clock() -> datetime:
    """The database's time: workers on several machines agree on whose claim is old, whatever their
    own clocks say. On PostgreSQL only."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        told: datetime = cursor.fetchone()[0]
        return told
