"""The times a person was offered last, read back from the letter that left."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from fifteen.method import zones
from fifteen.method.free.offered import offered_in
from fifteen.method.times.words import Span
from fifteen.method.words import LetterKind
from fifteen.store import read, scope
from fifteen.store.models import Person

_SAYS_WHEN = (LetterKind.REQUEST, LetterKind.TIMES)


def offered(person: Person) -> tuple[Span, ...]:
    """What stood in the last letter to them that may say when, in its order; nothing where it
    named no times."""
    campaign = person.campaign
    sent = scope.letters(campaign).filter(person=person, sent_at__isnull=False)
    last = sent.filter(kind__in=_SAYS_WHEN).order_by("sent_at", "pk").last()
    if last is None or last.sent_at is None:
        return ()
    zone = ZoneInfo(person.zone if zones.known(person.zone) else campaign.zone)
    on = last.sent_at.astimezone(zone).date()
    return offered_in(last.body, on, zone, read.numbers_of(campaign).length_asked)
