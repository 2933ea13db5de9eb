"""Looking around in the demo campaign, and leaving it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from fifteen.actions import campaigns
from fifteen.actions._write import Done
from fifteen.demo import load
from fifteen.pages import _device
from fifteen.pages._request import CAMPAIGN, owner_of, say
from fifteen.store import scope


@require_POST
def look_around(request: HttpRequest) -> HttpResponse:
    """Make the demo anew, as if it had led up to today, and open it."""
    request.session[CAMPAIGN] = load.load(timezone.now(), owner_of(request)).key
    return redirect("/")


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Erase the demo and go back to one's own campaign, or to the first page."""
    answer = redirect("/")
    for demo in scope.campaigns(owner_of(request)).filter(is_demo=True):
        _device.wipe(request, answer, _device.owner(demo))
        campaigns.delete_everything(demo)
    request.session.pop(CAMPAIGN, None)
    say(request, Done("The demo is gone. Nothing of yours was in it."))
    return answer
