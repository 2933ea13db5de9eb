"""The weekly review: one page that looks back on a week and says what the next should hold."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from fifteen.actions import review as keeping
from fifteen.method.progress import review as looking
from fifteen.method.progress.review import Week
from fifteen.method.progress.weeks import monday
from fifteen.method.words import Refusal
from fifteen.pages._request import Asked, day_from, page, say
from fifteen.store import review as reading
from fifteen.store import suggest

_MOST_NAMED = 5
_OLDEST = date(1990, 1, 1)


def _start(request: Asked) -> date:
    """The Monday of the week that was asked for; without one, of the week to look back on, which
    is none before the search began."""
    asked = day_from(request.GET.get("week", ""))
    if asked is None or not _OLDEST < asked <= request.today:
        begun = reading.begun(request.campaign) or request.today
        return max(looking.week_of(request.today), monday(min(begun, request.today)))
    return monday(asked)


@require_http_methods(["GET", "HEAD", "POST"])
@page
def review(request: Asked) -> HttpResponse:
    """Show the week; a form keeps what the next one should hold."""
    week = reading.week(request.campaign, _start(request))
    if request.method == "POST":
        kept = _keep(request, week)
        if not isinstance(kept, Refusal):
            return kept
        return _shown(request, week, kept)
    return _shown(request, week, None)


def _keep(request: Asked, week: Week) -> HttpResponse | Refusal:
    asks, talks = (_number(request.POST.get(name, "")) for name in ("asks", "talks"))
    if asks is None or talks is None:
        name = "asks" if asks is None else "talks"
        return Refusal("A number, please, such as 5.", name)
    words = request.POST.get("words", "")
    done = keeping.intend(request.campaign, week.following, asks, talks, words, request.now)
    if isinstance(done, Refusal):
        return done
    say(request, done)
    return HttpResponseRedirect(f"/review?week={week.start}")


def _number(text: str) -> int | None:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None


def _shown(request: Asked, week: Week, refusal: Refusal | None) -> HttpResponse:
    kept = reading.intention(request.campaign, week.following)
    meant = kept or looking.suggested(week)
    typed = request.POST if refusal else {}
    earlier, later = (week.start + timedelta(days=n) for n in (-7, 7))
    people = suggest.whom_to_ask(request.campaign, request.now).people[:_MOST_NAMED]
    return render(
        request,
        "fifteen/review.html",
        {
            "week": week,
            "span": looking.span(week),
            "headline": looking.headline(week),
            "back": looking.back(week),
            "ahead": looking.ahead(week),
            "people": [s.person for s in people],
            "kept": kept,
            "asks": typed.get("asks", meant.asks),
            "talks": typed.get("talks", meant.talks),
            "words": typed.get("words", meant.words),
            "refusal": refusal,
            "earlier": earlier,
            "later": later if later <= request.today else None,
        },
        status=400 if refusal else 200,
    )


@require_GET
@page
def text(request: Asked) -> HttpResponse:
    """The same as a plain-text letter, to keep or to send to oneself."""
    week = reading.week(request.campaign, _start(request))
    people = suggest.whom_to_ask(request.campaign, request.now).people[:_MOST_NAMED]
    name = request.campaign.seeker_name.partition(" ")[0]
    return HttpResponse(
        looking.as_text(
            week,
            name,
            [s.person.name for s in people],
            reading.intention(request.campaign, week.following),
        ),
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="fifteen-week-{week.start}.txt"'},
    )
