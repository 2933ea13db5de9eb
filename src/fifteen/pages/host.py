"""The page a host picks a time on (O3): no account, one answer, nothing changes by opening it.

The forms carry no token against forgery besides their address: whoever knows the address of the
page is the host, and nobody else can make another's browser send to it. It is served without a
seat, by the local process and by a server alike.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from fifteen.actions import host_forms, hosts
from fifteen.actions._write import Done
from fifteen.adapters.documents import calendar
from fifteen.method import times
from fifteen.method.times.words import Span
from fifteen.method.words import Refusal
from fifteen.pages import _host, _inline
from fifteen.pages._calm import Calm
from fifteen.pages._host import Showing
from fifteen.store import free, pages, read
from fifteen.store.models import HostPage

_GUESSES = Calm(30, timedelta(minutes=1))  # of links that are not there, by address
_CHANGES = Calm(30, timedelta(minutes=10))  # of one page

_OWN = {"style-src": [_inline.source("host.css")], "script-src": [_inline.source("host.js")]}


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def host(request: HttpRequest, token: str) -> HttpResponse:
    """The page of one host; a form of it does one thing and shows the page again."""
    now = timezone.now()
    page = pages.find(token)
    if page is None:
        return _nothing(request, now)
    one = _showing(request, page, now)
    if request.method != "POST":
        return _show(request, token, one)
    if not _CHANGES.allows(str(page.pk), now):
        return _show(request, token, replace(one, refusal=_SLOWLY), 429)
    looked_up = _words(request, one)
    if looked_up is not None:
        return _show(request, token, looked_up)
    answer = host_forms.take(page, request.POST.dict(), one.zone, now)
    if isinstance(answer, Done):
        # Read anew, so that to load the page again does nothing twice.
        return HttpResponseRedirect(f"/h/{token}?{urlencode({'zone': one.zone})}")
    # What was refused may have changed what stands: read it once more.
    fresh = replace(_showing(request, page, now), refusal=answer, typed=request.POST.dict())
    return _show(request, token, fresh, 409 if answer.field == "time" else 422)


_SLOWLY = Refusal("That was a lot at once. Please wait some minutes; nothing is lost.")


@require_GET
def in_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The agreed talk as a calendar file."""
    now = timezone.now()
    page = pages.find(token)
    if page is None:
        return _nothing(request, now)
    stands = read.standing_of(page.person)
    if stands.booking is None or pages.closed(page, stands, now) is not None:
        return _show(request, token, _showing(request, page, now))
    campaign, version = page.campaign, read.version_of(page.person)
    made = calendar.talk(
        stands.booking, campaign.seeker_name, page.person.name, campaign.email, now, version
    )
    answer = HttpResponse(made.data, made.media)
    answer.headers["Content-Disposition"] = 'attachment; filename="talk.ics"'
    return answer


def _showing(request: HttpRequest, page: HostPage, now: datetime) -> Showing:
    stands = read.standing_of(page.person)
    asked = request.POST.get("zone") or request.GET.get("zone", "")
    zone, guess = _host.zone_of(page, stands, asked)
    return Showing(page, stands, now, zone, guess)


def _show(request: HttpRequest, token: str, one: Showing, status: int = 200) -> HttpResponse:
    shown = {"token": token, **_host.shown(one)}
    if shown["closed"]:
        status = 410
    return _page(request, shown, status)


def _page(request: HttpRequest, shown: dict[str, Any], status: int) -> HttpResponse:
    answer = render(request, "fifteen/host.html", shown, status=status)
    answer._csp_update = _OWN  # type: ignore[attr-defined]  # as csp.decorators.csp_update does
    return answer


def _nothing(request: HttpRequest, now: datetime) -> HttpResponse:
    """No such page. Said the same whatever was tried, and not as often as one likes."""
    calm = _GUESSES.allows(str(request.META.get("REMOTE_ADDR", "")), now)
    shown = {
        "title": "There is no page at this address.",
        "about": "Perhaps a part of the link was lost on the way. The letter has all of it.",
        "closed": True,
        "zone": "UTC",
    }
    return _page(request, shown, 404 if calm else 429)


_MOST_FITTING = 8
_ANY = timedelta(seconds=1)  # an exact time has no length of its own


def _words(request: HttpRequest, one: Showing) -> Showing | None:
    """What would suit them: times of the seeker's that fit are shown to be taken. None where there
    are none, or they say so: then the words are passed on as they are."""
    text = request.POST.get("words", "").strip()[: hosts.LONGEST]
    if request.POST.get("do") != "words" or not text or request.POST.get("sure"):
        return None
    fitting = _fitting(text, one)
    if not fitting:
        return None
    said = "These fit what you wrote. Take one, or pass your words on as they are."
    typed = request.POST.dict()
    return replace(one, typed=typed, fitting=fitting, read_as=said, open="words")


def _fitting(text: str, one: Showing) -> list[Span]:
    told = times.read(
        times.Asked(
            text,
            one.now.astimezone(ZoneInfo(one.zone)),
            host_zone=one.zone,
            seeker_zone=one.campaign.zone,
            language=times.language_of(text),
            country=one.person.country,
        )
    )
    spans = [found.span for found in told.times]
    free_ones = free.times(one.campaign, one.now, one.person, [ZoneInfo(one.zone)])
    inside = [
        span
        for span in free_ones
        if any(each.start <= span.start < max(each.end, each.start + _ANY) for each in spans)
    ]
    return inside[:_MOST_FITTING]
