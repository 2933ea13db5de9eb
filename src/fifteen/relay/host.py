"""The page of a host on a relay: opened by its own link, answered under seal.

The relay knows what a page says only while it answers that link. Nothing changes by opening it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode

from fifteen.adapters.documents import calendar
from fifteen.adapters.relay import sealing
from fifteen.method import host_page
from fifteen.method.folding import is_email, tidy
from fifteen.method.free.slots import still_free
from fifteen.method.host_page import Facts
from fifteen.method.times.words import Span
from fifteen.method.words import Refusal
from fifteen.pages import _host_view, _inline, _zones
from fifteen.pages._calm import Calm
from fifteen.pages._host_view import Look
from fifteen.relay.storage import LARGEST_ANSWER, Full, Kept, Taken
from fifteen.relay.told import now as seconds
from fifteen.relay.told import storage

_GUESSES = Calm(30, timedelta(minutes=1))  # of links that are not there, by address
_CHANGES = Calm(20, timedelta(minutes=10))  # of one page
_LONGEST = 2_000  # characters of one field
_FIELDS = (
    *("do", "t", "how", "place", "need", "had", "why", "words", "number", "until"),
    *("name", "email", "may"),
)
_OWN = {"style-src": [_inline.source("host.css")], "script-src": [_inline.source("host.js")]}
_STEP = timedelta(minutes=15)  # between two times that are offered

_GONE = "That time has just been taken. These are still free."
_FULL = "That was a lot at once. Please wait until {name} has read it; nothing is lost."
_WAITS = "Thank you. {name} has this as soon as their computer is on; you need do nothing else."
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


def host(request: HttpRequest, token: str) -> HttpResponse:
    """The page of one host; a form of it is sealed for the seeker, and the page shown again."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    one = _open(token)
    if one is None:
        return _nothing(request)
    if request.method != "POST":
        return _show(request, token, one)
    refusal = _send(one, request)
    if refusal is None:
        zone = _zone(request, one)[0]
        return HttpResponseRedirect(f"/h/{token}?{urlencode({'zone': zone})}")
    fresh = _open(token)
    status = {"time": 409, "slowly": 429}.get(refusal.field, 422)
    return _show(request, token, fresh, refusal, status) if fresh else _nothing(request)


