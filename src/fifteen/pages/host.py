"""The page a host picks a time on (O3): no account, one answer, nothing changes by opening it.

The forms carry no token against forgery besides their address: whoever knows the address of the
page is the host, and nobody else can make another's browser send to it. It is served without a
seat, by the local process and by a server alike.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from fifteen.actions import host_forms
from fifteen.actions._write import Done
from fifteen.adapters.documents import calendar
from fifteen.method import standing
from fifteen.pages import _host, _host_door, _host_view
from fifteen.pages._host import Showing
from fifteen.pages._host_view import Look
from fifteen.store import free, pages, read, scope
from fifteen.store.models import HostPage

_CHANGES = _host_door.changes()


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def host(request: HttpRequest, token: str) -> HttpResponse:
    """The page of one host; a form of it does one thing and shows the page again."""
    now = timezone.now()
    page = pages.find(token)
    if page is None:
        return _host_door.nothing(request)
    one = _showing(request, page, now)
    if request.method != "POST":
        return _kept_a_while(_show(request, token, one), one)
    form = request.POST.dict()
    if not _CHANGES.allows(str(page.pk), now):
        slowly = replace(one.look, refusal=_host_door.SLOWLY)
        return _show(request, token, replace(one, look=slowly), 429)
    looked_up = _host_view.looked_up(one.facts, one.look, form)
    if looked_up is not None:
        return _show(request, token, replace(one, look=looked_up))
    answer = host_forms.take(page, form, one.look.zone, now)
    if isinstance(answer, Done):
        # Read anew, so that to load the page again does nothing twice.
        return HttpResponseRedirect(f"/h/{token}?{urlencode({'zone': one.look.zone})}")
    # What was refused may have changed what stands: read it once more.
    fresh = _showing(request, page, now)
    look = replace(fresh.look, refusal=answer, typed=form)
    return _show(request, token, replace(fresh, look=look), 409 if answer.field == "time" else 422)


@require_safe
def in_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The agreed talk as a calendar file."""
    now = timezone.now()
    page = pages.find(token)
    if page is None:
        return _host_door.nothing(request)
    stands = read.standing_of(page.person)
    if stands.booking is None or pages.closed(page, stands, now) is not None:
        return _show(request, token, _showing(request, page, now))
    campaign, version = page.campaign, read.version_of(page.person)
    names = (campaign.seeker_name, page.person.name, campaign.email)
    return _host_door.calendar_file(calendar.talk(stands.booking, *names, now, version))


def _showing(request: HttpRequest, page: HostPage, now: datetime) -> Showing:
    journal = read.lines(scope.entries_of(page.person))
    stands = standing.of(journal)
    asked = request.POST.get("zone") or request.GET.get("zone", "")
    return Showing(page, stands, Look(now, *_host.zone_of(page, stands, asked)), journal)


def _kept_a_while(answer: HttpResponse, one: Showing) -> HttpResponse:
    """The same rows make the same page in the minute its times were worked out for; but a talk
    that is agreed shows more rows than a door knows of."""
    if one.stands.booking is not None:
        return answer
    minute, ends = free.minute(one.look.now), one.page.ends
    return _host_door.keep_until(answer, min(minute, ends) if one.look.now < ends else minute)


def _show(request: HttpRequest, token: str, one: Showing, status: int = 200) -> HttpResponse:
    shown = {"token": token, **_host.shown(one)}
    return _host_door.answer(request, shown, 410 if shown["closed"] else status)
