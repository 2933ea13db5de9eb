"""What kept mails say: read beside the mailbox, so that no answer, however odd, holds it up.

A mail is kept with what its reading needs; once it is read, that goes. A crash in between leaves it
unread, and the next round reads it. It proposes; the seeker decides.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fifteen.actions import _replied, _said_already
from fifteen.actions._said_already import Recorded
from fifteen.adapters.mail.message import Mail
from fifteen.method import tongues
from fifteen.method.answers import read as read_answer
from fifteen.method.answers.words import Message
from fifteen.method.times.words import Span
from fifteen.store import read, readings, scope
from fifteen.store.models import Campaign, KnownMail, Letter, Person
from fifteen.store.offered import offered

UNREAD = "unread"
"""Where in a reading stands what it needs, until it is read."""

_AT_ONCE = 100
_ENOUGH = 1_500  # characters in which a language shows
_MOST_LINES, _LONGEST_LINE, _LONGEST_REPORT = 80, 400, 20_000  # of a head, signs, signs
_log = logging.getLogger("fifteen.mail")


def unread(found: Mail) -> dict[str, Any]:
    """What a mail is kept with until it is read."""
    lines = list(found.headers.items())[:_MOST_LINES]
    kept = {
        "from": found.sender,
        "to": found.to,
        "cc": found.cc,
        "report": found.report[:_LONGEST_REPORT],
        "headers": {name[:100]: text[:_LONGEST_LINE] for name, text in lines},
    }
    return {UNREAD: _without_nul(kept)}


def _without_nul(kept: Any) -> Any:
    """PostgreSQL keeps no NUL in a text, and a mail may hold one anywhere."""
    if isinstance(kept, dict):
        return {_without_nul(name): _without_nul(text) for name, text in kept.items()}
    return kept.replace("\x00", "") if isinstance(kept, str) else kept


def go(campaign: Campaign, now: datetime) -> int:
    """Read every mail that was kept unread, the oldest first; how many."""
    known: dict[int, _Known] = {}
    done = 0
    while rows := _waiting(campaign):
        for row in rows:
            if row.person_id not in known:
                known[row.person_id] = _known(row.person)
            row.reading = _read(row, known[row.person_id])
            _is_here(row, known[row.person_id].recorded)
        KnownMail.objects.bulk_update(rows, ["reading", "state", "act"])
        done += len(rows)
    return done


def _is_here(row: KnownMail, known: list[Recorded]) -> None:
    """Settle a mail whose words were recorded by hand already: it is the same answer."""
    words, on = str(row.reading.get("reply") or row.text), read.day(row.campaign, row.at)
    if _replied.NAME not in row.reading and (act := _said_already.take(known, words, on)):
        row.state, row.act = "kept", act


def _waiting(campaign: Campaign) -> list[KnownMail]:
    rows = scope.mails(campaign).filter(state="open", ours=False, reading__has_key=UNREAD)
    return list(rows.select_related("person__campaign", "campaign").order_by("pk")[:_AT_ONCE])


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known around the mails of a person: what they were sent last, which times they were
    offered, whether a talk is booked, what of their words was recorded by hand."""

    asked: Letter | None
    offered: tuple[Span, ...]
    booked: bool
    recorded: list[Recorded]


def _known(person: Person) -> _Known:
    letters = scope.letters(person.campaign).filter(person=person, sent_at__isnull=False)
    booked = read.standing_of(person).booking is not None
    asked = letters.order_by("-pk").first()
    return _Known(asked, offered(person), booked, _said_already.recorded(person))


def _read(row: KnownMail, known: _Known) -> dict[str, Any]:
    """What a mail reads as. A mail that nobody can read is kept all the same, for the seeker."""
    kept = {name: row.reading[name] for name in (_replied.NAME,) if name in row.reading}
    try:
        return readings.told(read_answer(_message(row, known))) | kept
    except Exception as failure:  # whatever it is: an answer of a person must not be lost by it
        _log.warning("a mail could not be read: %s", type(failure).__name__)
        return kept


def _message(row: KnownMail, known: _Known) -> Message:
    told: Mapping[str, Any] = row.reading[UNREAD]
    zone, asked = row.campaign.zone, known.asked
    return Message(
        row.text,
        row.subject,
        told["from"],
        told["to"],
        told["cc"],
        row.at,
        told["headers"],
        told["report"],
        asked=asked.body if asked else "",
        offered=known.offered,
        asked_on=asked.sent_at if asked else None,
        language=tongues.likely(row.text[:_ENOUGH]),
        host_zone=row.person.zone or zone,
        seeker_zone=zone,
        agreed=known.booked,
    )
