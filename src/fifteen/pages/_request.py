"""What every view begins and ends with: the campaign, the moment, the note that confirms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from fifteen.actions._write import Done
from fifteen.method.words import Refusal
from fifteen.store import read, scope
from fifteen.store.models import Campaign

CAMPAIGN = "campaign"
"""Where the session keeps which campaign is open: the seeker's own, or the demo."""


class Asked(HttpRequest):
    """A request inside a campaign: whose it is, when it came, and the seeker's day."""

    campaign: Campaign
    now: datetime
    today: date


P = ParamSpec("P")
View = Callable[Concatenate[Asked, P], HttpResponse]


def page(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A view inside the open campaign. Without one that has begun, the first page is shown;
    whatever is not found in its scope answers 404, like what belongs to somebody else."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        campaign = open_campaign(request)
        if campaign is None or campaign.begun is None:
            return redirect("/start")
        asked = at(request, campaign)
        try:
            return view(asked, *args, **kwargs)
        except ObjectDoesNotExist as missing:
            raise Http404 from missing

    return answer


def at(request: HttpRequest, campaign: Campaign) -> Asked:
    """The request with its campaign, moment and day, on the clock the seeker reads now: on a
    journey, that of the place."""
    asked: Asked = request  # type: ignore[assignment]
    asked.campaign = campaign
    asked.now = timezone.now()
    zone = read.clock(campaign, asked.now)
    timezone.activate(zone)
    asked.today = asked.now.astimezone(zone).date()
    return asked


def open_campaign(request: HttpRequest) -> Campaign | None:
    """The campaign this session has open, else the owner's first; None where there is none."""
    mine = scope.campaigns(owner_of(request))
    key = request.session.get(CAMPAIGN)
    chosen = mine.filter(key=key).first() if key else None
    return chosen or mine.first()


def owner_of(request: HttpRequest) -> str:
    """Whose request this is: the middleware found it out before any view was asked."""
    owner: str = request.owner  # type: ignore[attr-defined]
    return owner


def say(request: HttpRequest, done: Done | Refusal) -> bool:
    """Put the note on the next page: what was done and how to undo it, or why it was not done.

    Returns whether it was done.
    """
    if isinstance(done, Refusal):
        messages.error(request, done.message)
        return False
    messages.success(request, done.message, extra_tags=done.act)
    return True


def back(request: HttpRequest, otherwise: str) -> HttpResponseRedirect:
    """Back to where the form said it came from, if that is a page of ours."""
    target = request.POST.get("next", "")
    if target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        return HttpResponseRedirect(target)
    return HttpResponseRedirect(otherwise)


def day_from(text: str) -> date | None:
    """A day as a form sends it, or None."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
