"""The door: a one-time link becomes a seat (a session cookie) on this computer."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_safe

from fifteen.actions import door
from fifteen.pages import errors
from fifteen.pages.middleware import SEAT


@require_GET
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Use the link up. Who has a seat already goes in; who has none and a used link stays out."""
    if door.use(token, timezone.now()):
        request.session.cycle_key()
        request.session[SEAT] = True
        # A day, not an age: what ends with the seat in the browser ends on that day too.
        request.session.set_expiry(timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE))
        return redirect("/")
    return redirect("/") if request.session.get(SEAT) else errors.closed_door(request)


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Says that this is Fifteen and that it answers; nothing else."""
    return HttpResponse("fifteen\n", "text/plain")
