"""Mails of a programme to its hosts, through the operator's server; each once (O2).

What is about to leave is said to be leaving first. A worker that dies in between leaves it so: it
may have left, so nobody sends it again but the office, which is told (`unsettled`). A host would
rather miss a mail than get it twice. Where the mail server is away or says "later", the mail waits
and is tried again every hour.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from smtplib import (
    SMTPDataError,
    SMTPException,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
)
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from fifteen.actions._write import Done
from fifteen.method.programme.words import State
from fifteen.method.words import Refusal
from fifteen.server.programme import links, office
from fifteen.server.programme.models import Host, Post, Programme, Request, Seat
from fifteen.store import walls
from fifteen.store.models import Campaign, Job

KIND = "programme-post"
LOST = timedelta(minutes=5)
"""A mail that has been leaving for so long is in nobody's hands: the mail server is given up after
15 seconds of silence at each of its few steps."""
KEPT = timedelta(days=60)
"""So long the office can send again what did not arrive; then its words go."""
SETTLED = timedelta(days=1)
"""So long the office can take back that one is settled."""
_SMTP = "django.core.mail.backends.smtp.EmailBackend"  # here, not behind an answer
_UNSETTLED = ("refused", "unsure")
_TRIED_LATER = range(400, 500)  # answers of a mail server that mean "not now" (RFC 5321, 4.2.1)
_SAYS_NO = (SMTPRecipientsRefused, SMTPDataError)


def put(host: Host, kind: str, now: datetime, **data: str) -> None:
    """A mail that leaves once this transaction holds."""
    Post.objects.create(campaign=host.campaign, host=host, kind=kind, data=data, made=now)
    wake(host.campaign, now)


def wake(campaign: Campaign, now: datetime) -> None:
    """A job that sends what waits, where none waits already."""
    waiting = Job.objects.filter(campaign=campaign, kind=KIND, done_at=None, claimed_at=None)
    if not waiting.exists():
        Job.objects.create(campaign=campaign, kind=KIND, run_at=now)


def look_after(campaign: Campaign, now: datetime) -> None:
    """Once an hour: what is in nobody's hands is named to the office, what waits is tried."""
    rows = Post.objects.filter(campaign=campaign)
    lost = Q(since__lt=now - LOST) | Q(since=None)
    rows.filter(lost, state="sending").update(state="unsure", since=now)
    gone = Q(state__in=_UNSETTLED, since__lt=now - KEPT) | Q(state="over", since__lt=now - SETTLED)
    for row in rows.filter(gone):
        _settle(row)
    if rows.filter(state="waits").exists():
        wake(campaign, now)


def unsettled(campaign: Campaign) -> list[tuple[Post, str]]:
    """What the office is told of: mails that their host's server refused, and such that may or may
    not have left; each with that in a sentence. What a mail was about is not said: who was asked
    is nobody's business there."""
    said = {
        "refused": "The mail server did not take it.",
        "unsure": "It was on its way when the sending broke off: it may have arrived.",
    }
    rows = Post.objects.filter(campaign=campaign, state__in=_UNSETTLED).select_related("host")
    return [(row, said[row.state]) for row in rows.order_by("id")[:200]]


@transaction.atomic
def again(programme: Programme, key: str, now: datetime) -> Done | Refusal:
    """The office has one of them sent once more."""
    row = _held(programme, key)
    if row is None:
        return Refusal("That is settled already.")
    before, row.state = row.state, "waits"
    row.save(update_fields=["state"])
    wake(programme.campaign, now)
    return Done("It leaves once more.", office.act(programme, "again", key, before))


@transaction.atomic
def not_again(programme: Programme, key: str, before: str) -> Done | Refusal:
    """It does not leave once more, where it has not yet; `before` is how it stood."""
    row = _held(programme, key, ("waits",))
    if row is None or before not in _UNSETTLED:
        return Refusal("It has left meanwhile.")
    row.state = before
    row.save(update_fields=["state"])
    return Done("It stays here.")


@transaction.atomic
def settle(programme: Programme, key: str, now: datetime) -> Done | Refusal:
    """The office knows what became of one of them, or lets it be; its words go a day later."""
    row = _held(programme, key)
    if row is None:
        return Refusal("That is settled already.")
    before, row.state, row.since = row.state, "over", now
    row.save(update_fields=["state", "since"])
    return Done(
        "It is off the list. Nothing was sent.", office.act(programme, "settled", key, before)
    )


