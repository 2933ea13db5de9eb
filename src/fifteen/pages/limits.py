"""Pace and limits: every number that can be chosen, by what it is about, kept by one button."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from fifteen.actions import numbers
from fifteen.method.words import Refusal
from fifteen.pages import _limits
from fifteen.pages._request import Asked, page, say

HERE = "/settings/numbers"


@require_http_methods(["GET", "HEAD", "POST"])
@page
def limits(request: Asked) -> HttpResponse:
    """Show the numbers; keep the user's own, one (`ours`) or all (`default`) back to ours."""
    if request.method != "POST":
        return _show(request, _limits.kept(request.campaign.numbers))
    typed = request.POST.dict()
    back = typed.pop("ours", "")
    if back in _limits.LABELS:
        typed.pop(back, None)
    own = {} if "default" in typed else _limits.chosen(typed)
    done = own if isinstance(own, Refusal) else numbers.choose(request.campaign, own, request.now)
    if isinstance(done, Refusal):
        return _show(request, typed, done)
    say(request, done)
    return redirect(f"{HERE}#{back}" if back in _limits.LABELS else HERE)


def _show(
    request: Asked, values: Mapping[str, str], refusal: Refusal | None = None
) -> HttpResponse:
    shown = {
        "kinds": _limits.kinds(values, refusal),
        "how_many": len(_limits.LABELS),
        "own": _limits.own(values),
        "refusal": refusal,
    }
    return render(request, "fifteen/limits.html", shown, status=422 if refusal else 200)
