"""The pages of a seeker in a programme (O2): take a seat, find a host, ask, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fifteen.actions import letters
from fifteen.method.programme.words import State
from fifteen.method.words import Refusal
from fifteen.pages._request import Asked, page, say
from fifteen.server.programme import asking, finding, seats
from fifteen.server.programme.models import Host, Known, Request, Seat
from fifteen.store import scope
from fifteen.store.models import Campaign

ASKED_BY = ("q", "field", "role", "organisation", "school", "place")
_LABELS = (
    *(("field", "Field"), ("role", "What they do"), ("organisation", "Where they work")),
    *(("school", "Where they studied"), ("place", "Where they live")),
)
STATES = {
    State.OPEN: "Waits for an answer",
    State.YES: "Yes; a time is to be found",
    State.BOOKED: "A time is agreed",
    State.TALKED: "Talked",
    State.NO: "Not now",
    State.LATER: "Not before later",
    State.ELSE: "Named somebody else",
    State.EXPIRED: "No answer came in time",
    State.BACK: "Taken back",
}


@require_safe
@page
def programmes(request: Asked) -> HttpResponse:
    """The programmes the seeker has a seat in."""
    mine = list(seats.of(request.campaign))
    if len(mine) == 1:
        return redirect(f"/programmes/{mine[0].key}")
    return render(request, "fifteen/programmes.html", {"seats": mine})


@require_http_methods(["GET", "HEAD", "POST"])
@page
def join(request: Asked, token: str) -> HttpResponse:
    """The office's link for seekers; nothing happens by opening it."""
    if request.method != "POST":
        shown = {"programme": seats.inviting(token)}
        return render(request, "fifteen/programme_seat.html", shown)
    seat = seats.take(request.campaign, token, request.now)
    if isinstance(seat, Refusal):
        say(request, seat)
        return redirect("/programmes")
    return redirect(f"/programmes/{seat.key}")


def seat_of(campaign: Campaign, key: str) -> Seat:
    """A seat of this seeker. Raises DoesNotExist."""
    return seats.of(campaign).select_related("campaign").get(key=key)


@require_safe
@page
def programme(request: Asked, key: str) -> HttpResponse:
    """Hosts that fit, and the seeker's own requests."""
    seat = seat_of(request.campaign, key)
    asked = {name: request.GET.get(name, "")[:200] for name in ASKED_BY}
    found = finding.find(seat, asked, request.now)
    mine = [_mine(seat, row, host) for row, host in asking.of(seat)]
    shown = {
        "nav": "people",
        "seat": seat,
        "asked": asked,
        "narrowed": any(asked[name] for name in ASKED_BY[1:]),
        "searched": finding.is_search(asked),
        "too_little": any(asked.values()) and not finding.is_search(asked),
        "by": [(name, label, asked[name]) for name, label in _LABELS],
        "found": found,
        "mine": mine,
        "proposed": _proposed(seat, request),
        "languages": ", ".join(seat.languages),
    }
    return render(request, "fifteen/programme.html", shown)


def _proposed(seat: Seat, request: Asked) -> dict[str, Any] | None:
    """Whom the matching names to this seeker, where they still have room."""
    if not seat.proposed:
        return None
    try:
        host = finding.one(seat, seat.proposed, request.now)
    except Host.DoesNotExist:
        return None
    return {"host": host, "why": seat.why} if host.busy is None else None


def _mine(seat: Seat, row: Request, host: Any) -> dict[str, Any]:
    known = None
    if host is not None:
        rows = Known.objects.filter(campaign=seat.campaign, seat=seat, host=host.key)
        known = rows.select_related("person").first()
    late = row.state == State.OPEN and row.ends <= timezone.now()
    other = ""
    if row.state == State.EXPIRED and row.other:
        other = row.other
    return {
        "key": row.key,
        "name": host.name if host else "Somebody who left the programme",
        "person": known.person.key if known else "",
        "says": STATES[State.EXPIRED if late else State(row.state)],
        "open": row.state == State.OPEN and not late,
        "until": row.ends - timedelta(minutes=1),
        "talked": row.state == State.TALKED,
        "line": row.line,
        "other": other,
    }


@require_POST
@page
def do(request: Asked, key: str) -> HttpResponse:
    """One thing of the programme's page: write to a host, take a request back, pass a line on."""
    seat, form = seat_of(request.campaign, key), request.POST
    what = form.get("do", "")
    if what == "write":
        letter = asking.write_to(seat, form.get("host", ""), request.now)
        if isinstance(letter, Refusal):
            say(request, letter)
            return redirect(f"/programmes/{key}")
        return redirect(f"/people/{letter.person.key}/letters/{letter.key}")
    if what == "leave":
        say(request, seats.give_up(seat, request.now))
        return redirect("/programmes")
    acts: dict[str, Callable[[], Any]] = {
        "back": lambda: asking.take_back(seat, form.get("r", ""), request.now),
        "line": lambda: asking.pass_on(seat, form.get("r", ""), form.get("line", "")),
        "speak": lambda: seats.speak(seat, form.get("languages", "")),
    }
    if what in acts:
        say(request, acts[what]())
    return redirect(f"/programmes/{key}")


@require_POST
@page
def ask(request: Asked, key: str, host: str) -> HttpResponse:
    """The letter as it stands on its desk goes to the host."""
    seat, form = seat_of(request.campaign, key), request.POST
    known = Known.objects.select_related("person").get(
        campaign=request.campaign, seat=seat, host=host
    )
    letter = scope.letter(request.campaign, known.person.key, form.get("letter", ""))
    desk = f"/people/{known.person.key}/letters/{letter.key}"
    revision = form.get("revision", "")
    kept = letters.keep(
        letter,
        int(revision) if revision.isascii() and revision.isdigit() else -1,
        form.get("subject", ""),
        form.get("body", "").replace("\r\n", "\n"),
        request.now,
    )
    if isinstance(kept, letters.Conflict):
        say(request, Refusal("Another window has a newer version; both texts are kept."))
        return redirect(desk)
    if isinstance(kept, Refusal):
        say(request, kept)
        return redirect(desk)
    done = say(request, asking.send(kept, request.now))
    return redirect(f"/programmes/{key}" if done else desk)


def through(request: HttpRequest, campaign: Campaign, key: str) -> dict[str, str] | None:
    """For the desk of a letter: the programme it can go through, None where there is none."""
    rows = scope.letters(campaign).filter(key=key, kind="request", sent_at=None)
    known = Known.objects.filter(campaign=campaign, person__in=rows.values("person_id"))
    found = known.values_list("seat__key", "seat__name", "host").first()
    if found is None:
        return None
    return {"name": found[1], "action": f"/programmes/{found[0]}/ask/{found[2]}", "letter": key}
