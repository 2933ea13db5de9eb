"""The page of a host as one file that can be put anywhere: for a Fifteen nobody outside can reach.

Each time is a link that opens a mail with the answer in words. The reader of times understands
them, so that what comes back is read as what was meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from fifteen.actions._drafting import host_zone
from fifteen.method import spoken
from fifteen.method.free import offers
from fifteen.method.times.words import Span
from fifteen.method.words import Refusal
from fifteen.pages import _clocks, _mail
from fifteen.pages._request import Asked, page, say
from fifteen.store import free, scope
from fifteen.store.models import Person

_MOST_TIMES = 40
_NO_ADDRESS = "Answers come by mail: write down your own address in Settings first."


@require_GET
@page
def file(request: Asked, key: str) -> HttpResponse:
    """The file: the times of today, in the host's zone, each a mail ready to be sent."""
    who = scope.person(request.campaign, key)
    who.campaign = campaign = request.campaign
    if not campaign.email:
        say(request, Refusal(_NO_ADDRESS))
        return redirect(f"/people/{who.key}/book")
    zone = host_zone(campaign, who)
    times = free.times(campaign, request.now, who, [zone])
    best = offers.good(times, zone, who.country)
    rest = offers.more([span for span in times if span not in set(best)], zone, _MOST_TIMES)
    name = campaign.seeker_name or "Somebody"
    to = campaign.email
    shown: dict[str, Any] = {
        "title": f"{name} asks for fifteen minutes of your advice.",
        "first_name": (name.split() or [name])[0],
        "clock": _clocks.place(zone, request.now),
        "first": list(_days(best, zone, who, to)),
        "more": list(_days(rest, zone, who, to)),
        "other": _mail.mailto(to, "Another time", "This would suit me:\n"),
        "now": _mail.mailto(to, "By phone, now", "You may call me right now. My number:\n"),
        "not_now": _mail.mailto(to, "Not now", "Not now, thank you.\n"),
        "someone": _mail.mailto(to, "Somebody else", "Somebody else would be better:\n"),
        "never": _mail.mailto(to, "Please do not write again", "Please do not write again.\n"),
        "made": _clocks.day(request.today),
    }
    answer = render(request, "fifteen/host_file.html", shown)
    answer.headers["Content-Disposition"] = 'attachment; filename="times.html"'
    return answer


def words(span: Span, zone: ZoneInfo, country: str = "") -> str:
    """What a host sends to take a time: words of their own, with the year."""
    local = span.start.astimezone(zone)
    hour = _clocks.hour(local, _clocks.twelve(zone.key, country))
    return f"{_clocks.day(local.date())} {local.year} at {hour} works for me."


def _days(times: list[Span], zone: ZoneInfo, who: Person, to: str) -> Iterator[dict[str, Any]]:
    for day, spans in offers.by_day(times, zone):
        links = []
        for span in spans:
            local = span.start.astimezone(zone)
            hour = _clocks.hour(local, _clocks.twelve(zone.key, who.country))
            body = f"{words(span, zone, who.country)}\n({_clocks.place(zone, span.start)})\n"
            links.append((hour, _mail.mailto(to, f"{_clocks.day(day)}, {hour}", body)))
        yield {"name": spoken.weekday(day), "date": f"{day.day} {day:%b}", "times": links}
