"""The pages of a programme's host (O2): no account, the link is the key, opening changes nothing.

The forms carry no token against forgery besides their address, as on the page of any host
(`pages/host.py`): whoever knows it is the host.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from fifteen.actions import host_pages, hosts
from fifteen.actions._write import Done
from fifteen.method.programme import capacity
from fifteen.method.programme.words import LONGEST_REST, MOST_A_MONTH, WAYS, Part, State
from fifteen.method.words import Refusal
from fifteen.pages import _host_door, _zones
from fifteen.pages._calm import Calm
from fifteen.pages._host_view import MEDIA
from fifteen.pages._request import day_from
from fifteen.server.programme import asking, hosting
from fifteen.server.programme.asking import Asker
from fifteen.server.programme.links import Door
from fifteen.server.programme.models import Host, Programme, Request
from fifteen.store import pages, walls
from fifteen.store.models import HostPage

_CHANGES = _host_door.changes()
_JOINS = Calm(
    "hosts who join", 40, timedelta(hours=1)
)  # a whole room may join at an evening of the office
_LIVES = (State.OPEN, State.YES, State.BOOKED)


def _door(request: HttpRequest) -> Door | None:
    door: Door | None = request.door  # type: ignore[attr-defined]
    return door


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """The office's link for hosts: name and mail address, and a link of one's own comes."""
    door = _door(request)
    if door is None:
        return _host_door.nothing(request, "mail")
    programme = Programme.objects.select_related("campaign").get(key=door.key)
    shown: dict[str, Any] = {"programme": programme, "typed": request.POST, "token": token}
    if request.method != "POST":
        return _host_door.answer(request, shown, 200, "programme_join")
    if not _JOINS.allows(str(request.META.get("REMOTE_ADDR", "")), timezone.now()):
        return _host_door.answer(
            request, {**shown, "refusal": _host_door.SLOWLY}, 429, "programme_join"
        )
    name, email = request.POST.get("name", ""), request.POST.get("email", "")
    done = hosting.knock(programme, name, email, timezone.now())
    if isinstance(done, Refusal):
        return _host_door.answer(request, {**shown, "refusal": done}, 422, "programme_join")
    word = {"title": "A mail is on its way to you.", "about": done.message}
    return _host_door.answer(request, word, 200, "host_word")


@dataclass(frozen=True, slots=True)
class _Page:
    """A host's page about to be shown."""

    host: Host
    now: datetime
    refusal: Refusal | None = None
    typed: dict[str, str] = field(default_factory=dict)
    ways: list[str] = field(default_factory=list)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, token: str) -> HttpResponse:
    """The page of one host; a form of it does one thing and shows the page again."""
    door, now = _door(request), timezone.now()
    host = None
    if door is not None:
        host = Host.objects.select_related("campaign").filter(key=door.key).first()
    if host is None:
        return _host_door.nothing(request, "mail")
    one = _Page(host, now)
    if request.method != "POST":
        return _show(request, token, one)
    if not _CHANGES.allows(host.key, now):
        return _show(request, token, _Page(host, now, _host_door.SLOWLY), 429)
    done = _DO.get(request.POST.get("do", ""), _unknown)(request, one)
    if isinstance(done, HttpResponse):
        return done
    if isinstance(done, Refusal):
        host.refresh_from_db()
        typed, ways = request.POST.dict(), request.POST.getlist("ways")
        return _show(request, token, _Page(host, now, done, typed, ways), 422)
    return HttpResponseRedirect(f"/hosts/{token}?told={_TOLD[request.POST['do']]}")


_WORDS = {
    "kept": "Kept. Seekers of the programme find you now; nobody asks more than you said.",
    "pause": "Noted. Nobody asks you in that time.",
    "back": "Welcome back. You can be found again.",
    "no": "That is fine. They will not remind you.",
    "later": "That is fine. They may come back to it then, and not before.",
    "else": "Thank you. They have the name.",
    "time": "Thank you. They have your words.",
}
_TOLD = {
    **{"offer": "kept", "pause": "pause", "back": "back", "no": "no", "later": "later"},
    **{"else": "else", "time": "time"},
}


def _show(request: HttpRequest, token: str, one: _Page, status: int = 200) -> HttpResponse:
    host = one.host
    offer, today = hosting.offer_of(host), hosting.today_of(host, one.now)
    load = hosting.loads([host], one.now)[host.pk]
    rows = Request.objects.filter(campaign=host.campaign_id, host=host, state__in=_LIVES)
    asked = [_asked(row, one.now) for row in rows.select_related("host").order_by("id")]
    programme = Programme.objects.get(campaign=host.campaign_id)
    shown = {
        "token": token,
        "host": host,
        "programme": programme.name,
        "joined": host.part == Part.IN,
        "asked": [a for a in asked if a],
        "busy": capacity.busy(offer, load, today),
        "left": capacity.left(offer, load, today),
        "paused": capacity.pauses(offer, today),
        "away": bool(host.paused_from and host.paused_from > today),
        "refusal": one.refusal,
        "form": one.typed if one.typed.get("do") == "offer" else _kept(host),
        "ways": [(str(w), said, str(w) in (one.ways or host.ways or WAYS)) for w, said in MEDIA],
        "zones": _zones.COMMON,
        "told": _WORDS.get(request.GET.get("told", "")) if one.refusal is None else "",
        "most": MOST_A_MONTH,
        "longest": LONGEST_REST,
        "open": one.typed.get("do", ""),
        "about": one.typed.get("r", ""),
    }
    return _host_door.answer(request, shown, status, "programme_host")


