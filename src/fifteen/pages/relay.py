"""The relay: where hosts who are far away reach their pages while this computer is at home."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from fifteen.actions import relay as relays
from fifteen.actions import relay_joined
from fifteen.adapters.relay.client import SAID, Why
from fifteen.method.words import Refusal
from fifteen.pages._request import Asked, page, say
from fifteen.store import scope


@require_http_methods(["GET", "HEAD", "POST"])
@page
def relay(request: Asked) -> HttpResponse:
    """How it stands. A POST joins one with a code, asks it now (`ask`), leaves it (`leave`), or
    goes back to the one that was left (`back`)."""
    if request.method != "POST":
        return _show(request)
    form, campaign = request.POST, request.campaign
    if "leave" in form:
        say(request, relay_joined.leave(campaign, request.now))
    elif "back" in form:
        left = scope.relay_left(campaign)
        act = relay_joined.act_of(left) if left else relay_joined.LEFT
        say(request, relay_joined.undo(campaign, act, request.now))
    elif "ask" in form:
        say(request, relays.ask_soon(campaign, request.now))
    else:
        address, code = form.get("address", "")[:600], form.get("code", "")[:200]
        done = relays.join(campaign, address, code, request.now)
        if isinstance(done, Refusal):
            return _show(request, done)
        say(request, done)
    return redirect("/settings/relay")


def _show(request: Asked, refusal: Refusal | None = None) -> HttpResponse:
    row, left = scope.relay(request.campaign), scope.relay_left(request.campaign)
    forgets = left.left_at + relay_joined.KEPT if left and left.left_at else None
    trouble = row.trouble if row else ""
    shown = {
        "row": row,
        "left": left,
        "forgets": forgets,
        "can_go_back": forgets is not None and request.now < forgets,
        "shown": scope.relayed(request.campaign),
        "trouble": SAID[Why(trouble)] if trouble in set(Why) else "",
        "refusal": refusal,
        "typed": request.POST if refusal else {},
    }
    return render(request, "fifteen/relay.html", shown, status=422 if refusal else 200)