@transaction.atomic
def unsettle(programme: Programme, now: datetime, key: str, before: str) -> Done | Refusal:
    """It is on the list again, while its words are there."""
    row = _held(programme, key, ("over",))
    if row is None or before not in _UNSETTLED or row.since is None or row.since < now - SETTLED:
        return Refusal("It is gone for good by now.")
    row.state, row.since = before, now
    row.save(update_fields=["state", "since"])
    return Done("It is on the list again.")


def _held(programme: Programme, key: str, states: Sequence[str] = _UNSETTLED) -> Post | None:
    rows = Post.objects.filter(campaign=programme.campaign, state__in=states)
    number = int(key) if key.isascii() and key.isdigit() and len(key) < 16 else 0
    return rows.select_for_update().filter(pk=number).first()


def _settle(row: Post) -> None:
    row.state, row.data, row.since = "over", _kept(row), None
    row.save(update_fields=["state", "data", "since"])


def _kept(row: Post) -> dict[str, str]:
    """What stays of a mail that has left: the year of a yearly letter, so that it leaves once."""
    return {k: v for k, v in row.data.items() if k == "year"}


def send(job: Job, now: datetime) -> None:
    """Send what waits. Raises what the mail server said where it cannot be reached, or takes
    nothing now: the job is tried again, and what was not handed over still waits."""
    programme = Programme.objects.get(campaign=job.campaign)
    if not _waiting(job.campaign).exists():
        return
    passed: set[int] = set()
    with get_connection(_SMTP) as server:
        while (row := _claimed(job.campaign, passed, now)) is not None:
            passed.add(row.pk)
            _send(server, programme, row)


def _waiting(campaign: Campaign) -> QuerySet[Post]:
    return Post.objects.filter(campaign=campaign, state="waits").order_by("id")


@transaction.atomic
def _claimed(campaign: Campaign, passed: set[int], now: datetime) -> Post | None:
    """One mail, said to be leaving before it does: of a worker that dies no more is in doubt."""
    waiting = _waiting(campaign).exclude(pk__in=passed)
    row = waiting.select_for_update(skip_locked=True).first()
    if row is not None:
        row.state, row.since = "sending", now
        row.save(update_fields=["state", "since"])
    return row


def _send(server: Any, programme: Programme, row: Post) -> None:
    host = Host.objects.filter(pk=row.host_id).first()
    text = _TEXTS[row.kind](programme, host, row.data) if host is not None else None
    if host is None or text is None:
        _end(row, "over")
        return
    message = EmailMessage(*text, to=[host.email], connection=server)
    message.extra_headers = {"Auto-Submitted": "auto-generated"}
    try:
        message.send()
    except (SMTPNotSupportedError, ValueError):  # an address that no mail can be put to
        _end(row, "refused")
    except SMTPException as failure:
        _end(row, _after(failure))
        if not isinstance(failure, _SAYS_NO) or _code(failure) == _CLOSES:
            raise
    except OSError:
        _end(row, "unsure")
        raise
    else:
        _end(row, "sent")


_CLOSES = 421
"""The mail server ends the connection with this answer."""


def _after(failure: SMTPException) -> str:
    """Where a mail stands that the mail server did not take: its answer says so, and a connection
    that broke says nothing."""
    code = _code(failure)
    if code is None:
        return "unsure"
    theirs = isinstance(failure, _SAYS_NO)  # else it is us whom it does not take mail from
    return "refused" if theirs and code not in _TRIED_LATER else "waits"


def _code(failure: SMTPException) -> int | None:
    """The answer of the mail server, None where there was none."""
    if isinstance(failure, SMTPRecipientsRefused):
        codes: list[int] = [code for code, _ in failure.recipients.values()]
        return codes[0] if codes else None
    code = getattr(failure, "smtp_code", None)
    return code if isinstance(code, int) and code > 0 else None


def _end(row: Post, state: str) -> None:
    known = _kept(row) if state in ("sent", "over") else row.data
    changed = {"state": state, "data": known}
    if state == "sent":
        changed["sent"] = timezone.now()
    Post.objects.filter(pk=row.pk).update(**changed)


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
    waits = Request.objects.filter(campaign=host.campaign_id, host=host, seat=data["seat"])
    who = _name_of(data["seat"]) if waits.filter(state=State.OPEN).exists() else ""
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
