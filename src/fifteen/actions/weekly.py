"""Tells the seeker of each week by a mail to themselves, from their own mailbox, if they chose so.

A job for each week: what is done with stays for a month, so that no week is told of twice. It may
come until the Monday is over, for a machine that was off on the Sunday.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from fifteen.actions import _to_oneself
from fifteen.actions._doors import Doors
from fifteen.method import own_week
from fifteen.store import read, review, scope, suggest
from fifteen.store.models import Campaign, Job

KIND = "tell-of-the-week"
_KEPT = timedelta(days=30)
_MOST_NAMED = 5


def due(campaign: Campaign, now: datetime) -> int:
    """Leave a job for the week that is over, once; returns how many. Called hourly."""
    mailbox = scope.mailbox(campaign)
    if mailbox is None or not mailbox.weekly:
        return 0
    start = own_week.due(read.local(campaign, now))
    known = Job.objects.filter(campaign=campaign, kind=KIND)
    if start is None or known.filter(data__week=str(start)).exists():
        return 0
    known.filter(done_at__lt=now - _KEPT).delete()
    Job.objects.create(campaign=campaign, kind=KIND, data={"week": str(start)}, run_at=now)
    return 1


def tell(campaign: Campaign, data: dict[str, Any], now: datetime, doors: Doors) -> bool:
    """The worker's part: send it if it is still wanted and still new. Whether it left. `Failed`
    where the server does not take it: the job is tried again."""
    mailbox = scope.mailbox(campaign)
    start = own_week.due(read.local(campaign, now))
    if mailbox is None or not mailbox.weekly or start is None or str(start) != data["week"]:
        return False
    week = review.week(campaign, start)
    if not own_week.is_worth_it(week):
        return False
    people = suggest.whom_to_ask(campaign, now).people[:_MOST_NAMED]
    subject, body = own_week.text(
        week,
        campaign.seeker_name.partition(" ")[0],
        [s.person.name for s in people],
        review.intention(campaign, week.following),
    )
    _to_oneself.send(mailbox, subject, body, now, doors)
    return True
