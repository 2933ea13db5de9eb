"""Today: what should I do now? The next steps, most urgent first, each with its reason."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from fifteen.pages import _outlook, _pace, _post, _steps, _today
from fifteen.pages._request import Asked, page
from fifteen.store import review, scope
from fifteen.store.models import Campaign


@require_GET
@page
def today(request: Asked) -> HttpResponse:
    """The steps of the day, the pace of the week and what is on its way."""
    campaign, day = request.campaign, request.today
    if campaign.people_count == 0:
        return render(request, "fifteen/today_empty.html", _nobody_yet(campaign))
    flow = _pace.flow(campaign, day)
    week = _pace.week(campaign, day)
    steps = _today.steps_of(campaign, request.now, day, week.left)
    post = _post.on_page(campaign, request.now, day, None)
    shown = {
        **post,
        "headline": _post.headline(post["post_came"]) or _today.headline(steps),
        "steps": steps,
        "flow": flow,
        "week": week,
        "lasts": _pace.lasts(flow.to_ask, week.goal),
        **_outlook.on_today(campaign, day, flow.to_ask),
        "may_ring": _today.may_ring(campaign, day),
        "coming": "" if steps.count else _today.coming(campaign, day),
        "choices": _steps.later_choices(day, campaign.country),
        "look_back": review.is_due(campaign, day) and bool(week.asked or not week.is_first),
        "now": request.now,
        "today": day,
    }
    return render(request, "fifteen/today.html", shown)


def _nobody_yet(campaign: Campaign) -> dict[str, object]:
    """What helps somebody on who knows nobody: a school that knows people, a field to ask about."""
    return {
        "school": campaign.schools[0] if campaign.schools else "",
        "has_field": scope.open_fields(campaign).exists(),
    }
