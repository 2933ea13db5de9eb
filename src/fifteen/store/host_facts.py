"""What a host's page says now, read from the rows: for this computer's own page and for a relay."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from fifteen.method import offers, standing, zones
from fifteen.method.host_page import HOST, Facts
from fifteen.method.words import Entry, Medium, Standing, TieKind, Verb
from fifteen.store import free, pages, quiet, read
from fifteen.store.models import HostPage


def of(
    page: HostPage,
    stands: Standing,
    journal: Sequence[Entry],
    now: datetime,
    zone: str,
    questions: Sequence[str] = (),
) -> Facts:
    """The facts, from the host's whole journal; the times are those that neither the seeker's
    clock nor `zone` doubts."""
    campaign, person = page.campaign, page.person
    closed = pages.closed(page, stands, now)
    said = None if closed else _said(page, journal)
    sent = person.tie_kind in (TieKind.REFERRED, TieKind.INTRODUCED)
    sent = sent and not quiet.keeps_quiet(person)
    return Facts(
        name=campaign.seeker_name,
        minutes=read.numbers_of(campaign).length_asked,
        ends=page.ends,
        field=person.field,
        via=person.tie_via if sent else "",
        country=person.country,
        zone=zone,
        seeker_zone=campaign.zone,
        closed=str(closed or ""),
        booking=None if closed else stands.booking,
        times=() if closed else free.times(campaign, now, person, [ZoneInfo(zone)]),
        questions=questions,
        told="" if closed else _told(page, stands, said),
        answered=said is not None and _answers(said) and page.word not in _NOT_TAKEN,
        number=bool(person.phone),
        ways=offers.ways(str(person.extra.get(offers.KEYS["channel"], ""))),
    )


def zone_of(page: HostPage, stands: Standing) -> str:
    """The zone to show times in first: the one a talk was agreed in, the host's, the seeker's."""
    wanted = (stands.booking.zone if stands.booking else "", page.person.zone, page.campaign.zone)
    return next((zone for zone in wanted if zones.known(zone)), "UTC")


def _said(page: HostPage, journal: Sequence[Entry]) -> Entry | None:
    """What the host said here last."""
    rows = [line for line in journal if line.at >= page.made]
    said = [line for line in standing.counting(rows) if line.author == HOST]
    return said[-1] if said else None


def _told(page: HostPage, stands: Standing, last: Entry | None) -> str:
    """What the host said last, acknowledged; or why it could not be taken."""
    if page.word in _NOT_TAKEN:
        return _NOT_TAKEN[page.word]
    if last is None or last.verb not in _THANKS:
        return ""
    if last.verb in (Verb.BOOKED, Verb.MOVED) and stands.booking is None:
        return _FELL_THROUGH  # the seeker said so: it was called off, or did not come about
    if last.verb is Verb.SAID_YES and stands.booking is not None:
        return ""
    names = page.campaign.seeker_name.split() or ["They"]
    if last.verb is Verb.BOOKED and _no_number(page, stands):
        return _ASKS.format(name=names[0])
    if last.verb is Verb.SAID_YES and not _answers(last):
        return _YES.format(name=names[0])
    return _THANKS[last.verb].format(name=names[0], **_told_of(last))


def _no_number(page: HostPage, stands: Standing) -> bool:
    b = stands.booking
    by_phone = b is not None and b.medium is Medium.PHONE and not b.place
    return by_phone and not page.person.phone


def _told_of(entry: Entry) -> dict[str, str]:
    return {
        "text": str(entry.data.get("text", ""))[:300],
        "who": str(entry.data.get("name", ""))[:300],
    }


GONE, AGAIN = "gone", "again"
"""Why what came by a relay was not taken."""

_NOT_TAKEN = {
    GONE: "The time you chose was taken meanwhile. Nothing is agreed yet; these are still free.",
    AGAIN: "What you sent last could not be taken. Please say it once more.",
}

_THANKS = {
    Verb.BOOKED: "That is agreed. {name} knows, and nothing else is needed.",
    Verb.MOVED: "It is moved. {name} knows the new time.",
    Verb.CANCELLED: "It is called off. {name} knows. Other times stand below, if you like.",
    Verb.SAID_YES: "{name} has your words: “{text}”",
    Verb.OFFERED_PHONE: "{name} has your number. {text}",
    Verb.SAID_NO: "That is fine. {name} will not remind you.",
    Verb.PUT_OFF: "That is fine. {name} will not write before then.",
    Verb.NAMED_SOMEONE: "{name} has the name: {who}.",
}

_FELL_THROUGH = (
    "The time that was agreed did not come about. That happens, and needs no word; "
    "if you still like, other times stand below."
)
_ASKS = "That is agreed. {name} knows, and asks you for the number to call by mail."
_YES = "Thank you. {name} knows that you say yes; now a time, if one of these suits you."


def _answers(last: Entry) -> bool:
    """Whether what they said needs no time any more. A yes without words still does: they said it
    on the page of a programme, and were led here to find one."""
    return last.verb in _ANSWERS and (last.verb is not Verb.SAID_YES or bool(last.data.get("text")))


_ANSWERS = {Verb.SAID_YES, Verb.OFFERED_PHONE, Verb.SAID_NO, Verb.PUT_OFF, Verb.NAMED_SOMEONE}
"""What answers the request without a time: nothing is asked of them after it."""
