"""This browser as a place that keeps: its key, the pages it holds, its worker, and its leaving."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.http import require_POST, require_safe

from fifteen.pages import _device
from fifteen.pages._request import Asked, open_campaign, page


@require_safe
def key(request: HttpRequest) -> HttpResponse:
    """JSON: whose texts, and the half of their key that is kept; the other half as a cookie."""
    get_token(request)  # so that what is sent afterwards carries a token that counts
    campaign = open_campaign(request)
    if campaign is None or campaign.begun is None:
        return JsonResponse({"owner": ""})
    shown = {"owner": _device.owner(campaign), "key": _device.half(campaign, "kept")}
    answer = JsonResponse(shown)
    _device.give_half(request, answer, campaign)
    return answer


@require_safe
@page
def pages(request: Asked) -> HttpResponse:
    """JSON: the conversations to have at hand without a connection, and when their pages change."""
    kept = _device.kept(request.campaign, request.now)
    shown = [
        {
            "title": one.title,
            "when": one.when,
            "mark": one.mark,
            "pages": [{"label": label, "address": address} for label, address in one.pages],
        }
        for one in kept
    ]
    return JsonResponse({"owner": _device.owner(request.campaign), "talks": shown})


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script that answers where there is no connection. Nothing of anybody is in it."""
    setting = {
        "version": _device.version(),
        "files": [static(name) for name in _device.files()],
        "vault": static("fifteen/vault.js"),
        "worker": static("fifteen/worker.js"),
    }
    script = (
        f"self.SETTING = {json.dumps(setting)};\nimportScripts(SETTING.vault, SETTING.worker);\n"
    )
    return HttpResponse(script, "text/javascript; charset=utf-8")


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """The page that stands in where there is no connection; the same for everybody."""
    return render(request, "fifteen/offline.html")


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Give up the seat of this browser: it forgets everything it keeps. The campaign stays."""
    campaign = open_campaign(request)
    request.session.flush()
    answer = render(request, "fifteen/left.html")
    if campaign is not None:
        _device.wipe(request, answer, _device.owner(campaign))
    return answer
