"""When I have time: the hours of a week, days that differ, journeys, calendars that are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from fifteen.actions import times
from fifteen.adapters.calendars.parsing import LARGEST
from fifteen.adapters.dav.failures import SAID, Why
from fifteen.method.free import kept, offers, typed
from fifteen.method.words import Refusal
from fifteen.pages import _clocks, _zones
from fifteen.pages._request import Asked, page, say
from fifteen.pages._upload import too_big
from fifteen.store import free, pages, read, scope
from fifteen.store.models import BusyCalendar

_NAMES = (*typed.WEEKDAYS, "days", "away", *typed.BOUNDS)
_NUMBERS = (
    ("notice", "Not sooner than", "hours from now"),
    ("gap", "Between a talk and anything else", "minutes"),
    ("most_a_day", "Talks on one day, at most", "talks"),
    ("ahead", "Hosts see times for the coming", "days"),
)


@require_http_methods(["GET", "HEAD", "POST"])
@page
def hours(request: Asked) -> HttpResponse:
    """The hours, and the calendars beside them."""
    if request.method != "POST":
        return _show(request)
    form = {name: request.POST.get(name, "")[:5_000] for name in _NAMES}
    done = times.keep_hours(request.campaign, form, request.now)
    if isinstance(done, Refusal):
        return _show(request, form, done)
    say(request, done)
    return redirect("/settings/time")


@require_POST
@page
def calendar(request: Asked) -> HttpResponse:
    """Bring a calendar: a file, an address, or a server."""
    form = request.POST
    campaign, now = request.campaign, request.now
    file = request.FILES.get("file")
    if file is not None:
        refusal = too_big(file, LARGEST, "Export fewer years.")
        done = refusal or times.bring_file(campaign, file.name or "", file.read(), now)
    elif form.get("address", "").strip():
        kind = times.CALDAV if form.get("user", "").strip() else times.ADDRESS
        words = (form.get("address", "")[:2_000], form.get("user", ""), form.get("password", ""))
        done = times.subscribe(campaign, kind, *words, now)
    else:
        done = Refusal("Choose a file, or write an address.", "address")
    if isinstance(done, Refusal):
        return _show(request, None, done)
    say(request, done)
    return redirect("/settings/time#calendars")


@require_POST
@page
def calendar_changed(request: Asked, key: str) -> HttpResponse:
    """Read a calendar again, or no longer."""
    row = scope.busy_calendars(request.campaign).get(key=key)
    if "writes" in request.POST:
        wanted = request.POST["writes"] == "yes"
        say(request, times.put_talks_there(request.campaign, row.key, wanted, request.now))
    elif "remove" in request.POST:
        say(request, times.remove(request.campaign, row.key, request.now))
    else:
        say(request, times.read_again(request.campaign, row.key, request.now))
    return redirect("/settings/time#calendars")


def _show(
    request: Asked, form: Mapping[str, str] | None = None, refusal: Refusal | None = None
) -> HttpResponse:
    campaign = request.campaign
    told = form or typed.as_form(read.hours(campaign))
    zone = ZoneInfo(campaign.zone or "UTC")
    first = offers.good(free.times(campaign, request.now), zone, campaign.country)
    shown: dict[str, Any] = {
        "week": [(name, name.capitalize(), told[name]) for name in typed.WEEKDAYS],
        "numbers": [(name, *words, told[name], *typed.BOUNDS[name]) for name, *words in _NUMBERS],
        "days": told["days"],
        "away": told["away"],
        "zone": _clocks.place(zone, request.now),
        "next": [_clocks.day(read.day(campaign, s.start)) for s in first],
        "calendars": list(_calendars(request)),
        "room": scope.busy_calendars(campaign).count() < times.MOST,
        "feed": _feed(request),
        "refusal": refusal,
        "zones": _zones.COMMON,
    }
    return render(request, "fifteen/time.html", shown, status=422 if refusal else 200)


def _feed(request: Asked) -> str:
    """The secret address of the calendar one subscribes to; empty where there is none."""
    token = pages.feed_token(request.campaign)
    base = request.build_absolute_uri("/").rstrip("/")
    return f"{base}/calendar/{token}.ics" if token else ""


_NOT_IN_AN_EXPORT = (
    "Its address and password were not in the export. Write them below, and it is read again."
)
_KINDS = {times.FILE: "a file", times.ADDRESS: "an address", times.CALDAV: "a calendar server"}


def _calendars(request: Asked) -> Iterator[dict[str, Any]]:
    for row in scope.busy_calendars(request.campaign):
        found = kept.from_kept(row.taken)
        yield {
            "key": row.key,
            "name": row.name,
            "kind": _KINDS[row.kind],
            "takes": row.kind == times.CALDAV,
            "writes": row.writes,
            "again": bool(row.address),
            "count": len(found.spans) + len(found.days) + len(found.floating),
            "read_at": row.read_at,
            "trouble": _trouble(row),
            "left_out": row.left_out,
        }


def _trouble(row: BusyCalendar) -> str:
    if row.kind != times.FILE and not row.address:
        return _NOT_IN_AN_EXPORT
    return SAID[Why(row.trouble)] if row.trouble in set(Why) else ""
