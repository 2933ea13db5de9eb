"""The page of a host on a relay: opened by its own link, answered under seal.

The relay knows what a page says only while it answers that link. Nothing changes by opening it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from fifteen.adapters.documents import calendar
from fifteen.adapters.relay import sealing
from fifteen.method import host_form, host_page
from fifteen.method.free.slots import still_free
from fifteen.method.host_page import Facts
from fifteen.method.times.words import Span
from fifteen.method.words import Refusal
from fifteen.pages import _host_door, _host_view, _zones
from fifteen.pages._host_view import Look
from fifteen.relay.storage import LARGEST_ANSWER, Full, Kept, Taken
from fifteen.relay.told import now as seconds
from fifteen.relay.told import storage

_CHANGES = _host_door.changes(20)
_FIELDS = (
    *("do", "t", "how", "place", "need", "had", "why", "words", "number", "until"),
    *("name", "email", "may"),
)
_STEP = timedelta(minutes=15)  # between two times that are offered

_FULL = "That was a lot at once. Please wait until {name} has read it; nothing is lost."
_WAITS = "{name} has this as soon as their computer is on; you need do nothing else."
_CHOSEN = "You chose {when}. {name} has this as soon as their computer is on."


@dataclass(frozen=True, slots=True)
class Opened:
    """A page while it is open: what is kept, what it says, the key of its times, who has which."""

    page: str
    kept: Kept
    facts: Facts
    data: Mapping[str, Any]
    claims: Mapping[str, str]

    def slot(self, start: datetime) -> str:
        """What a time is called here: nobody without the page's link can tell which it is."""
        key = sealing.raw(self.data["slots"])
        return hmac.new(key, start.isoformat().encode(), hashlib.sha256).hexdigest()

    def around(self, start: datetime) -> list[str]:
        """The times that cannot be taken beside this one: too near to it."""
        near = timedelta(minutes=self.facts.minutes + int(self.data["apart"]))
        steps = range(1, int(near / _STEP) + 1)
        shifts = [n * _STEP for n in steps if n * _STEP < near]
        return [self.slot(start + way * shift) for shift in shifts for way in (1, -1)]

    def free(self) -> list[Span]:
        """The times that nobody else has taken here meanwhile."""
        if not self.claims:
            return list(self.facts.times)
        others = {slot for slot, page in self.claims.items() if page != self.page}
        return [
            span
            for span in self.facts.times
            if not others & {self.slot(span.start), *self.around(span.start)}
        ]

    def chosen(self) -> datetime | None:
        """The time this host has taken and nobody has fetched yet."""
        mine = {slot for slot, page in self.claims.items() if page == self.page}
        return next(
            (s.start for s in self.facts.times if mine and self.slot(s.start) in mine), None
        )


@require_http_methods(["GET", "HEAD", "POST"])
def host(request: HttpRequest, token: str) -> HttpResponse:
    """The page of one host; a form of it is sealed for the seeker, and the page shown again."""
    one = _open(token)
    if one is None:
        return _host_door.nothing(request)
    look = Look(timezone.now(), *_zone(request, one))
    if request.method != "POST":
        return _show(request, token, one, look)
    form = request.POST.dict()
    if not _CHANGES.allows(one.page, look.now):
        slowly = Refusal(_FULL.format(name=one.facts.first_name))
        return _show(request, token, one, replace(look, refusal=slowly, typed=form), 429)
    looked_up = _host_view.looked_up(replace(one.facts, times=one.free()), look, form)
    if looked_up is not None:
        return _show(request, token, one, looked_up)
    refusal = _send(one, form, look.zone)
    if refusal is None:
        return HttpResponseRedirect(f"/h/{token}?{urlencode({'zone': look.zone})}")
    fresh = _open(token)
    if fresh is None:
        return _host_door.nothing(request)
    status = {"time": 409, "slowly": 429}.get(refusal.field, 422)
    return _show(request, token, fresh, replace(look, refusal=refusal, typed=form), status)


@require_safe
def in_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The agreed talk as a calendar file."""
    one = _open(token)
    booking = one.facts.booking if one is not None else None
    if one is None or booking is None:
        return _host_door.nothing(request)
    names = (one.facts.name, str(one.data["host"]), str(one.data["email"]))
    version = int(one.data["version"])
    return _host_door.calendar_file(calendar.talk(booking, *names, timezone.now(), version))


def _open(token: str) -> Opened | None:
    if not 16 <= len(token) <= 64:
        return None
    page = sealing.hash_of(token)
    kept = storage().page(page, seconds())
    if kept is None:
        return None
    try:
        data = json.loads(sealing.open_page(token, kept.sealed))
        facts = host_page.from_json(data)
    except (ValueError, KeyError, TypeError):
        return None  # put there by a program that is not this one
    now = timezone.now()
    over = host_page.is_over(facts.booking, facts.ends, now)
    facts = replace(facts, closed="over") if over and not facts.closed else facts
    ahead = [span for span in facts.times if span.start > now]
    return Opened(page, kept, replace(facts, times=ahead), data, storage().claims(kept.key))


def _send(one: Opened, told: Mapping[str, str], zone: str) -> Refusal | None:
    """Seal what was sent and keep it; why not, where it cannot be."""
    if one.facts.closed:
        return Refusal("This page has been closed meanwhile.")
    form = {name: told[name][: host_form.LONGEST] for name in _FIELDS if name in told}
    refusal = host_form.wrong(form, timezone.now().date()) or _wrong_time(form, one)
    if refusal is not None:
        return refusal
    start = datetime.fromisoformat(form["t"]) if form["do"] == "pick" else None
    form["zone"] = zone
    sealed = sealing.seal_answer(one.kept.opens, json.dumps(form).encode(), one.page)
    if len(sealed) > LARGEST_ANSWER:
        return Refusal("That is too long. A few words are enough.", "words")
    claim, around = (one.slot(start), one.around(start)) if start else ("", [])
    try:
        storage().answer(one.kept, one.page, sealed, seconds(), claim, around)
    except Taken:
        return Refusal(host_form.GONE, "time")
    except Full:
        return Refusal(_FULL.format(name=one.facts.first_name), "slowly")
    return None


def _wrong_time(form: Mapping[str, str], one: Opened) -> Refusal | None:
    picked = host_form.picked(form) if form["do"] == "pick" else None
    if not isinstance(picked, tuple) or still_free(picked[0], one.free()):
        return None
    return Refusal(host_form.GONE, "time")


def _zone(request: HttpRequest, one: Opened) -> tuple[str, bool]:
    asked = request.POST.get("zone") or request.GET.get("zone", "")
    if _zones.known(asked):
        return asked, False
    return one.facts.zone if _zones.known(one.facts.zone) else "UTC", True


def _show(
    request: HttpRequest, token: str, one: Opened, look: Look, status: int = 200
) -> HttpResponse:
    told = _told(one, ZoneInfo(look.zone))
    answered = one.facts.answered or bool(one.kept.waiting)
    facts = replace(one.facts, times=one.free(), told=told, answered=answered)
    shown = {"token": token, **_host_view.shown(facts, look)}
    return _host_door.answer(request, shown, 410 if shown["closed"] else status)


def _told(one: Opened, zone: ZoneInfo) -> str:
    if not one.kept.waiting:
        return one.facts.told
    chosen = one.chosen()
    if chosen is None:
        return _WAITS.format(name=one.facts.first_name)
    when = _host_view.moment(chosen, zone, one.facts.country)
    return _CHOSEN.format(when=when, name=one.facts.first_name)
