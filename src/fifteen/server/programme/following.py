"""A request stands as the seeker's journal says: booked there is booked here, undone is undone.

Called with each entry about somebody whom a seeker found in a programme, in its transaction.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from fifteen.method import standing
from fifteen.method.programme.words import AGREED, BY_VERB, State
from fifteen.method.words import Entry, Verb
from fifteen.server.programme import links
from fifteen.server.programme.models import Host, Known, Request
from fifteen.store import read, scope, walls
from fifteen.store.models import Person

SOURCE = "programme"
"""Where somebody in a seeker's book comes from who was found in a programme."""

EXPIRED = "expired"
"""Why somebody rests who did not answer in time."""


def follow(person: Person) -> None:
    """Bring the latest request to this person up to what the journal says."""
    if person.source != SOURCE:
        return
    known = Known.objects.filter(person=person).select_related("seat").first()
    if known is None:
        return
    lines = standing.counting(read.lines(scope.entries_of(person)))
    with walls.within(links.owner_of(known.seat.programme)):
        rows = Request.objects.filter(seat=known.seat.key, host__key=known.host)
        request = rows.select_related("host").order_by("-id").first()
        if request is not None and request.host is not None:
            _bring(request, request.host, lines)


def _bring(request: Request, host: Host, lines: list[Entry]) -> None:
    since = [n for n, line in enumerate(lines) if line.verb is Verb.ASKED]
    told = lines[since[-1] :] if since else []
    state, answered = state_of(told)
    if state is State.OPEN and _others_wait(request):
        state = State.EXPIRED  # an answer was taken back, and somebody else asked meanwhile
    request.state = state
    request.answered = answered
    request.talk_on = _talk_on(told, ZoneInfo(host.zone))
    request.save(update_fields=["state", "answered", "talk_on"])
    agreed = Request.objects.filter(campaign=host.campaign_id, host=host, state__in=AGREED)
    Host.objects.filter(pk=host.pk).update(yes=agreed.count())


def _others_wait(request: Request) -> bool:
    rows = Request.objects.filter(campaign=request.campaign_id, host=request.host_id)
    return rows.filter(state=State.OPEN).exclude(pk=request.pk).exists()


def state_of(told: list[Entry]) -> tuple[State, datetime | None]:
    """Where a request stands by what was written since, and when its answer came."""
    state, answered = State.BACK, None
    for line in told:
        if state is State.TALKED:
            break  # whatever comes later, they talked
        if line.verb in BY_VERB:
            state = BY_VERB[line.verb]
            if state is not State.OPEN and answered is None:
                answered = line.at
        elif line.verb is Verb.RESTED and state is State.OPEN:
            state = State.EXPIRED if line.data.get("why") == EXPIRED else State.BACK
    return state, answered


def _talk_on(told: list[Entry], zone: ZoneInfo) -> date | None:
    day: date | None = None
    for line in told:
        start = line.data.get("start")
        if line.verb in (Verb.BOOKED, Verb.MOVED, Verb.MET) and start:
            day = datetime.fromisoformat(str(start)).astimezone(zone).date()
        elif line.verb in (Verb.CANCELLED, Verb.MISSED):
            day = None
    return day
