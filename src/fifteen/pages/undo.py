"""Undo, from the note that confirmed something."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from fifteen.actions import journal
from fifteen.pages._request import Asked, back, page, say


@require_POST
@page
def undo(request: Asked) -> HttpResponse:
    """Withdraw one act and go back to where it was done."""
    say(request, journal.withdraw(request.campaign, request.POST.get("act", ""), request.now))
    return back(request, request.headers.get("Referer") or "/")
