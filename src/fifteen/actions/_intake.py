"""One mail taken in: whose it is. What it says is read later, beside the mailbox
(`_understanding.py`)."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import getaddresses

from fifteen.actions import _replied, _sending, _understanding, _written_elsewhere, filing
from fifteen.actions._belongs import Around
from fifteen.actions._write import new_key
from fifteen.adapters.calendars.replies import Reply
from fifteen.adapters.mail import checks
from fifteen.adapters.mail import message as mail
from fifteen.adapters.mail.box import ids
from fifteen.adapters.mail.message import Mail
from fifteen.method.answers._bounces import is_bounce
from fifteen.method.answers.words import Message
from fifteen.method.leaving import Out
from fifteen.store import scope
from fifteen.store.models import Campaign, KnownMail, Outgoing, Person

LONGEST = 100_000  # characters of a mail that are kept
_AHEAD = timedelta(days=1)  # a clock may be wrong by so much
_MOST_IDS = 40
_WORDS = 10_000  # characters by which a mail without an id is known again
_log = logging.getLogger("fifteen.mail")


@dataclass(frozen=True, slots=True)
class Lay:
    """Where a mail lay when it was read."""

    folder: str = ""
    junk: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    """A mail taken apart, with what its head says of it."""

    mail: Mail
    own_id: str
    thread: list[str]
    sender: str
    same: str
    ours: bool


def take(
    campaign: Campaign, raw: bytes, around: Around, now: datetime, lay: Lay = Lay()
) -> KnownMail | None:
    """A mail as it will be kept, where it belongs to the campaign and is new here; else None.

    Called inside a transaction that ends with `keep`. What the seeker wrote themselves is logged.
    """
    found = _taken_apart(raw, around)
    if found.same in around.known:
        return None
    if found.ours and found.own_id and _settles(campaign, found.own_id, now):
        return None
    replied = None if found.ours else _replied.found_in(campaign, raw)
    bounce = not found.ours and _came_back(found, around)
    person = replied[1].person if replied else _whose(campaign, found, around, bounce)
    if person is None:
        return None
    row = _row(campaign, person, found, now, lay)
    if found.ours:
        _written_elsewhere.note(row, now)
        around.was_asked(person.pk, row.at)
    else:
        _theirs(row, found, around, replied[0] if replied else None, bounce)
        if not around.uncertain.isdisjoint(found.thread):
            _settle_by_answer(campaign, found.thread, now)
    around.known.add(found.same)
    around.goes_on(found.own_id, person.pk)
    return row


def passed_over(lines: bytes, around: Around, late: Mapping[str, datetime]) -> bool:
    """Whether a mail with this head belongs by one of the addresses that count of late, is not here
    yet, and not older than what made them count."""
    if not around.may_hold(lines):
        return False
    found = _taken_apart(lines, around)
    if found.same in around.known:
        return False
    written, since = found.mail.written, late.get(found.sender)
    return written is None or since is None or written >= since - _AHEAD


def keep(rows: Sequence[KnownMail]) -> int:
    """Keep what was taken, all at once; how many. What another reader kept just now stays as it
    is."""
    KnownMail.objects.bulk_create(rows, batch_size=200, ignore_conflicts=True)
    return len(rows)


def _taken_apart(raw: bytes, around: Around) -> _Found:
    try:
        found = mail.parse(raw)
    except Exception as failure:  # whatever it is: it may be an answer, and others come behind it
        _log.warning("a mail could not be taken apart: %s", type(failure).__name__)
        found = mail.bare(raw)
    own_id = next(iter(ids(found.headers.get("message-id", "").encode())), "")
    sender = _one_address(found.sender)
    same = _sending.same(own_id, sender, _as_written(found))
    return _Found(found, own_id, _thread(found), sender, same, sender in around.own)


def _as_written(found: Mail) -> bytes:
    """What stays the same of a mail without an id, whichever server or program it passed: its
    date, its subject and its words."""
    words = " ".join(found.text.split())[:_WORDS]
    return f"{found.headers.get('date', '')}\n{found.subject}\n{words}".encode("utf-8", "replace")


def _row(campaign: Campaign, person: Person, found: _Found, now: datetime, lay: Lay) -> KnownMail:
    return KnownMail(
        campaign=campaign,
        person=person,
        key=new_key(),
        same=found.same,
        message_id=found.own_id,
        thread=" ".join(found.thread[-_MOST_IDS:]),
        ours=found.ours,
        at=_when(found.mail, now),
        came=now,
        sender=found.sender[:320],
        subject=found.mail.subject[:998].replace("\x00", ""),
        text=found.mail.text[:LONGEST].replace("\x00", ""),
        junk=lay.junk,
        folder=lay.folder[:500],
    )


def _theirs(
    row: KnownMail, found: _Found, around: Around, reply: Reply | None, bounce: bool
) -> None:
    row.checks = checks.found(found.mail.traces, around.receiver)
    row.forged = checks.is_doubted(row.checks)
    row.reading = _understanding.unread(found.mail)
    if reply is not None:
        row.reading[_replied.NAME] = _replied.told(reply)
    submitted = found.mail.headers.get("auto-submitted", "no").strip().lower()
    if not bounce and submitted in ("", "no"):
        around.writes_from(found.sender, row.person_id)


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


def _came_back(found: _Found, around: Around) -> bool:
    """Whether a server says that a letter did not arrive; nobody of the book says that."""
    reports = found.mail.report or "x-failed-recipients" in found.mail.headers
    if found.sender in around.asked and not reports:
        return False
    return is_bounce(_message(found.mail))


def _message(found: Mail) -> Message:
    return Message(
        found.text,
        found.subject,
        found.sender,
        found.to,
        found.cc,
        headers=found.headers,
        report=found.report,
    )


def _whose(campaign: Campaign, found: _Found, around: Around, bounce: bool) -> Person | None:
    """The person a mail belongs to, or None."""
    in_thread = (around.threads[i] for i in reversed(found.thread) if i in around.threads)
    if bounce:
        pk = _of_bounce(found.mail, around, found.thread)
    elif found.ours:
        to = _addresses(f"{found.mail.to}, {found.mail.cc}")
        pk = next((p for one in to if (p := around.person_of(one))), None) or next(in_thread, None)
    else:
        pk = around.asked.get(found.sender) or next(in_thread, None)
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
    inside = [*ids(told.encode("utf-8", "replace")), *thread]
    for one in inside:
        if one in around.threads:
            return around.threads[one]
    named = re.findall(r"[\w.+'=-]+@[\w-]+(?:\.[\w-]+)+", told)
    return next((around.asked[a.lower()] for a in named if a.lower() in around.asked), None)


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
