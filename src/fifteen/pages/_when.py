"""When was it? Asked where the room of a talk was not used, or not left by its door."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fifteen.method.words import Refusal
from fifteen.pages import _plan
from fifteen.pages._plan import Plan
from fifteen.pages._request import Asked


def ask(request: Asked, plan: Plan, refusal: Refusal | None = None) -> HttpResponse:
    """The page that asks for day and hour; what was refused stands there as it was typed."""
    moment = plan.talk.started_at or (plan.booking.start if plan.booking else request.now)
    local = timezone.localtime(min(moment, request.now))
    told = request.POST or request.GET
    around = {
        "talk": plan.talk,
        "person": plan.talk.person,
        "first": _plan.first_name(plan.talk.person),
        "booking": plan.booking,
        "day": told.get("day", f"{local:%Y-%m-%d}"),
        "time": told.get("time", f"{local:%H:%M}"),
        "today": request.today,
        "refusal": refusal,
    }
    status = 422 if refusal else 200
    return render(request, "fifteen/debrief_when.html", around, status=status)
