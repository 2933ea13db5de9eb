"""Where an account is signed in: each browser with when it began and was last seen, and its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from allauth.usersessions.models import UserSession
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from fifteen.actions._write import Done
from fifteen.pages._request import say
from fifteen.server import browsers
from fifteen.server.models import Account
from fifteen.store import read, scope

EVERY = timedelta(minutes=5)
"""So exactly it is kept when a browser was last seen: a page more is no write more."""
OTHERS = "others"
_MOST = 20_000  # sessions one process remembers to have noted
_noted: dict[str, datetime] = {}


@dataclass(frozen=True, slots=True)
class Session:
    """One browser that is signed in, in plain words."""

    number: int
    browser: str  # "Firefox on Windows"
    address: str  # as it is; nobody is asked where that may be
    begun: datetime
    seen: datetime
    here: bool


def note(request: HttpRequest, now: datetime) -> None:
    """Keep that this browser was seen; once in `EVERY`, by each process."""
    key = request.session.session_key
    last = _noted.get(key or "")
    if not key or (last is not None and now - last < EVERY):
        return
    if len(_noted) >= _MOST:
        _noted.clear()
    _noted[key] = now
    UserSession.objects.filter(session_key=key, last_seen_at__lt=now).update(last_seen_at=now)


def of(account: Account, current: str | None) -> list[Session]:
    """Where this account is signed in, this browser first, then who was seen last."""
    rows = UserSession.objects.purge_and_list(account)
    told = [
        Session(
            number=row.pk,
            browser=browsers.name_of(row.user_agent),
            address=row.ip,
            begun=row.created_at,
            seen=row.last_seen_at,
            here=row.session_key == current,
        )
        for row in rows
    ]
    return sorted(told, key=lambda one: (not one.here, -one.seen.timestamp(), one.number))


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The list; a form of it ends one of them, or all but this browser's."""
    if not isinstance(request.user, Account):
        return redirect("/account/login/?next=/account/sessions/")
    who = request.user
    if request.method == "POST":
        say(request, Done(_end(who, request.POST.get("session", ""), request)))
        return redirect("/account/sessions/")
    campaign = scope.campaigns(who.key).first()
    timezone.activate(read.zone(campaign) if campaign else UTC)
    shown = {"sessions": of(who, request.session.session_key)}
    return render(request, "fifteen/sessions.html", shown)


def _end(account: Account, which: str, request: HttpRequest) -> str:
    """What was ended, in a sentence. A browser that is not theirs, or is gone, is not there."""
    mine = UserSession.objects.filter(user=account)
    mine = mine.exclude(session_key=request.session.session_key)
    if which == OTHERS:
        for one in mine:
            one.end()
        return "You are signed out everywhere else."
    number = int(which) if which.isascii() and which.isdigit() and len(which) < 16 else 0
    one = mine.filter(pk=number).first()
    if one is None:
        raise Http404
    one.end()
    return f"{browsers.name_of(one.user_agent)} is signed out."