def _kept(host: Host) -> dict[str, str]:
    names = ("name", "role", "organisation", "field", "schools", "place", "topics", "country")
    numbers = {"monthly": str(host.monthly), "rest_days": str(host.rest_days)}
    more = {"languages": ", ".join(host.languages), "zone": host.zone}
    mail = {"gives_mail": "1" if host.gives_mail else ""}
    return {**{name: getattr(host, name) for name in names}, **numbers, **more, **mail}


def _asked(row: Request, now: datetime) -> dict[str, Any] | None:
    """A request as its host sees it; None where whoever asked is gone."""
    who = asking.asker(row)
    if who is None or (row.state == State.OPEN and row.ends <= now):
        return None
    with walls.within(who.owner):
        letter = asking.letter_of(who.person)
        link = "" if row.state == State.OPEN else host_pages.link(who.person, now)
        fields = asking.fields_of(who.campaign)
    return {
        "key": row.key,
        "name": who.campaign.seeker_name or "Somebody",
        "about": fields,
        "letter": letter.body if letter else "",
        "open": row.state == State.OPEN,
        "until": row.ends - timedelta(minutes=1),
        "link": link if isinstance(link, str) else "",
        "booked": row.state == State.BOOKED,
    }


Answer = Done | Refusal | HttpResponse


def _asker(request: HttpRequest, one: _Page) -> tuple[Request, Asker] | Refusal:
    """The open request a form is about, and who asked."""
    key = request.POST.get("r", "")
    rows = Request.objects.filter(campaign=one.host.campaign_id, host=one.host, key=key)
    row = rows.select_related("host").first()
    if row is None or row.state != State.OPEN or row.ends <= one.now:
        return Refusal("This request has ended meanwhile. There is nothing to do.")
    who = asking.asker(row)
    return (row, who) if who else Refusal("They have taken the request back.")


def _answer(
    request: HttpRequest, one: _Page, what: Callable[[HostPage], Done | Refusal]
) -> Done | Refusal:
    found = _asker(request, one)
    if isinstance(found, Refusal):
        return found
    who = found[1]
    with walls.within(who.owner):
        token = host_pages.link(who.person, one.now)
        opened = pages.find(token) if isinstance(token, str) else None
        if opened is None:
            return Refusal("They have taken the request back.")
        return what(opened)


def _yes(request: HttpRequest, one: _Page) -> Answer:
    """Yes: their mail address goes along where they gave it, and the page with times opens."""
    found = _asker(request, one)
    done = _answer(request, one, lambda opened: hosts.agree(opened, one.now))
    if isinstance(done, Refusal) or isinstance(found, Refusal):
        return done
    return HttpResponseRedirect(asking.agreed(found[1], one.host, one.now))


def _time(request: HttpRequest, one: _Page) -> Answer:
    words = request.POST.get("words", "")
    return _answer(request, one, lambda opened: hosts.propose(opened, words, one.now))


def _no(request: HttpRequest, one: _Page) -> Answer:
    return _answer(request, one, lambda opened: hosts.not_now(opened, None, one.now))


def _later(request: HttpRequest, one: _Page) -> Answer:
    until = day_from(request.POST.get("until", ""))
    if until is None:
        return Refusal("From which day on may they ask again?", "until")
    return _answer(request, one, lambda opened: hosts.not_now(opened, until, one.now))


def _else(request: HttpRequest, one: _Page) -> Answer:
    form = request.POST
    name, email, may = form.get("name", ""), form.get("email", ""), bool(form.get("may"))
    return _answer(
        request, one, lambda opened: hosts.someone_else(opened, name, email, may, one.now)
    )


def _offer(request: HttpRequest, one: _Page) -> Answer:
    return hosting.offer(one.host, request.POST.dict(), request.POST.getlist("ways"), one.now)


def _pause(request: HttpRequest, one: _Page) -> Answer:
    until, since = (day_from(request.POST.get(name, "")) for name in ("until", "since"))
    if until is None:
        return Refusal("Until which day?", "until")
    return hosting.pause(one.host, until, one.now, since)


def _back(request: HttpRequest, one: _Page) -> Answer:
    return hosting.pause(one.host, None, one.now)


def _leave(request: HttpRequest, one: _Page) -> Answer:
    asking.say_goodbye(one.host, one.now)
    done = hosting.leave(one.host, bool(request.POST.get("never")))
    word = {"title": "All the best.", "about": done.message}
    return _host_door.answer(request, word, 200, "host_word")


def _unknown(request: HttpRequest, one: _Page) -> Answer:
    return Refusal("This page does not know that. Nothing was changed.")


_DO: dict[str, Callable[[HttpRequest, _Page], Answer]] = {
    **{"yes": _yes, "time": _time, "no": _no, "later": _later, "else": _else},
    **{"offer": _offer, "pause": _pause, "back": _back, "leave": _leave},
}