def in_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The agreed talk as a calendar file."""
    one = _open(token)
    booking = one.facts.booking if one is not None else None
    if one is None or booking is None:
        return _nothing(request)
    names = (one.facts.name, str(one.data["host"]), str(one.data["email"]))
    made = calendar.talk(booking, *names, timezone.now(), int(one.data["version"]))
    answer = HttpResponse(made.data, made.media)
    answer.headers["Content-Disposition"] = 'attachment; filename="talk.ics"'
    return answer


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
    over = facts.booking is not None and facts.booking.start + _of(facts) <= now
    facts = replace(facts, closed="over") if over and not facts.closed else facts
    ahead = [span for span in facts.times if span.start > now]
    return Opened(page, kept, replace(facts, times=ahead), data, storage().claims(kept.key))


def _of(facts: Facts) -> timedelta:
    return timedelta(minutes=facts.booking.minutes if facts.booking else 0)


def _send(one: Opened, request: HttpRequest) -> Refusal | None:
    """Seal what was sent and keep it; why not, where it cannot be."""
    if one.facts.closed:
        return Refusal("This page has been closed meanwhile.")
    if not _CHANGES.allows(one.page, timezone.now()):
        return Refusal(_FULL.format(name=one.facts.first_name), "slowly")
    form = {name: request.POST[name][:_LONGEST] for name in _FIELDS if name in request.POST}
    refusal = _wrong(form, one)
    if refusal is not None:
        return refusal
    start = datetime.fromisoformat(form["t"]) if form["do"] == "pick" else None
    form["zone"] = _zone(request, one)[0]
    sealed = sealing.seal_answer(one.kept.opens, json.dumps(form).encode(), one.page)
    if len(sealed) > LARGEST_ANSWER:
        return Refusal("That is too long. A few words are enough.", "words")
    claim, around = (one.slot(start), one.around(start)) if start else ("", [])
    try:
        storage().answer(one.kept, one.page, sealed, seconds(), claim, around)
    except Taken:
        return Refusal(_GONE, "time")
    except Full:
        return Refusal(_FULL.format(name=one.facts.first_name), "slowly")
    return None


def _wrong(form: Mapping[str, str], one: Opened) -> Refusal | None:
    """What the host can mend at once, so that nothing comes back after an hour."""
    do = form.get("do", "")
    if do == "pick":
        return _wrong_time(form, one)
    if do == "words" and not tidy(form.get("words", ""), _LONGEST):
        return Refusal("When would suit you? “Wednesday after four” is enough.", "words")
    if do == "now" and sum(sign.isdigit() for sign in form.get("number", "")) < 5:
        return Refusal("Which number may be called?", "number")
    if do == "later" and form.get("until", "").strip():
        return _wrong_day(form["until"].strip())
    if do == "else" and not tidy(form.get("name", ""), 300):
        return Refusal("Whom should be asked? A name is enough.", "name")
    if do == "else" and form.get("email", "").strip() and not is_email(form["email"].strip()):
        return Refusal("That address is not complete. It can be left out.", "email")
    if do not in ("pick", "off", "words", "now", "later", "else", "never"):
        return Refusal("That form is not one of this page. Nothing was changed.")
    return None


def _wrong_time(form: Mapping[str, str], one: Opened) -> Refusal | None:
    picked = host_page.picked(form)
    if isinstance(picked, Refusal):
        return picked
    return None if still_free(picked[0], one.free()) else Refusal(_GONE, "time")


def _wrong_day(text: str) -> Refusal | None:
    try:
        until = date.fromisoformat(text)
    except ValueError:
        return Refusal("A day such as 2027-03-01, or nothing.", "until")
    past = until <= timezone.now().date()
    return Refusal("That day has passed. A later one, or none.", "until") if past else None


def _zone(request: HttpRequest, one: Opened) -> tuple[str, bool]:
    asked = request.POST.get("zone") or request.GET.get("zone", "")
    if _zones.known(asked):
        return asked, False
    return one.facts.zone if _zones.known(one.facts.zone) else "UTC", True


def _show(
    request: HttpRequest,
    token: str,
    one: Opened,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    zone, guess = _zone(request, one)
    typed = request.POST.dict() if refusal else {}
    look = Look(timezone.now(), zone, guess, refusal, typed)
    facts = replace(one.facts, times=one.free(), told=_told(one, ZoneInfo(zone)))
    shown = {"token": token, **_host_view.shown(facts, look)}
    return _page(request, shown, 410 if shown["closed"] else status)


def _told(one: Opened, zone: ZoneInfo) -> str:
    if not one.kept.waiting:
        return one.facts.told
    chosen = one.chosen()
    if chosen is None:
        return _WAITS.format(name=one.facts.first_name)
    when = _host_view.moment(chosen, zone, one.facts.country)
    return _CHOSEN.format(when=when, name=one.facts.first_name)


def _page(request: HttpRequest, shown: dict[str, Any], status: int) -> HttpResponse:
    answer = render(request, "fifteen/host.html", shown, status=status)
    answer._csp_update = _OWN  # type: ignore[attr-defined]  # as csp.decorators.csp_update does
    return answer


def _nothing(request: HttpRequest) -> HttpResponse:
    """No such page. Said the same whatever was tried, and not as often as one likes."""
    calm = _GUESSES.allows(str(request.META.get("REMOTE_ADDR", "")), timezone.now())
    shown = {
        "title": "There is no page at this address.",
        "about": "Perhaps a part of the link was lost on the way. The letter has all of it.",
        "closed": True,
        "zone": "UTC",
    }
    return _page(request, shown, 404 if calm else 429)
