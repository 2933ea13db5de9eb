"""The forecast: how many conversations are coming, why these numbers, and how it did so far."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from fifteen.actions import forecasts
from fifteen.actions import numbers as own_numbers
from fifteen.method import motives
from fifteen.method.words import Refusal
from fifteen.pages import _forecast, _needed, _outlook
from fifteen.pages._request import Asked, back, page, say
from fifteen.store import forecast as stored
from fifteen.store import read


@require_safe
@page
def forecast(request: Asked) -> HttpResponse:
    """What lies ahead, what more asking brings, what was said before, what it all rests on."""
    campaign, today = request.campaign, request.today
    numbers = read.numbers_of(campaign)
    kept = stored.frozen_ones(campaign)
    here = _outlook.ahead(campaign, today)
    shown = {"numbers": numbers, "assumed": _forecast.assumed(campaign), "ahead": here}
    wanted = None
    if here is not None:
        shown |= {
            "weeks": _forecast.weeks(campaign, here),
            "parts": _forecast.parts(here),
            "stalled": _outlook.stalled(campaign, kept, here, numbers),
            "wanted": (wanted := _needed.wanted(campaign, here, numbers, request.GET.dict())),
            "higher": _forecast.higher(here, numbers),
            "names": _forecast.names(campaign, here),
            "before": _forecast.before(kept, here.seen),
            "guess": _forecast.guessed(campaign, here),
            "doubts": motives.doubts()[:2],
            "guess_of": range(forecasts.GUESS_OF + 1),
        }
    refused = wanted is not None and wanted.refusal is not None
    return render(request, "fifteen/forecast.html", shown, status=422 if refused else 200)


@require_POST
@page
def pace(request: Asked) -> HttpResponse:
    """Ask so many a week from now on (`a_week`); undone from the note."""
    text = request.POST.get("a_week", "")
    if text.isascii() and text.isdigit() and len(text) < 4:
        say(request, own_numbers.set_pace(request.campaign, int(text), request.now))
    else:
        say(request, Refusal("How many requests a week? A whole number, please."))
    return back(request, "/forecast")


@require_POST
@page
def guess(request: Asked) -> HttpResponse:
    """Keep the user's own guess about the next ten (`answers`)."""
    text = request.POST.get("answers", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else -1
    say(request, forecasts.guess(request.campaign, number, request.now))
    return redirect("/forecast#guess")
