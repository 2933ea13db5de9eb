"""One mail taken in: whose it is, what it reads as. It proposes; the seeker decides."""

from __future__ import annotations

import logging
import re
from datetime import datetime, timedelta
from email.utils import getaddresses
from typing import Any

from django.db import transaction

from fifteen.actions import _sending, _written_elsewhere, filing
from fifteen.actions._belongs import Around
from fifteen.actions._write import new_key
from fifteen.adapters.mail import message as mail
from fifteen.adapters.mail.box import ids
from fifteen.adapters.mail.message import Mail
from fifteen.method import times
from fifteen.method.answers import read as read_answer
from fifteen.method.answers._bounces import is_bounce
from fifteen.method.answers.words import Message
from fifteen.method.leaving import Out
from fifteen.store import offered, readings, scope
from fifteen.store.models import Campaign, KnownMail, Outgoing, Person

LONGEST = 100_000  # characters of a mail that are kept
_AHEAD = timedelta(days=1)  # a clock may be wrong by so much
_MOST_IDS = 40
_ENOUGH = 1_500  # characters in which a language shows
_log = logging.getLogger("fifteen.mail")


@transaction.atomic
def take(campaign: Campaign, raw: bytes, around: Around, now: datetime, junk: bool = False) -> bool:
    """Keep a mail where it belongs to the campaign; whether it is new here."""
    try:
        found = mail.parse(raw)
    except (ValueError, RecursionError):
        return False
    own_id = next(iter(ids(found.headers.get("message-id", "").encode())), "")
    thread = _thread(found)
    sender = _one_address(found.sender)
    same = _sending.same(own_id, sender, raw)
    if same in around.known:
        return False
    ours = sender in around.own
    if ours and own_id and _settles(campaign, own_id, now):
        return False
    about = _message(found, campaign, now)
    bounce = not ours and is_bounce(about)
    person = _whose(campaign, found, around, sender, thread, ours, bounce)
    if person is None:
        return False
    row = KnownMail(
        campaign=campaign,
        person=person,
        key=new_key(),
        same=same,
        message_id=own_id,
        thread=" ".join(thread[-_MOST_IDS:]),
        ours=ours,
        at=_when(found, now),
        came=now,
        sender=sender[:320],
        subject=found.subject[:998],
        text=found.text[:LONGEST].replace("\x00", ""),
        junk=junk,
        forged=not ours and is_doubted(found.headers),
    )
    if ours:
        _written_elsewhere.note(row, now)
    else:
        row.reading = _read(_around(about, around, person))
        if not around.uncertain.isdisjoint(thread):
            _settle_by_answer(campaign, thread, now)
    row.save()
    around.known.add(same)
    if own_id:
        around.threads[own_id] = person.pk
    if not ours and row.reading.get("main") not in ("bounce", "auto") and sender:
        around.asked.setdefault(sender, person.pk)
    return True


def _thread(found: Mail) -> list[str]:
    told = f"{found.headers.get('references', '')} {found.headers.get('in-reply-to', '')}"
    return list(dict.fromkeys(ids(told.encode())))


def _addresses(text: str) -> list[str]:
    try:
        return [a.lower() for _, a in getaddresses([text]) if "@" in a]
    except (ValueError, IndexError, RecursionError):
        return []


def _one_address(text: str) -> str:
    return next(iter(_addresses(text)), "")


def _when(found: Mail, now: datetime) -> datetime:
    written = found.written
    return written if written is not None and written <= now + _AHEAD else now


def _message(found: Mail, campaign: Campaign, now: datetime) -> Message:
    return Message(
        found.text,
        found.subject,
        found.sender,
        found.to,
        found.cc,
        _when(found, now),
        found.headers,
        found.report,
        language=times.language_of(found.text[:_ENOUGH]),
        seeker_zone=campaign.zone,
    )


def _whose(
    campaign: Campaign,
    found: Mail,
    around: Around,
    sender: str,
    thread: list[str],
    ours: bool,
    bounce: bool,
) -> Person | None:
    """The person a mail belongs to, or None."""
    if bounce:
        pk = _of_bounce(found, around, thread)
    elif ours:
        to = _addresses(f"{found.to}, {found.cc}")
        pk = next((p for one in to if (p := around.person_of(one))), None)
        pk = pk or next((around.threads[i] for i in reversed(thread) if i in around.threads), None)
    else:
        pk = around.asked.get(sender)
        pk = pk or next((around.threads[i] for i in reversed(thread) if i in around.threads), None)
    if not pk:
        return None
    if pk not in around.people:
        there = scope.people(campaign).filter(pk=pk).select_related("campaign").first()
        if there is None:
            return None
        around.people[pk] = there
    return around.people[pk]


def _of_bounce(found: Mail, around: Around, thread: list[str]) -> int | None:
    """Whose letter came back: by the id of the letter anywhere in the report, else the address."""
    told = f"{found.report}\n{found.text}\n{found.headers.get('x-failed-recipients', '')}"
    inside = [*ids(told.encode()), *thread]
    for one in inside:
        if one in around.threads:
            return around.threads[one]
    named = re.findall(r"[\w.+'=-]+@[\w-]+(?:\.[\w-]+)+", told)
    return next((around.asked[a.lower()] for a in named if a.lower() in around.asked), None)


def _read(about: Message) -> dict[str, Any]:
    """What a mail reads as. A mail that nobody can read is kept all the same, for the seeker."""
    try:
        return readings.told(read_answer(about))
    except Exception as failure:  # whatever it is: an answer of a person must not be lost by it
        _log.warning("a mail could not be read: %s", type(failure).__name__)
        return {}


def _around(about: Message, around: Around, person: Person) -> Message:
    """The message with what is known around it: the request, both zones."""
    if person.pk not in around.last:
        asked = scope.letters(person.campaign).filter(person=person, sent_at__isnull=False)
        around.last[person.pk] = asked.order_by("-pk").first()
    last = around.last[person.pk]
    return Message(
        about.text,
        about.subject,
        about.sender,
        about.to,
        about.cc,
        about.written,
        about.headers,
        about.report,
        asked=last.body if last else "",
        offered=offered.offered(person),
        asked_on=last.sent_at if last else None,
        language=about.language,
        host_zone=person.zone or person.campaign.zone,
        seeker_zone=person.campaign.zone,
    )


def _settles(campaign: Campaign, own_id: str, now: datetime) -> bool:
    """A letter that was uncertain, or is marked already: found in the mailbox, it has left."""
    row = scope.outgoing(campaign).filter(message_id=own_id).first()
    if row is None:
        return False
    filing.found(row, now)
    return True


def _settle_by_answer(campaign: Campaign, thread: list[str], now: datetime) -> None:
    for row in Outgoing.objects.filter(
        campaign=campaign, message_id__in=thread, state=Out.UNCERTAIN
    ).select_related("person", "letter"):
        filing.found(row, now)


_RESULT = re.compile(r"\b(dmarc|spf|dkim)\s*=\s*(\w+)", re.IGNORECASE)


def is_doubted(headers: dict[str, str]) -> bool:
    """Whether the seeker's own mail server says that the sender may be another one (RFC 8601)."""
    found = _RESULT.findall(headers.get("authentication-results", ""))
    told: dict[str, str] = {what.lower(): result.lower() for what, result in reversed(found)}
    if "dmarc" in told:
        return told["dmarc"] == "fail"
    return told.get("spf") in ("fail", "softfail") and told.get("dkim", "none") != "pass"
