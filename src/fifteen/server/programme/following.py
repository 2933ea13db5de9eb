"""A request stands as the seeker's journal says: booked there is booked here, undone is undone.

Called with each entry about somebody whom a seeker found in a programme, in its transaction.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

from fifteen.method import standing
from fifteen.method.programme import states
from fifteen.method.programme.words import AGREED, State
from fifteen.method.words import Entry
from fifteen.server.programme import links
from fifteen.server.programme.models import Host, Known, Request
from fifteen.store import read, scope, walls
from fifteen.store.models import Person

SOURCE = "programme"
"""Where somebody in a seeker's book comes from who was found in a programme."""


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
    told = states.since_asked(lines)
    state, answered = states.state_of(told)
    if state is State.OPEN and _others_wait(request):
        state = State.EXPIRED  # an answer was taken back, and somebody else asked meanwhile
    request.state = state
    request.answered = answered
    request.talk_on = states.talk_on(told, ZoneInfo(host.zone))
    request.save(update_fields=["state", "answered", "talk_on"])
    agreed = Request.objects.filter(campaign=host.campaign_id, host=host, state__in=AGREED)
    Host.objects.filter(pk=host.pk).update(yes=agreed.count())


def _others_wait(request: Request) -> bool:
    rows = Request.objects.filter(campaign=request.campaign_id, host=request.host_id)
    return rows.filter(state=State.OPEN).exclude(pk=request.pk).exists()
