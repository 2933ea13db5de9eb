"""Mails of a programme to its hosts, through the operator's server; each once (O2).

What is about to leave is said to be leaving first. A worker that dies in between leaves it so, and
nobody sends it again: a host would rather miss a mail than get it twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from fifteen.server.programme import links
from fifteen.server.programme.models import Host, Post, Programme, Seat
from fifteen.store import walls
from fifteen.store.models import Campaign, Job

KIND = "programme-post"
_AT_ONCE = 100
_SMTP = "django.core.mail.backends.smtp.EmailBackend"  # here, not behind an answer
_NOT_REACHED = (OSError, SMTPException)


def put(host: Host, kind: str, now: datetime, **data: str) -> None:
    """A mail that leaves once this transaction holds."""
    Post.objects.create(campaign=host.campaign, host=host, kind=kind, data=data, made=now)
    wake(host.campaign, now)


def wake(campaign: Campaign, now: datetime) -> None:
    """A job that sends what waits, where none waits already."""
    waiting = Job.objects.filter(campaign=campaign, kind=KIND, done_at=None, claimed_at=None)
    if not waiting.exists():
        Job.objects.create(campaign=campaign, kind=KIND, run_at=now)


def send(job: Job, now: datetime) -> None:
    """Send what waits. Raises what the mail server said where it cannot be reached: the job is
    tried again, and what was not handed over still waits."""
    programme = Programme.objects.get(campaign=job.campaign)
    while rows := _claimed(job.campaign):
        _send(programme, rows, now)


@transaction.atomic
def _claimed(campaign: Campaign) -> list[Post]:
    waiting = Post.objects.filter(campaign=campaign, state="waits").order_by("id")
    rows = list(waiting.select_for_update(skip_locked=True)[:_AT_ONCE])
    Post.objects.filter(pk__in=[row.pk for row in rows]).update(state="sending")
    return rows


def _send(programme: Programme, rows: list[Post], now: datetime) -> None:
    hosts = Host.objects.in_bulk([row.host_id for row in rows])
    left = {row.pk for row in rows}
    try:
        with get_connection(_SMTP) as server:
            for row in rows:
                left.discard(row.pk)  # in hand: should it fail now, it may have left
                known = row.host_id in hosts
                state = _one(server, programme, hosts[row.host_id], row) if known else "refused"
                kept = {k: v for k, v in row.data.items() if k == "year"}
                Post.objects.filter(pk=row.pk).update(state=state, sent=now, data=kept)
    except _NOT_REACHED:
        Post.objects.filter(pk__in=left).update(state="waits")
        raise


def _one(server: Any, programme: Programme, host: Host, row: Post) -> str:
    text = _TEXTS[row.kind](programme, host, row.data)
    if text is None:
        return "refused"
    message = EmailMessage(*text, to=[host.email], connection=server)
    message.extra_headers = {"Auto-Submitted": "auto-generated"}
    try:
        message.send()
    except SMTPRecipientsRefused:
        return "refused"
    return "sent"


Text = tuple[str, str]


def _link(programme: Programme, host: Host, data: Mapping[str, str]) -> Text:
    return (
        f"Your page at {programme.name}",
        f"Dear {host.name},\n\nthis link is your key; no password is needed:\n\n"
        f"{links.to_host(host)}\n\nThere you say in a minute what you can speak about, how, and"
        " how often you may be asked. Until then nobody finds you. If it was not you who asked"
        " for this mail, do nothing: nothing else will come.\n\n" + programme.name,
    )


def _invite(programme: Programme, host: Host, data: Mapping[str, str]) -> Text:
    return (
        f"Fifteen minutes for somebody who wonders about your work? ({programme.name})",
        f"Dear {host.name},\n\nstudents and young graduates would like to hear what your work is"
        " like: fifteen minutes, by phone if you like, no job question. If you are willing, say"
        f" here in a minute what you can speak about and how often:\n\n{links.to_host(host)}\n\n"
        "Until you do, nobody finds you. This is the only mail: if you do nothing, what we keep"
        " of you for it is erased in sixty days; on the same page you can have it erased at"
        f" once.\n\nWhy we may write: {data.get('basis', '')}\n\n{programme.name}",
    )


def _asked(programme: Programme, host: Host, data: Mapping[str, str]) -> Text | None:
    who = _name_of(data["seat"])
    if not who:
        return None
    return (
        f"{who} asks for fifteen minutes of your advice",
        f"Dear {host.name},\n\n{who} would like to hear about your work. Their letter and"
        f" your answer, with one tap, are here:\n\n{links.to_host(host)}\n\nNo answer is fine"
        " too: after three working days the request ends by itself, and nobody reminds you.\n\n"
        + programme.name,
    )


@transaction.atomic
def _name_of(seat: str) -> str:
    """What the seeker of a seat is called now; "" where they are gone. No mail of ours keeps it."""
    with walls.over_all():
        owner = Seat.objects.filter(key=seat).values_list("campaign__owner", flat=True).first()
    if owner is None:
        return ""
    with walls.within(owner):
        return Seat.objects.get(key=seat).campaign.seeker_name or "Somebody"


def _yearly(programme: Programme, host: Host, data: Mapping[str, str]) -> Text:
    return data["subject"], data["body"]


_TEXTS: dict[str, Callable[[Programme, Host, Mapping[str, str]], Text | None]] = {
    "link": _link,
    "invite": _invite,
    "asked": _asked,
    "yearly": _yearly,
}
